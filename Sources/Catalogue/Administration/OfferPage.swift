import Deadlines
import Ground
import Web

/// One procedure at one agency: what the record says, what was decided, and the form to decide
/// more.
struct OfferPage: Page {
  let sheet: OfferSheet
  let state: FormState
  let today: Day

  var face: Face { .desk }
  var title: String { "\(sheet.procedure.code.rawValue) tại \(sheet.agency.name)" }

  private var conditions: OfferConditions? { sheet.offer?.conditions }
  private var code: ProcedureCode { sheet.procedure.code }

  var body: HTML {
    """
    <h1>\(sheet.procedure.name)</h1>
    <p>\(sheet.agency.name) (\(sheet.agency.code.rawValue)) · \
    \(HTML.link("Xem nội dung thủ tục \(code.rawValue)", Paths.procedure(code.rawValue)))</p>
    \(standing)
    \(state.summary)
    \(HTML.form(to: AdministrationPaths.offer(sheet.agency.code, code), form))
    \(ending)
    """
  }

  private var standing: HTML {
    guard let offer = sheet.offer else {
      return "<p>Cơ quan chưa tiếp nhận thủ tục này. Điền và lưu để bắt đầu tiếp nhận.</p>"
    }
    return
      "<p>Đang tiếp nhận từ \(offer.validFrom.vietnamese), theo \(offer.citation.vietnamese).</p>"
  }

  private var form: HTML {
    """
    <h2>Căn cứ</h2>
    \(HTML.input(entry("decision", "Số, ký hiệu quyết định"), max: 200))
    \(HTML.input(entry("decidedOn", "Ngày quyết định"), .date))
    \(HTML.input(entry("from", "Áp dụng từ ngày", today.iso), .date))
    \(Channel.allCases.map(channel))
    <h2>Nơi giải quyết và trả kết quả</h2>\(places)
    <h2>Cách cung cấp</h2>\(delivery)
    <h2>Cách tính thời hạn</h2>\(counting)
    \(HTML.button("Lưu"))
    """
  }

  /// What is in force fills the fields until something is typed.
  private func entry(
    _ name: String, _ label: String, _ initial: String? = nil, hint: String? = nil,
    optional: Bool = false
  ) -> Entry {
    let isFresh = state.values.names.isEmpty
    return state.entry(
      name, label, hint: hint, optional: optional, initial: isFresh ? initial ?? "" : "")
  }

  private func channel(_ channel: Channel) -> HTML {
    let accepted = conditions?.channels
    let mine = accepted?.first { $0.channel == channel }
    let initial =
      accepted == nil ? "" : mine == nil ? "closed" : mine?.exemption == nil ? "all" : "exempted"
    let choices = [
      Choice("", "Theo danh mục quốc gia"), Choice("all", "Nhận của mọi người"),
      Choice("exempted", "Chỉ nhận của người được miễn nộp trực tuyến"),
      Choice("closed", "Không nhận"),
    ]
    let name = channel.rawValue
    let cases = (1...(sheet.cases[channel] ?? 1)).map { self.term(channel, $0) }
    return """
      <h2>Kênh \(channel.vietnamese.lowercased())</h2>
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
    let decided = conditions?.overrides.first {
      $0.channel == channel && $0.caseNumber == number
    }
    let place = "\(channel.rawValue).\(number)"
    let units = [Choice("", "–")] + Term.Unit.allCases.map { Choice($0.rawValue, $0.vietnamese) }
    let known = record.map { "\($0.termText); phí: \($0.fee.vietnamese)" } ?? "không có"
    return """
      <fieldset><legend>Trường hợp \(number)</legend>
      <p class="hint">Danh mục quốc gia: \(known). \(record?.note) \(record?.doubt)</p>
      \(HTML.input(
        entry("term.\(place)", "Thời hạn", decided?.term.map { String($0.count) }, optional: true)))
      \(HTML.select(entry("unit.\(place)", "Đơn vị", decided?.term?.unit.rawValue, optional: true), units))
      \(HTML.input(
        entry("fee.\(place)", "Phí, lệ phí (đồng)", decided?.fee.map { String($0.amount) },
          hint: "0 là không thu; để trống là theo danh mục.", optional: true)))
      \(HTML.input(
        entry("feeNote.\(place)", "Ghi chú về phí", decided?.feeNote, optional: true), max: 400))
      </fieldset>
      """
  }

  private var places: HTML {
    let returns = conditions?.returnAgencies.map(\.rawValue).joined(separator: ", ")
    return """
      \(HTML.input(
        entry("competentAgency", "Mã cơ quan có thẩm quyền", conditions?.competentAgency?.rawValue,
          hint: "Để trống khi chính cơ quan này giải quyết.", optional: true), max: 35))
      \(HTML.input(
        entry("returnAgencies", "Mã nơi trả kết quả", returns,
          hint: "Nhiều nơi thì cách nhau bằng dấu phẩy; để trống là nơi tiếp nhận.", optional: true)))
      """
  }

  private var delivery: HTML {
    let modes =
      [Choice("", "Theo kênh của danh mục")]
      + DeliveryMode.allCases.map { Choice($0.rawValue, $0.vietnamese) }
    let scale = [Choice("", "–")] + (1...4).map { Choice(String($0), String($0)) }
    return """
      \(HTML.select(entry("deliveryMode", "Dịch vụ công trực tuyến", conditions?.deliveryMode?.rawValue), modes))
      \(HTML.select(entry("legacyLevel", "Mức độ (thang cũ)", conditions?.legacyLevel.map(String.init)), scale))
      \(HTML.select(
        entry("proactiveLevel", "Mức độ chủ động (từ 1/7/2026)", conditions?.proactiveLevel.map(String.init)), scale))
      \(HTML.checkbox(entry("eligible", "Thuộc danh mục đủ điều kiện cung cấp trực tuyến", ticked(conditions?.eligible))))
      \(HTML.checkbox(entry("integrated", "Đã tích hợp Cổng Dịch vụ công quốc gia", ticked(conditions?.integrated))))
      \(HTML.checkbox(entry("paperResult", "Pháp luật quy định kết quả bản giấy", ticked(conditions?.paperResult))))
      """
  }

  private func ticked(_ value: Bool?) -> String { value == true ? "co" : "" }

  private var counting: HTML {
    let policies = CountingPolicy.allCases.map { Choice($0.rawValue, $0.vietnamese) }
    let rules = SupplementRule.allCases.map { Choice($0.rawValue, $0.vietnamese) }
    return """
      \(HTML.select(entry("policy", "Cách đếm ngày làm việc", conditions?.policy.rawValue ?? "hourly"), policies))
      \(HTML.select(
        entry("supplementRule", "Khi bổ sung đủ hồ sơ", conditions?.supplementRule.rawValue ?? "restart"), rules))
      \(HTML.input(
        entry("hours", "Giờ làm việc riêng", conditions?.hours?.code,
          hint: "Ví dụ 07:00-11:30,13:30-17:00; để trống là giờ của cơ quan.", optional: true)))
      """
  }

  private var ending: HTML {
    guard sheet.offer != nil else { return "" }
    return """
      <h2>Ngừng tiếp nhận</h2>
      \(HTML.form(
        to: AdministrationPaths.end(sheet.agency.code, code),
        """
        \(HTML.input(entry("end.lastDay", "Ngày cuối còn tiếp nhận"), .date))
        \(HTML.input(entry("end.decision", "Số, ký hiệu quyết định"), max: 200))
        \(HTML.input(entry("end.decidedOn", "Ngày quyết định"), .date))
        \(HTML.button("Ngừng tiếp nhận", .warning))
        """))
      """
  }
}

extension CountingPolicy {
  fileprivate var vietnamese: String {
    switch self {
    case .hourly: "Theo giờ: một ngày là 8 giờ làm việc"
    case .civil: "Theo ngày: không tính ngày tiếp nhận"
    }
  }
}

extension SupplementRule {
  fileprivate var vietnamese: String {
    switch self {
    case .restart: "Tính lại thời hạn từ đầu"
    case .pause: "Trừ thời gian chờ bổ sung"
    }
  }
}
