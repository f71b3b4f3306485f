import Ground

/// A query parameter: its value is text, read as `shape` says.
public struct QueryParameter: Sendable {
  public let name: String
  public let shape: Shape
  public let required: Bool
  public let about: String
  /// It may name a person, so addresses carry it sealed (`AddressSeal`).
  public let isPrivate: Bool

  public init(
    _ name: String, _ shape: Shape, required: Bool = false, isPrivate: Bool = false,
    _ about: String = ""
  ) {
    (self.name, self.shape, self.required, self.about) = (name, shape, required, about)
    self.isPrivate = isPrivate
  }

  /// How many items a page of a list holds: 1…500, 50 when left out.
  public static let limit = QueryParameter(
    "limit", .integer(min: 1, max: 500), "số mục mỗi trang, mặc định 50")

  /// Where the next page begins: `next` of the page before.
  public static let after = QueryParameter(
    "after", .string(min: 1, max: 2000, format: .pattern(Cursor.pattern, says: Cursor.advice)),
    "con trỏ lấy từ next của trang trước")

  /// A figure waits until the fact of this id is counted, up to 5 s.
  public static let afterFact = QueryParameter(
    "after-fact", .ulid, "chờ đến khi sự kiện này đã được tính, nhiều nhất 5 giây")
}

/// A request header that an endpoint reads.
public struct HeaderParameter: Sendable {
  public let name: String
  public let shape: Shape
  public let required: Bool
  public let about: String

  public init(_ name: String, _ shape: Shape, required: Bool = false, _ about: String = "") {
    (self.name, self.shape, self.required, self.about) = (name, shape, required, about)
  }

  /// The version that was read, as the `ETag` gave it.
  public static let ifMatch = HeaderParameter(
    "If-Match",
    .string(
      min: 1, max: 20,
      format: .pattern(
        TextPattern(#"\*|(W/)?"[1-9][0-9]{0,8}"|[1-9][0-9]{0,8}"#),
        says: "Hãy gửi ETag của lần đọc gần nhất, ví dụ \"3\".")),
    "phiên bản đã đọc; khác với phiên bản hiện tại thì trả 412")

  /// Why personal data are read. Source: contract, "JSON API".
  public static let purpose = HeaderParameter(
    "Motcua-Purpose",
    .string(
      min: 1, max: 200,
      format: .pattern(
        TextPattern("[!-~]([ -~]*[!-~])?"), says: "Hãy ghi mục đích, mã hóa phần trăm nếu có dấu.")),
    "mục đích đọc dữ liệu cá nhân, mã hóa phần trăm")

  /// The name of an uploaded file.
  public static let fileName = HeaderParameter(
    "X-Filename",
    .string(
      min: 1, max: 800,
      format: .pattern(TextPattern("[!-~]+"), says: "Hãy gửi tên tệp đã mã hóa phần trăm.")),
    "tên tệp, mã hóa phần trăm")

  /// The same key and body give the same answer again, for 24 hours.
  public static let idempotencyKey = HeaderParameter(
    "Idempotency-Key",
    .string(
      min: 1, max: 200,
      format: .pattern(TextPattern("[!-~]+"), says: "Hãy gửi khóa 1 đến 200 ký tự ASCII.")),
    "gửi lại cùng khóa và cùng nội dung sẽ nhận lại đúng câu trả lời cũ, trong 24 giờ")
}
