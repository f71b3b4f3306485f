import Foundation
import Ground

/// New moons and the sun's longitude, as Vietnam's calendar needs them: to the day, at a given
/// distance from Greenwich.
///
/// Source: Hồ Ngọc Đức's published algorithm (series after Meeus); domain 6.3.
struct Lunations {
  /// 7 for Vietnam. Another value shows only what another country's calendar says.
  let hoursEast: Int

  /// The day of the `number`-th new moon, counted from January 1900.
  func newMoon(_ number: Int) -> Day {
    day(julian: Lunations.julianNewMoon(Double(number)))
  }

  /// The number of the last new moon on or before `day`.
  func number(onOrBefore day: Day) -> Int {
    let sinceFirst = Double(day.ordinal - Lunations.firstNewMoon)
    var number = Int((sinceFirst / Lunations.meanMonth).rounded(.down)) + 1
    while newMoon(number) > day { number -= 1 }
    return number
  }

  /// Which twelfth of the sun's circle (0…11, from the spring equinox) the sun stands in when `day`
  /// begins.
  func sunSector(_ day: Day) -> Int {
    let julian = Double(day.ordinal) + Lunations.epoch - Double(hoursEast) / 24
    return Int(Lunations.sunLongitude(julian) / 30)
  }

  private func day(julian: Double) -> Day {
    Day(ordinal: Int((julian - Lunations.epoch + Double(hoursEast) / 24).rounded(.down)))
  }

  /// The Julian date of 1970-01-01T00:00Z.
  private static let epoch = 2_440_587.5
  private static let meanMonth = 29.530_588_853
  /// The day of new moon number 0: 31 December 1899 or 1 January 1900, by the meridian.
  private static let firstNewMoon = -25_567
}

extension Lunations {
  private static func sine(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }

  private static func julianNewMoon(_ number: Double) -> Double {
    let t = number / 1236.85
    let (t2, t3) = (t * t, t * t * t)
    let mean =
      2_415_020.75933 + 29.53058868 * number + 0.0001178 * t2 - 0.000000155 * t3
      + 0.00033 * sine(166.56 + 132.87 * t - 0.009173 * t2)
    let sun = 359.2242 + 29.10535608 * number - 0.0000333 * t2 - 0.00000347 * t3
    let moon = 306.0253 + 385.81691806 * number + 0.0107306 * t2 + 0.00001236 * t3
    let node = 21.2964 + 390.67050646 * number - 0.0016528 * t2 - 0.00000239 * t3
    return mean + correction(t: t, sun: sun, moon: moon, node: node) - clockDrift(t)
  }

  private static func correction(t: Double, sun: Double, moon: Double, node: Double) -> Double {
    var sum = (0.1734 - 0.000393 * t) * sine(sun) + 0.0021 * sine(2 * sun)
    sum += -0.4068 * sine(moon) + 0.0161 * sine(2 * moon) - 0.0004 * sine(3 * moon)
    sum += 0.0104 * sine(2 * node) - 0.0051 * sine(sun + moon)
    sum += -0.0074 * sine(sun - moon) + 0.0004 * sine(2 * node + sun)
    sum += -0.0004 * sine(2 * node - sun) - 0.0006 * sine(2 * node + moon)
    return sum + 0.0010 * sine(2 * node - moon) + 0.0005 * sine(2 * moon + sun)
  }

  /// By how many days clocks on a slowing earth lag behind the even time of the series.
  private static func clockDrift(_ t: Double) -> Double {
    let (t2, t3) = (t * t, t * t * t)
    guard t < -11 else { return -0.000278 + 0.000265 * t + 0.000262 * t2 }
    return 0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3
  }

  /// Degrees, 0..<360.
  private static func sunLongitude(_ julian: Double) -> Double {
    let t = (julian - 2_451_545) / 36_525
    let t2 = t * t
    let anomaly = 357.52910 + 35_999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2
    let mean = 280.46645 + 36_000.76983 * t + 0.0003032 * t2
    let centre =
      (1.914600 - 0.004817 * t - 0.000014 * t2) * sine(anomaly)
      + (0.019993 - 0.000101 * t) * sine(2 * anomaly) + 0.000290 * sine(3 * anomaly)
    let longitude = mean + centre
    return longitude - 360 * (longitude / 360).rounded(.down)
  }
}
