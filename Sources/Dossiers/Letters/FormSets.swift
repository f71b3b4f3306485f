public import Ground

/// What kinds of printed form there are. The raw value is what the API and the pack say.
/// Source: domain 1.8.
public enum FormKind: String, Sendable, CaseIterable {
  case receipt, supplement, refusal, apology, stop
  case controlSlip = "control-slip"
  case register
}

/// The printed forms as the circulars lay them down, each with its time. Which one is used follows
/// from the day of the act. Source: TT 01/2018/TT-VPCP, TT 03/2025/TT-VPCP; domain 1.8.
public struct FormSets: Sendable, Equatable {
  private let forms: [DatedForm]

  /// No form at all: nothing can be printed.
  public init() { forms = [] }

  /// Reads the records of the pack `form-sets`.
  ///
  /// Refuses: a record that is no form, two forms of a kind for one day.
  public init(_ records: [JSON]) throws(FormSetsUnreadable) {
    var forms: [DatedForm] = []
    for record in records {
      let form = try DatedForm(record)
      if let other = forms.first(where: { $0.overlaps(form) }) {
        throw FormSetsUnreadable("\(form.kind.rawValue) has two forms from \(other.validFrom.iso)")
      }
      forms.append(form)
    }
    self.forms = forms
  }

  /// The form of `kind` in force on `day`; `nil` when there was none.
  public func form(_ kind: FormKind, on day: Day) -> DatedForm? {
    forms.first { $0.kind == kind && $0.holds(on: day) }
  }

  /// The form in which a register of `year` is kept: that of its first day, else the first one that
  /// came into force in the year.
  public func registerForm(of year: Int) -> DatedForm? {
    let (first, last) = (Day(year, 1, 1), Day(year, 12, 31))
    return form(.register, on: first)
      ?? forms.filter { $0.kind == .register && $0.validFrom > first && $0.validFrom <= last }
      .min { $0.validFrom < $1.validFrom }
  }
}

/// One printed form of one circular.
public struct DatedForm: Sendable, Equatable {
  public let kind: FormKind
  /// As printed: "01".
  public let number: String
  public let title: String
  /// Where the title breaks when it needs two lines; together they are the title.
  let titleLines: [String]
  public let validFrom: Day
  public let validTo: Day?
  public let legalBasis: String
  /// `a4` or `a5`.
  let size: String
  /// Of the register, in order; empty for the others.
  let columns: [RegisterColumn]
  private let wording: JSON

  init(_ json: JSON) throws(FormSetsUnreadable) {
    func text(_ name: String) throws(FormSetsUnreadable) -> String {
      guard let text = json[name]?.text, !text.isEmpty else {
        throw FormSetsUnreadable("a form has no \(name): \(json.serialised)")
      }
      return text
    }
    guard let kind = FormKind(rawValue: try text("kind")),
      let from = Day(iso: try text("valid_from"))
    else { throw FormSetsUnreadable("no form of this kind or day: \(json.serialised)") }
    let to = json["valid_to"]?.text
    guard to.map({ Day(iso: $0) != nil }) ?? true else {
      throw FormSetsUnreadable("valid_to is no day: \(json.serialised)")
    }
    size = try text("page")
    guard ["a4", "a5"].contains(size) else { throw FormSetsUnreadable("page is a4 or a5") }
    (self.kind, number, title) = (kind, try text("number"), try text("title"))
    titleLines = json["title_lines"]?.elements?.compactMap(\.text) ?? [title]
    guard titleLines.joined(separator: " ") == title else {
      throw FormSetsUnreadable("title_lines of \(kind.rawValue) \(number) are not its title")
    }
    (validFrom, validTo) = (from, to.flatMap { Day(iso: $0) })
    legalBasis = try text("legal_basis")
    var columns: [RegisterColumn] = []
    for column in json["columns"]?.elements ?? [] { columns.append(try RegisterColumn(column)) }
    guard columns.isEmpty == (kind != .register) else {
      throw FormSetsUnreadable("columns belong to the register, and it needs them")
    }
    self.columns = columns
    wording = json["wording"] ?? .object([])
    for name in kind.words where wording[name]?.text == nil {
      throw FormSetsUnreadable("\(kind.rawValue) \(number) has no wording \(name)")
    }
  }

  /// Words that differ from circular to circular or that no text at hand confirms; each of them was
  /// there when the pack was read.
  func words(_ name: String) -> String {
    guard let text = wording[name]?.text else { preconditionFailure("no wording \(name)") }
    return text
  }

  /// "Mẫu số 01".
  public var label: String { "Mẫu số \(number)" }

  func holds(on day: Day) -> Bool { validFrom <= day && (validTo.map { day <= $0 } ?? true) }

  func overlaps(_ other: DatedForm) -> Bool {
    kind == other.kind && holds(on: max(validFrom, other.validFrom))
      && other.holds(on: max(validFrom, other.validFrom))
  }
}

extension FormKind {
  /// The wording that a form of this kind must bring.
  fileprivate var words: [String] {
    ["receiving_unit"] + own
  }

  private var own: [String] {
    switch self {
    case .receipt, .controlSlip, .register: []
    case .supplement, .refusal: ["intro"]
    case .apology: ["notation", "regret", "request", "signer"]
    case .stop: ["notation", "intro", "signer"]
    }
  }
}

/// Why the pack of forms makes none: the installation is at fault.
public struct FormSetsUnreadable: Error, Sendable, Equatable, CustomStringConvertible {
  public let reason: String
  init(_ reason: String) { self.reason = reason }
  public var description: String { "form-sets pack: \(reason)" }
}
