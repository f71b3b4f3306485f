import Catalogue
import Ground
import Web

/// A proposed correction, member by member, for whoever must approve it.
enum ChangeText {
  struct Line: Equatable {
    let name: String
    let old: String
    let new: String
  }

  static func lines(_ change: JSON, of dossier: Dossier) -> [Line] {
    (change.members ?? []).flatMap { member -> [Line] in
      let old =
        member.name == "applicant" ? dossier.contents.applicant.json : now(member.name, dossier)
      return lines(named(member.name), old, member.value)
    }
  }

  private static func now(_ name: String, _ dossier: Dossier) -> JSON {
    switch name {
    case "owner": dossier.contents.owner?.json ?? .null
    case "delivery": ["way": .string(dossier.contents.delivery)]
    case "channel": .string(dossier.channel.rawValue)
    case "case": JSON(dossier.caseNumber)
    case "answers": dossier.contents.answers
    default: .null
    }
  }

  private static func lines(_ name: String, _ old: JSON, _ new: JSON) -> [Line] {
    guard let members = new.members else {
      return [Line(name: name, old: text(old), new: text(new))]
    }
    return members.flatMap { member in
      lines("\(name): \(named(member.name))", old[member.name] ?? .null, member.value)
    }
  }

  private static func text(_ json: JSON) -> String {
    switch json {
    case .null: "(trống)"
    case .string(let text): DeliveryWays.name(text).vietnamese
    case .integer, .number, .bool, .array, .object: json.serialised
    }
  }

  private static func named(_ member: String) -> String {
    let names = [
      "applicant": "Người nộp", "owner": "Chủ hồ sơ", "delivery": "Trả kết quả", "way": "cách nhận",
      "answers": "Nội dung kê khai", "channel": "Hình thức nộp", "case": "Trường hợp",
      "name": "họ và tên", "personalNumber": "số định danh", "taxNumber": "mã số thuế",
      "representativeName": "người đại diện", "birthDate": "ngày sinh", "phone": "điện thoại",
      "email": "thư điện tử", "address": "địa chỉ", "line": "số nhà, đường",
      "commune": "xã, phường",
      "province": "tỉnh", "kind": "loại", "communeCode": "mã xã",
    ]
    return names[member] ?? member
  }
}
