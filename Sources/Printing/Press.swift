import CPango
public import Ground

/// Sets blocks on pages, one after the other, in constant memory: what is on a full page is already
/// bytes. For what is too long to be a `Letter`, such as a year's register.
///
/// Guards Cairo's surface and the place on the page; stays in the task that made it.
public final class Press {
  /// The number of the page that is being filled, from 1.
  public private(set) var page = 1
  let sheet: Sheet
  let size: Double
  let fonts: FontMap
  let canvas: OpaquePointer

  private let surface: OpaquePointer
  private let sink = Sink()
  private let foot: Text?
  private let pages: Int?
  private var y: Double
  private var isFinished = false

  /// What Cairo has written and nobody has taken yet.
  private final class Sink { var bytes: [UInt8] = [] }

  /// `pages`: how many there will be, where that is known.
  public init(
    _ typefaces: Typefaces, sheet: Sheet, size: Double, title: String, madeAt: Instant,
    foot: Text? = nil, pages: Int? = nil
  ) {
    (self.sheet, self.size, self.foot, self.pages) = (sheet, size, foot, pages)
    y = sheet.top
    let write: cairo_write_func_t = { sink, bytes, count in
      guard let sink, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
      Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue().bytes +=
        UnsafeBufferPointer(start: bytes, count: Int(count))
      return CAIRO_STATUS_SUCCESS
    }
    guard
      let surface = cairo_pdf_surface_create_for_stream(
        write, Unmanaged.passUnretained(sink).toOpaque(), sheet.width, sheet.height),
      let canvas = cairo_create(surface)
    else { preconditionFailure("no memory for a page") }
    (self.surface, self.canvas) = (surface, canvas)
    fonts = FontMap(typefaces)
    let date = madeAt.rfc3339
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Một Cửa")
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date)
  }

  deinit {
    // Closing writes into the sink, which must still be there.
    cairo_destroy(canvas)
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
  }

  public func add(_ block: Block) { place(pieces(of: block)) }

  /// What is ready and was not taken before.
  public func take() -> [UInt8] {
    defer { sink.bytes = [] }
    return sink.bytes
  }

  /// Ends the last page and the file; what was not taken before. Nothing can be added afterwards.
  public func finish() -> [UInt8] {
    precondition(!isFinished, "a press is finished once")
    isFinished = true
    endPage()
    cairo_surface_finish(surface)
    let status = cairo_surface_status(surface)
    precondition(status == CAIRO_STATUS_SUCCESS, "Cairo could not write the file: \(status)")
    return take()
  }
}

extension Press {
  /// Something that is not broken: a line, a row of a table, a place to sign.
  struct Piece {
    let height: Double
    /// Stands on the page of the next piece.
    var isGlued = false
    /// The table it belongs to: its heading comes again on a new page, and its frame is closed.
    var heading: Heading?
    /// Left out at the top of a page.
    var isSpace = false
    let draw: (_ y: Double) -> Void
  }

  /// The heading of a table.
  final class Heading {
    let piece: Piece
    /// Draws the rule that closes the frame at the foot of a page.
    let close: (_ y: Double) -> Void

    init(piece: Piece, close: @escaping (_ y: Double) -> Void) {
      (self.piece, self.close) = (piece, close)
    }
  }

  func place(_ pieces: [Piece]) {
    var start = 0
    while start < pieces.count {
      var end = start + 1
      while end < pieces.count, pieces[end - 1].isGlued { end += 1 }
      let group = pieces[start..<end]
      let height = group.reduce(0) { $0 + $1.height }
      if y + height > sheet.foot, height <= sheet.foot - sheet.top { turn(for: group[start]) }
      for piece in group { place(piece) }
      start = end
    }
  }

  private func place(_ piece: Piece) {
    if y + piece.height > sheet.foot, y > sheet.top { turn(for: piece) }
    if piece.isSpace, y == sheet.top { return }
    piece.draw(y)
    y += piece.height
  }

  private func turn(for piece: Piece) {
    guard y > sheet.top else { return }
    piece.heading?.close(y)
    endPage()
    page += 1
    y = sheet.top
    if let heading = piece.heading {
      heading.piece.draw(y)
      y += heading.piece.height
    }
  }

  private func endPage() {
    if page > 1 {
      let of = pages.map { "/\($0)" } ?? ""
      let number = set("Trang \(page)\(of)", size: size - 1, width: sheet.room, .centre)
      number.draw(at: sheet.left, (sheet.top - number.height) / 2, on: canvas)
    }
    if let foot {
      let line = set(foot, size: max(size - 3, 7.5), width: sheet.room, .left)
      let middle = sheet.foot + (sheet.height - sheet.foot - line.height) / 2
      line.draw(at: sheet.left, middle, on: canvas)
    }
    cairo_show_page(canvas)
  }

  func set(
    _ text: Text, size: Double? = nil, width: Double?, _ alignment: SetText.Alignment = .left,
    indent: Double = 0
  ) -> SetText {
    SetText(
      text, size: size ?? self.size, width: width, alignment: alignment, indent: indent, in: fonts)
  }

  /// A straight rule, half a point thick.
  func rule(from x: Double, _ y: Double, to x2: Double, _ y2: Double, thick: Double = 0.5) {
    cairo_set_line_width(canvas, thick)
    cairo_move_to(canvas, x, y)
    cairo_line_to(canvas, x2, y2)
    cairo_stroke(canvas)
  }

  /// A dotted line for the hand to write on.
  func dots(from x: Double, to x2: Double, _ y: Double) {
    guard x2 > x else { return }
    cairo_save(canvas)
    cairo_set_line_cap(canvas, CAIRO_LINE_CAP_ROUND)
    cairo_set_dash(canvas, [0, 2.4], 2, 0)
    rule(from: x, y, to: x2, y, thick: 0.8)
    cairo_restore(canvas)
  }
}
