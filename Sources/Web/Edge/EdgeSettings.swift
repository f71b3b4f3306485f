public import Ground

/// What the edge is told at start. Time, chance and the sign-in come separately.
public struct EdgeSettings: Sendable {
  /// Where browsers reach us, as `https://motcua.tinh.gov.vn`; decides cookies and Origin checks.
  public var publicURL: String
  /// What the banner of a demonstration says, in the reader's language; `nil` in a real province.
  public var demonstration: (@Sendable () -> HTML)?
  public var provinceName: String
  /// The secret of form tokens; 32 bytes, the same in every process of the province.
  public var formSecret: [UInt8]
  public var apiTitle: String
  /// The most bytes of a JSON body.
  public var jsonLimit: Int
  /// The most bytes of a form without files.
  public var formLimit: Int
  /// Whether `X-Forwarded-For` of the next hop is believed.
  public var behindProxy: Bool
  public var rates: EdgeRates
  var bodyPace = BodyPace()

  public init(
    publicURL: String, demonstration: (@Sendable () -> HTML)? = nil, provinceName: String,
    formSecret: [UInt8],
    apiTitle: String = "Một Cửa", jsonLimit: Int = 1 << 20, formLimit: Int = 1 << 20,
    behindProxy: Bool = false, rates: EdgeRates = EdgeRates()
  ) {
    (self.publicURL, self.demonstration) = (publicURL, demonstration)
    (self.provinceName, self.formSecret, self.apiTitle) = (provinceName, formSecret, apiTitle)
    (self.jsonLimit, self.formLimit) = (jsonLimit, formLimit)
    (self.behindProxy, self.rates) = (behindProxy, rates)
  }

  var isSecure: Bool { publicURL.lowercased().hasPrefix("https://") }
  /// Source: RFC 6265bis, the `__Host-` prefix.
  var cookieName: String { isSecure ? "__Host-motcua" : "motcua" }
  var noticeCookieName: String { isSecure ? "__Host-motcua-nhan" : "motcua-nhan" }
  var browserCookieName: String { isSecure ? "__Host-motcua-may" : "motcua-may" }
}

/// One answered request, for counters; it says nothing about anybody.
public struct Finished: Sendable {
  public let method: String
  /// The route's template, never the path; `nil` when no route took it.
  public let route: String?
  public let status: Int
  public let elapsed: Duration
  public let requestID: String

  public init(method: String, route: String?, status: Int, elapsed: Duration, requestID: String) {
    (self.method, self.route, self.status) = (method, route, status)
    (self.elapsed, self.requestID) = (elapsed, requestID)
  }
}
