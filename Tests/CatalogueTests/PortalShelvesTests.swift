import Ground
import Testing

@testable import Catalogue

/// The shelf of the portal's overviews is dear to make.
struct PortalShelvesTests {
  private let empty = PortalShelf(summaries: [], events: [])

  private func marks(offers: Int = 1) -> PortalMarks {
    PortalMarks(procedures: 1, offers: offers, directory: "a", day: Day(2026, 11, 22))
  }

  @Test func whoeverAsksWhileItIsMadeWaitsForIt() async throws {
    let (shelves, made, marks, empty) = (PortalShelves(), Tally(), marks(), empty)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask {
          _ = try await shelves.shelf(marks) {
            await made.add(marks.offers)
            try await Task.sleep(for: .milliseconds(30))
            return empty
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(await made.all == [1])
  }

  @Test func anotherMarkMakesAnother() async throws {
    let (shelves, made, empty) = (PortalShelves(), Tally(), empty)
    for offers in [1, 1, 2, 2] {
      _ = try await shelves.shelf(marks(offers: offers)) {
        await made.add(offers)
        return empty
      }
    }
    #expect(await made.all == [1, 2])
  }

  @Test func afterAFailureTheNextOneTriesAgain() async throws {
    let (shelves, empty) = (PortalShelves(), empty)
    await #expect(throws: CancellationError.self) {
      try await shelves.shelf(marks()) { throw CancellationError() }
    }
    #expect(try await shelves.shelf(marks()) { empty }.items.isEmpty)
  }
}

/// What was made, in order.
private actor Tally {
  private(set) var all: [Int] = []

  func add(_ number: Int) { all.append(number) }
}
