import Deadlines
import Ground
import Web

/// The promise: handed in now, when is the result there, and why then.
extension ProcedurePage {
  var promiseBox: HTML {
    """
    <section class="promise\(isPromised ? "" : " open" as HTML)" aria-label="Ngày hẹn trả">
    \(headline)
    \(usualLine)
    \(choice)
    </section>
    """
  }

  private var isPromised: Bool {
    if case .answered(let answer) = promise.outcome { answer.dueAt != nil } else { false }
  }

  private var headline: HTML {
    let channel = promise.asked.channel ?? .counter
    switch promise.outcome {
    case .answered(let answer):
      switch answer.outcome {
      case .due(let date): return due(date, answer, channel)
      case .none:
        return """
          <p><strong>Chưa hẹn được ngày trả kết quả.</strong></p>
          <p>Chưa có quyết định nào ghi thời hạn của thủ tục này khi nộp \(channel.inSentence). Bạn hỏi cơ \
          quan tiếp nhận ở mục <a href="#noi-nop">Nộp ở đâu, ai giải quyết</a>.</p>
          """
      }
    case .uncounted(let why):
      return "<p><strong>Chưa hẹn được ngày trả kết quả.</strong></p><p class=\"hint\">\(why)</p>"
    case .unasked:
      return "<p>Danh mục quốc gia chưa ghi cách thức thực hiện của thủ tục này.</p>"
    }
  }

  private func due(_ date: DueDate, _ answer: DueAnswer, _ channel: Channel) -> HTML {
    let place: HTML =
      if let taking {
        "<p>Tại <span lang=\"vi\">\(taking.place.name)</span>, thời hạn \(term(answer)).</p>"
      } else {
        "<p>Tính theo danh mục quốc gia và giờ làm việc chung, thời hạn \(term(answer)).</p>"
      }
    let projected: HTML? =
      date.isProjected
      ? "<p class=\"hint\">Ngày hẹn còn là dự kiến vì lịch nghỉ của năm đó chưa có quyết định.</p>"
      : nil
    let online: HTML? =
      channel == .online
      ? "<p class=\"hint\">Hồ sơ trực tuyến được trả lời trong 8 giờ làm việc; thời hạn tính từ lúc tiếp nhận.</p>"
      : nil
    let days = date.explanation.map { "<li>\($0.text)</li>" as HTML }
    return """
      <p class="lead">Nộp bây giờ (\(channel.inSentence)), kết quả hẹn trả \
      <strong>\(date.at.withWeekday)</strong>.</p>
      \(place)\(projected)\(online)
      \(HTML.fold("Vì sao là ngày này?", id: "vi-sao", "<ol>\(days)</ol>"))
      """
  }

  private func term(_ answer: DueAnswer) -> Phrase { answer.chosen?.termWords ?? "chưa quy định" }

  private var usualLine: HTML? {
    usual.map { usual in
      usual.workingDays == 0
        ? """
        <p>9 trên 10 hồ sơ xong ngay trong ngày (\(usual.dossiers) hồ sơ của nửa năm qua).</p>
        """
        : """
        <p>9 trên 10 hồ sơ xong trong \(usual.workingDays) ngày làm việc (\(usual.dossiers) hồ sơ của \
        nửa năm qua, kể cả thời gian chờ bổ sung).</p>
        """
    }
  }

  /// Agency, channel and case to choose; not shown where there is nothing to choose between.
  private var choice: HTML? {
    let channels = taking?.offered.channels ?? view.channels
    let cases = promise.asked.channel.map { view.terms($0, at: taking) } ?? []
    guard view.takings.count > 1 || channels.count > 1 || cases.count > 1 else { return nil }
    let fields = [agencyField, channelField(channels), caseField(cases)].compactMap(\.self)
    return HTML.fold(
      "Chọn cơ quan, cách nộp, trường hợp", id: "chon",
      """
      <form method="get" action="\(Paths.procedure(code))">\(fields)\
      \(HTML.button("Xem ngày hẹn", .secondary))</form>
      """)
  }

  private var agencyField: HTML? {
    guard view.takings.count > 1 else { return nil }
    let choices = view.takings.prefix(150).map {
      Choice($0.place.code.rawValue, Phrase(verbatim: $0.place.name))
    }
    let entry = Entry("co-quan", "Cơ quan", value: promise.asked.agency?.rawValue ?? "")
    return HTML.select(entry, [Choice("", "Chưa chọn, theo danh mục quốc gia")] + choices)
  }

  private func channelField(_ channels: [Channel]) -> HTML? {
    guard channels.count > 1 else { return nil }
    return HTML.select(
      Entry("kenh", "Cách nộp", value: promise.asked.channel?.rawValue ?? ""),
      channels.map { Choice($0.rawValue, $0.words) })
  }

  private func caseField(_ cases: [CaseTerm]) -> HTML? {
    guard cases.count > 1 else { return nil }
    let choices = cases.map { each -> Choice in
      let text = (each.note ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let short = text.count > 80 ? text.prefix(80) + "…" : Substring(text)
      return Choice(
        String(each.caseNumber),
        short.isEmpty
          ? "Trường hợp \(each.caseNumber): \(each.termWords)"
          : "Trường hợp \(each.caseNumber): \(each.termWords), \(String(short))")
    }
    return HTML.select(
      Entry("truong-hop", "Trường hợp", value: promise.asked.caseNumber.map { String($0) } ?? ""),
      [Choice("", "Trường hợp dài nhất")] + choices)
  }
}
