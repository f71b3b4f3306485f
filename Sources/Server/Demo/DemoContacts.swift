import Directory
import Ground

/// Addresses, telephones and titles of the demonstration: invented, and leading nowhere.
///
/// Source: RFC 2606 (`.example`); no area of Vietnam has the code 0200.
extension DemoProvince {
  /// Every agency with its contact, in the order of the file of agencies.
  static func contacts(_ setting: DemoSetting) -> [(code: AgencyCode, contact: AgencyContact)] {
    ([root.rawValue] + setting.codes).enumerated().map { index, code in
      (AgencyCode(code), contact(of: code, number: index + 1))
    }
  }

  private static func contact(of code: String, number: Int) -> AgencyContact {
    let label = code.lowercased().split(separator: ".").joined(separator: "-")
    let place =
      communes.first { $0.code == code }
      .map { $0.name.dropFirst("Ủy ban nhân dân ".count) } ?? "Phường Sao Mai"
    return AgencyContact(
      address: "Số \(number) đường Demo, \(place), tỉnh Sao Mai",
      phone: "0200 000 \(100 + number)", email: "\(label)@saomai.example",
      website: "https://\(label).saomai.example")
  }
}

extension DemoAccount {
  /// Chức danh as letters give it; empty for those who hold no post.
  var title: String {
    let isCommittee =
      agency.map { code in
        (DemoProvince.communes + DemoProvince.districts).contains { $0.code == code.rawValue }
      } ?? false
    return switch role {
    case .citizen, .helper: ""
    case .receiver: "Công chức tiếp nhận và trả kết quả"
    case .handler: "Chuyên viên"
    case .approver: isCommittee ? "Phó Chủ tịch Ủy ban nhân dân" : "Phó Giám đốc Sở"
    case .clerk: "Văn thư"
    case .reporter: "Chuyên viên tổng hợp"
    case .supervisor: "Chuyên viên kiểm soát thủ tục hành chính"
    case .administrator: "Quản trị viên hệ thống"
    }
  }

  /// The telephone at work: `index` counts the accounts from 0.
  static func phone(_ index: Int) -> String { "0200 000 \(200 + index)" }
}
