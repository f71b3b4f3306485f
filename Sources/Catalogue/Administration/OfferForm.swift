import Deadlines
import Ground

/// What an administrator types about an agency's offer, before it is checked.
struct OfferForm: Sendable {
  /// Gives what was typed in a field, `""` when nothing was.
  let typed: @Sendable (String) -> String

  /// Everything that was typed, as conditions; `cases` says how many cases each channel shows.
  ///
  /// Refuses: `CatalogueRefused.unfit`, with every field that is at fault.
  func filled(cases: [Channel: Int]) throws(CatalogueRefused) -> OfferConditions {
    var faults: [RefusedPlace] = []
    var conditions = OfferConditions()
    conditions.competentAgency = optional("competentAgency").map { AgencyCode($0.uppercased()) }
    conditions.returnAgencies = list("returnAgencies").map { AgencyCode($0) }
    conditions.channels = channels(&faults)
    conditions.legacyLevel = number("legacyLevel", &faults)
    conditions.proactiveLevel = number("proactiveLevel", &faults)
    conditions.deliveryMode = word("deliveryMode", &faults)
    conditions.eligible = typed("eligible") == "co"
    conditions.integrated = typed("integrated") == "co"
    conditions.paperResult = typed("paperResult") == "co"
    conditions.policy = word("policy", &faults) ?? .hourly
    conditions.supplementRule = word("supplementRule", &faults) ?? .restart
    conditions.hours = hours(&faults)
    for channel in Channel.allCases {
      for number in 1...max(1, cases[channel] ?? 0) {
        if let override = override(channel, number, &faults) {
          conditions.overrides.append(override)
        }
      }
    }
    faults += conditions.faults
    guard faults.isEmpty else { throw .unfit(faults) }
    return conditions
  }

  private func optional(_ field: String) -> String? {
    let text = normalised(typed(field))
    return text.isEmpty ? nil : text
  }

  /// Free text on one line: it is printed.
  private func line(_ field: String, _ faults: inout [RefusedPlace]) -> String? {
    guard let text = optional(field) else { return nil }
    let isOneLine = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard text.count <= 400, isOneLine else {
      faults.append(fault(field, "Ghi trên một dòng, tối đa 400 ký tự."))
      return nil
    }
    return text
  }

  private func list(_ field: String) -> [String] {
    typed(field).split { $0 == "," || $0 == ";" || $0.isWhitespace }.map(String.init)
  }

  private func number(_ field: String, _ faults: inout [RefusedPlace]) -> Int? {
    guard let text = optional(field) else { return nil }
    guard let number = Int(text) else {
      faults.append(fault(field, "Chỉ ghi một số."))
      return nil
    }
    return number
  }

  /// Takes `25000` and `25.000`. Source: domain 7.7.
  private func amount(_ field: String, _ faults: inout [RefusedPlace]) -> Dong? {
    guard let text = optional(field) else { return nil }
    guard let amount = Int64(text.filter { $0 != "." && $0 != " " }) else {
      faults.append(fault(field, "Hãy ghi số đồng, ví dụ 25000."))
      return nil
    }
    return Dong(amount)
  }

  private func word<Word: RawRepresentable>(
    _ field: String, _ faults: inout [RefusedPlace]
  ) -> Word? where Word.RawValue == String {
    guard let text = optional(field) else { return nil }
    guard let word = Word(rawValue: text) else {
      faults.append(fault(field, "Hãy chọn một mục trong danh sách."))
      return nil
    }
    return word
  }

  private func hours(_ faults: inout [RefusedPlace]) -> WorkingHours? {
    guard let text = optional("hours") else { return nil }
    do {
      return try WorkingHours(code: text)
    } catch {
      faults.append(fault("hours", "Giờ làm việc ghi theo mẫu 07:00-11:30,13:30-17:00."))
      return nil
    }
  }

  /// `nil` when nothing is chosen: the record's channels for everyone.
  private func channels(_ faults: inout [RefusedPlace]) -> [AcceptedChannel]? {
    var accepted: [AcceptedChannel] = []
    var isChosen = false
    for channel in Channel.allCases {
      let field = "channel.\(channel.rawValue)"
      switch typed(field) {
      case "": continue
      case "all": accepted.append(AcceptedChannel(channel))
      case "closed": break
      case "exempted":
        let whom = line("exemption.\(channel.rawValue)", &faults)
        if whom == nil {
          faults.append(
            fault("exemption.\(channel.rawValue)", "Hãy ghi ai vẫn được nộp theo kênh này."))
        }
        accepted.append(AcceptedChannel(channel, exemption: whom))
      default: faults.append(fault(field, "Hãy chọn một mục trong danh sách."))
      }
      isChosen = true
    }
    let unsaid = Channel.allCases.filter { typed("channel.\($0.rawValue)").isEmpty }
    for channel in unsaid where isChosen {
      faults.append(
        fault("channel.\(channel.rawValue)", "Đã chọn một kênh thì hãy chọn cả ba kênh."))
    }
    return isChosen ? accepted : nil
  }

  private func override(
    _ channel: Channel, _ number: Int, _ faults: inout [RefusedPlace]
  ) -> CaseOverride? {
    let place = "\(channel.rawValue).\(number)"
    let count = self.number("term.\(place)", &faults)
    let unit: Term.Unit? = word("unit.\(place)", &faults)
    let fee = amount("fee.\(place)", &faults)
    let feeNote = line("feeNote.\(place)", &faults)
    var term: Term?
    switch (count, unit) {
    case (nil, nil), (nil, _?): break
    case (_?, nil): faults.append(fault("unit.\(place)", "Hãy chọn đơn vị của thời hạn."))
    case (let count?, let unit?):
      term = Term(count, unit)
      if term == nil { faults.append(fault("term.\(place)", "Thời hạn là số từ 0 đến 100.000.")) }
    }
    guard term != nil || fee != nil || feeNote != nil else { return nil }
    return CaseOverride(
      channel: channel, caseNumber: number, term: term, fee: fee,
      feeNote: feeNote)
  }
}
