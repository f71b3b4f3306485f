public import Ground

/// Người nộp, chủ hồ sơ: a person or an organisation as it stands in a dossier.
/// Source: DOS-15, domain 7.7.
public struct Applicant: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable { case person, organisation }

  public var kind: Kind
  public var name: String
  /// Số định danh cá nhân, twelve digits; `nil` for those who have none, never a made-up one.
  public var personalNumber: String?
  public var taxNumber: String?
  public var representativeName: String?
  /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Source: domain 6.4.
  public var birthDate: String?
  public var phone: String?
  public var email: String?
  public var address: Address?

  /// An address of today's two levels, in the applicant's own words. Source: MRG-10.
  public struct Address: Sendable, Equatable {
    public var line: String
    public var commune: String
    public var province: String
    /// The five-digit code of QĐ 19/2025, where it is known.
    public var communeCode: String?
  }
}

extension Applicant {
  /// Reads what `json` writes and what the API takes; its shape has been checked.
  init(_ json: JSON) throws {
    func text(_ name: String) -> String? {
      json[name]?.text.map(normalised).flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let kind = json["kind"]?.text.flatMap({ Kind(rawValue: $0) }),
      let name = json["name"]?.text
    else {
      throw ContentsUnreadable(what: "applicant")
    }
    self.init(
      kind: kind, name: normalised(name), personalNumber: text("personalNumber"),
      taxNumber: text("taxNumber"), representativeName: text("representativeName"),
      birthDate: text("birthDate"), phone: text("phone"), email: text("email"),
      address: json["address"].flatMap { $0.isNull ? nil : Address($0) })
  }

  var json: JSON {
    .present([
      "kind": .string(kind.rawValue), "name": .string(name),
      "personalNumber": personalNumber.map { .string($0) },
      "taxNumber": taxNumber.map { .string($0) },
      "representativeName": representativeName.map { .string($0) },
      "birthDate": birthDate.map { .string($0) }, "phone": phone.map { .string($0) },
      "email": email.map { .string($0) }, "address": address?.json,
    ])
  }
}

extension Applicant {
  /// The same as lists show it: of the personal number only the ends. Source: domain 7.5.
  var maskedJSON: JSON { Applicant.masked(json) }

  /// The same of what `json` wrote.
  static func masked(_ json: JSON) -> JSON {
    .object(
      (json.members ?? []).map { member in
        guard member.name == "personalNumber", let number = member.value.text else { return member }
        let hidden = String(repeating: "•", count: max(number.count - 7, 1))
        return JSON.Member(member.name, .string(number.prefix(3) + hidden + number.suffix(4)))
      })
  }
}

extension Applicant.Address {
  init(_ json: JSON) {
    self.init(
      line: normalised(json["line"]?.text ?? ""), commune: normalised(json["commune"]?.text ?? ""),
      province: normalised(json["province"]?.text ?? ""),
      communeCode: json["communeCode"]?.text)
  }

  var json: JSON {
    .present([
      "line": .string(line), "commune": .string(commune), "province": .string(province),
      "communeCode": communeCode.map { .string($0) },
    ])
  }

  /// One line, as letters show it.
  public var text: String {
    [line, commune, province].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

/// What a slice wrote into its own table cannot be read back: a fault.
struct ContentsUnreadable: Error { let what: String }
