public import Ground

/// Why a file is not taken: every fault with its line. Nothing of the file is kept.
public struct FileUnfit: Refusal, Equatable {
  /// One fault in one line.
  public struct Fault: Sendable, Equatable {
    /// Counted from 1; the header is line 1.
    public let line: Int
    public let problem: FileProblem
  }

  /// In order of line; at most `limit`.
  public let faults: [Fault]

  /// More faults than this are not looked for.
  static let limit = 20

  init(_ faults: [Fault]) { self.faults = Array(faults.prefix(FileUnfit.limit)) }
  init(_ line: Int, _ problem: FileProblem) { self.init([Fault(line: line, problem: problem)]) }

  public var code: String { "file.unfit" }
  public var kind: RefusalKind { .content }

  /// The first line at fault.
  public var line: Int { faults.first?.line ?? 0 }

  public var explanation: Phrase {
    Phrase(
      joining: ["Không nhận tệp, chưa có gì thay đổi."]
        + faults.map { "Dòng \($0.line): \($0.problem.words)" })
  }

  /// For commands: one line a fault.
  public var english: String {
    faults.map { "line \($0.line): \($0.problem.english)" }.joined(separator: "\n")
  }
}

/// What can be wrong with one line of a tab-separated file.
public enum FileProblem: Sendable, Equatable {
  case notText
  case empty
  case header(expected: [String])
  case columns(found: Int, expected: Int)
  case code(String)
  case name
  case level(String)
  case day(column: String, String)
  case periodBackwards
  case overlap(String, line: Int)
  case parentUnknown(String)
  case parentIsItself
  case parentBelow(String)
  case predecessorUnknown(String)
  case predecessorLives(String)
  case codeTaken(String)
  case share(String)
  case areaUnknown(String)
  case areaTwice(String, line: Int)

  /// For whoever runs the command.
  public var english: String {
    switch self {
    case .notText: "is not UTF-8 text; save the file as UTF-8"
    case .empty: "the file has no rows"
    case .header(let expected):
      "the header must be these columns, separated by tabs: \(expected.joined(separator: ", "))"
    case .columns(let found, let expected):
      "has \(found) columns, needs \(expected); columns are separated by one tab each"
    case .code(let text): "“\(text)” is not a code, as H99.101"
    case .name: "the name is empty or longer than 300 characters"
    case .level(let text):
      "“\(text)” is no level; use one of "
        + AgencyLevel.allCases.map(\.rawValue).joined(separator: ", ")
    case .day(let column, let text):
      "\(column) “\(text)” is not a day; write YYYY-MM-DD, a day that exists"
    case .periodBackwards: "validTo is before validFrom"
    case .overlap(let code, let line): "\(code) overlaps in time with line \(line)"
    case .parentUnknown(let code): "the parent \(code) does not exist on validFrom"
    case .parentIsItself: "an agency cannot be its own parent"
    case .parentBelow(let code): "the parent \(code) stands under this agency"
    case .predecessorUnknown(let code): "the predecessor \(code) is not known before validFrom"
    case .predecessorLives(let code): "the predecessor \(code) ends after validFrom"
    case .codeTaken(let code): "\(code) belongs to another agency in that time"
    case .share(let text): "“\(text)” is no share; use whole or part"
    case .areaUnknown(let code): "there is no area \(code) in the other file"
    case .areaTwice(let code, let line):
      "\(code) stands in line \(line) with another name or parent"
    }
  }

  /// The same in Vietnamese.
  public var words: Phrase {
    switch self {
    case .notText: "không phải văn bản UTF-8, hãy lưu lại tệp theo UTF-8."
    case .empty: "tệp không có dòng dữ liệu."
    case .header(let expected): "dòng đầu phải là các cột: \(expected.joined(separator: ", "))."
    case .columns(let found, let expected):
      "có \(found) cột, cần \(expected) cột, cách nhau bằng dấu tab."
    case .code(let text): "“\(text)” không phải mã, ví dụ H99.101."
    case .name: "tên trống hoặc dài quá 300 ký tự."
    case .level(let text): "“\(text)” không phải cấp cơ quan."
    case .day(let column, let text): "\(column) “\(text)” không phải ngày, hãy ghi YYYY-MM-DD."
    case .periodBackwards: "ngày kết thúc trước ngày bắt đầu."
    case .overlap(let code, let line): "\(code) trùng thời gian với dòng \(line)."
    case .parentUnknown(let code): "cơ quan cấp trên \(code) không tồn tại vào ngày bắt đầu."
    case .parentIsItself: "cơ quan không thể là cấp trên của chính mình."
    case .parentBelow(let code): "cơ quan cấp trên \(code) lại nằm dưới cơ quan này."
    case .predecessorUnknown(let code): "không biết cơ quan tiền thân \(code) trước ngày bắt đầu."
    case .predecessorLives(let code): "cơ quan tiền thân \(code) kết thúc sau ngày bắt đầu."
    case .codeTaken(let code): "mã \(code) đang thuộc cơ quan khác trong thời gian này."
    case .share(let text): "“\(text)” phải là whole hoặc part."
    case .areaUnknown(let code): "không có đơn vị \(code) trong tệp kia."
    case .areaTwice(let code, let line): "\(code) đã có ở dòng \(line) với tên hoặc cấp trên khác."
    }
  }
}
