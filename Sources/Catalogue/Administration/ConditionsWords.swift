import Deadlines
import Ground

/// One line of an offer's conditions as people read it.
struct ConditionLine: Equatable {
  let name: Phrase
  let value: Phrase
}

extension OfferConditions {
  /// Everything that holds under these conditions, decisions laid over the record; always the same
  /// lines for one procedure and as many cases, so that two can be laid side by side.
  func lines(of procedure: Procedure, cases: [Channel: Int]) -> [ConditionLine] {
    Channel.allCases.flatMap { channel in
      [ConditionLine(name: "Kênh \(channel.inSentence)", value: acceptance(channel, procedure))]
        + caseLines(channel, procedure, cases[channel] ?? 0)
    } + placeLines + wayLines(procedure) + countLines
  }

  private func acceptance(_ channel: Channel, _ procedure: Procedure) -> Phrase {
    guard let channels else {
      return procedure.channels.contains(channel)
        ? "Nhận, theo danh mục" : "Không nhận, theo danh mục"
    }
    guard let accepted = channels.first(where: { $0.channel == channel }) else {
      return "Không nhận"
    }
    return accepted.exemption.map { "Chỉ nhận của: \($0)" } ?? "Nhận của mọi người"
  }

  private func caseLines(
    _ channel: Channel, _ procedure: Procedure, _ count: Int
  ) -> [ConditionLine] {
    let known = laid(over: procedure.terms(channel), of: channel)
    return (0..<count).flatMap { index -> [ConditionLine] in
      let term = index < known.count ? known[index] : nil
      let many = count > 1
      let name: (Phrase) -> Phrase = { what in
        many
          ? "\(what) \(channel.inSentence), trường hợp \(index + 1)"
          : "\(what) \(channel.inSentence)"
      }
      return [
        ConditionLine(name: name("Thời hạn"), value: term?.termWords ?? "Chưa quy định"),
        ConditionLine(name: name("Phí, lệ phí"), value: term.map(feeWords) ?? "Chưa quy định"),
      ]
    }
  }

  private func feeWords(_ term: CaseTerm) -> Phrase {
    guard let note = term.fee.note, !note.isEmpty else { return term.fee.words }
    return "\(term.fee.words) (\(note))"
  }

  private var placeLines: [ConditionLine] {
    let returns = returnAgencies.map(\.rawValue).joined(separator: ", ")
    return [
      ConditionLine(
        name: "Cơ quan có thẩm quyền",
        value: competentAgency.map { Phrase(verbatim: $0.rawValue) } ?? "Chính cơ quan này"),
      ConditionLine(
        name: "Nơi trả kết quả",
        value: returns.isEmpty ? "Nơi tiếp nhận" : Phrase(verbatim: returns)),
    ]
  }

  private func wayLines(_ procedure: Procedure) -> [ConditionLine] {
    func yes(_ value: Bool) -> Phrase { value ? "Có" : "Không" }
    let level: (Int?) -> Phrase = { $0.map { Phrase(verbatim: String($0)) } ?? "Chưa ghi" }
    return [
      ConditionLine(
        name: "Dịch vụ công trực tuyến",
        value: Phrase(key: mode(procedure.onlineScope).vietnamese)),
      ConditionLine(name: "Mức độ (thang cũ)", value: level(legacyLevel)),
      ConditionLine(name: "Mức độ chủ động (từ 1/7/2026)", value: level(proactiveLevel)),
      ConditionLine(name: "Thuộc danh mục đủ điều kiện cung cấp trực tuyến", value: yes(eligible)),
      ConditionLine(name: "Đã tích hợp Cổng Dịch vụ công quốc gia", value: yes(integrated)),
      ConditionLine(name: "Pháp luật quy định kết quả bản giấy", value: yes(paperResult)),
    ]
  }

  private var countLines: [ConditionLine] {
    [
      ConditionLine(name: "Cách đếm ngày làm việc", value: policy.words),
      ConditionLine(name: "Khi bổ sung đủ hồ sơ", value: supplementRule.words),
      ConditionLine(
        name: "Giờ làm việc riêng cho thủ tục",
        value: hours.map { Phrase(verbatim: $0.code) } ?? "Theo giờ của cơ quan"),
    ]
  }
}

extension CountingPolicy {
  var words: Phrase {
    switch self {
    case .hourly: "Theo giờ: một ngày là 8 giờ làm việc"
    case .civil: "Theo ngày: không tính ngày tiếp nhận"
    }
  }
}

extension SupplementRule {
  var words: Phrase {
    switch self {
    case .restart: "Tính lại thời hạn từ đầu"
    case .pause: "Trừ thời gian chờ bổ sung"
    }
  }
}

extension OfferTask {
  var title: Phrase {
    switch self {
    case .term: "Thời hạn giải quyết"
    case .fee: "Phí, lệ phí"
    case .components: "Thành phần hồ sơ"
    case .hours: "Giờ tiếp nhận"
    case .process: "Người giải quyết"
    case .contact: "Địa chỉ và liên hệ"
    }
  }

  var hint: Phrase {
    switch self {
    case .term: "Mỗi trường hợp của mỗi kênh được mở đều có thời hạn, không còn số liệu đáng ngờ."
    case .fee: "Mỗi trường hợp đều có mức phí, hoặc ghi 0 nếu không thu."
    case .components: "Đối chiếu danh sách giấy tờ với quyết định công bố."
    case .hours: "Giờ riêng của thủ tục, của cơ quan, hoặc xác nhận theo giờ chung."
    case .process:
      "Có người tiếp nhận tại cơ quan, người thụ lý và lãnh đạo phê duyệt nơi giải quyết."
    case .contact: "Cơ quan có địa chỉ và điện thoại để người dân liên hệ."
    }
  }
}
