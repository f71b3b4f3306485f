import Deadlines
import Directory
import Ground
import Web

/// The fields of an offer's draft: channels with terms and fees, places, ways, counting.
struct OfferDraftFields {
  let bench: OfferBench
  let state: FormState

  private var sheet: OfferSheet { bench.sheet }
  private var conditions: OfferConditions { bench.conditions }

  var page: AdministrationActPage {
    let (agency, code) = (sheet.agency.code, sheet.procedure.code)
    return AdministrationActPage(
      "Bản nháp: \(code.rawValue)", at: offerTrail(sheet),
      lead: """
        <p lang="vi">\(sheet.procedure.name)</p>
        <p>Để trống là theo danh mục quốc gia. Lưu nháp bao nhiêu lần cũng được; chưa áp dụng cho hồ \
        sơ nào.</p>
        """, state: state, to: OfferPaths.offer(agency, code, "nhap"), button: "Lưu bản nháp",
      fields: """
        <div id="thoi-han">\(Channel.allCases.map(channel))</div>
        <h2>Nơi giải quyết và trả kết quả</h2>\(places)
        <h2>Cách cung cấp</h2>\(delivery)
        <h2>Cách tính thời hạn</h2>\(counting)
        """)
  }

  /// What is prepared or in force fills the fields until something is typed.
  private func entry(
    _ name: String, _ label: Phrase, _ initial: String? = nil, hint: Phrase? = nil,
    optional: Bool = false
  ) -> Entry {
    let isFresh = state.values.names.isEmpty
    return state.entry(
      name, label, hint: hint, optional: optional, initial: isFresh ? initial ?? "" : "")
  }

  private func channel(_ channel: Channel) -> HTML {
    let accepted = conditions.channels
    let mine = accepted?.first { $0.channel == channel }
    let initial =
      accepted == nil ? "" : mine == nil ? "closed" : mine?.exemption == nil ? "all" : "exempted"
    let choices = [
      Choice("", "Theo danh mục quốc gia"), Choice("all", "Nhận của mọi người"),
      Choice("exempted", "Chỉ nhận của người được miễn nộp trực tuyến"),
      Choice("closed", "Không nhận"),
    ]
    let name = channel.rawValue
    let cases = (1...max(1, sheet.cases[channel] ?? 1)).map { term(channel, $0) }
    return """
      <h2>Kênh \(channel.inSentence)</h2>
      \(HTML.select(entry("channel.\(name)", "Tiếp nhận", initial), choices))
      \(HTML.input(
        entry(
          "exemption.\(name)", "Ai được miễn", mine?.exemption,
          hint: "Chỉ ghi khi chọn nhận của người được miễn.", optional: true), max: 400))
      \(cases)
      """
  }

  private func term(_ channel: Channel, _ number: Int) -> HTML {
    let record = sheet.procedure.terms(channel).first { $0.caseNumber == number }
    let decided = conditions.overrides.first {
      $0.channel == channel && $0.caseNumber == number
    }
    let place = "\(channel.rawValue).\(number)"
    let units =
      [Choice("", "–")]
      + Term.Unit.allCases.map { Choice($0.rawValue, Phrase(key: $0.vietnamese)) }
    let known: HTML =
      record.map { "Danh mục quốc gia: \($0.termWords); phí: \($0.fee.words)." }
      ?? "Danh mục quốc gia không có trường hợp này."
    let doubt: HTML? = record?.doubt.map {
      "<p>\(HTML.tag("Đáng ngờ", .waiting)) <span lang=\"vi\">\($0)</span></p>"
    }
    return """
      <fieldset><legend>Trường hợp \(number)</legend>
      <p class="hint">\(known)</p><p class="hint" lang="vi">\(record?.note)</p>\(doubt)
      \(HTML.input(
        entry("term.\(place)", "Thời hạn", decided?.term.map { String($0.count) }, optional: true),
        .digits, max: 6, width: .short))
      \(HTML.select(
        entry("unit.\(place)", "Đơn vị", decided?.term?.unit.rawValue, optional: true), units))
      \(HTML.input(
        entry("fee.\(place)", "Phí, lệ phí (đồng)", decided?.fee.map { String($0.amount) },
          hint: "Ghi 0 nếu không thu; để trống là theo danh mục.", optional: true), .digits, max: 20,
        width: .short))
      \(HTML.input(
        entry("feeNote.\(place)", "Ghi chú về phí", decided?.feeNote, optional: true), max: 400))
      </fieldset>
      """
  }

  private var places: HTML {
    let returns = conditions.returnAgencies.map(\.rawValue).joined(separator: ", ")
    return """
      \(HTML.input(
        entry("competentAgency", "Mã cơ quan có thẩm quyền", conditions.competentAgency?.rawValue,
          hint: "Để trống khi chính cơ quan này giải quyết.", optional: true), max: 35,
        width: .half))
      \(HTML.input(
        entry("returnAgencies", "Mã nơi trả kết quả", returns,
          hint: "Nhiều nơi thì cách nhau bằng dấu phẩy; để trống là nơi tiếp nhận.", optional: true),
        max: 2000))
      """
  }

  private var delivery: HTML {
    let modes =
      [Choice("", "Theo kênh của danh mục")]
      + DeliveryMode.allCases.map { Choice($0.rawValue, Phrase(key: $0.vietnamese)) }
    let scale =
      [Choice("", "–")] + (1...4).map { Choice(String($0), Phrase(verbatim: String($0))) }
    func ticked(_ value: Bool) -> String { value ? "co" : "" }
    return """
      \(HTML.select(
        entry("deliveryMode", "Dịch vụ công trực tuyến", conditions.deliveryMode?.rawValue), modes))
      \(HTML.select(
        entry("legacyLevel", "Mức độ (thang cũ)", conditions.legacyLevel.map(String.init)), scale))
      \(HTML.select(
        entry(
          "proactiveLevel", "Mức độ chủ động (từ 1/7/2026)",
          conditions.proactiveLevel.map(String.init)), scale))
      \(HTML.checkbox(
        entry(
          "eligible", "Thuộc danh mục đủ điều kiện cung cấp trực tuyến", ticked(conditions.eligible))))
      \(HTML.checkbox(
        entry("integrated", "Đã tích hợp Cổng Dịch vụ công quốc gia", ticked(conditions.integrated))))
      \(HTML.checkbox(
        entry("paperResult", "Pháp luật quy định kết quả bản giấy", ticked(conditions.paperResult))))
      """
  }

  private var counting: HTML {
    let policies = CountingPolicy.allCases.map { Choice($0.rawValue, $0.words) }
    let rules = SupplementRule.allCases.map { Choice($0.rawValue, $0.words) }
    return """
      \(HTML.select(entry("policy", "Cách đếm ngày làm việc", conditions.policy.rawValue), policies))
      \(HTML.select(
        entry("supplementRule", "Khi bổ sung đủ hồ sơ", conditions.supplementRule.rawValue), rules))
      \(HTML.input(
        entry("hours", "Giờ làm việc riêng cho thủ tục", conditions.hours?.code,
          hint: "Ví dụ 07:00-11:30,13:30-17:00; để trống là giờ của cơ quan.", optional: true),
        max: 60, width: .half))
      """
  }
}
