import Directory
import Ground

/// What is typed to end an offer, to publish a draft or to take back what was announced: a
/// decision, and a day.
struct CitedForm {
  let typed: (String) -> String

  /// Refuses: `CatalogueRefused.unfit`.
  func ending() throws(CatalogueRefused) -> (lastDay: Day, citation: Citation) {
    var faults: [RefusedPlace] = []
    let lastDay = day("end.lastDay", "Nhập ngày cuối còn tiếp nhận, ví dụ 31/12/2026.", &faults)
    let citation = citation("end.", &faults)
    guard let lastDay, let citation, faults.isEmpty else { throw .unfit(faults) }
    return (lastDay, citation)
  }

  func publishing() throws(CatalogueRefused) -> (from: Day, citation: Citation) {
    var faults: [RefusedPlace] = []
    let from = day("from", "Nhập ngày bắt đầu áp dụng, ví dụ 01/01/2027.", &faults)
    let citation = citation("", &faults)
    guard let from, let citation, faults.isEmpty else { throw .unfit(faults) }
    return (from, citation)
  }

  func withdrawing() throws(CatalogueRefused) -> Citation {
    var faults: [RefusedPlace] = []
    guard let citation = citation("", &faults), faults.isEmpty else { throw .unfit(faults) }
    return citation
  }

  private func citation(_ prefix: String, _ faults: inout [RefusedPlace]) -> Citation? {
    let decision = normalised(typed(prefix + "decision"))
    let isOneLine = decision.unicodeScalars.allSatisfy {
      $0.properties.generalCategory != .control
    }
    if decision.isEmpty || decision.count > 200 || !isOneLine {
      faults.append(
        fault(prefix + "decision", "Nhập số, ký hiệu của quyết định, tối đa 200 ký tự."))
    }
    let decidedOn = day(
      prefix + "decidedOn", "Nhập ngày của quyết định, ví dụ 05/01/2026.", &faults)
    return decidedOn.map { Citation(decision: decision, decidedOn: $0) }
  }

  private func day(
    _ field: String, _ advice: Phrase, _ faults: inout [RefusedPlace]
  ) -> Day? {
    let day = typedDay(typed(field))
    if day == nil { faults.append(fault(field, advice)) }
    if let day, !(2000...2099).contains(day.year) {
      faults.append(fault(field, "Năm phải từ 2000 đến 2099."))
      return nil
    }
    return day
  }
}
