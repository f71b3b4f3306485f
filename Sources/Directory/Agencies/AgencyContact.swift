public import Ground

/// Where an agency is found and how it is reached, as letters and the portal say it.
///
/// `nil` is not known: a letter then leaves the line out. Source: domain 1.8 (heads of forms).
public struct AgencyContact: Sendable, Equatable {
  public var address: String?
  /// As people write it: `0200 000 100`, or a short number.
  public var phone: String?
  public var email: String?
  /// With its scheme, as `https://sotuphap.example`.
  public var website: String?

  public init(
    address: String? = nil, phone: String? = nil, email: String? = nil, website: String? = nil
  ) {
    (self.address, self.phone, self.email, self.website) = (address, phone, email, website)
  }

  /// Whether nothing is known.
  public var isEmpty: Bool { self == AgencyContact() }

  /// The same without spaces around, empty fields as `nil`.
  ///
  /// Refuses: `ContactUnfit`, naming each field that is at fault.
  func checked() throws(ContactUnfit) -> AgencyContact {
    let tidy = AgencyContact(
      address: filled(address), phone: filled(phone), email: filled(email),
      website: filled(website))
    var faults: [ContactUnfit.Field] = []
    if let text = tidy.address, !isLine(text, max: 300) { faults.append(.address) }
    if let text = tidy.phone, !isAgencyPhone(text) { faults.append(.phone) }
    if let text = tidy.email, (try? EmailAddress(text)) == nil {  // why is said by the field
      faults.append(.email)
    }
    if let text = tidy.website, !isWebsite(text) { faults.append(.website) }
    guard faults.isEmpty else { throw ContactUnfit(fields: faults) }
    return tidy
  }

  /// What its fact commits to.
  var contents: JSON {
    .present([
      "address": address.map { .string($0) }, "phone": phone.map { .string($0) },
      "email": email.map { .string($0) }, "website": website.map { .string($0) },
    ])
  }
}

/// A contact since a day.
struct DatedContact: Sendable, Equatable {
  let from: Day
  let contact: AgencyContact
}

/// Fields of a contact that cannot be taken.
public struct ContactUnfit: Refusal, Equatable {
  /// A field of the form.
  public enum Field: String, Sendable, CaseIterable { case address, phone, email, website }

  public let fields: [Field]

  public var code: String { "agency.contact-unfit" }
  public var kind: RefusalKind { .content }
  public var explanation: Phrase {
    "Chưa ghi thông tin liên hệ. Sửa các mục nêu dưới đây rồi lưu lại."
  }
  public var places: [RefusedPlace] {
    fields.map { RefusedPlace(pointer: $0.rawValue, code: code, detail: $0.advice) }
  }
}

extension ContactUnfit.Field {
  fileprivate var advice: Phrase {
    switch self {
    case .address: "Ghi địa chỉ trên một dòng, tối đa 300 ký tự."
    case .phone: "Ghi số điện thoại gồm 3 đến 11 chữ số, ví dụ 0200 000 100."
    case .email: "Ghi thư điện tử dạng ten@noi-cung-cap, ví dụ motcua@sotuphap.example."
    case .website: "Ghi địa chỉ trang bắt đầu bằng https://, ví dụ https://sotuphap.example."
    }
  }
}

private func filled(_ typed: String?) -> String? {
  let text = normalised(typed ?? "")
  return text.isEmpty ? nil : text
}

/// Whether a text can stand on one printed line.
func isLine(_ text: String, max: Int) -> Bool {
  (1...max).contains(text.count) && text.utf8.count <= max * 4
    && text.unicodeScalars.allSatisfy(isVisible)
}

/// Offices also have short numbers, which `Phone` does not take.
func isAgencyPhone(_ text: String) -> Bool {
  let separators: Set<UInt8> = Set(" .-()".utf8)
  if (try? Phone(text)) != nil { return true }  // a number of a person's kind will do
  let digits = text.utf8.filter { !separators.contains($0) }
  return (3...11).contains(digits.count) && text.utf8.count <= 30
    && digits.allSatisfy(isDecimalDigit)
}

private func isWebsite(_ text: String) -> Bool {
  let isHTTP = text.hasPrefix("https://") || text.hasPrefix("http://")
  let rest = text.drop { $0 != "/" }.dropFirst(2)
  return isHTTP && text.utf8.count <= 200 && rest.contains(".") && rest.first != "."
    && text.unicodeScalars.allSatisfy {
      $0.value > 32 && $0.value < 127 && !"<>\"'\\@".contains(Character($0))
    }
}
