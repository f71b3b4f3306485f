import ArgumentParser
import Catalogue
import Directory
import Dossiers
import Foundation
import Ground
import Journal
import Storage

/// `motcua bench commit`: what a submission costs when up to so many share one commit, without HTTP
/// around it. With 1 every act has a transaction and a sync of its own, which no served instance
/// ever does; the difference is what group commit saves.
struct BenchCommitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commit", abstract: "Submissions with so many at most in one commit.")

  @Option(help: "A demonstration's folder; it grows by these submissions.") var data: String
  @OptionGroup var packs: PackOptions
  @Option(help: "How many acts share a commit at most.") var together = 100
  @Option(help: "How many applicants wait for an answer at the same time.") var clients = 64
  @Option(help: "How many submissions.") var count = 2000

  func validate() throws {
    guard together > 0, clients > 0, count > 0 else {
      throw ValidationError("--together, --clients and --count are at least 1")
    }
  }

  func run() async throws {
    let province = try await openProvince(
      try await instance(), packs: packs, clock: try HouseClock(file: nil))
    let database = province.instance.database
    let submit = try await submission(province)
    try await submit()
    let (before, start, earlier) = (Spent.now(), ContinuousClock.now, database.figures?.commits)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for client in 0..<clients {
        let share = count / clients + (client < count % clients ? 1 : 0)
        group.addTask { for _ in 0..<share { try await submit() } }
      }
      try await group.waitForAll()
    }
    let line: JSON = [
      "count": JSON(count), "commits": JSON((database.figures?.commits ?? 0) - (earlier ?? 0)),
      "cpuMilliseconds": .number(Spent.now().milliseconds - before.milliseconds),
      "milliseconds": .integer(Int64((ContinuousClock.now - start) / .milliseconds(1))),
    ]
    try await database.close()
    print(line.serialised)
  }

  private func instance() async throws -> Instance {
    let file = data + "/motcua.sqlite"
    guard FileManager.default.fileExists(atPath: file) else {
      throw CommandRefused("there is no instance at \(data); make one with motcua demo")
    }
    return Instance(
      database: try await SQLiteDatabase(path: file, mostTogether: together),
      blobs: try await FolderBlobs(folder: data + "/blobs"), keys: KeyFolder(path: data + "/keys"))
  }

  /// One act: a citizen of the demonstration hands in a form.
  private func submission(_ province: Province) async throws -> @Sendable () async throws -> Void {
    guard province.key.isDemonstration else {
      throw CommandRefused("this instance is a real one; measure on a demonstration")
    }
    let cast = try await DemoCast(
      province: province, communes: DemoProvince.communes.map { $0.code })
    let form = try SubmissionForm(try body(cast))
    let (desk, citizen) = (province.dossiers.desk, cast.citizens[0])
    let once = DossierDesk.Once(key: nil, hash: "") { done in
      StoredAnswer(status: 201, headers: [], body: done.view.json.bytes)
    }
    return { _ = try await desk.submit(form, by: citizen, once: once) }
  }

  /// A form for the first procedure that is open online.
  private func body(_ cast: DemoCast) throws -> JSON {
    let open = cast.procedures.first { $0.terms.contains { $0.channel == .online } }
    guard let procedure = open else { throw CommandRefused("no procedure is open online") }
    return [
      "procedure": .string(procedure.code.rawValue),
      "agency": .string(cast.offices[0].agency.rawValue), "channel": "online",
      "applicant": [
        "kind": "person", "name": "Trần Thị Thử Nghiệm", "personalNumber": "000190000001",
        "birthDate": "1990-02-03", "phone": "0900000000",
        "address": ["line": "Thôn 1", "commune": "Phường Sao Mai", "province": "Tỉnh Sao Mai"],
      ],
      "answers": [:], "papers": [], "delivery": ["way": "online"],
    ]
  }
}

/// CPU that this process has used, user and system.
private struct Spent {
  let milliseconds: Double

  static func now() -> Spent {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func part(_ time: timeval) -> Double {
      Double(time.tv_sec) * 1000 + Double(time.tv_usec) / 1000
    }
    return Spent(milliseconds: part(usage.ru_utime) + part(usage.ru_stime))
  }
}
