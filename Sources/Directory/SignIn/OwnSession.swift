import Ground

/// One of the sessions of an account, as its owner sees it.
struct OwnSession: Sendable, Equatable {
  let startedAt: Instant
  let touchedAt: Instant
  let device: Device
  /// The one that asks.
  let isOwn: Bool
}

/// What kind of program holds a session, as far as it said so itself: enough for its owner to tell
/// one from another, too little to recognise anybody by.
struct Device: Sendable, Equatable {
  /// As kept, such as `chrome.android`; empty when nothing is known.
  let code: String

  init(code: String) { self.code = code }

  /// Reads what a browser says of itself. Programs that imitate each other are asked in the order
  /// in which the imitation is told apart.
  init(userAgent: String?) {
    let text = (userAgent ?? "").lowercased()
    func first(_ signs: [(String, String)]) -> String {
      signs.first { text.contains($0.0) }?.1 ?? ""
    }
    let browser = first([
      ("edg", "edge"), ("coc_coc", "coccoc"), ("opr/", "opera"), ("firefox", "firefox"),
      ("fxios", "firefox"), ("chrome", "chrome"), ("crios", "chrome"), ("safari", "safari"),
    ])
    let system = first([
      ("android", "android"), ("iphone", "iphone"), ("ipad", "ipad"), ("windows", "windows"),
      ("mac os", "mac"), ("linux", "linux"),
    ])
    code = browser.isEmpty && system.isEmpty ? "" : "\(browser).\(system)"
  }

  var phrase: Phrase {
    let parts = code.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { return "Thiết bị không rõ" }
    let browser = Device.names[parts[0]]
    let system = Device.names[parts[1]]
    switch (browser, system) {
    case (let browser?, let system?): return "\(browser) trên \(system)"
    case (let name?, nil), (nil, let name?): return Phrase(verbatim: name)
    case (nil, nil): return "Thiết bị không rõ"
    }
  }

  private static let names = [
    "edge": "Edge", "coccoc": "Cốc Cốc", "opera": "Opera", "firefox": "Firefox",
    "chrome": "Chrome", "safari": "Safari", "android": "Android", "iphone": "iPhone",
    "ipad": "iPad", "windows": "Windows", "mac": "Mac", "linux": "Linux",
  ]
}
