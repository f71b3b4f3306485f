import Ground

/// The published description of the API, read from the same endpoints that serve it.
struct OpenAPI {
  let endpoints: [Endpoint]
  let title: String
  private var inputs = SchemaWriter(.input)
  private var outputs = SchemaWriter(.output)

  init(endpoints: [Endpoint], title: String) {
    self.endpoints = endpoints.filter { $0.face == .api }
    self.title = title
  }

  /// The document. Source: OpenAPI 3.1.1.
  var document: JSON {
    var copy = self
    return copy.written()
  }

  /// Serves the document; described in it like any other.
  static func endpoint(_ document: JSON) -> Endpoint {
    Endpoint(
      .get, path, name: "readOpenAPI", summary: "Tài liệu OpenAPI 3.1 của API này",
      access: .everyone, answers: [AnswerShape(200, .anyObject(), "tài liệu này")]
    ) { _ in Answer(200, document) }
  }

  static let path = "/api/v1/openapi.json"

  private mutating func written() -> JSON {
    var paths: [JSON.Member] = []
    let templates = endpoints.map { PathPattern($0.path).template }
    var seen: Set<String> = []
    for template in templates where seen.insert(template).inserted {
      let here = endpoints.filter { PathPattern($0.path).template == template }
      let allowed = here.map { $0.method.rawValue.uppercased() }.sorted()
      let operations = here.map {
        JSON.Member($0.method.rawValue, operation($0, allowed: allowed))
      }
      paths.append(.init(template, .object(operations)))
    }
    let schemas = outputs.components + inputs.components
    return [
      "openapi": "3.1.1",
      "info": ["title": .string(title), "version": "1"],
      "servers": [["url": "/"]],
      "paths": .object(paths),
      "components": [
        "schemas": .object(schemas),
        "securitySchemes": ["bearer": ["type": "http", "scheme": "bearer"]],
      ],
    ]
  }

  private mutating func operation(_ endpoint: Endpoint, allowed: [String]) -> JSON {
    var members: [JSON.Member] = [
      .init("operationId", .string(endpoint.name)), .init("summary", .string(endpoint.summary)),
    ]
    if !endpoint.tag.isEmpty { members.append(.init("tags", [.string(endpoint.tag)])) }
    members.append(.init("description", .string(audience(endpoint.access))))
    let parameters = self.parameters(endpoint)
    if !parameters.isEmpty { members.append(.init("parameters", .array(parameters))) }
    if let body = requestBody(endpoint) { members.append(.init("requestBody", body)) }
    members.append(.init("responses", .object(responses(endpoint))))
    members.append(.init("security", security(endpoint)))
    return .object(members)
  }

  private func audience(_ access: Access) -> String {
    switch access {
    case .everyone: "Ai cũng gọi được."
    case .signedIn: "Cần đăng nhập."
    case .roles(let roles): "Dành cho: \(roles.map(\.rawValue).sorted().joined(separator: ", "))."
    }
  }

  private func security(_ endpoint: Endpoint) -> JSON {
    if endpoint.startsSession { return [] }
    return endpoint.access == .everyone ? [[:], ["bearer": []]] : [["bearer": []]]
  }

  private mutating func parameters(_ endpoint: Endpoint) -> [JSON] {
    let text = Shape.string(min: 1, max: 200, format: .line)
    return PathPattern(endpoint.path).names.map {
      parameter("path", QueryParameter($0, text, required: true))
    }
      + endpoint.query.map { parameter("query", $0) }
      + endpoint.headers.map {
        parameter("header", QueryParameter($0.name, $0.shape, required: $0.required, $0.about))
      }
  }

  private mutating func parameter(_ place: String, _ parameter: QueryParameter) -> JSON {
    .present([
      "name": .string(parameter.name), "in": .string(place), "required": .bool(parameter.required),
      "description": parameter.about.isEmpty ? nil : .string(parameter.about),
      "schema": inputs.schema(parameter.shape),
    ])
  }

  private mutating func requestBody(_ endpoint: Endpoint) -> JSON? {
    let content: [JSON.Member]
    switch endpoint.body {
    case .none: return nil
    case .json(let shape):
      content = [.init("application/json", ["schema": inputs.schema(shape)])]
    case .form:
      content = [.init("application/x-www-form-urlencoded", ["schema": ["type": "object"]])]
    case .multipart: content = [.init("multipart/form-data", ["schema": ["type": "object"]])]
    case .bytes(limit: _, let types):
      content = (types.isEmpty ? ["application/octet-stream"] : types).map { .init($0, [:]) }
    }
    return ["required": true, "content": .object(content)]
  }
}

extension OpenAPI {
  private mutating func responses(_ endpoint: Endpoint) -> [JSON.Member] {
    var members: [JSON.Member] = []
    for status in Set(endpoint.answers.map(\.status)).sorted() {
      let answers = endpoint.answers.filter { $0.status == status }
      members.append(.init(String(status), response(answers)))
    }
    if endpoint.answers.isEmpty {
      members.append(.init("200", ["description": "Được", "content": ["application/json": [:]]]))
    }
    let said = Set(endpoint.answers.map(\.status))
    for status in problemStatuses(endpoint).sorted() where !said.contains(status) {
      members.append(.init(String(status), problem(status)))
    }
    return members
  }

  private mutating func response(_ answers: [AnswerShape]) -> JSON {
    let about = answers.map(\.about).filter { !$0.isEmpty }.joined(separator: " ")
    var content: [JSON.Member] = []
    for answer in answers where answer.shape != nil || answer.type != "application/json" {
      content.append(
        .init(
          answer.type, answer.shape.map { .object([.init("schema", outputs.schema($0))]) } ?? [:]))
    }
    let names = answers.flatMap(\.headers) + ["X-Request-Id"]
    let headers = names.map { JSON.Member($0, ["schema": ["type": "string"]]) }
    return .present([
      "description": .string(about.isEmpty ? "Được" : about), "headers": .object(headers),
      "content": content.isEmpty ? nil : .object(content),
    ])
  }

  private mutating func problem(_ status: Int) -> JSON {
    let named: [Int: String] = [
      401: "WWW-Authenticate", 405: "Allow", 429: "Retry-After", 503: "Retry-After",
    ]
    let headers = ["X-Request-Id"] + [named[status]].compactMap(\.self)
    return [
      "description": .string(problemTitle(status).vietnamese),
      "headers": .object(headers.map { JSON.Member($0, ["schema": ["type": "string"]]) }),
      "content": [
        "application/problem+json": ["schema": outputs.schema(Problem.shape)]
      ],
    ]
  }

  /// What the edge itself may answer for this endpoint, and what its code may refuse.
  private func problemStatuses(_ endpoint: Endpoint) -> Set<Int> {
    var statuses: Set<Int> = [400, 405, 406, 429, 500, 503]
    statuses.formUnion(endpoint.refusals.map { Web.status(of: $0) })
    if !endpoint.startsSession { statuses.insert(401) }
    if case .roles = endpoint.access { statuses.insert(403) }
    if !PathPattern(endpoint.path).names.isEmpty { statuses.insert(404) }
    if endpoint.takesBody { statuses.formUnion([408, 413, 415]) }
    return statuses
  }
}
