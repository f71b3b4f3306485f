import Ground

/// A path as it is matched: literal segments, `{name}`, `{name}.pdf`, and `{name...}` for the rest.
struct PathPattern: Sendable {
  enum Segment: Sendable, Equatable {
    case literal(String)
    case value(String, suffix: String)
    case rest(String)
  }

  let segments: [Segment]
  /// Whether the end is open: `{name...}`.
  private let isOpen: Bool

  init(_ path: String) {
    let segments: [Segment] = path.split(separator: "/").map { piece in
      guard piece.hasPrefix("{"), let close = piece.firstIndex(of: "}") else {
        return .literal(String(piece))
      }
      let name = piece[piece.index(after: piece.startIndex)..<close]
      let suffix = String(piece[piece.index(after: close)...])
      return name.hasSuffix("...")
        ? .rest(String(name.dropLast(3))) : .value(String(name), suffix: suffix)
    }
    self.segments = segments
    isOpen = segments.contains { if case .rest = $0 { true } else { false } }
  }

  var names: [String] {
    segments.compactMap { segment in
      switch segment {
      case .literal: nil
      case .value(let name, suffix: _), .rest(let name): name
      }
    }
  }

  /// The path as OpenAPI writes it.
  var template: String {
    segments.map { segment in
      switch segment {
      case .literal(let text): "/" + text
      case .value(let name, let suffix): "/{\(name)}\(suffix)"
      case .rest(let name): "/{\(name)}"
      }
    }.joined()
  }

  func match(_ path: [String]) -> [String: String]? {
    guard isOpen || segments.count == path.count else { return nil }
    var values: [String: String] = [:]
    for (index, segment) in segments.enumerated() {
      if case .rest(let name) = segment {
        guard index < path.count else { return nil }
        values[name] = path[index...].joined(separator: "/")
        return values
      }
      guard index < path.count else { return nil }
      switch segment {
      case .literal(let text): guard text == path[index] else { return nil }
      case .value(let name, let suffix):
        guard path[index].hasSuffix(suffix), path[index].utf8.count > suffix.utf8.count else {
          return nil
        }
        values[name] = String(path[index].dropLast(suffix.count))
      case .rest: return nil
      }
    }
    return segments.count == path.count ? values : nil
  }

  /// Literals come before values and values before the rest of a path.
  var rank: String {
    segments.map { segment in
      switch segment {
      case .literal: "0"
      case .value(_, let suffix): suffix.isEmpty ? "2" : "1"
      case .rest: "3"
      }
    }.joined()
  }
}

/// Which endpoint answers a path and a method.
struct RouteTable: Sendable {
  enum Found: Sendable {
    case endpoint(Endpoint, PathValues)
    case otherMethods([String])
    case nothing
  }

  private let entries: [(pattern: PathPattern, endpoint: Endpoint)]

  init(_ endpoints: [Endpoint]) {
    let all = endpoints.map { (pattern: PathPattern($0.path), endpoint: $0) }
    entries = all.sorted { $0.pattern.rank < $1.pattern.rank }
    var seen: Set<String> = []
    for endpoint in endpoints {
      let key = endpoint.method.rawValue + PathPattern(endpoint.path).template
      precondition(seen.insert(key).inserted, "two endpoints at \(key)")
    }
  }

  func find(_ method: String, _ path: [String]) -> Found {
    let wanted = method == "HEAD" ? "GET" : method
    var others: [String] = []
    var best: String?
    for (pattern, endpoint) in entries {
      guard let values = pattern.match(path) else { continue }
      if best == nil, endpoint.method.rawValue.uppercased() == wanted {
        return .endpoint(endpoint, PathValues(values: values))
      }
      let template = pattern.template
      // Methods of one path only: a less particular pattern is another address.
      if let best, best != template { break }
      best = template
      if endpoint.method.rawValue.uppercased() == wanted {
        return .endpoint(endpoint, PathValues(values: values))
      }
      others.append(endpoint.method.rawValue.uppercased())
      if endpoint.method == .get { others.append("HEAD") }
    }
    return others.isEmpty ? .nothing : .otherMethods(others.sorted())
  }
}
