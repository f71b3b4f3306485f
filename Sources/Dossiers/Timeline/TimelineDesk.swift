import Deadlines
import Directory
public import Ground
import Storage

/// A dossier with its whole history, for one caller.
public struct DossierFile: Sendable {
  public let view: DossierView
  /// Oldest first.
  public let timeline: [TimelineItem]
  /// What the caller can do now: allowed to the caller, and possible at this stage.
  public let possibleActs: [ActKind]
  /// What the applicant was told, newest first; empty for officers.
  public let notices: [String]
}

/// One line of the history.
public struct TimelineItem: Sendable {
  public let at: Instant
  public let act: String
  public let stage: Stage
  public let post: PostID?
  public let agency: AgencyCode?
  public let text: String

  public var json: JSON {
    [
      "at": JSON(at), "act": .string(act), "stage": .string(stage.rawValue),
      "by": ["post": JSON(post?.rawValue), "agency": JSON(agency?.rawValue)],
      "text": .string(text),
    ]
  }
}

extension DossierDesk {
  /// The dossier alone as programs are sent it, without its history. Refuses: `DossierUnknown`.
  func written(
    _ key: String, for caller: Caller
  ) async throws -> (body: [UInt8], dossier: Dossier) {
    let now = house.now()
    return try await database.glance { tx in
      let reading = DossierReading(tx: tx, house: house, now: now)
      let dossier = try reading.standing(key, of: caller).dossier
      let body = try house.knownDossiers.body(of: dossier) {
        try reading.view(dossier, for: caller).json.bytes
      }
      return (body, dossier)
    }
  }

  /// The dossier as the caller may see it. Refuses: `DossierUnknown`.
  public func read(_ key: String, for caller: Caller) async throws -> DossierFile {
    let now = house.now()
    return try await database.glance { tx in
      let reading = DossierReading(tx: tx, house: house, now: now)
      let standing = try reading.standing(key, of: caller)
      let dossier = standing.dossier
      let events = try EventStore(tx: tx).events(of: dossier.id)
      return DossierFile(
        view: try reading.view(dossier, for: caller),
        timeline: events.map {
          TimelineItem(
            at: $0.at, act: $0.act, stage: $0.stage, post: $0.post, agency: $0.agency,
            text: $0.text)
        },
        possibleActs: standing.possibleActs,
        notices: try NoticeReading(tx: tx).texts(about: dossier.id, to: caller.account))
    }
  }
}

extension Standing {
  /// The acts that the caller may do and the stage allows.
  var possibleActs: [ActKind] {
    ActKind.allCases.filter { act in
      guard let actor = try? actor(of: act),  // a refusal is the answer "no"
        (try? dossier.stage.after(act, numbered: dossier.number != nil)) != nil  // likewise
      else { return false }
      switch act {
      case .approveCorrection:
        return dossier.correction != nil && dossier.correction?.proposedBy != caller.account
      case .correct: return dossier.correction == nil
      case .rate: return dossier.rating == nil
      case .extend: return dossier.clock?.isExtended == false
      case .requestSupplement:
        return actor.post?.role == (dossier.stage == .processing ? .handler : .receiver)
      case .receive, .refuse, .forward, .assign, .supply, .requestPayment, .pay, .decide, .deliver,
        .withdraw, .stop:
        return true
      }
    }
  }
}
