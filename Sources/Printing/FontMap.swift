import CPango

/// The fonts of one printing, and the context in which text is set with them.
///
/// Guards pointers of fontconfig and Pango. Not shared: Pango's font maps keep caches without
/// locks, so every printing makes its own, which costs about a millisecond, and lets go of it.
final class FontMap {
  let context: OpaquePointer
  private let map: UnsafeMutablePointer<PangoFontMap>
  private let config: OpaquePointer

  init(_ typefaces: Typefaces) {
    guard let config = FcConfigCreate(), let map = pango_cairo_font_map_new() else {
      preconditionFailure("no memory for fonts")
    }
    for file in typefaces.files {
      let added = file.withCString { path in
        path.withMemoryRebound(to: FcChar8.self, capacity: file.utf8.count + 1) {
          FcConfigAppFontAddFile(config, $0)
        }
      }
      precondition(added == FcTrue, "\(file) is no font")
    }
    // Without this, what the system has installed would be looked at too.
    motcua_font_map_use(map, config)
    guard let context = pango_font_map_create_context(map) else {
      preconditionFailure("no memory for fonts")
    }
    // Trap: Pango lays out at 96 dots an inch, while a point of PDF is 1/72 inch.
    pango_cairo_context_set_resolution(context, 72)
    pango_context_set_round_glyph_positions(context, 0)
    pango_context_set_language(context, pango_language_from_string("vi"))
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    (self.config, self.map, self.context) = (config, map, context)
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(context))
    g_object_unref(UnsafeMutableRawPointer(map))
    FcConfigDestroy(config)
  }
}
