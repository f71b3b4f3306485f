/// What a refusal must carry so that any edge (page, API, command) can say it to a person.
///
/// A refusal is expected: someone asked for what the rules do not allow. `code` is stable and
/// machine-read; it never changes once released. `explanation` is Vietnamese, addressed to whoever
/// asked, and says what to do next.
public protocol Refusal: Error, Sendable {
  var code: String { get }
  var explanation: Phrase { get }
  /// What kind of no this is; only the edge turns it into a status.
  var kind: RefusalKind { get }
  /// Where in what was sent the trouble lies, if it lies somewhere; empty otherwise.
  var places: [RefusedPlace] { get }
}

extension Refusal {
  public var places: [RefusedPlace] { [] }
}

/// The kinds of no, in the order in which they are checked (contract, "Order of checks").
public enum RefusalKind: Sendable, CaseIterable {
  /// Nobody is signed in, or the session has ended.
  case unauthenticated
  /// There is no such thing, or the asker may not know of it.
  case unknown
  /// The asker may never do this.
  case forbidden
  /// What was sent is not of the asked shape.
  case shape
  /// It has changed since the asker read it.
  case stale
  /// Not at this stage.
  case outOfOrder
  /// Well-formed, and against a rule.
  case content
  /// Too often; later.
  case tooMany
  /// More bytes than are taken.
  case tooLarge
  /// A form of content that is not taken.
  case unsupported
}

/// One field that is at fault, and why.
public struct RefusedPlace: Sendable, Equatable {
  /// A JSON pointer (RFC 6901) into the body, or the name of a query parameter.
  public let pointer: String
  public let code: String
  public let detail: Phrase

  public init(pointer: String, code: String, detail: Phrase) {
    (self.pointer, self.code, self.detail) = (pointer, code, detail)
  }
}
