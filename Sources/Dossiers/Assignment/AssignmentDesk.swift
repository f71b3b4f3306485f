import Catalogue
import Deadlines
import Directory
import Ground

/// Why a dossier was not handed on.
enum AssignmentRefused: Refusal, Equatable {
  case agencyUnknown
  case officerNotThere

  var code: String {
    switch self {
    case .agencyUnknown: "forward.agency-unknown"
    case .officerNotThere: "assign.officer-not-there"
    }
  }

  var explanation: Phrase {
    switch self {
    case .agencyUnknown: "Không có cơ quan này vào hôm nay. Chọn cơ quan giải quyết khác."
    case .officerNotThere:
      "Người này không giữ vị trí xử lý tại cơ quan giải quyết. Chọn cán bộ trong danh sách."
    }
  }

  var kind: RefusalKind { .content }

  var places: [RefusedPlace] {
    let pointer =
      switch self {
      case .agencyUnknown: "/agency"
      case .officerNotThere: "/officer"
      }
    return [RefusedPlace(pointer: pointer, code: code, detail: explanation)]
  }
}

extension ProceedingDesk {
  /// Chuyển đến cơ quan có thẩm quyền; whoever was assigned before is so no longer. Source: DOS-27.
  mutating func forward(to code: AgencyCode) throws {
    let agencies = Agencies(tx: tx, cache: house.agencies)
    guard let agency = try agencies.agency(code, on: today) else {
      throw AssignmentRefused.agencyUnknown
    }
    details = [
      JSON.Member("from", .string(dossier.competentAgency.rawValue)),
      JSON.Member("to", .string(agency.code.rawValue)),
    ]
    dossier.competentAgency = agency.code
    dossier.officer = nil
    text = "Chuyển hồ sơ đến \(agency.name)."
    notice = ("dossier.forwarded", "Hồ sơ đã được chuyển đến \(agency.name) để giải quyết.")
  }

  /// Phân công cán bộ xử lý, who must hold a handler's post at the competent agency today.
  mutating func assign(_ account: AccountID) throws {
    guard let officer = try Officers(tx: tx).officer(account, at: now),
      let post = officer.posts.first(where: {
        $0.role == .handler && $0.agency == dossier.competentAgency
      })
    else { throw AssignmentRefused.officerNotThere }
    details = [JSON.Member("officer", .string(account.rawValue))]
    dossier.officer = account
    data.append(JSON.Member("toPost", .string(post.id.rawValue)))
    text = "Phân công \(officer.name) xử lý."
  }
}
