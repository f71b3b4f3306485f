/// One part of a letter, from top to bottom.
public enum Block: Sendable, Equatable {
  case head(Head)
  case title(Title)
  case paragraph(Paragraph)
  /// Label and value pairs side by side, sharing the line.
  case fields([Field])
  case table(Table)
  case signatures([Signature])
  /// Blocks that stand on one page, if a page is large enough for them.
  case together([Block])
  /// Room left free, in points.
  case space(Double)
}

/// The top of a letter: who sends it, the state's motto, number, place and date.
/// Source: ND 30/2020 Annex I; DOC-1, DOC-6.
public struct Head: Sendable, Equatable {
  /// The agency above; `nil` for one that has none.
  public let parent: Broken?
  public let agency: Broken
  /// What stands under the agency, one line each: number, dossier code.
  public let marks: [Text]
  /// "Địa danh, ngày … tháng … năm …"; `nil` where the form has none.
  public let placeAndDate: String?

  public init(parent: Broken?, agency: Broken, marks: [Text], placeAndDate: String?) {
    (self.parent, self.agency, self.marks) = (parent, agency, marks)
    self.placeAndDate = placeAndDate
  }
}

/// Words that stand on one line where they fit, and else break between these parts.
public struct Broken: Sendable, Equatable, ExpressibleByStringLiteral {
  let parts: [String]

  public init(_ parts: [String]) { self.parts = parts.filter { !$0.isEmpty } }
  public init(stringLiteral text: String) { self.init([text]) }

  /// The words in one line.
  public var text: String { parts.joined(separator: " ") }
}

/// The name of the form in capitals, what it is about below, and a code at the edge.
public struct Title: Sendable, Equatable {
  public let name: Broken
  public let subject: Text?
  public let code: QRCode?

  public init(_ name: Broken, subject: Text? = nil, code: QRCode? = nil) {
    (self.name, self.subject, self.code) = (name, subject, code)
  }
}

public struct Paragraph: Sendable, Equatable {
  public enum Style: Sendable, Equatable {
    /// Justified, the first line drawn in.
    case body
    /// From the margin.
    case plain
    case centred
    /// A size smaller, from the margin: remarks.
    case small
  }

  public let text: Text
  public let style: Style

  public init(_ text: Text, _ style: Style = .body) { (self.text, self.style) = (text, style) }
}

/// "Label: value". Without a value a dotted line is drawn, for the hand to fill.
public struct Field: Sendable, Equatable {
  public let label: String
  public let value: Text?
  /// Its share of the line beside others.
  public let share: Double

  public init(_ label: String, _ value: Text?, share: Double = 1) {
    (self.label, self.value, self.share) = (label, value, share)
  }
}

/// A table with thin rules. Its heading stands again on every page it goes on to.
public struct Table: Sendable, Equatable {
  public struct Column: Sendable, Equatable {
    public enum Alignment: Sendable { case left, centre, right }

    public let heading: Text
    /// Neighbours of one group stand under one common heading.
    public let group: Text?
    public let share: Double
    public let alignment: Alignment

    public init(
      _ heading: Text, group: Text? = nil, share: Double, _ alignment: Alignment = .left
    ) {
      (self.heading, self.group, self.share) = (heading, group, share)
      self.alignment = alignment
    }
  }

  public let columns: [Column]
  public var rows: [[Text]]
  /// Points of the type in it; `nil`: a little smaller than the letter's.
  public let size: Double?
  /// No row is lower than this, in points: room for the hand.
  public let rowHeight: Double

  /// Each row has one text a column; anything else is a programmer's mistake.
  public init(
    _ columns: [Column], rows: [[Text]], size: Double? = nil, rowHeight: Double = 0
  ) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row misses a column")
    (self.columns, self.rows, self.size) = (columns, rows, size)
    self.rowHeight = rowHeight
  }
}

/// The place where somebody signs, or what stands beside it.
public struct Signature: Sendable, Equatable {
  /// Capacity and position in capitals.
  public let capacity: Broken
  /// "(Ký, ghi rõ họ tên)".
  public let hint: String?
  /// `nil`: written by hand.
  public let name: String?
  /// Nơi nhận: who gets the letter. Source: ND 30/2020 Annex I (DOC-1).
  let recipients: [String]

  public init(_ capacity: Broken, hint: String?, name: String?) {
    (self.capacity, self.hint, self.name, recipients) = (capacity, hint, name, [])
  }

  /// The list of recipients, to the left of the one who signs.
  public init(recipients: [String]) {
    (capacity, hint, name, self.recipients) = (Broken([]), nil, nil, recipients)
  }
}
