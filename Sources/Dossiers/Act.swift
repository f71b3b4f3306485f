public import Deadlines
public import Ground

/// What someone asks to be done to a dossier, with what the act needs. Source: contract, "Act".
public enum Act: Sendable, Equatable {
  case receive
  case refuse(reason: String, legalBasis: String)
  case forward(to: AgencyCode)
  case assign(AccountID)
  case requestSupplement(
    items: [SupplementRequest.Item], reason: String, legalBasis: String?, approver: String?)
  case supply(answers: JSON?, papers: [SubmittedPaper])
  case requestPayment(Dong, reason: String)
  case pay(FeeObligation.Payment.Method, Dong, receiptNumber: String)
  case extend(to: Instant, reason: String)
  case decide(Decision.Outcome, DecisionDocument, reason: String?)
  case deliver(way: String, receiver: String)
  case withdraw(reason: String, legalBasis: String?)
  case stop(reason: String, legalBasis: String?)
  case correct(JSON, reason: String)
  case approveCorrection(String)
  case rate(stars: Int, comment: String?)

  public var kind: ActKind {
    switch self {
    case .receive: .receive
    case .refuse: .refuse
    case .forward: .forward
    case .assign: .assign
    case .requestSupplement: .requestSupplement
    case .supply: .supply
    case .requestPayment: .requestPayment
    case .pay: .pay
    case .extend: .extend
    case .decide: .decide
    case .deliver: .deliver
    case .withdraw: .withdraw
    case .stop: .stop
    case .correct: .correct
    case .approveCorrection: .approveCorrection
    case .rate: .rate
    }
  }
}

/// The document by which a dossier is decided: issued already, or a draft of the house.
public enum DecisionDocument: Sendable, Equatable {
  case issued(number: String, on: Day, signer: String, file: String)
  case draft(String)
}

/// One paper as handed in: which component it answers, the uploaded file, how many copies.
public struct SubmittedPaper: Sendable, Equatable {
  public let component: Int?
  public let file: String
  public let copies: Int
}

extension Act {
  /// Reads the body of `POST …/acts`; its shape has been checked.
  public init(_ json: JSON) throws {
    guard let kind = json["act"]?.text.flatMap({ ActKind(rawValue: $0) }) else {
      throw ContentsUnreadable(what: "act")
    }
    let body = ActBody(json: json)
    switch kind {
    case .receive: self = .receive
    case .refuse:
      self = .refuse(reason: try body.text("reason"), legalBasis: try body.text("legalBasis"))
    case .forward: self = .forward(to: AgencyCode(try body.text("agency")))
    case .assign: self = .assign(AccountID(try body.text("officer")))
    case .requestSupplement: self = try body.supplement()
    case .supply:
      self = .supply(answers: json["answers"], papers: SubmittedPaper.list(json["papers"]))
    case .requestPayment:
      self = .requestPayment(try body.dong("amountVND"), reason: try body.text("reason"))
    case .pay: self = try body.payment()
    case .extend: self = try body.extension()
    case .decide: self = try body.decision()
    case .deliver:
      self = .deliver(way: try body.text("way"), receiver: try body.text("receiver"))
    case .withdraw:
      self = .withdraw(reason: try body.text("reason"), legalBasis: body.optional("legalBasis"))
    case .stop:
      self = .stop(reason: try body.text("reason"), legalBasis: body.optional("legalBasis"))
    case .correct: self = .correct(json["change"] ?? .null, reason: try body.text("reason"))
    case .approveCorrection: self = .approveCorrection(try body.text("correction"))
    case .rate:
      self = .rate(stars: json["stars"]?.int ?? 0, comment: body.optional("comment"))
    }
  }
}

/// Reading one act's members.
private struct ActBody {
  let json: JSON

  func text(_ name: String) throws -> String {
    guard let text = json[name]?.text else { throw ContentsUnreadable(what: name) }
    return normalised(text)
  }

  func optional(_ name: String) -> String? {
    json[name]?.text.map(normalised).flatMap { $0.isEmpty ? nil : $0 }
  }

  func dong(_ name: String) throws -> Dong {
    guard let amount = json[name]?.integer else { throw ContentsUnreadable(what: name) }
    return Dong(amount)
  }

  func supplement() throws -> Act {
    let items = (json["items"]?.elements ?? []).map { item in
      SupplementRequest.Item(
        component: item["component"]?.int, what: normalised(item["what"]?.text ?? ""),
        how: normalised(item["how"]?.text ?? ""))
    }
    return .requestSupplement(
      items: items, reason: try text("reason"), legalBasis: optional("legalBasis"),
      approver: optional("approver"))
  }

  func payment() throws -> Act {
    guard let method = FeeObligation.Payment.Method(rawValue: try text("method")) else {
      throw ContentsUnreadable(what: "method")
    }
    return .pay(method, try dong("amountVND"), receiptNumber: try text("receiptNumber"))
  }

  func `extension`() throws -> Act {
    guard let due = Instant(rfc3339: try text("dueAt")) else {
      throw ContentsUnreadable(what: "dueAt")
    }
    return .extend(to: due, reason: try text("reason"))
  }

  func decision() throws -> Act {
    guard let outcome = Decision.Outcome(rawValue: try text("outcome")),
      let document = json["document"]
    else { throw ContentsUnreadable(what: "outcome") }
    if let draft = document["draft"]?.text {
      return .decide(outcome, .draft(draft), reason: optional("reason"))
    }
    let inner = ActBody(json: document)
    guard let day = Day(iso: try inner.text("issuedOn")) else {
      throw ContentsUnreadable(what: "issuedOn")
    }
    let issued = DecisionDocument.issued(
      number: try inner.text("number"), on: day, signer: try inner.text("signer"),
      file: try inner.text("file"))
    return .decide(outcome, issued, reason: optional("reason"))
  }
}

extension SubmittedPaper {
  /// Reads `papers`; its shape has been checked.
  static func list(_ json: JSON?) -> [SubmittedPaper] {
    (json?.elements ?? []).map { paper in
      SubmittedPaper(
        component: paper["component"]?.int, file: paper["file"]?.text ?? "",
        copies: paper["copies"]?.int ?? 1)
    }
  }
}
