import Ground

/// The kinds of file that may show what was reported: told by their names and their first bytes.
/// Source: trust.md 3.4.
enum EvidenceKind: String, Sendable, CaseIterable {
  case pdf, jpeg, png, xlsx, docx

  /// `nil` for a name that ends otherwise, and for one that is no name.
  init?(fileName: String) {
    let isPlain = fileName.unicodeScalars.allSatisfy { $0.value >= 32 && $0 != "/" && $0 != "\\" }
    let ending = fileName.lowercased().split(separator: ".").last.map(String.init) ?? ""
    guard isPlain, (3...200).contains(fileName.unicodeScalars.count),
      let kind = EvidenceKind(rawValue: ending == "jpg" ? "jpeg" : ending)
    else { return nil }
    self = kind
  }

  var mediaType: String {
    switch self {
    case .pdf: "application/pdf"
    case .jpeg: "image/jpeg"
    case .png: "image/png"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    }
  }

  func fits(_ head: [UInt8]) -> Bool {
    switch self {
    case .pdf: head.starts(with: "%PDF-".utf8)
    case .jpeg: head.starts(with: [0xFF, 0xD8, 0xFF])
    case .png: head.starts(with: [0x89, 0x50, 0x4E, 0x47])
    case .xlsx, .docx: head.starts(with: [0x50, 0x4B, 3, 4])
    }
  }
}

/// Why a file is not taken.
enum EvidenceUnfit: Refusal, Equatable {
  case empty
  case kind(String)

  var kind: RefusalKind { .content }

  var code: String {
    switch self {
    case .empty: "register.file-empty"
    case .kind: "register.file-kind"
    }
  }

  var explanation: Phrase {
    switch self {
    case .empty: "Tệp rỗng. Chọn tệp khác."
    case .kind(let name):
      "Không nhận tệp “\(name)”. Gửi tệp PDF, ảnh JPEG, PNG, hoặc DOCX, XLSX đúng định dạng."
    }
  }
}
