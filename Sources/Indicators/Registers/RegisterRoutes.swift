import Directory
import Ground
import Web

/// Registers as JSON, to be read. Source: docs/figures.md, "Reported".
struct RegisterRoutes: Sendable {
  let desk: RegisterDesk

  var endpoints: [Endpoint] { [list, read, reports, missing] }

  private static let root = "/api/v1/registers"

  private static let period = QueryParameter(
    "period", .string(min: 4, max: 7, format: .line),
    "2026-03, 2026-Q1, 2026-H2 hoặc 2026; mặc định: kỳ gần nhất")

  private var list: Endpoint {
    Endpoint(
      .get, Self.root, name: "listRegisters", summary: "Các sổ số liệu do đơn vị báo cáo",
      tag: "registers", access: .roles(FigureDesk.readers), query: [.limit, .after],
      answers: [AnswerShape(200, .list(of: RegisterShape.standing))], refusals: [.content]
    ) { call in
      let after = try call.query.after()?.first?.text ?? ""
      let all = try await desk.registers(for: try call.requireCaller())
      let rest = all.map(\.sheet).drop { $0.register.code <= after }
      let shown = rest.prefix(call.query.limit)
      let next =
        rest.count > shown.count
        ? shown.last.map { Cursor.text([.string($0.register.code)]) } : nil
      return Answer(.list(shown.map(\.json), next: next))
    }
  }

  private var read: Endpoint {
    Endpoint(
      .get, Self.root + "/{code}", name: "readRegister",
      summary: "Một sổ số liệu: mẫu và tình hình báo cáo", tag: "registers",
      access: .roles(FigureDesk.readers), query: [Self.period],
      answers: [AnswerShape(200, RegisterShape.whole)], refusals: [.unknown, .content]
    ) { call in
      let sheet = try await sheet(call)
      let versions = JSON.Member(
        "versions", .array(sheet.versions.all.map { $0.json.adding("version", JSON($0.version)) }))
      return Answer(.object((sheet.json.members ?? []) + [versions]))
    }
  }

  private func sheet(_ call: Call) async throws -> RegisterSheet {
    try await desk.sheet(call.path["code"], call.query["period"], for: try call.requireCaller())
  }

  private var reports: Endpoint {
    Endpoint(
      .get, Self.root + "/{code}/reports", name: "listRegisterReports",
      summary: "Các báo cáo của một kỳ, cả những lần đã được sửa", tag: "registers",
      access: .roles(FigureDesk.readers), query: [Self.period, .limit, .after],
      answers: [AnswerShape(200, .list(of: RegisterShape.report))], refusals: [.unknown, .content]
    ) { call in
      let (sheet, limit) = (try await sheet(call), call.query.limit)
      let after = try call.query.after()
      let all = sheet.lines.flatMap { line in line.reports.map { (line, $0) } }
      let start =
        all.firstIndex { _, report in
          report.agency.rawValue == after?.first?.text && report.seq == after?.last?.int
        }.map { $0 + 1 } ?? 0
      let shown = all[start...].prefix(limit)
      let isMore = start + shown.count < all.count
      let next = shown.last.map { Cursor.text([.string($1.agency.rawValue), JSON($1.seq)]) }
      return Answer(
        .list(
          shown.map { line, report in report.json(sheet, isLast: report == line.last) },
          next: isMore ? next : nil))
    }
  }

  private var missing: Endpoint {
    Endpoint(
      .get, Self.root + "/{code}/missing", name: "listMissingReports",
      summary: "Đơn vị chưa báo cáo một kỳ", tag: "registers",
      access: .roles(FigureDesk.readers), query: [Self.period, .limit, .after],
      answers: [AnswerShape(200, .list(of: RegisterShape.missing))], refusals: [.unknown, .content]
    ) { call in
      let sheet = try await sheet(call)
      let after = try call.query.after()?.first?.text
      let all = sheet.missing
      let start = all.firstIndex { $0.agency.code.rawValue == after }.map { $0 + 1 } ?? 0
      let shown = all[start...].prefix(call.query.limit)
      let next = shown.last.map { Cursor.text([.string($0.agency.code.rawValue)]) }
      return Answer(
        .list(
          shown.map { line in
            [
              "agency": .string(line.agency.code.rawValue), "name": .string(line.agency.name),
              "due": JSON(sheet.register.due(sheet.period)),
            ]
          }, next: start + shown.count < all.count ? next : nil))
    }
  }
}

extension RegisterSheet {
  /// How the register stands for the period.
  var json: JSON {
    [
      "code": .string(register.code), "title": .string(register.title),
      "origin": "reported", "version": JSON(register.version), "period": .string(period.code),
      "from": JSON(period.first), "to": JSON(period.last), "due": JSON(register.due(period)),
      "locked": JSON(register.lock(period)), "phase": .string(phase.name),
      "asked": JSON(lines.count), "reported": JSON(reported),
    ]
  }
}

extension RegisterPhase {
  static let names = ["notBegun", "open", "late", "locked"]

  fileprivate var name: String {
    switch self {
    case .notBegun: "notBegun"
    case .open: "open"
    case .late: "late"
    case .locked: "locked"
    }
  }
}

extension RegisterReport {
  fileprivate func json(_ sheet: RegisterSheet, isLast: Bool) -> JSON {
    [
      "agency": .string(agency.rawValue), "period": .string(sheet.period.code), "seq": JSON(seq),
      "standing": .bool(isLast), "version": JSON(version), "values": sheet.register.json(values),
      "basis": .string(basis), "reason": JSON(reason), "late": .bool(isLate), "at": JSON(at),
      "post": .string(post.rawValue),
      "file": file.map { file in
        [
          "id": .string(file.id), "name": .string(file.name), "sha256": .string(file.sha256),
          "size": JSON(file.size), "mediaType": .string(file.mediaType),
        ]
      } ?? .null,
    ]
  }
}

/// The shapes of registers as the API publishes them.
enum RegisterShape {
  private static let fields = [
    Field("code", FigureShape.word), Field("title", FigureShape.word),
    Field("origin", .constant("reported"), "do đơn vị báo cáo, không tính từ hồ sơ"),
    Field("version", .integer()), Field("period", FigureShape.word), Field("from", .day),
    Field("to", .day), Field("due", .day), Field("locked", .day, "khóa từ ngày này"),
    Field("phase", .enumeration(RegisterPhase.names)), Field("asked", .integer()),
    Field("reported", .integer()),
  ]

  static let standing = Shape.named("Register", .object(fields))

  private static let column = Shape.object([
    Field("code", FigureShape.word), Field("title", FigureShape.word),
    Field("unit", FigureShape.word),
    Field("kind", .enumeration(RegisterColumn.Kind.allCases.map(\.rawValue))),
    Field("lower", .decimalText, .optional), Field("upper", .decimalText, .optional),
    Field("required", .boolean), Field("partOf", FigureShape.word, .optional),
  ])

  private static let definition = Shape.named(
    "RegisterDefinition",
    .object([
      Field("code", FigureShape.word), Field("title", FigureShape.word), Field("from", .day),
      Field("rhythm", .enumeration(RegisterPeriod.Rhythm.allCases.map(\.rawValue))),
      Field("dueDays", .integer()), Field("lockDays", .integer()),
      Field("reporters", .anyObject()), Field("columns", .array(of: column, max: 60)),
      Field("version", .integer()),
    ]))

  static let whole = Shape.named(
    "RegisterWhole",
    .object(fields + [Field("versions", .array(of: definition, max: 10_000))]))

  static let report = Shape.named(
    "RegisterReport",
    .object([
      Field("agency", FigureShape.word), Field("period", FigureShape.word),
      Field("seq", .integer()), Field("standing", .boolean, "false: đã có báo cáo sửa sau đó"),
      Field("version", .integer()), Field("values", .anyObject(maxMembers: 60)),
      Field("basis", FigureShape.word), Field("reason", .nullable(.string(max: 500))),
      Field("late", .boolean), Field("at", .instant), Field("post", FigureShape.word),
      Field(
        "file",
        .nullable(
          .object([
            Field("id", .ulid), Field("name", FigureShape.word), Field("sha256", .sha256),
            Field("size", .integer()), Field("mediaType", FigureShape.word),
          ]))),
    ]))

  static let missing = Shape.named(
    "MissingReport",
    .object([
      Field("agency", FigureShape.word), Field("name", FigureShape.word), Field("due", .day),
    ]))
}
