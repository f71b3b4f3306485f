public import Ground

/// What kinds of letter a dossier may have. The raw value is what the API says. Source: domain 1.8.
public enum LetterKind: String, Sendable, CaseIterable {
  case receipt, supplement, refusal, apology, stop
  case controlSlip = "control-slip"

  /// What addresses of pages and names of files say.
  public var slug: String {
    switch self {
    case .receipt: "tiep-nhan"
    case .supplement: "bo-sung"
    case .refusal: "tu-choi"
    case .apology: "xin-loi"
    case .stop: "dung-giai-quyet"
    case .controlSlip: "kiem-soat"
    }
  }

  public init?(slug: String) {
    guard let kind = LetterKind.allCases.first(where: { $0.slug == slug }) else { return nil }
    self = kind
  }

  var form: FormKind {
    switch self {
    case .receipt: .receipt
    case .supplement: .supplement
    case .refusal: .refusal
    case .apology: .apology
    case .stop: .stop
    case .controlSlip: .controlSlip
    }
  }

  /// The act that gives rise to it.
  var act: ActKind {
    switch self {
    case .receipt, .controlSlip: .receive
    case .supplement: .requestSupplement
    case .refusal: .refuse
    case .apology: .extend
    case .stop: .stop
    }
  }

  /// Whether a dossier may have several.
  var hasRounds: Bool {
    switch self {
    case .supplement, .apology: true
    case .receipt, .refusal, .stop, .controlSlip: false
    }
  }

  /// Whether the applicant may have it: the control slip is for those who hand the dossier on.
  var isForApplicants: Bool { self != .controlSlip }
}

/// Who asks for a letter.
public enum LetterReader: Sendable, Equatable {
  case applicant, officer

  func mayHave(_ kind: LetterKind) -> Bool {
    switch self {
    case .applicant: kind.isForApplicants
    case .officer: true
    }
  }
}

/// A letter that exists: an act gave rise to it, and there was a form for it on that day.
public struct IssuedLetter: Sendable, Equatable {
  public let kind: LetterKind
  /// 1… of those of which there may be several; `nil` for the others.
  public let round: Int?
  /// As the form is called, in Vietnamese like the letter itself.
  public let title: String
  /// "Mẫu số 01".
  public let form: String
  /// When the act was done.
  public let at: Instant

  /// The letters that a history gives rise to.
  ///
  /// Shape: oldest first; empty when nothing was done that has a letter.
  static func list(
    of history: [(act: String, at: Instant)], _ forms: FormSets, for reader: LetterReader
  ) -> [IssuedLetter] {
    LetterKind.allCases.filter(reader.mayHave).flatMap { kind -> [IssuedLetter] in
      let acts = history.filter { $0.act == kind.act.rawValue }
      return acts.enumerated().compactMap { index, act in
        guard index == 0 || kind.hasRounds, let form = forms.form(kind.form, on: act.at.day)
        else { return nil }
        return IssuedLetter(
          kind: kind, round: kind.hasRounds ? index + 1 : nil, title: form.title,
          form: form.label, at: act.at)
      }
    }.sorted { $0.at < $1.at }
  }
}

extension DossierFile {
  /// The letters of this dossier that the reader may have, oldest first.
  public func letters(_ forms: FormSets, for reader: LetterReader) -> [IssuedLetter] {
    IssuedLetter.list(of: timeline.map { ($0.act, $0.at) }, forms, for: reader)
  }
}

/// There is no such letter of this dossier, or the caller may not have it: the answer is the same.
public struct LetterUnknown: Refusal, Equatable {
  public init() {}
  public var code: String { "letter.unknown" }
  public var explanation: Phrase {
    "Hồ sơ này không có phiếu như vậy. Xem danh sách phiếu trên trang hồ sơ."
  }
  public var kind: RefusalKind { .unknown }
}
