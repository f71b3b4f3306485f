import Ground

/// A name that chance gives to a browser from which something is handed in: it tells two browsers
/// apart and says nothing of whose they are or where they stand. It lives for a year from the first
/// time and goes when cookies are deleted. Source: domain P5; docs/integrity.md.
enum BrowserMark {
  static let seconds = 31_536_000

  /// What the browser sent, when it is a mark that we could have made.
  static func sent(_ fields: HeaderValues, named cookie: String) -> String? {
    cookieValue(cookie, fields).flatMap { text in
      text.utf8.count == 32 && unbase64URL(text) != nil ? text : nil
    }
  }
}

extension Visit {
  /// The mark of the asker's browser, a new one when it has none; `nil` where programs ask or
  /// nothing is handed in.
  func browser(_ endpoint: Endpoint, _ fields: HeaderValues) -> String? {
    guard endpoint.isPage, endpoint.method != .get else { return nil }
    return BrowserMark.sent(fields, named: edge.settings.browserCookieName) ?? edge.chance.token()
  }
}
