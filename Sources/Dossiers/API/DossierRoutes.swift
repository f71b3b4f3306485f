import Directory
import Foundation
import Ground
public import Web

/// The JSON API of dossiers. Source: contract, "JSON API".
struct DossierRoutes: Sendable {
  let desk: DossierDesk
  let files: FileDesk
  let readings: ReadingLog
  let pace: LookupPace

  var endpoints: [Endpoint] {
    [submit, read, timeline, list, act, lookUp, upload, download]
  }

  private static let made = ["ETag", "Motcua-Fact"]

  private var submit: Endpoint {
    Endpoint(
      .post, "/api/v1/dossiers", name: "submitDossier", summary: "Nộp hồ sơ", tag: "dossiers",
      access: .roles([.citizen, .helper, .receiver]), body: .json(SubmissionShape.body),
      answers: [AnswerShape(201, DossierShape.dossier, headers: Self.made + ["Location"])],
      refusals: [.forbidden, .content]
    ) { call in
      let form = try SubmissionForm(call.body)
      let stored = try await desk.submit(
        form, by: try call.requireCaller(), once: once(call, status: 201))
      return Answer(stored)
    }
  }

  private var act: Endpoint {
    Endpoint(
      .post, "/api/v1/dossiers/{id}/acts", name: "actOnDossier",
      summary: "Thực hiện một bước xử lý", tag: "dossiers", access: .signedIn,
      headers: [.ifMatch], body: .json(ActShape.body),
      answers: [
        AnswerShape(200, DossierShape.dossier, headers: Self.made),
        AnswerShape(202, DossierShape.dossier, headers: Self.made, "Chờ người khác duyệt"),
      ],
      refusals: [.unknown, .forbidden, .stale, .outOfOrder, .content],
      admit: maySee, weigh: mayAct, asksAgain: true, run: carryOut)
  }

  /// 404 unless the caller may see the dossier.
  @Sendable private func maySee(_ call: Call) async throws {
    try await desk.admit(nil, on: call.path["id"], by: try call.requireCaller())
  }

  /// 403 when the caller may never do the act that the body names, before its shape is judged.
  @Sendable private func mayAct(_ call: Call) async throws {
    guard let kind = call.body["act"]?.text.flatMap({ ActKind(rawValue: $0) }) else { return }
    try await desk.admit(kind, on: call.path["id"], by: try call.requireCaller())
  }

  @Sendable private func carryOut(_ call: Call) async throws -> Answer {
    let act = try Act(call.body)
    let status = act.kind == .correct ? 202 : 200
    let stored = try await desk.act(
      act, on: call.path["id"], by: try call.requireCaller(), expecting: call.ifMatch,
      once: once(call, status: status))
    return Answer(stored)
  }

  private func once(_ call: Call, status: Int) -> DossierDesk.Once {
    DossierDesk.Once(key: call.idempotencyKey, hash: call.sameRequest) { done in
      let version = String(done.view.dossier.version)
      var headers = [
        StoredAnswer.Header("ETag", "\"\(version)\""),
        StoredAnswer.Header("Motcua-Fact", done.fact),
      ]
      if status == 201 {
        let location = "/api/v1/dossiers/\(done.view.dossier.id.rawValue)"
        headers.append(StoredAnswer.Header("Location", location))
      }
      return StoredAnswer(status: status, headers: headers, body: done.view.json.bytes)
    }
  }

  private var read: Endpoint {
    Endpoint(
      .get, "/api/v1/dossiers/{id}", name: "readDossier", summary: "Xem hồ sơ", tag: "dossiers",
      access: .signedIn, headers: [.purpose],
      answers: [AnswerShape(200, DossierShape.dossier, headers: ["ETag"])], refusals: [.unknown]
    ) { call in
      let caller = try call.requireCaller()
      let (body, dossier) = try await desk.written(call.path["id"], for: caller)
      try await readings.note(call.reading(of: [dossier.subject], by: caller))
      return .bytes("application/json", body).version(dossier.version)
    }
  }

  private var timeline: Endpoint {
    Endpoint(
      .get, "/api/v1/dossiers/{id}/timeline", name: "readTimeline", summary: "Quá trình xử lý",
      tag: "dossiers", access: .signedIn, headers: [.purpose],
      answers: [AnswerShape(200, DossierShape.timeline)], refusals: [.unknown]
    ) { call in
      let file = try await opened(call)
      return Answer(200, ["items": .array(file.timeline.map(\.json))])
    }
  }

  /// Reads a dossier and writes the reading down. Source: domain 7.2.
  private func opened(_ call: Call) async throws -> DossierFile {
    let caller = try call.requireCaller()
    let file = try await desk.read(call.path["id"], for: caller)
    try await readings.note(call.reading(of: [file.view.dossier.subject], by: caller))
    return file
  }

  private var lookUp: Endpoint {
    Endpoint(
      .get, "/api/v1/lookup", name: "lookUpDossier", summary: "Tra cứu hồ sơ", tag: "dossiers",
      access: .everyone,
      query: [
        QueryParameter("number", .string(min: 1, max: 60, format: .line), required: true),
        QueryParameter("token", .string(min: 1, max: 100, format: .line)),
      ],
      answers: [AnswerShape(200, DossierShape.lookup)], refusals: [.unknown, .tooMany]
    ) { call in
      do {
        try pace.require(call.address, at: call.now)
        let answer = try await desk.lookUp(
          number: call.query["number"] ?? "", token: call.query["token"])
        return Answer(200, answer.json)
      } catch let refused as LookupUnknown {
        pace.missed(call.address, at: call.now)
        throw refused
      } catch let refused as LookupTooOften {
        throw RetryLater(refused, seconds: refused.seconds)
      }
    }
  }

  private var upload: Endpoint {
    Endpoint(
      .post, "/api/v1/files", name: "uploadFile", summary: "Tải tệp lên", tag: "files",
      access: .roles([.citizen, .helper, .receiver, .handler, .approver, .clerk]),
      headers: [.fileName],
      body: .bytes(limit: FileDesk.limit, types: MediaType.allCases.map(\.rawValue)),
      answers: [AnswerShape(201, DossierShape.file)], refusals: [.content, .unsupported, .tooLarge]
    ) { call in
      guard let type = call.header("Content-Type").flatMap({ MediaType(header: $0) }) else {
        throw FileRefused.typeNotTaken(call.header("Content-Type") ?? "")
      }
      let name = call.header("X-Filename")?.removingPercentEncoding ?? ""
      let stored = try await files.take(
        call.stream, type: type, name: name, by: try call.requireCaller(), key: call.idempotencyKey
      ) { file in StoredAnswer(status: 201, headers: [], body: file.json.bytes) }
      return Answer(stored)
    }
  }

  private var download: Endpoint {
    Endpoint(
      .get, "/api/v1/dossiers/{id}/files/{file}", name: "downloadFile", summary: "Tải giấy tờ",
      tag: "files", access: .signedIn, headers: [.purpose],
      answers: [AnswerShape(200, nil, type: "application/octet-stream")], refusals: [.unknown]
    ) { call in
      try await files.answer(call, readings)
    }
  }
}

extension FileDesk {
  /// The bytes of one paper, streamed, after the reading is written down.
  func answer(_ call: Call, _ readings: ReadingLog) async throws -> Answer {
    let caller = try call.requireCaller()
    let found = try await read(call.path["file"], of: call.path["id"], for: caller)
    try await readings.note(call.reading(of: [found.subject], by: caller))
    let type = call.endpoint.face == .api ? "application/octet-stream" : found.file.mediaType
    return .stream(type, fileName: found.file.name) { writer in
      for try await chunk in found.chunks { try await writer.write(chunk) }
    }
  }
}

extension Call {
  private var subjectOfPath: String { endpoint.path.contains("{id}") ? path["id"] : "" }

  /// What must be equal for a repeated `Idempotency-Key` to mean the same request.
  var sameRequest: String { "\(endpoint.name) \(subjectOfPath) \(bodyHash)" }

  /// Who reads what, and why: the purpose that the header gives, else the route's own.
  func reading(of subjects: [String], by caller: Caller) -> Reading? {
    Reading(
      at: now, account: caller.account, post: caller.posts.first?.id, subjects: subjects,
      purpose: purpose ?? endpoint.name, requestID: requestID)
  }
}

extension Answer {
  /// The answer that the act's transaction kept.
  init(_ stored: StoredAnswer) {
    self = stored.headers.reduce(
      Answer.bytes("application/json", stored.body, status: stored.status)
    ) { $0.header($1.name, $1.value) }
  }
}
