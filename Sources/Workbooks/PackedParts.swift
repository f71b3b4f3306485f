import CArchive

/// The parts of a spreadsheet file that are read, unpacked within limits.
///
/// The list of what is inside is judged first: names, count and sizes. Then only the parts that
/// hold cells are unpacked, and no further than they announced. Source: trust.md 3.4.
struct PackedParts {
  private(set) var parts: [String: [UInt8]] = [:]

  static let workbook = "xl/workbook.xml"
  static let relations = "xl/_rels/workbook.xml.rels"
  static let strings = "xl/sharedStrings.xml"
  static let sheets = "xl/worksheets/"

  /// Refuses: `WorkbookRefused`.
  init(_ bytes: [UInt8], _ limits: WorkbookLimits) throws(WorkbookRefused) {
    // A zip begins with its first local header; libarchive would also take programs with one
    // behind.
    guard bytes.starts(with: [0x50, 0x4B, 3, 4]) else { throw .notAWorkbook }
    try Archive(bytes).check(limits, packed: bytes.count)
    parts = try Archive(bytes).unpacked { name in
      [PackedParts.workbook, PackedParts.relations, PackedParts.strings].contains(name)
        || (name.hasPrefix(PackedParts.sheets) && name.hasSuffix(".xml")
          && !name.dropFirst(PackedParts.sheets.count).contains("/"))
    }
  }
}

/// One walk over a zip in memory. A class, because libarchive's state must be freed.
private final class Archive {
  private let archive: OpaquePointer
  private let bytes: UnsafeMutableBufferPointer<UInt8>

  init(_ content: [UInt8]) throws(WorkbookRefused) {
    guard let archive = archive_read_new() else { throw .notAWorkbook }
    self.archive = archive
    bytes = .allocate(capacity: max(1, content.count))
    _ = bytes.initialize(from: content)
    archive_read_support_format_zip_seekable(archive)
    guard archive_read_open_memory(archive, bytes.baseAddress, content.count) == ARCHIVE_OK else {
      throw .notAWorkbook
    }
  }

  deinit {
    archive_read_free(archive)
    bytes.deallocate()
  }

  private struct Entry {
    let name: String
    let size: Int
  }

  /// The next file inside; `nil` at the end.
  private func next() throws(WorkbookRefused) -> Entry? {
    var entry: OpaquePointer?
    let state = archive_read_next_header(archive, &entry)
    if state == ARCHIVE_EOF { return nil }
    guard state == ARCHIVE_OK, let entry else { throw .notAWorkbook }
    guard archive_entry_is_encrypted(entry) == 0 else { throw .notAWorkbook }
    guard let name = archive_entry_pathname(entry).map({ String(cString: $0) }), isFit(name)
    else { throw .partNameUnfit }
    guard archive_entry_size_is_set(entry) != 0, let size = Int(exactly: archive_entry_size(entry)),
      size >= 0
    else { throw .notAWorkbook }
    return Entry(name: name, size: size)
  }

  /// ASCII, relative, without a way up: as spreadsheets name their parts.
  private func isFit(_ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy { $0 >= 32 && $0 < 127 && $0 != UInt8(ascii: "\\") }
    let steps = name.split(separator: "/", omittingEmptySubsequences: false)
    return isPlain && (1...200).contains(name.utf8.count) && !steps.dropLast().contains("")
      && !steps.contains("..") && !steps.contains(".")
  }

  /// Judges what is inside by its list alone; nothing is unpacked.
  func check(_ limits: WorkbookLimits, packed: Int) throws(WorkbookRefused) {
    var names: Set<String> = []
    var total = 0
    while let entry = try next() {
      guard names.count < limits.entries else { throw .tooManyParts(limit: limits.entries) }
      // Readers disagree on which of two parts of one name counts; so there may be only one.
      guard names.insert(entry.name.lowercased()).inserted else { throw .partNameUnfit }
      guard entry.size <= limits.entryBytes, total <= limits.totalBytes - entry.size else {
        throw .tooLargeUnpacked
      }
      total += entry.size
      let last = entry.name.lowercased().split(separator: "/").last ?? ""
      if last == "vbaproject.bin" { throw .macros }
      let ending = last.split(separator: ".").last ?? ""
      if Archive.containers.contains(String(ending)) { throw .filesInside }
    }
    guard total / limits.ratio <= packed else { throw .tooLargeUnpacked }
    guard names.contains(PackedParts.workbook) else { throw .notAWorkbook }
  }

  private static let containers: Set = [
    "zip", "xlsx", "xlsm", "xlsb", "xls", "docx", "docm", "doc", "pptx", "ppt", "odt", "ods", "7z",
    "rar", "gz", "tar", "exe", "ole",
  ]

  /// The parts that `isWanted` names, each no longer than it announced.
  func unpacked(_ isWanted: (String) -> Bool) throws(WorkbookRefused) -> [String: [UInt8]] {
    var parts: [String: [UInt8]] = [:]
    while let entry = try next() {
      guard isWanted(entry.name) else { continue }
      parts[entry.name] = try content(announced: entry.size)
    }
    return parts
  }

  private func content(announced: Int) throws(WorkbookRefused) -> [UInt8] {
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = archive_read_data(archive, &buffer, buffer.count)
      if count == 0 { break }
      guard count > 0, content.count + count <= announced else { throw .notAWorkbook }
      content += buffer[..<count]
    }
    guard content.count == announced else { throw .notAWorkbook }
    return content
  }
}
