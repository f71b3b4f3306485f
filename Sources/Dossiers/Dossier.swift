public import Catalogue
public import Deadlines
public import Ground

/// Hồ sơ thủ tục hành chính: everything the house keeps of one. Source: domain 1.
public struct Dossier: Sendable {
  public enum Tag {}
  public typealias ID = Ground.ID<Tag>

  public let id: ID
  public let reference: DossierReference
  /// Given at reception, never again changed. Source: DOS-6, DOS-7.
  public internal(set) var number: String?
  /// Counts the acts from 1; also the sequence of its facts.
  public internal(set) var version: Int
  public internal(set) var stage: Stage
  public let procedure: ProcedureCode
  public let procedureVersion: Int
  public internal(set) var caseNumber: Int?
  public let sector: String
  /// The receiving agency. Source: DOS-12.
  public internal(set) var agency: AgencyCode
  public internal(set) var competentAgency: AgencyCode
  public internal(set) var returnAgency: AgencyCode
  public internal(set) var channel: Channel
  public let typedBy: TypedBy
  public let submittedAt: Instant
  public internal(set) var receivedAt: Instant?
  /// The account that handed it in; of an officer at the counter, where nobody signed in.
  public let account: AccountID
  /// The officer it is assigned to.
  public internal(set) var officer: AccountID?
  public internal(set) var contents: Contents
  /// The clock: `nil` before reception.
  public internal(set) var clock: LegalClock?
  public internal(set) var fee: FeeObligation
  public internal(set) var supplements: [SupplementRequest]
  public internal(set) var decision: Decision?
  public internal(set) var delivery: Delivery?
  public internal(set) var correction: Correction?
  public internal(set) var rating: Rating?
  /// What the offer said of the procedure on the day of submission, then of reception.
  public internal(set) var attributes: Attributes
  /// The subject of its facts: leads nowhere without this row.
  public let subject: String
  /// Opens the dates to whoever holds the receipt; opaque, and no personal number in it.
  public let lookupToken: String
  public let salt: [UInt8]

  /// What was typed; can be erased without harm to the facts, which hold only a commitment to it.
  public struct Contents: Sendable, Equatable {
    public var applicant: Applicant
    public var owner: Applicant?
    public var mandate: Mandate?
    /// The helper's name, when one typed it.
    public var helper: String?
    public var answers: JSON
    /// How the result is to be returned: counter, post, online.
    public var delivery: String
    /// Why a channel that is kept for some people is taken for this one.
    public var exemption: String?
  }

  /// The three attributes of domain 1.11 and the two registers, as they stood on that day.
  public struct Attributes: Sendable, Equatable {
    public var level: Int?
    public var mode: DeliveryMode
    public var eligible: Bool
    public var integrated: Bool
    public var paperResult: Bool
  }

  /// Giấy ủy quyền: the file that shows it, and until when it holds.
  public struct Mandate: Sendable, Equatable {
    public let file: String
    public let until: Day?
  }
}

/// Phí, lệ phí của hồ sơ: what must be paid and what has been. Source: domain 2, "Fee".
public struct FeeObligation: Sendable, Equatable {
  /// What the procedure names; `nil` where it names no amount.
  public var listed: Dong?
  /// What was asked for by notice; `nil` while nothing was asked.
  public var asked: Dong?
  public var payments: [Payment]

  public struct Payment: Sendable, Equatable {
    public enum Method: String, Sendable, CaseIterable { case cash, transfer }
    public let method: Method
    public let amount: Dong
    public let receiptNumber: String
    public let at: Instant
  }
}

/// Phiếu yêu cầu bổ sung: one round. Source: DOS-21, TIM-1.
public struct SupplementRequest: Sendable, Equatable {
  public let at: Instant
  /// At reception, or at appraisal.
  public let beforeProcessing: Bool
  public let items: [Item]
  public let reason: String
  public let legalBasis: String?
  public let approver: String?
  public var suppliedAt: Instant?

  public struct Item: Sendable, Equatable {
    public let component: Int?
    public let what: String
    public let how: String
  }
}

/// Kết quả giải quyết: granted or refused, and always the document that says so. Source: 1.6, 4 →
/// 9.
public struct Decision: Sendable, Equatable {
  public enum Outcome: String, Sendable, CaseIterable { case granted, refused }
  public let outcome: Outcome
  public let documentNumber: String
  public let issuedOn: Day
  public let signer: String
  /// The id of the uploaded file.
  public let file: String
  public let reason: String?
  public let at: Instant
}

/// Trả kết quả: how, to whom, when. Source: 1.6, 9 → 10.
public struct Delivery: Sendable, Equatable {
  public let way: String
  public let receiver: String
  public let at: Instant
}

/// Đề nghị đính chính: proposed by one account, approved by another.
public struct Correction: Sendable, Equatable {
  public let id: String
  public let change: JSON
  public let reason: String
  public let proposedBy: AccountID
  public let at: Instant
}

/// Đánh giá của người nộp, once, after delivery.
public struct Rating: Sendable, Equatable {
  public let stars: Int
  public let comment: String?
  public let at: Instant
}
