public import Ground

/// An official letter or form as a value: what stands on it, from top to bottom. Equal letters make
/// equal bytes.
public struct Letter: Sendable, Equatable {
  /// The title in the file's own description.
  public let title: String
  /// The day of the act that it tells of; also the file's date, so that a reprint is the same file.
  public let madeAt: Instant
  public let sheet: Sheet
  /// Points of the type.
  public let size: Double
  public let blocks: [Block]
  /// What stands small at the foot of every page.
  public let foot: Text?

  public init(
    title: String, madeAt: Instant, sheet: Sheet, size: Double, foot: Text? = nil, blocks: [Block]
  ) {
    (self.title, self.madeAt, self.sheet, self.size) = (title, madeAt, sheet, size)
    (self.foot, self.blocks) = (foot, blocks)
  }

  /// The letter as PDF with its fonts inside. Letters of several pages say "Trang 2/3" from the
  /// second page on, in the middle of the top margin. Source: DOC-7.
  public func pdf(_ typefaces: Typefaces) -> [UInt8] {
    let first = press(typefaces, pages: nil)
    let bytes = first.finish()
    return first.page == 1 ? bytes : press(typefaces, pages: first.page).finish()
  }

  private func press(_ typefaces: Typefaces, pages: Int?) -> Press {
    let press = Press(
      typefaces, sheet: sheet, size: size, title: title, madeAt: madeAt, foot: foot, pages: pages)
    for block in blocks { press.add(block) }
    return press
  }
}
