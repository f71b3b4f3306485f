import Ground
import Journal

extension LateBreakdown {
  var words: Phrase {
    switch self {
    case .step: "Bước"
    case .post: "Vị trí"
    case .agency: "Cơ quan có thẩm quyền"
    case .head: "Lãnh đạo chịu trách nhiệm"
    }
  }
}

extension Custody.Step {
  var words: Phrase {
    switch self {
    case .reception: "Đã tiếp nhận, chưa chuyển xử lý"
    case .processing: "Đang xử lý"
    case .supplement: "Chờ bổ sung"
    case .payment: "Chờ nộp phí"
    case .over: "Đã kết thúc"
    }
  }
}

extension LateSplit {
  var json: JSON {
    .object([
      JSON.Member("from", JSON(period.from)), JSON.Member("to", JSON(period.to)),
      JSON.Member("agency", .string(agency)), JSON.Member("by", .string(breakdown.rawValue)),
      JSON.Member("asOf", asOf.json),
      JSON.Member(
        "rows",
        .array(
          rows.map { row in
            [
              "key": .string(row.key), "finished": JSON(row.finished), "open": JSON(row.open),
            ]
          })),
    ])
  }

  /// Head, rows, total. UTF-8 with its mark, as `SettlementReport.csv`.
  func csv(_ labels: [String: String]) -> [UInt8] {
    let head = [
      breakdown.words, "Mã", "Có kết quả quá hạn", "Đang giải quyết quá hạn", "Tổng cộng",
    ].map { (phrase: Phrase) in phrase.text }
    let untold = LateSplit.untold.text
    let lines = rows.map { row in
      [
        row.key == "-" ? untold : labels[row.key] ?? row.key, row.key, String(row.finished),
        String(row.open), String(row.total),
      ]
    }
    let sum = [
      ("Tổng cộng" as Phrase).text, "", String(total.finished), String(total.open),
      String(total.total),
    ]
    return [0xEF, 0xBB, 0xBF]
      + ([head] + lines + [sum]).flatMap { line in
        Array((line.map(SettlementReport.quoted).joined(separator: ",") + "\r\n").utf8)
      }
  }

  /// Where no fact says who held it.
  static let untold: Phrase = "Không sự kiện nào cho biết"
}
