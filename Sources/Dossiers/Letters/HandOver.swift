import Deadlines
import Ground

/// One time that a dossier passed from hand to hand. Source: domain 1.8, control slip.
struct HandOver: Sendable, Equatable {
  let from: String
  let to: String
  let at: Instant
  /// What was done with it.
  let result: String
  let note: String?
}

extension LetterMaterial {
  /// Every hand-over since reception, oldest first. Acts that move nothing (a correction, a rating)
  /// are left out.
  var handOvers: [HandOver] {
    var holder = ""
    var steps: [HandOver] = []
    let start = events.firstIndex { $0.act == ActKind.receive.rawValue } ?? events.count
    for event in events[start...] {
      guard let kind = ActKind(rawValue: event.act) else { continue }
      let who = name(event)
      guard let (from, to) = hands(kind, event, who: who, holder: holder) else { continue }
      steps.append(
        HandOver(
          from: from, to: to, at: event.at, result: event.text, note: note(kind, event)))
      holder = to
    }
    return steps
  }

  private var applicantName: String { "người nộp \(dossier.contents.applicant.name)" }

  /// From whom to whom an act moves the dossier; `nil`: it stays where it is.
  private func hands(
    _ kind: ActKind, _ event: DossierEvent, who: String, holder: String
  ) -> (String, String)? {
    switch kind {
    case .receive: (applicantName, who)
    case .forward: (who, event.handedTo.map { agency($0, on: event.at.day).name } ?? who)
    case .assign: (who, event.assignedTo.map { officer($0, event) } ?? who)
    case .requestSupplement, .requestPayment: (who, applicantName)
    case .supply: (event.post == nil ? applicantName : holder, desk(event))
    case .pay: (applicantName, who)
    case .extend: (who, desk(event))
    case .decide: (who, desk(event))
    case .deliver: (who, "người nhận kết quả \(dossier.delivery?.receiver ?? "")")
    case .withdraw: (who, applicantName)
    case .stop: (who, desk(event))
    case .refuse, .correct, .approveCorrection, .rate: nil
    }
  }

  private func note(_ kind: ActKind, _ event: DossierEvent) -> String? {
    guard kind == .decide, let due = dossier.clock?.dueAt else { return nil }
    return Timeliness(finish: event.at, due: due).vietnamese
  }

  /// The one-stop unit that hands over to people.
  private func desk(_ event: DossierEvent) -> String {
    "bộ phận một cửa \(agency(dossier.returnAgency, on: event.at.day).name)"
  }

  private func officer(_ account: AccountID, _ event: DossierEvent) -> String {
    let place = event.agency.map { ", \(agency($0, on: event.at.day).name)" } ?? ""
    return (people[account] ?? "cán bộ") + place
  }

  private func name(_ event: DossierEvent) -> String {
    event.post == nil ? applicantName : officer(event.account, event)
  }
}

extension Timeliness {
  /// As registers and slips say it.
  var vietnamese: String {
    switch self {
    case .early: "trước hạn"
    case .onTime: "đúng hạn"
    case .late: "quá hạn"
    }
  }
}
