public import Ground

/// One screen: typed fields, a title and a body. It decides nothing and fetches nothing.
public protocol Page: Sendable {
  /// Which layout it is shown in; `.portal` unless said.
  var face: Face { get }
  /// The heading of the browser's tab; the body holds its own `<h1>`.
  var title: Phrase { get }
  var body: HTML { get }
  /// What is said above the body; none unless said.
  var notices: [Notice] { get }
}

extension Page {
  public var face: Face { .portal }
  public var notices: [Notice] { [] }
}

/// A word above the page: what was done, or what to mind.
public struct Notice: Sendable, Equatable {
  public enum Kind: String, Sendable { case done, info, warning, refused }

  public let kind: Kind
  public let text: Phrase

  public init(_ kind: Kind, _ text: Phrase) { (self.kind, self.text) = (kind, text) }

  var html: HTML {
    let role = kind == .refused || kind == .warning ? "alert" : "status"
    return "<div class=\"notice \(kind.rawValue)\" role=\"\(role)\"><p>\(text)</p></div>"
  }
}
