import Ground

/// How somebody wants to see pages: kept in a cookie that says nothing about who they are.
struct Preferences: Sendable, Equatable {
  /// The language asked for; Vietnamese until another is chosen.
  var language = Language.vietnamese
  /// The size of letters, per cent.
  var size = Size.usual
  var contrast = Contrast.usual
  var density = Density.middle

  enum Size: Int, CaseIterable {
    case usual = 100
    case large = 125
    case largest = 150
  }
  enum Contrast: String, CaseIterable {
    case usual = "thuong"
    case high = "cao"
  }
  enum Density: String, CaseIterable {
    case wide = "thoang"
    case middle = "vua"
    case dense = "day"
  }

  static let cookieName = "motcua-xem"

  init() {}

  /// What a cookie says, word by word; words that are none of ours change nothing.
  init(cookie: String) {
    for word in cookie.split(separator: ".").map(String.init) { set(word) }
  }

  var cookie: String {
    "\(language.rawValue).\(size.rawValue).\(contrast.rawValue).\(density.rawValue)"
  }

  /// Every word names one choice of one kind, so a form needs one name only.
  mutating func set(_ word: String) {
    language = Language(rawValue: word) ?? language
    size = Int(word).flatMap(Size.init(rawValue:)) ?? size
    contrast = Contrast(rawValue: word) ?? contrast
    density = Density(rawValue: word) ?? density
  }

  var smaller: Size { Size.allCases.last { $0.rawValue < size.rawValue } ?? .usual }
  var larger: Size { Size.allCases.first { $0.rawValue > size.rawValue } ?? .largest }

  /// The classes of `<html>`.
  var classes: String {
    (size == .usual ? [] : ["co-\(size.rawValue)"]).joined() + (contrast == .high ? " cao" : "")
  }
}

extension Edge {
  /// Takes a choice from any page and goes back to it.
  static func preferencesEndpoint(isSecure: Bool) -> Endpoint {
    Endpoint(
      .post, "/tuy-chon", name: "choosePreferences", summary: "Chọn cách hiển thị",
      access: .everyone
    ) { call in
      var preferences = call.preferences
      preferences.set(call.form["chon"])
      let next = Path(returned: call.form["tiep"]) ?? Paths.home
      let tail = "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
      return .redirect(next)
        .header("Set-Cookie", "\(Preferences.cookieName)=\(preferences.cookie)\(tail)")
    }
  }
}

extension Call {
  var preferences: Preferences {
    Preferences(cookie: cookieValue(Preferences.cookieName, fields) ?? "")
  }
}
