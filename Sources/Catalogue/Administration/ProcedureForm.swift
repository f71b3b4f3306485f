import Deadlines
import Ground

/// What an administrator types to add a procedure of the province's own list, before it is checked.
/// Source: CAT-1, CAT-4.
struct ProcedureForm: Sendable {
  /// Gives what was typed in a field, `""` when nothing was.
  let typed: @Sendable (String) -> String

  /// The record, and the national procedure that it extends.
  struct Filled: Sendable, Equatable {
    var record: ProcedureRecord
    var nationalCode: ProcedureCode?
  }

  /// Refuses: `CatalogueRefused.unfit`, with every field that is at fault.
  func filled() throws(CatalogueRefused) -> Filled {
    var faults: [RefusedPlace] = []
    let code = ProcedureCode(normalised(typed("code")).uppercased())
    if !code.isLocal {
      faults.append(fault("code", "Mã của địa phương có dạng DP.H99.000001."))
    }
    let national = optional("nationalCode").map { ProcedureCode($0) }
    if let national, !national.isNational {
      faults.append(fault("nationalCode", "Mã quốc gia có dạng 1.001193."))
    }
    let levels = Level.allCases.filter { typed("level.\($0.rawValue)") == "co" }
    if levels.isEmpty {
      faults.append(fault("level.commune", "Hãy chọn ít nhất một cấp thực hiện."))
    }
    let channels = Channel.allCases.compactMap { entry($0, &faults) }
    if channels.isEmpty {
      faults.append(fault("channel.counter", "Hãy chọn ít nhất một kênh nộp."))
    }
    let record = ProcedureRecord(
      code: code, name: required("name", "tên thủ tục", &faults),
      decision: required("decision", "quyết định công bố", &faults), kind: nil,
      sector: required("sector", "lĩnh vực", &faults), ministry: nil, levels: levels,
      applicants: lines("applicants"), authority: optional("authority"), agency: optional("agency"),
      steps: required("steps", "trình tự thực hiện", &faults), channels: channels,
      components: papers(&faults), requirements: optional("requirements"),
      results: lines("results").map { ResultPaper(name: $0) }, legalBases: lines("legalBases"))
    guard faults.isEmpty else { throw .unfit(faults) }
    return Filled(record: record, nationalCode: national)
  }

  private func optional(_ field: String) -> String? {
    let text = normalised(typed(field))
    return text.isEmpty ? nil : text
  }

  private func required(_ field: String, _ what: String, _ faults: inout [RefusedPlace]) -> String {
    guard let text = optional(field) else {
      faults.append(fault(field, "Hãy ghi \(what)."))
      return ""
    }
    return text
  }

  private func lines(_ field: String) -> [String] {
    typed(field).split(separator: "\n").map { normalised(String($0)) }.filter { !$0.isEmpty }
  }

  private func entry(
    _ channel: Channel, _ faults: inout [RefusedPlace]
  ) -> ProcedureRecord.ChannelEntry? {
    guard typed("channel.\(channel.rawValue)") == "co" else { return nil }
    let time = number("term.\(channel.rawValue)", 1...100_000, &faults)
    let unit = ProcedureRecord.TimeUnit(rawValue: typed("unit.\(channel.rawValue)"))
    if time != nil, unit == nil {
      faults.append(fault("unit.\(channel.rawValue)", "Hãy chọn đơn vị của thời hạn."))
    }
    return .init(
      channel: channel, time: time, timeUnit: time == nil ? nil : unit,
      feeVND: number("fee.\(channel.rawValue)", 0...1_000_000_000_000, &faults).map { Int64($0) })
  }

  private func number(
    _ field: String, _ range: ClosedRange<Int>, _ faults: inout [RefusedPlace]
  ) -> Int? {
    guard let text = optional(field) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      faults.append(fault(field, "Hãy ghi số từ \(range.lowerBound) đến \(range.upperBound)."))
      return nil
    }
    return number
  }

  /// One paper a line, as `Tờ khai | 1 | 0`: originals, then copies; `1 | 0` when left out.
  private func papers(_ faults: inout [RefusedPlace]) -> [ProcedureRecord.Paper] {
    var papers: [ProcedureRecord.Paper] = []
    for (index, line) in lines("components").enumerated() {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { normalised(String($0)) }
      let counts = parts.dropFirst().map { Int($0) }
      guard !parts[0].isEmpty, counts.count == 0 || counts.count == 2,
        counts.allSatisfy({ (0...1000).contains($0 ?? -1) })
      else {
        faults.append(
          fault("components", "Dòng \(index + 1): ghi Tên giấy tờ | số bản chính | số bản sao."))
        continue
      }
      papers.append(
        .init(
          name: parts[0], originals: counts.first.flatMap(\.self) ?? 1,
          copies: counts.last.flatMap(\.self) ?? 0))
    }
    return papers
  }
}
