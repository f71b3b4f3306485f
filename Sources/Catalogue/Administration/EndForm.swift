import Ground

/// What is typed to end an offer.
struct EndForm: Sendable {
  let typed: @Sendable (String) -> String

  /// Refuses: `CatalogueRefused.unfit`.
  func filled() throws(CatalogueRefused) -> (lastDay: Day, citation: Citation) {
    let lastDay = Day(iso: normalised(typed("end.lastDay")))
    let decidedOn = Day(iso: normalised(typed("end.decidedOn")))
    let decision = normalised(typed("end.decision"))
    var faults: [RefusedPlace] = []
    if lastDay == nil { faults.append(fault("end.lastDay", "Hãy chọn ngày cuối còn tiếp nhận.")) }
    if decidedOn == nil { faults.append(fault("end.decidedOn", "Hãy chọn ngày của quyết định.")) }
    if decision.isEmpty || decision.count > 200 {
      faults.append(fault("end.decision", "Hãy ghi số, ký hiệu của quyết định (tối đa 200 ký tự)."))
    }
    guard let lastDay, let decidedOn, faults.isEmpty else { throw .unfit(faults) }
    return (lastDay, Citation(decision: decision, decidedOn: decidedOn))
  }
}
