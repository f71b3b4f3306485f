import Catalogue
public import Ground

/// Bản nháp hồ sơ: what somebody has filled in and not sent yet. It belongs to the account,
/// outlives every session, and no officer sees it.
public struct Draft: Sendable, Equatable {
  public enum Tag {}
  public typealias ID = Ground.ID<Tag>

  public let id: ID
  public let account: AccountID
  public let procedure: ProcedureCode
  /// Where it is to be handed in.
  public let agency: AgencyCode
  public let startedAt: Instant
  public let changedAt: Instant
  /// What was in force when it was begun, or last agreed to.
  let terms: Terms
  /// The steps that were saved at least once.
  var screens: [FilingStep: Screen]
  var files: [DraftFile]
  let sent: Sent?

  /// What was typed on one step, and how often it was saved.
  struct Screen: Sendable, Equatable {
    let values: DraftValues
    /// Counts from 1.
    let version: Int
    let at: Instant
  }

  /// The version of the procedure and the offer on which a draft rests.
  struct Terms: Sendable, Equatable {
    let text: String

    init(text: String) { self.text = text }
    init(_ offered: OfferedProcedure) {
      text = "\(offered.procedure.version):\(offered.offer.id)"
    }
  }

  /// It became a dossier.
  struct Sent: Sendable, Equatable {
    let dossier: Dossier.ID
    let at: Instant
  }

  /// Everything typed, step after step.
  var values: DraftValues {
    FilingStep.allCases.reduce(DraftValues()) { all, step in
      screens[step].map { all.joined(with: $0.values) } ?? all
    }
  }

  func files(at place: PaperPlace) -> [DraftFile] { files.filter { $0.place == place } }

  /// After so many days without a change it is removed.
  static func oldest(_ days: Int, at now: Instant) -> Instant {
    now.adding(seconds: Int64(-days) * 86_400)
  }
}

/// Where on the form a file belongs.
enum PaperPlace: Sendable, Hashable {
  /// A paper of the procedure, by its number.
  case component(Int)
  /// A paper that nobody asked for.
  case other
  case mandate

  /// The name of the input, and the word in the table.
  var name: String {
    switch self {
    case .component(let number): "paper.\(number)"
    case .other: "paper.0"
    case .mandate: "mandate"
    }
  }

  init?(name: String) {
    if name == "mandate" {
      self = .mandate
      return
    }
    guard name.hasPrefix("paper."), let number = Int(name.dropFirst(6)), (0...500).contains(number),
      name == "paper.\(number)"
    else { return nil }
    self = number == 0 ? .other : .component(number)
  }

  /// Which paper of the procedure it answers.
  var component: Int? {
    switch self {
    case .component(let number): number
    case .other, .mandate: nil
    }
  }

  /// The step that asks for it.
  var step: FilingStep {
    switch self {
    case .component, .other: .papers
    case .mandate: .owner
    }
  }

  /// In the order in which papers are handed in.
  var order: Int {
    switch self {
    case .component(let number): number
    case .other: 1000
    case .mandate: 1001
    }
  }
}

/// A file that lies in a draft. The same bytes lie at one place once.
struct DraftFile: Sendable, Equatable {
  let place: PaperPlace
  let file: UploadedFile

  /// Names it within its draft. The file's own id is never told: nothing else can point to it.
  var handle: String { "\(place.name)-\(file.sha256.prefix(16))" }
}

/// A draft as a list shows it.
public struct DraftSummary: Sendable, Equatable {
  public let id: Draft.ID
  public let procedure: ProcedureCode
  public let procedureName: String
  public let agency: AgencyCode
  public let agencyName: String
  public let startedAt: Instant
  public let changedAt: Instant
  /// From this day on it may be removed.
  public let expiresOn: Day
}

/// A dossier that the same account handed in for the same procedure a short while ago.
struct EarlierDossier: Sendable, Equatable {
  let id: Dossier.ID
  let label: String
  let stage: Stage
  let submittedAt: Instant
  let applicantName: String
}
