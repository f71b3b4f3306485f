import Deadlines
import Ground

extension ProceedingDesk {
  /// Xin lỗi và hẹn lại: once, and in time. Source: TIM-4.
  ///
  /// Refuses: `ExtensionRefused`; a dossier that runs no clock has nothing to extend.
  mutating func extend(to due: Instant, reason: String) throws {
    guard let clock = dossier.clock else {
      throw ActRefused(act: .extend, stage: dossier.stage)
    }
    dossier.clock = try clock.extended(to: due, at: now, calendar: calendar)
    data += [JSON.Member("oldDue", JSON(clock.dueAt))] + indexDue()
    details = .reasons(reason, nil)
    text = """
      Xin lỗi và hẹn lại ngày trả kết quả: từ \(clock.dueAt.vietnamese) đến \(due.vietnamese). \
      Lý do: \(reason)
      """
    notice = (
      "dossier.extended",
      """
      Cơ quan giải quyết xin lỗi vì chưa trả được kết quả đúng hẹn \(clock.dueAt.vietnamese). Hẹn \
      lại: \(due.vietnamese). Lý do: \(reason)
      """
    )
  }
}
