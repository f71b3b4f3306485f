import Ground

/// What was done to an account, by whom and why.
struct AccountAct: Sendable, Equatable {
  /// The id of its fact.
  let fact: String
  /// The fact's kind.
  let kind: String
  let at: Instant
  /// `nil` for whoever opened the link, and for the command line.
  let actor: AccountID?
  let reason: String
}

/// An officer's or helper's account with the posts it ever had, as administrators see it.
struct Person: Sendable, Equatable {
  let account: Account
  let lockedAt: Instant?
  let madeBy: AccountID?
  /// By beginning.
  let posts: [Post]

  /// Those that hold at `instant`.
  func holding(at instant: Instant) -> [Post] { posts.filter { $0.holds(at: instant) } }

  /// Those that hold or will.
  func standing(at instant: Instant) -> [Post] {
    posts.filter { post in post.to.map { instant < $0 } ?? true }
  }
}

/// Which people an administrator wants to see.
struct PeopleQuery: Sendable, Equatable {
  /// What narrows the list besides text and agency. The raw value stands in the address.
  enum State: String, Sendable, CaseIterable {
    case all = "tat-ca"
    case withPost = "dang-giu"
    case withoutPost = "chua-giao"
    case ending = "sap-het"
    case locked = "da-khoa"
  }

  /// The raw value stands in the address.
  enum Order: String, Sendable, CaseIterable {
    case username = "ten-dang-nhap"
    case name = "ho-ten"
    case newest = "moi-nhat"
  }

  var text = ""
  var agency: AgencyCode?
  var role: Role?
  var state = State.all
  var order = Order.username
  /// Counts from 1.
  var page = 1

  static let size = 50
  /// A post that ends within so many days is about to end.
  static let soon = 30
}

/// One page of people, and how many there are in all.
struct PeopleFound: Sendable {
  let people: [Person]
  let total: Int
}

/// One person with their history, for whoever may see them.
struct PersonSheet: Sendable {
  let person: Person
  /// Names of agencies that its posts name.
  let agencies: [AgencyCode: String]
  /// Newest first.
  let acts: [AccountAct]
  /// Names of those who acted.
  let actors: [AccountID: String]
  /// Until when the link to set a password can be opened; `nil` when there is none.
  let linkEnds: Instant?
  /// Whether the asker may lock, rename and give a link, besides looking.
  let isManaged: Bool
  let at: Instant
}

extension PeopleQuery {
  /// Whether `person` is asked for. `wanted` is the folded text in words, `among` the agencies.
  func keeps(
    _ person: Person, wanted: [Substring], among: Set<AgencyCode>?, at instant: Instant
  ) -> Bool {
    let holding = person.holding(at: instant)
    if let among, !person.standing(at: instant).contains(where: { among.contains($0.agency) }) {
      return false
    }
    if let role, !holding.contains(where: { $0.role == role }) { return false }
    guard isInState(person, holding, at: instant) else { return false }
    guard !wanted.isEmpty else { return true }
    let known = folded("\(person.account.name) \(person.account.username)")
    return wanted.allSatisfy { known.contains($0) }
  }

  private func isInState(_ person: Person, _ holding: [Post], at instant: Instant) -> Bool {
    switch state {
    case .all: true
    case .withPost: !holding.isEmpty
    case .withoutPost:
      person.account.kind == .officer && person.standing(at: instant).isEmpty
        && person.lockedAt == nil
    case .ending: holding.contains { $0.endsSoon(after: instant) }
    case .locked: person.lockedAt != nil
    }
  }

  func isBefore(_ a: Person, _ b: Person) -> Bool {
    switch order {
    case .username: a.account.username.lowercased() < b.account.username.lowercased()
    case .name: (folded(a.account.name), a.account.id) < (folded(b.account.name), b.account.id)
    case .newest: a.account.id > b.account.id
    }
  }
}

extension Post {
  /// Whether it holds now and ends within the days that count as soon.
  func endsSoon(after instant: Instant) -> Bool {
    guard holds(at: instant), let to else { return false }
    return to <= instant.adding(seconds: Int64(PeopleQuery.soon) * 86_400)
  }
}
