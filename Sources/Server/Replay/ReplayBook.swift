import Ground
import Rules

/// The replays that there are to choose from.
struct ReplayBook: Sendable {
  let packs: PackFolder

  /// Refuses: a code of no replay, naming those there are.
  func replay(_ code: String) throws -> Replay {
    let all = try packs.reading("replays") { try Replay.list(of: $0) }
    guard let found = all.first(where: { $0.code == code }) else {
      let known = all.map(\.code).joined(separator: ", ")
      throw CommandRefused("there is no replay \(code); there are \(known)")
    }
    return found
  }

  /// The replay that an instance was born for; `nil` for other instances.
  func replay(of instance: Instance) throws -> Replay? {
    try DemoMark(keys: instance.keys).replay.map(replay)
  }
}
