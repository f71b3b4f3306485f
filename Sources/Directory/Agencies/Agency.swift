public import Ground

/// Tag of an organisation's identity.
public enum AgencyIdentityTag {}

/// The identity of an organisation: it stays, whatever its name, code or parent. Source: MRG-1.
public typealias AgencyID = ID<AgencyIdentityTag>

/// What kind of place an agency has among the others. The raw value is what files and the API say.
public enum AgencyLevel: String, Sendable, CaseIterable {
  case ministry, province, department
  /// Existed until 30/6/2025. Source: ADM-1.
  case district
  case commune
  /// Trung tâm phục vụ hành chính công.
  case centre
  /// A unit under one of the others: a branch, a station, a division.
  case unit
  case other

  /// As screens name it.
  public var vietnamese: String {
    switch self {
    case .ministry: "Bộ, ngành"
    case .province: "Ủy ban nhân dân cấp tỉnh"
    case .department: "Sở, ban, ngành"
    case .district: "Ủy ban nhân dân cấp huyện (đến 30/6/2025)"
    case .commune: "Ủy ban nhân dân cấp xã"
    case .centre: "Trung tâm phục vụ hành chính công"
    case .unit: "Đơn vị trực thuộc"
    case .other: "Cơ quan khác"
    }
  }
}

/// An organisation as it was on one day. Source: MRG-1.
public struct Agency: Sendable, Equatable {
  public let id: AgencyID
  /// The code valid on that day.
  public let code: AgencyCode
  public let name: String
  public let level: AgencyLevel
  /// The parent's code on that day; `nil` at the top.
  public let parent: AgencyCode?
  /// Working hours as `07:00-11:30,13:30-17:00`; `nil`: those of the calendar in force.
  public let hours: String?
  public let validFrom: Day
  /// The last day on which it exists; `nil` while no end is known.
  public let validTo: Day?
}

/// How one organisation followed another. Source: MRG-1, MRG-2.
public struct Succession: Sendable, Equatable {
  /// The raw value is what is stored.
  public enum Kind: String, Sendable, CaseIterable {
    case merge, split, absorb, rename, abolish, transfer
  }

  public let predecessor: AgencyID
  /// `nil` when it was abolished and nobody took its work.
  public let successor: AgencyID?
  public let kind: Kind
  /// The first day on which the successor does the work.
  public let effective: Day
  /// The sectors whose work went there; empty means all. Source: MRG-2.
  public let sectors: Set<String>
  /// The decision that says so; empty when the file did not name one.
  public let legalBasis: String

  public init(
    predecessor: AgencyID, successor: AgencyID?, kind: Kind, effective: Day,
    sectors: Set<String> = [], legalBasis: String = ""
  ) {
    (self.predecessor, self.successor, self.kind) = (predecessor, successor, kind)
    (self.effective, self.sectors, self.legalBasis) = (effective, sectors, legalBasis)
  }
}

/// What was done to an agency, by whom and why.
public struct AgencyAct: Sendable, Equatable {
  /// The id of its fact.
  public let fact: String
  /// The fact's kind.
  public let kind: String
  public let at: Instant
  /// `nil` for the command line.
  public let account: AccountID?
  public let post: PostID?
  public let reason: String
}

/// What is to be known of an agency that begins.
public struct NewAgency: Sendable, Equatable {
  public var code: AgencyCode
  public var name: String
  public var level: AgencyLevel
  public var parent: AgencyCode?
  public var from: Day
  /// Working hours of its own; `nil`: those of the calendar in force.
  public var hours: String?

  public init(
    code: AgencyCode, name: String, level: AgencyLevel, parent: AgencyCode?, from: Day,
    hours: String? = nil
  ) {
    (self.code, self.name, self.level) = (code, name, level)
    (self.parent, self.from, self.hours) = (parent, from, hours)
  }
}

/// What changes in an agency from one day on; what is `nil` stays.
public struct AgencyChange: Sendable, Equatable {
  /// A value that may be taken away.
  public enum Setting<Value: Sendable & Equatable>: Sendable, Equatable {
    case set(Value)
    case cleared
  }

  public var code: AgencyCode?
  public var name: String?
  public var level: AgencyLevel?
  public var parent: Setting<AgencyCode>?
  public var hours: Setting<String>?

  public init(
    code: AgencyCode? = nil, name: String? = nil, level: AgencyLevel? = nil,
    parent: Setting<AgencyCode>? = nil, hours: Setting<String>? = nil
  ) {
    (self.code, self.name, self.level) = (code, name, level)
    (self.parent, self.hours) = (parent, hours)
  }
}

/// Who does the work of an agency that ends. Source: MRG-2.
public struct AgencySuccessor: Sendable, Equatable {
  public var code: AgencyCode
  /// The sectors that go there; empty: all.
  public var sectors: Set<String>

  public init(_ code: AgencyCode, sectors: Set<String> = []) {
    (self.code, self.sectors) = (code, sectors)
  }
}
