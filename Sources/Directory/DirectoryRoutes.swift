import Ground
import Web

/// The directory in the JSON API. Source: contract, "JSON API".
struct DirectoryRoutes: Sendable {
  let desk: DirectoryDesk

  var endpoints: [Endpoint] { [agencies, officers] }

  /// Everybody but citizens and helpers.
  static let officerRoles = Set(Role.allCases).subtracting([.citizen, .helper])

  private var agencies: Endpoint {
    Endpoint(
      .get, "/api/v1/agencies", name: "listAgencies", summary: "Các cơ quan",
      tag: "directory", access: .everyone,
      query: [
        QueryParameter("level", .enumeration(AgencyLevel.allCases.map(\.rawValue))),
        QueryParameter(
          "procedure", .string(max: 60, format: .procedureCode), "chỉ cơ quan nhận thủ tục này"),
        QueryParameter("q", .string(max: 200, format: .line), "tên hoặc mã, không cần dấu"),
        QueryParameter("on", .day, "danh mục vào ngày này; mặc định hôm nay"),
        .limit, .after,
      ],
      answers: [AnswerShape(200, .list(of: DirectoryRoutes.agencyShape))]
    ) { call in
      var query = DirectoryDesk.Query()
      query.level = call.query["level"].flatMap(AgencyLevel.init)
      query.procedure = call.query["procedure"].map { ProcedureCode($0) }
      query.text = call.query["q"]
      query.day = call.query.day("on")
      query.limit = call.query.limit
      query.after = try call.query.after()?.first?.text.map { AgencyCode($0) }
      let found = try await desk.agencies(query)
      let shown = found.prefix(query.limit)
      let next =
        found.count > shown.count ? shown.last.map { [JSON.string($0.code.rawValue)] } : nil
      return Answer(200, JSON.list(shown.map(json), next: next.map { Cursor.text($0) }))
    }
  }

  private var officers: Endpoint {
    Endpoint(
      .get, "/api/v1/officers", name: "listOfficers", summary: "Cán bộ, công chức của một cơ quan",
      tag: "directory", access: .roles(DirectoryRoutes.officerRoles),
      query: [
        QueryParameter(
          "agency", .string(max: 35, format: .agencyCode), "mặc định là cơ quan của người hỏi"),
        .limit, .after,
      ],
      answers: [AnswerShape(200, .list(of: DirectoryRoutes.officerShape))]
    ) { call in
      let asked = call.query["agency"].map { AgencyCode($0) }
      guard let agency = try asked ?? call.requireCaller().agency else {
        return Answer(200, JSON.list([], next: nil))
      }
      let limit = call.query.limit
      let after = try call.query.after()?.first?.text.map { AccountID($0) }
      let found = try await desk.officers(of: agency, limit: limit, after: after)
      let shown = found.prefix(limit)
      let next =
        found.count > shown.count ? shown.last.map { [JSON.string($0.account.rawValue)] } : nil
      return Answer(200, JSON.list(shown.map(json), next: next.map { Cursor.text($0) }))
    }
  }

  private func json(_ agency: Agency) -> JSON {
    [
      "code": .string(agency.code.rawValue), "name": .string(agency.name),
      "level": .string(agency.level.rawValue), "parent": JSON(agency.parent?.rawValue),
      "validFrom": JSON(agency.validFrom), "validTo": JSON(agency.validTo),
    ]
  }

  private func json(_ officer: Officer) -> JSON {
    [
      "id": .string(officer.account.rawValue), "name": .string(officer.name),
      "roles": roleList(Set(officer.posts.map(\.role))),
    ]
  }

  static let agencyShape = Shape.named(
    "Agency",
    .object([
      Field("code", .string(max: 35)), Field("name", .string(max: 300)),
      Field("level", .enumeration(AgencyLevel.allCases.map(\.rawValue))),
      Field("parent", .nullable(.string(max: 35))), Field("validFrom", .day),
      Field("validTo", .nullable(.day), .required, "ngày cuối cùng còn hoạt động"),
    ]))

  static let officerShape = Shape.named(
    "Officer",
    .object([
      Field("id", .ulid), Field("name", .string(max: 400)), Field("roles", roleListShape),
    ]))
}

/// Roles as the API lists them: in the order in which the contract names them.
func roleList(_ roles: Set<Role>) -> JSON {
  .array(Role.allCases.filter(roles.contains).map { .string($0.rawValue) })
}

let roleListShape = Shape.array(of: .enumeration(Role.allCases.map(\.rawValue)), max: 20)
