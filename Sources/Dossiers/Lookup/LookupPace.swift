import Ground
import Synchronization

/// How many numbers in vain one address may try, so that nobody finds numbers or tokens by trying.
/// What is found counts nothing. Guards the counts of this process; they are gone when it ends.
final class LookupPace: Sendable {
  private struct Count {
    var openedAt: Instant
    var misses: Int
  }

  private let counts = Mutex<[String: Count]>([:])
  /// Higher than anybody mistypes: a whole office may share one address.
  private let most: Int
  private let seconds: Int64
  /// More addresses than this are not remembered.
  private static let limit = 20_000

  init(most: Int = 60, seconds: Int64 = 600) { (self.most, self.seconds) = (most, seconds) }

  /// Refuses: `LookupTooOften` when `address` has missed too often of late.
  func require(_ address: String, at now: Instant) throws(LookupTooOften) {
    let wait = counts.withLock { counts -> Int64? in
      guard let count = counts[address], count.misses >= most else { return nil }
      let opens = count.openedAt.adding(seconds: seconds)
      return opens > now ? (opens.milliseconds - now.milliseconds + 999) / 1000 : nil
    }
    if let wait { throw LookupTooOften(seconds: Int(wait)) }
  }

  func missed(_ address: String, at now: Instant) {
    counts.withLock { counts in
      if counts.count >= LookupPace.limit {
        counts = counts.filter { $0.value.openedAt.adding(seconds: seconds) > now }
        if counts.count >= LookupPace.limit { counts = [:] }
      }
      var count = counts[address] ?? Count(openedAt: now, misses: 0)
      if count.openedAt.adding(seconds: seconds) <= now { count = Count(openedAt: now, misses: 0) }
      count.misses += 1
      counts[address] = count
    }
  }
}

/// Too many numbers in vain from one address.
struct LookupTooOften: Refusal, Equatable {
  let seconds: Int

  var code: String { "lookup.too-often" }
  var explanation: Phrase {
    "Đã tra cứu sai quá nhiều lần. Xem lại mã trên giấy tiếp nhận, chờ \((seconds + 59) / 60) phút rồi thử lại."
  }
  var kind: RefusalKind { .tooMany }
}
