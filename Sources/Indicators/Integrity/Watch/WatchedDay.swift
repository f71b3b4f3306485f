import Ground
import Journal

/// What one post closed on a day, or what came from one device in a window of days.
struct WatchedDay: Sendable, Equatable {
  enum Kind: String, Sendable {
    case closed, submitted
  }

  struct Key: Sendable, Hashable {
    let kind: Kind
    /// The post, or the tag.
    let actor: String
    /// The day, or the first of the window.
    let day: Day
  }

  struct Item: Sendable, Equatable {
    let at: Instant
    let subject: String
    /// Whose it is, where people are counted: the tag of an account, else the dossier itself.
    var who = ""
  }

  /// In the order of the journal; a dossier stands here once.
  var items: [Item] = []

  mutating func add(_ item: Item) {
    if !items.contains(where: { $0.subject == item.subject }) { items.append(item) }
  }

  var people: Int { Set(items.map(\.who)).count }

  /// The most of them that lie within `minutes` of each other.
  func most(within minutes: Int) -> Int {
    let moments = items.map(\.at).sorted()
    var (first, most) = (0, 0)
    for (index, moment) in moments.enumerated() {
      while moment.milliseconds - moments[first].milliseconds > Int64(minutes) * 60_000 {
        first += 1
      }
      most = max(most, index - first + 1)
    }
    return most
  }
}

/// A post as facts tell of it.
struct WatchedPost: Sendable, Equatable {
  let id: String
  let role: String
  /// By the code that the agency had when the post was granted.
  let agency: String
  let grantedAt: Instant
  var endedAt: Instant?

  /// `nil` for a fact that names no role or no agency.
  init?(_ fact: Fact) {
    let values = FactValues(fact)
    guard let role = values.text("role"), let agency = fact.agency?.rawValue else {
      return nil
    }
    (id, self.role, self.agency) = (fact.subject, role, agency)
    (grantedAt, endedAt) = (values.instant("from") ?? fact.at, values.instant("to"))
  }

  /// It ends now, unless it has ended by itself.
  mutating func end(at moment: Instant) { endedAt = min(endedAt ?? moment, moment) }

  init(id: String, role: String, agency: String, grantedAt: Instant, endedAt: Instant?) {
    (self.id, self.role, self.agency) = (id, role, agency)
    (self.grantedAt, self.endedAt) = (grantedAt, endedAt)
  }

  func holds(at moment: Instant) -> Bool {
    grantedAt <= moment && (endedAt.map { moment < $0 } ?? true)
  }
}
