/// The kinds of file that are taken, told by their first bytes and never by their name.
/// Source: trust 3.4.
public enum MediaType: String, Sendable, CaseIterable {
  case pdf = "application/pdf"
  case jpeg = "image/jpeg"
  case png = "image/png"
  case tiff = "image/tiff"
  case docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  case xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  case odt = "application/vnd.oasis.opendocument.text"
  case zip = "application/zip"
  case xml = "application/xml"
  case plainText = "text/plain"

  /// How many first bytes `fits` needs.
  public static let headLength = 512

  /// Whether content that begins with `head` can be of this type.
  public func fits(_ head: [UInt8]) -> Bool {
    switch self {
    case .pdf: head.prefix(1024).starts(with: "%PDF-".utf8)
    case .jpeg: head.starts(with: [0xFF, 0xD8, 0xFF])
    case .png: head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    case .tiff:
      head.starts(with: [0x49, 0x49, 0x2A, 0]) || head.starts(with: [0x4D, 0x4D, 0, 0x2A])
    case .docx, .xlsx, .odt, .zip: head.starts(with: [0x50, 0x4B, 0x03, 0x04])
    case .xml:
      isText(head) && head.drop { [0xEF, 0xBB, 0xBF, 32, 9, 10, 13].contains($0) }.first == 60
    case .plainText: isText(head)
    }
  }

  private func isText(_ head: [UInt8]) -> Bool {
    !head.isEmpty && head.allSatisfy { $0 >= 32 || [9, 10, 13].contains($0) }
  }

  /// What the letters in front of a `;` say, without the parameters behind it.
  public init?(header: String) {
    let name = header.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
    self.init(rawValue: name)
  }

  /// The usual ending of a file's name.
  public init?(fileName: String) {
    let ending = fileName.lowercased().split(separator: ".").last.map(String.init) ?? ""
    switch ending {
    case "pdf": self = .pdf
    case "jpg", "jpeg": self = .jpeg
    case "png": self = .png
    case "tif", "tiff": self = .tiff
    case "docx": self = .docx
    case "xlsx": self = .xlsx
    case "odt": self = .odt
    case "zip": self = .zip
    case "xml": self = .xml
    case "txt": self = .plainText
    case _: return nil
    }
  }
}
