public import Ground

/// Title and telephone of a post, as letters give them.
struct PostCard: Sendable, Equatable {
  /// Chức danh; may be empty.
  let title: String
  let phone: String?

  /// Refuses: `PostUnfit`, naming each field that is at fault.
  init(title: String, phone: String) throws(PostUnfit) {
    let (title, phone) = (normalised(title), normalised(phone))
    var fields: [PostUnfit.Field] = []
    if !title.isEmpty, !isLine(title, max: 100) { fields.append(.title) }
    if !phone.isEmpty, !isAgencyPhone(phone) { fields.append(.phone) }
    guard fields.isEmpty else { throw PostUnfit(fields: fields) }
    (self.title, self.phone) = (title, phone.isEmpty ? nil : phone)
  }
}

/// Fields of a post that cannot be taken.
public struct PostUnfit: Refusal, Equatable {
  /// A field of the form.
  public enum Field: String, Sendable, CaseIterable { case title, phone }

  public let fields: [Field]

  public var code: String { "post.fields-unfit" }
  public var kind: RefusalKind { .content }
  public var explanation: Phrase { "Chưa ghi chức trách. Sửa các mục nêu dưới đây rồi lưu lại." }
  public var places: [RefusedPlace] {
    fields.map { RefusedPlace(pointer: $0.rawValue, code: code, detail: $0.advice) }
  }
}

extension PostUnfit.Field {
  fileprivate var advice: Phrase {
    switch self {
    case .title: "Ghi chức danh trên một dòng, tối đa 100 ký tự."
    case .phone: "Ghi số điện thoại gồm 3 đến 11 chữ số, ví dụ 0200 000 100."
    }
  }
}
