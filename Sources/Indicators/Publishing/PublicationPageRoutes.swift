import Directory
import Ground
import Journal
import Web

/// The officers' pages of publications.
struct PublicationPageRoutes: Sendable {
  let desk: PublicationDesk

  var endpoints: [Endpoint] { [list, publish, show, figure, changes] }

  private static let root = "/bao-cao/cong-bo"
  private static let limit = 30

  private func page(
    _ path: String, _ name: String, _ summary: String, _ query: [String] = [],
    _ run: @escaping @Sendable (Call, Caller) async throws -> any Page
  ) -> Endpoint {
    Endpoint(
      .get, Self.root + path, name: name, summary: summary, tag: "pages",
      access: .roles(FigureDesk.readers), face: .desk,
      query: query.map { QueryParameter($0, .string(max: 100, format: .line)) },
      answers: [AnswerShape(200, type: "text/html")], refusals: [.unknown, .forbidden, .content]
    ) { call in .page(try await run(call, try call.requireCaller())) }
  }

  private var list: Endpoint {
    page("", "publicationsPage", "Các kỳ số liệu đã công bố", ["sau"]) { call, caller in
      try await publications(call, caller, FormState())
    }
  }

  private func publications(
    _ call: Call, _ caller: Caller, _ state: FormState
  ) async throws -> PublicationsPage {
    let after = call.query.subject("sau")
    let found = try await desk.list(for: caller, after: after, limit: Self.limit)
    let shown = Array(found.prefix(Self.limit))
    let isPublisher = caller.posts.contains { PublicationDesk.publishers.contains($0.role) }
    let codes = isPublisher ? try await desk.figures.agencies(for: caller) : []
    let names = try await desk.figures.labels(
      of: Set(codes + shown.map(\.agency)), by: .agency)
    let own = caller.posts.first { PublicationDesk.publishers.contains($0.role) }?.agency.rawValue
    let ordered = codes.sorted { ($0 != own ? 1 : 0, $0) < ($1 != own ? 1 : 0, $1) }
    let form = PublishingForm(
      periods: ReportingPeriod.ended(before: desk.figures.now().day),
      agencies: ordered.map { ($0, names[$0] ?? $0) }, state: state)
    return PublicationsPage(
      publications: shown,
      next: found.count > Self.limit
        ? shown.last.map { Paths.publications.asking("sau", $0.id) } : nil,
      isFirst: after == nil, names: names, form: isPublisher ? form : nil)
  }

  private var publish: Endpoint {
    Endpoint(
      .post, Self.root, name: "publishPage", summary: "Công bố số liệu một kỳ", tag: "pages",
      access: .roles(PublicationDesk.publishers), face: .desk, body: .form,
      answers: [AnswerShape(303), AnswerShape(422, type: "text/html")],
      refusals: [.forbidden, .content]
    ) { call in
      let caller = try call.requireCaller()
      do {
        guard call.form["xac-nhan"] == "co" else { throw PublishingFormUnfit.unconfirmed }
        guard let period = ReportingPeriod(code: call.form["ky"]) else {
          throw PublishingFormUnfit.period
        }
        let (agency, reason) = (call.form["co-quan"], call.form["ly-do"])
        let stored = try await desk.publish(
          PublicationDesk.Asked(
            period: period, agency: agency.isEmpty ? nil : agency,
            reason: reason.isEmpty ? nil : reason, key: nil, hash: ""), by: caller)
        let id = try JSON(reading: stored.body)["id"]?.text ?? ""
        return .redirect(Paths.publication(id), notice: "Đã công bố \(period.name).")
      } catch let refused as any Refusal {
        guard refused.kind == .content || refused.kind == .outOfOrder else { throw refused }
        let state = FormState(call.form, refused: PublishingFieldNamed(refusal: refused))
        return .page(try await publications(call, caller, state), status: 422)
      }
    }
  }

  private var show: Endpoint {
    page("/{id}", "publicationPage", "Một kỳ số liệu đã công bố") { call, caller in
      let (publication, figures) = try await desk.figures(of: call.path["id"], for: caller)
      let names = try await desk.figures.labels(of: [publication.agency], by: .agency)
      return PublicationPage(
        publication: publication, figures: figures,
        agency: names[publication.agency] ?? publication.agency,
        groups: desk.figures.indicators.map(\.group).reduce(into: []) { groups, group in
          if !groups.contains(group) { groups.append(group) }
        })
    }
  }

  private var figure: Endpoint {
    page("/{id}/{code}", "publishedFigurePage", "Một chỉ số đã công bố") { call, caller in
      let figure = try await desk.figure(call.path["code"], of: call.path["id"], for: caller)
      return PublishedFigurePage(
        figure: figure,
        names: try await desk.figures.labels(of: Set(figure.rows.map(\.key)), by: .agency))
    }
  }

  private var changes: Endpoint {
    page(
      "/{id}/{code}/chenh-lech", "publishedChangesPage", "Chênh lệch sau khi công bố",
      ["dong", "phan", "sau"]
    ) { call, caller in
      let (id, code, key) = (call.path["id"], call.path["code"], call.query["dong"])
      let part = call.query["phan"].flatMap { FigurePart(rawValue: $0) } ?? .numerator
      let found = try await desk.changes(
        code, of: id, key: key, part: part, for: caller, after: call.query.int("sau"),
        limit: Self.limit)
      let shown = Array(found.changes.prefix(Self.limit))
      let seen = try await desk.figures.resolve(Set(shown.map(\.subject)).sorted(), caller)
      let names = try await desk.figures.labels(of: Set([key].compactMap(\.self)), by: .agency)
      return ChangesPage(
        figure: found.figure, key: key, name: key.map { names[$0] ?? $0 } ?? "", part: part,
        changes: shown,
        next: found.changes.count > Self.limit
          ? shown.last.map { Paths.changes(id, code, key: key, part, after: $0.position) } : nil,
        dossiers: seen.compactMapValues { line in
          (line["number"]?.text ?? line["reference"]?.text).map { ($0, line["id"]?.text) }
        })
    }
  }
}

/// Why the form is not taken.
enum PublishingFormUnfit: Refusal {
  case unconfirmed, period

  var kind: RefusalKind { .content }

  var code: String {
    switch self {
    case .unconfirmed: "publication.unconfirmed"
    case .period: "publication.period-unfit"
    }
  }

  var explanation: Phrase {
    switch self {
    case .unconfirmed: "Đánh dấu xác nhận đã xem số liệu của kỳ này trước khi công bố."
    case .period: "Chọn một kỳ trong danh sách."
    }
  }

  var places: [RefusedPlace] {
    let field =
      switch self {
      case .unconfirmed: "xac-nhan"
      case .period: "ky"
      }
    return [RefusedPlace(pointer: field, code: code, detail: explanation)]
  }
}

/// A refusal with its places under the names of the form's fields.
private struct PublishingFieldNamed: Refusal {
  let refusal: any Refusal

  var kind: RefusalKind { refusal.kind }
  var code: String { refusal.code }
  var explanation: Phrase { refusal.explanation }
  var places: [RefusedPlace] {
    let names = ["/to": "ky", "/reason": "ly-do", "agency": "co-quan"]
    return refusal.places.map { place in
      RefusedPlace(
        pointer: names[place.pointer] ?? place.pointer, code: place.code, detail: place.detail)
    }
  }
}
