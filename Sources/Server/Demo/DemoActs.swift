import Catalogue
import Directory
import Dossiers
import Ground

/// What the people of demonstrations write when they act.
enum DemoActs {
  static func submission(
    _ procedure: ProcedureCode, at agency: AgencyCode, _ channel: Channel, of name: String,
    number: Int, _ dice: inout Dice
  ) -> JSON {
    [
      "procedure": .string(procedure.rawValue), "agency": .string(agency.rawValue),
      "channel": .string(channel.rawValue),
      "applicant": [
        "kind": "person", "name": .string(name),
        // Twelve digits under the province code 000, which belongs to nobody. Source: domain 7.2.
        "personalNumber": .string("000" + padded(dice.roll(999_999_999), 9)),
        "birthDate": .string("19\(padded(60 + dice.roll(40), 2))"), "phone": "0900000000",
        "address": [
          "line": .string("Thôn \(number % 9 + 1)"), "commune": "Phường Sao Mai",
          "province": "Tỉnh Sao Mai",
        ],
      ],
      "answers": [:], "papers": [], "delivery": ["way": channel == .online ? "online" : "counter"],
    ]
  }

  static let receive: JSON = ["act": "receive"]

  static let refuse: JSON = [
    "act": "refuse", "reason": "Không thuộc thẩm quyền giải quyết.",
    "legalBasis": "Điều 17 Nghị định 61/2018/NĐ-CP",
  ]

  static func assign(to handler: Caller) -> JSON {
    ["act": "assign", "officer": .string(handler.account.rawValue)]
  }

  static let requestSupplement: JSON = [
    "act": "requestSupplement",
    "items": [["what": "Bản chụp giấy tờ chưa rõ", "how": "Chụp lại đủ bốn góc rồi tải lên"]],
    "reason": "Bản chụp không đọc được.",
  ]

  static let supply: JSON = ["act": "supply", "papers": []]

  static func requestPayment(_ amount: Int) -> JSON {
    ["act": "requestPayment", "amountVND": JSON(amount), "reason": "Lệ phí theo quy định."]
  }

  static func pay(_ amount: Int, isTransfer: Bool, number: Int) -> JSON {
    [
      "act": "pay", "method": isTransfer ? "transfer" : "cash", "amountVND": JSON(amount),
      "receiptNumber": .string("BL-\(number)"),
    ]
  }

  static func extend(to due: Instant) -> JSON {
    ["act": "extend", "dueAt": JSON(due), "reason": "Phải xác minh thêm tại cơ sở."]
  }

  static let withdraw: JSON = ["act": "withdraw", "reason": "Không còn nhu cầu."]

  static func decide(
    refused: Bool, number: Int, on day: Day, by signer: Caller, file: String
  ) -> JSON {
    [
      "act": "decide", "outcome": refused ? "refused" : "granted",
      "document": [
        "number": .string("\(number)/QĐ-UBND"), "issuedOn": JSON(day),
        "signer": .string(signer.name), "file": .string(file),
      ],
      "reason": refused ? "Không đủ điều kiện." : .null,
    ]
  }

  static let deliver: JSON = ["act": "deliver", "way": "counter", "receiver": "Người nộp hồ sơ"]

  /// Uploads a paper that stands for the result; gives the id of its file.
  static func result(
    _ number: Int, by approver: Caller, in slice: DossierSlice
  ) async throws -> String {
    let stored = try await slice.files.take(
      OneChunk(bytes: DemoPaper.pdf(number: number)), type: .pdf, name: "ket-qua-\(number).pdf",
      by: approver
    ) { StoredAnswer(status: 201, headers: [], body: Array($0.id.utf8)) }
    return String(decoding: stored.body, as: UTF8.self)
  }
}
