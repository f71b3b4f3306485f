public import Ground
import Synchronization

/// A page as it was made for somebody who asked the same. Its body says nothing of who reads it.
public struct SharedPage: Page {
  public let face: Face
  public let title: Phrase
  public let notices: [Notice]
  let shared: SharedBody

  public var body: HTML { shared.html }

  init(_ page: any Page) {
    (face, title, notices) = (page.face, page.title, page.notices)
    shared = SharedBody(page.body)
  }
}

/// A body that many readers get. A class because it guards what is packed for the first of them
/// who takes it so.
final class SharedBody: Sendable {
  let html: HTML
  private let packing = Mutex<PackedPart?>(nil)

  init(_ html: HTML) { self.html = html }

  /// The body packed; `nil` where something in it differs from reader to reader.
  var packed: PackedPart? {
    guard html.slots.isEmpty else { return nil }
    return packing.withLock { known in
      known = known ?? PackedPart(html.bytes)
      return known
    }
  }
}

/// Pages that were made before, by what was asked and the language that was spoken.
///
/// `Question` holds whatever the page depends on: marks of what was read, the minute, the choice.
public struct SharedPages<Question: Hashable & Sendable>: Sendable {
  private struct Key: Hashable {
    let question: Question
    let language: Language
  }

  private let kept: Kept<Key, SharedPage>

  public init(for lifetime: Duration = .seconds(60), limit: Int) {
    kept = Kept(for: lifetime, limit: limit)
  }

  public func page(
    _ question: Question, _ make: @Sendable () async throws -> any Page
  ) async throws -> SharedPage {
    try await kept.value(Key(question: question, language: .current)) {
      SharedPage(try await make())
    }
  }
}
