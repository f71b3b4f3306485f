import Deadlines
import Ground

extension ProceedingDesk {
  /// Rút hồ sơ, asked for before a result exists. Source: 1.6, 2, 4, 5, 6 → 7.
  mutating func withdraw(reason: String, legalBasis: String?) throws {
    try endClock()
    details = .reasons(reason, legalBasis)
    text = "Rút hồ sơ. Lý do: \(reason)" + (legalBasis.map { " Căn cứ: \($0)" } ?? "")
    notice = ("dossier.withdrawn", "Hồ sơ đã được rút. Lý do: \(reason)")
  }

  /// Dừng giải quyết, by decision. Source: 1.6, 4 → 8 and 5 → 8.
  mutating func stop(reason: String, legalBasis: String?) throws {
    try endClock()
    let basis = legalBasis.map { " Căn cứ: \($0)" } ?? ""
    details = .reasons(reason, legalBasis)
    text = "Dừng giải quyết. Lý do: \(reason)\(basis)"
    notice = ("dossier.stopped", "Hồ sơ dừng giải quyết. Lý do: \(reason)\(basis)")
  }

  /// Stops the clock for good and says how the finish compares with both due dates.
  /// Source: TIM-7, TIM-9.
  mutating func endClock() throws {
    guard let clock = dossier.clock else { return }
    let ended = try clock.ended(at: max(now, clock.lastAt))
    dossier.clock = ended
    data += [
      JSON.Member(
        "timeliness", .string(Timeliness(finish: now, due: ended.dueAt).rawValue)),
      JSON.Member("indexOnTime", .bool(!ended.isIndexOverdue(at: now))),
      JSON.Member("indexDue", JSON(ended.indexDueAt)),
    ]
  }
}
