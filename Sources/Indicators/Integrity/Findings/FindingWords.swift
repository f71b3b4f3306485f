import Ground

extension Finding {
  /// What was measured and from where on something is found, as it stands beside the rule's words.
  var words: Phrase {
    switch key.rule {
    case .clockStoppedLate:
      """
      Đã chạy \(measured) % thời hạn (từ \(threshold) % là dấu hiệu); cả thời hạn là \(against.grouped) phút \
      làm việc.
      """
    case .supplementRepeated:
      "Yêu cầu bổ sung lần thứ \(measured) sau khi tiếp nhận (quá \(threshold) lần là dấu hiệu)."
    case .finishedInSeconds: "Có kết quả sau \(measured) giây (đến \(threshold) giây là dấu hiệu)."
    case .finishedWithoutResult: "Không có tệp kết quả."
    case .closedInBulk:
      """
      Kết thúc \(measured) hồ sơ trong một đợt (từ \(threshold) là dấu hiệu); thường ngày \
      \(against / 10),\(against % 10) hồ sơ.
      """
    case .oneDeviceMany: "Hồ sơ của \(measured) người (từ \(threshold) người là dấu hiệu)."
    case .recordedLate: "Ghi muộn \(measured.grouped) phút (quá \(threshold) phút là dấu hiệu)."
    case .lateHeld: ""
    }
  }

  /// As the API shows it.
  var json: [JSON.Member] {
    [
      JSON.Member("rule", .string(key.rule.rawValue)), JSON.Member("version", .string(version)),
      JSON.Member("agency", .string(agency)), JSON.Member("post", JSON(post)),
      JSON.Member("day", JSON(day)), JSON.Member("position", JSON(position)),
      JSON.Member("measured", JSON(measured)), JSON.Member("threshold", JSON(threshold)),
      JSON.Member("against", JSON(against)),
    ]
  }
}

extension KeptFinding {
  var json: JSON {
    .object(
      [JSON.Member("id", .string(id))] + finding.json + [
        JSON.Member("state", .string(state.rawValue)), JSON.Member("gone", JSON(gone?.rawValue)),
        JSON.Member("foundAt", JSON(foundAt)), JSON.Member("headOn", JSON(headOn)),
      ])
  }
}

extension FindingState {
  var words: Phrase {
    switch self {
    case .open: "Chưa giải trình"
    case .explained: "Đã giải trình"
    case .acknowledged: "Lãnh đạo đã xác nhận"
    case .referred: "Đã chuyển xem xét"
    }
  }
}

extension KeptFinding.Gone {
  var words: Phrase {
    switch self {
    case .corrected: "Không còn: một đính chính đã được duyệt sau đó."
    case .rules: "Không còn: quy tắc hoặc lịch làm việc đã thay đổi."
    }
  }
}

extension FindingAct {
  /// What was done, in the past.
  var words: Phrase {
    switch self {
    case .explain: "Giải trình"
    case .acknowledge: "Lãnh đạo xác nhận"
    case .refer: "Lãnh đạo chuyển xem xét"
    }
  }
}

/// Kinds of facts of a dossier, in words; the code itself for one that is not known.
enum FactWords {
  static func of(_ kind: String) -> Phrase {
    known[kind] ?? Phrase(verbatim: kind)
  }

  private static let known: [String: Phrase] = [
    "dossier.submitted": "Nộp trực tuyến", "dossier.received": "Tiếp nhận",
    "dossier.refused": "Từ chối tiếp nhận", "dossier.forwarded": "Chuyển cơ quan giải quyết",
    "dossier.assigned": "Phân công xử lý", "dossier.supplementRequested": "Yêu cầu bổ sung",
    "dossier.supplied": "Nộp bổ sung", "dossier.paymentRequested": "Yêu cầu nộp phí",
    "dossier.paid": "Nộp phí", "dossier.extended": "Gia hạn",
    "dossier.decided": "Ban hành kết quả", "dossier.delivered": "Trả kết quả",
    "dossier.withdrawn": "Rút hồ sơ", "dossier.stopped": "Dừng giải quyết",
    "dossier.correctionProposed": "Đề nghị đính chính", "dossier.corrected": "Duyệt đính chính",
    "dossier.rated": "Đánh giá",
  ]
}
