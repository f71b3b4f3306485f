import CPango

/// One text set in lines of a certain width. Guards Pango's layout; the lines live as long as it.
final class SetText {
  /// How far text goes, and where its lines stand.
  enum Alignment { case left, centre, right, justified }

  struct Line {
    let raw: UnsafeMutablePointer<PangoLayoutLine>
    let x: Double
    let width: Double
    /// From the line's own top.
    let baseline: Double
  }

  private(set) var lines: [Line] = []
  /// From one line's top to the next one's: all of a text are set alike.
  let step: Double

  private let layout: OpaquePointer

  init(
    _ text: Text, size: Double, width: Double?, alignment: Alignment = .left,
    indent: Double = 0, leading: Double = 1.08, in fonts: FontMap
  ) {
    guard let layout = pango_layout_new(fonts.context), let face = pango_font_description_new()
    else { preconditionFailure("no memory for text") }
    self.layout = layout
    // Stacked marks as in Ẫ need 1.10 em; the face's own lines have that, and leading adds to it.
    step = size * 1.107 * leading
    pango_font_description_set_family_static(face, Typefaces.family)
    pango_font_description_set_absolute_size(face, size * Double(PANGO_SCALE))
    pango_layout_set_font_description(layout, face)
    pango_font_description_free(face)
    let width = width.map { Int32(max($0, 1) * Double(PANGO_SCALE)) } ?? -1
    pango_layout_set_width(layout, width)
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    pango_layout_set_indent(layout, Int32(indent * Double(PANGO_SCALE)))
    set(alignment)
    let plain = text.plain
    pango_layout_set_text(layout, plain, Int32(plain.utf8.count))
    if text.runs.contains(where: { $0.isBold || $0.isItalic }) { setFaces(text.runs) }
    readLines()
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

  var height: Double { Double(lines.count) * step }
  var width: Double { lines.map(\.width).max() ?? 0 }

  private func set(_ alignment: Alignment) {
    switch alignment {
    case .left: pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT)
    case .centre: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
    case .right: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
    case .justified: pango_layout_set_justify(layout, 1)
    }
  }

  private func setFaces(_ runs: [Text.Run]) {
    let list = pango_attr_list_new()
    var start: UInt32 = 0
    for run in runs {
      let end = start + UInt32(run.text.utf8.count)
      if run.isBold { add(pango_attr_weight_new(PANGO_WEIGHT_BOLD), start, end, to: list) }
      if run.isItalic { add(pango_attr_style_new(PANGO_STYLE_ITALIC), start, end, to: list) }
      start = end
    }
    pango_layout_set_attributes(layout, list)
    pango_attr_list_unref(list)
  }

  private func add(
    _ attribute: UnsafeMutablePointer<PangoAttribute>?, _ start: UInt32, _ end: UInt32,
    to list: OpaquePointer?
  ) {
    attribute?.pointee.start_index = start
    attribute?.pointee.end_index = end
    pango_attr_list_insert(list, attribute)
  }

  private func readLines() {
    let iterator = pango_layout_get_iter(layout)
    defer { pango_layout_iter_free(iterator) }
    let scale = Double(PANGO_SCALE)
    repeat {
      guard let raw = pango_layout_iter_get_line_readonly(iterator) else { continue }
      var box = PangoRectangle()
      pango_layout_iter_get_line_extents(iterator, nil, &box)
      let baseline = Double(pango_layout_iter_get_baseline(iterator) - box.y) / scale
      let spare = (step - Double(box.height) / scale) / 2
      lines.append(
        Line(
          raw: raw, x: Double(box.x) / scale, width: Double(box.width) / scale,
          baseline: baseline + spare))
    } while pango_layout_iter_next_line(iterator) != 0
  }

  /// Draws some of the lines, the first one's top at `y`.
  func draw(_ range: Range<Int>, at x: Double, _ y: Double, on canvas: OpaquePointer) {
    for (index, line) in lines[range].enumerated() {
      cairo_move_to(canvas, x + line.x, y + Double(index) * step + line.baseline)
      pango_cairo_show_layout_line(canvas, line.raw)
    }
  }

  func draw(at x: Double, _ y: Double, on canvas: OpaquePointer) {
    draw(lines.indices, at: x, y, on: canvas)
  }
}
