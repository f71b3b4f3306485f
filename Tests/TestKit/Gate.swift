/// Lets so many in at a time; the others wait in the order they came. Guards the count.
///
/// Tests run side by side, and a server of databases takes only so many connections.
actor Gate {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ places: Int) { free = places }

  /// The worlds on PostgreSQL that live at the same time.
  static let worlds = Gate(8)

  func enter() async {
    guard free == 0 else {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  func leave() {
    guard waiting.isEmpty else { return waiting.removeFirst().resume() }
    free += 1
  }
}
