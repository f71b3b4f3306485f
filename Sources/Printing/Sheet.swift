/// A sheet of paper and the room left free at its edges, in points of 1/72 inch.
public struct Sheet: Sendable, Equatable {
  /// What a form may be printed on. The raw value is what packs say.
  public enum Size: String, Sendable, CaseIterable { case a4, a5 }

  public let width: Double
  public let height: Double
  public let top: Double
  public let bottom: Double
  public let left: Double
  public let right: Double

  /// Millimetres as points.
  static func points(_ millimetres: Double) -> Double { millimetres * 72 / 25.4 }

  private init(
    _ width: Double, _ height: Double, top: Double, bottom: Double, left: Double, right: Double
  ) {
    (self.width, self.height) = (Sheet.points(width), Sheet.points(height))
    (self.top, self.bottom) = (Sheet.points(top), Sheet.points(bottom))
    (self.left, self.right) = (Sheet.points(left), Sheet.points(right))
  }

  /// Upright, with the margins of administrative documents. Source: ND 30/2020 Annex I (DOC-7).
  public static let a4 = Sheet(210, 297, top: 20, bottom: 20, left: 30, right: 15)
  /// Upright; the margins are A4's, lessened as the sheet is.
  public static let a5 = Sheet(148, 210, top: 10, bottom: 12, left: 15, right: 11)
  /// Lying, for registers: bound on the left.
  public static let a4Landscape = Sheet(297, 210, top: 15, bottom: 14, left: 18, right: 12)

  /// The upright sheet of `size`.
  public init(_ size: Size) {
    switch size {
    case .a4: self = .a4
    case .a5: self = .a5
    }
  }

  /// How wide a line of text may be.
  var room: Double { width - left - right }
  /// Where the text must end, from the top edge.
  var foot: Double { height - bottom }
}
