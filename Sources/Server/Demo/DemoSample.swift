import Catalogue
import Deadlines
import Directory
import Dossiers
import Foundation
import Ground
import Journal
import Storage
import Synchronization

/// Half a year of dossiers, each through the real acts under a clock of its own: the past can be
/// written only here, in an instance that was born as a demonstration.
struct DemoSample: Sendable {
  let province: Province
  private let clock = SteppingClock()

  init(province: Province) {
    precondition(province.key.isDemonstration, "the past is written in demonstrations only")
    self.province = province
  }

  /// Makes `count` dossiers and says how they stand.
  func make(_ count: Int) async throws -> String {
    let cast = try await DemoCast(province: province, communes: DemoProvince.communes.map(\.code))
    let slice = try dossierSlice()
    let (now, span) = (province.now(), Int64(182 * 86_400_000))
    var dice = Dice(seed: 20_260_701)
    var stages: [String: Int] = [:]
    for index in 0..<count {
      let step = span / Int64(count)
      let offset = Int64(index) * step + Int64(dice.roll(Int(min(step, 1 << 40)) + 1))
      let start = cast.workingMoment(after: now.adding(milliseconds: offset - span), &dice)
      guard start < now else { continue }
      let story = DemoStory(
        slice: slice, cast: cast, clock: clock, now: now, number: index, dice: dice)
      let stage = try await story.tell(from: start)
      stages[stage, default: 0] += 1
      _ = dice.roll(7)
    }
    let sorted = stages.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return "sample: \(sorted.joined(separator: ", "))"
  }

  private func dossierSlice() throws -> DossierSlice {
    let (clock, holidays) = (clock, province.holidays)
    let house = House(
      now: { clock.now }, chance: province.chance,
      calendar: { try await holidays.calendar() }, agencies: province.directory.cache,
      actorTags: ActorTags(folder: province.instance.keys), rules: ["demonstration@1"],
      practices: province.practices)
    return DossierSlice(
      database: province.instance.database, blobs: province.instance.blobs, house: house,
      readings: province.directory.readings)
  }
}

/// A clock that is set by hand. Guards the instant it shows.
final class SteppingClock: Sendable {
  private let instant = Mutex(Instant(milliseconds: 0))

  var now: Instant { instant.withLock { $0 } }

  func set(_ instant: Instant) { self.instant.withLock { $0 = instant } }
}

/// A generator that tells the same story each time: a sample is the same in every demonstration.
struct Dice: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// 0 ..< `sides`, by SplitMix64. Source: Steele, Lea, Flood, "Fast Splittable PRNGs", 2014.
  mutating func roll(_ sides: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(sides, 1)))
  }

  /// True in `percent` of a hundred rolls.
  mutating func chance(_ percent: Int) -> Bool { roll(100) < percent }
}
