import Catalogue
import Deadlines
import Ground

/// Why a correction was not proposed or not approved.
enum CorrectionRefused: Refusal, Equatable {
  case pendingAlready
  case nonePending
  case another(pending: String)
  case nothingChanged
  case unfit([RefusedPlace])

  var code: String {
    switch self {
    case .pendingAlready: "correction.pending-already"
    case .nonePending: "correction.none-pending"
    case .another: "correction.unknown"
    case .nothingChanged: "correction.nothing-changed"
    case .unfit: "correction.unfit"
    }
  }

  var explanation: Phrase {
    switch self {
    case .pendingAlready: "Hồ sơ đang có một đề nghị đính chính chờ duyệt. Duyệt đề nghị đó trước."
    case .nonePending: "Hồ sơ không có đề nghị đính chính nào chờ duyệt."
    case .another: "Đề nghị đính chính này không còn chờ duyệt. Tải lại hồ sơ."
    case .nothingChanged: "Nêu ít nhất một nội dung cần đính chính."
    case .unfit: "Nội dung đính chính chưa hợp lệ. Sửa các mục được nêu rồi gửi lại."
    }
  }

  var kind: RefusalKind {
    switch self {
    case .pendingAlready, .nonePending: .outOfOrder
    case .another, .nothingChanged, .unfit: .content
    }
  }

  var places: [RefusedPlace] {
    switch self {
    case .pendingAlready, .nonePending: []
    case .another: [RefusedPlace(pointer: "/correction", code: code, detail: explanation)]
    case .nothingChanged: [RefusedPlace(pointer: "/change", code: code, detail: explanation)]
    case .unfit(let places): places
    }
  }
}

extension ProceedingDesk {
  /// Đề nghị đính chính: nothing changes yet. Source: 1.6, last paragraph.
  mutating func correct(_ change: JSON, reason: String) throws {
    guard dossier.correction == nil else { throw CorrectionRefused.pendingAlready }
    guard let members = change.members, !members.isEmpty else {
      throw CorrectionRefused.nothingChanged
    }
    var tried = self
    try tried.apply(change)
    dossier.correction = Correction(
      id: house.chance.ulid(at: now), change: change, reason: reason, proposedBy: caller.account,
      at: now)
    data.append(JSON.Member("changes", .array(members.map { .string($0.name) })))
    text = "Đề nghị đính chính \(CorrectionText.fields(change)). Lý do: \(reason)"
  }

  /// Duyệt đính chính, by another account that holds the right; both stay visible for ever.
  mutating func approveCorrection(_ id: String) throws {
    guard let correction = dossier.correction else { throw CorrectionRefused.nonePending }
    guard correction.id == id else { throw CorrectionRefused.another(pending: correction.id) }
    let before = (dossier.channel, dossier.clock?.dueAt)
    try apply(correction.change)
    dossier.correction = nil
    let names = (correction.change.members ?? []).map { JSON.string($0.name) }
    data.append(JSON.Member("changes", .array(names)))
    if dossier.channel != before.0 {
      data.append(JSON.Member("oldChannel", .string(before.0.rawValue)))
    }
    if let old = before.1, dossier.clock?.dueAt != old {
      data += [JSON.Member("oldDue", JSON(old))] + indexDue()
    }
    text = "Duyệt đính chính \(CorrectionText.fields(correction.change))."
    notice = ("dossier.corrected", "Thông tin hồ sơ đã được đính chính: \(correction.reason)")
  }

  /// Carries the change out on `dossier`.
  ///
  /// Refuses: `CorrectionRefused.unfit` with the places, `TermMissing` for a case without a term.
  mutating func apply(_ change: JSON) throws {
    if let fields = change["applicant"] {
      dossier.contents.applicant = try dossier.contents.applicant.corrected(by: fields)
      let places = dossier.contents.applicant.misfits(at: "/change/applicant", on: today)
      guard places.isEmpty else { throw CorrectionRefused.unfit(places) }
    }
    if let owner = change["owner"] {
      dossier.contents.owner = owner.isNull ? nil : try Applicant(owner)
      let places = dossier.contents.owner?.misfits(at: "/change/owner", on: today) ?? []
      guard places.isEmpty else { throw CorrectionRefused.unfit(places) }
    }
    if let way = change["delivery"]?["way"]?.text { dossier.contents.delivery = way }
    if let answers = change["answers"] { dossier.contents.answers = answers }
    try applyChannelAndCase(change)
  }

  /// Another channel of arrival or another case may mean another term: then the clock is counted
  /// anew from reception, which is an explicit act with two persons behind it. Source: domain 0.2.
  private mutating func applyChannelAndCase(_ change: JSON) throws {
    let channel = change["channel"]?.text.flatMap({ Channel(rawValue: $0) })
    guard channel != nil || change["case"] != nil else { return }
    dossier.channel = channel ?? dossier.channel
    dossier.caseNumber = change["case"]?.int ?? dossier.caseNumber
    let offered = try offered()
    let term = try term(in: offered)
    dossier.fee.listed = offered.fee(dossier.channel, case: dossier.caseNumber).amount
    if let clock = dossier.clock, clock.state != .ended, clock.term != term {
      dossier.clock = try clock.recounted(at: now, term: term, calendar: calendar)
    }
  }
}

extension Applicant {
  /// The same with the given members put in place of its own; `null` takes one away.
  func corrected(by fields: JSON) throws -> Applicant {
    let standing = json.members ?? []
    let changes = fields.members ?? []
    let kept = standing.filter { member in !changes.contains { $0.name == member.name } }
    return try Applicant(.object(kept + changes.filter { !$0.value.isNull }))
  }
}

enum CorrectionText {
  /// The changed parts, in words.
  static func fields(_ change: JSON) -> String {
    let names = (change.members ?? []).map { member -> String in
      switch member.name {
      case "applicant": "thông tin người nộp"
      case "owner": "thông tin chủ hồ sơ"
      case "delivery": "hình thức trả kết quả"
      case "answers": "nội dung kê khai"
      case "channel": "hình thức nộp"
      case "case": "trường hợp giải quyết"
      case let other: other
      }
    }
    return names.joined(separator: ", ")
  }
}
