public import Deadlines
public import Ground

/// How a procedure is delivered, as decided. Source: domain 1.11 (ND 42/2022, ND 224/2026 Điều 14).
public enum DeliveryMode: String, Sendable, CaseIterable {
  /// Only information is given online.
  case information
  /// Một phần.
  case partial
  /// Toàn trình.
  case full

  /// What people read.
  public var vietnamese: String {
    switch self {
    case .information: "Cung cấp thông tin"
    case .partial: "Một phần"
    case .full: "Toàn trình"
    }
  }
}

/// What a complete supplement does to the clock. Source: TIM-1.
public enum SupplementRule: String, Sendable, CaseIterable {
  /// The term is counted again from the start.
  case restart
  /// The waiting is left out, and the clock runs on.
  case pause
}

/// A channel that an agency takes for a procedure, and for whom.
public struct AcceptedChannel: Sendable, Equatable {
  public let channel: Channel
  /// In online-only pilots: who may still come this way, in words; a dossier so taken records why.
  /// `nil`: everyone.
  public let exemption: String?

  public init(_ channel: Channel, exemption: String? = nil) {
    (self.channel, self.exemption) = (channel, exemption)
  }
}

/// A term or fee that a decision lays down for one case of one channel, over the record's.
public struct CaseOverride: Sendable, Equatable {
  public let channel: Channel
  public let caseNumber: Int
  /// `nil`: the record's.
  public let term: Term?
  /// `nil`: the record's.
  public let fee: Dong?
  public let feeNote: String?

  public init(
    channel: Channel, caseNumber: Int, term: Term?, fee: Dong?, feeNote: String? = nil
  ) {
    (self.channel, self.caseNumber, self.term) = (channel, caseNumber, term)
    (self.fee, self.feeNote) = (fee, feeNote)
  }
}

/// What the decision behind an offer lays down; everything left out follows the record or the law's
/// default.
public struct OfferConditions: Sendable, Equatable {
  /// Who decides; `nil`: the receiving agency itself. Source: DOS-12.
  public var competentAgency: AgencyCode?
  /// Where results may be handed out; empty: only where they were received. Source: DOS-12.
  public var returnAgencies: [AgencyCode] = []
  /// `nil`: the record's channels, for everyone.
  public var channels: [AcceptedChannel]?
  /// Mức độ 1…4 of the time before 2022. Never compared with the next two. Source: domain 1.11.
  public var legacyLevel: Int?
  /// `nil`: follows the record. Source: domain 1.11.
  public var deliveryMode: DeliveryMode?
  /// 1…4. Source: domain 1.11 (ND 224/2026 Điều 16).
  public var proactiveLevel: Int?
  /// On the list of procedures that a decision declares fit for online delivery.
  public var eligible = false
  /// Connected to the national portal.
  public var integrated = false
  /// Source: CAL-3.
  public var policy = CountingPolicy.hourly
  /// Source: TIM-1.
  public var supplementRule = SupplementRule.restart
  /// The law prescribes a result on paper.
  public var paperResult = false
  /// `nil`: the agency's own hours.
  public var hours: WorkingHours?
  /// At most one for each case and channel.
  public var overrides: [CaseOverride] = []

  public init() {}
}
