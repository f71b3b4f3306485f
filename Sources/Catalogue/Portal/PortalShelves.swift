/// Keeps the shelf that was made last. Guards that one at a time makes it, for that takes most of a
/// second: whoever asks meanwhile waits, instead of making the same beside it.
actor PortalShelves {
  private var known: (marks: PortalMarks, shelf: PortalShelf)?
  private var isMaking = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// The shelf of `marks`; made anew when they are others than before.
  func shelf(
    _ marks: PortalMarks, _ make: @Sendable () async throws -> PortalShelf
  ) async throws -> PortalShelf {
    while isMaking, known?.marks != marks {
      await withCheckedContinuation { waiting.append($0) }
    }
    if let known, known.marks == marks { return known.shelf }
    isMaking = true
    defer {
      isMaking = false
      for waiter in waiting { waiter.resume() }
      waiting = []
    }
    let shelf = try await make()
    known = (marks, shelf)
    return shelf
  }
}
