import Foundation

/// What the system says of this process; `nil` where it has no `/proc`.
struct ProcessFigures: Sendable {
  let residentBytes: Int
  let cpuSeconds: Double
  let openFiles: Int

  /// Source: proc_pid_stat(5), fields 14, 15 and 24; a clock tick is 10 ms and a page 4 KiB on
  /// every Linux that we run on.
  init?() {
    let stat: String
    let files: [String]
    do {
      stat = try String(contentsOfFile: "/proc/self/stat", encoding: .utf8)
      files = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    } catch {
      return nil  // elsewhere than on Linux there is nothing to read
    }
    guard let name = stat.lastIndex(of: ")") else { return nil }
    // The name of the program may hold spaces; the fields after it begin with the third.
    let fields = stat[stat.index(after: name)...].split(separator: " ").map(String.init)
    guard fields.count > 21, let user = Int(fields[11]), let system = Int(fields[12]),
      let pages = Int(fields[21])
    else { return nil }
    (residentBytes, openFiles) = (pages * 4096, files.count)
    cpuSeconds = Double(user + system) / 100
  }

  var lines: [String] {
    [
      "# TYPE process_resident_memory_bytes gauge",
      "process_resident_memory_bytes \(residentBytes)",
      "# TYPE process_cpu_seconds_total counter", "process_cpu_seconds_total \(cpuSeconds)",
      "# TYPE process_open_fds gauge", "process_open_fds \(openFiles)",
    ]
  }
}
