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
  let isOpen: Bool

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

  /// The endpoints of one address, by method.
  private struct Place: Sendable {
    let pattern: PathPattern
    var endpoints: [String: Endpoint]
  }

  /// The most particular first.
  private let places: [Place]
  /// Which places an address of so many segments may be; beyond the last of them `open` only.
  private let byLength: [[Int]]
  /// Those whose end is open.
  private let open: [Int]

  init(_ endpoints: [Endpoint]) {
    var places: [Place] = []
    var known: [String: Int] = [:]
    for endpoint in endpoints {
      let pattern = PathPattern(endpoint.path)
      let method = endpoint.method.rawValue.uppercased()
      let at = known[pattern.template] ?? places.count
      if at == places.count { places.append(Place(pattern: pattern, endpoints: [:])) }
      known[pattern.template] = at
      precondition(
        places[at].endpoints.updateValue(endpoint, forKey: method) == nil,
        "two endpoints at \(method) \(pattern.template)")
    }
    places.sort { $0.pattern.rank < $1.pattern.rank }
    self.places = places
    let longest = places.map(\.pattern.segments.count).max() ?? 0
    byLength = (0...longest).map { length in
      places.indices.filter { index in
        places[index].pattern.isOpen || places[index].pattern.segments.count == length
      }
    }
    open = places.indices.filter { places[$0].pattern.isOpen }
  }

  func find(_ method: String, _ path: [String]) -> Found {
    for index in path.count < byLength.count ? byLength[path.count] : open {
      guard let values = places[index].pattern.match(path) else { continue }
      // A less particular pattern is another address.
      let endpoints = places[index].endpoints
      if let endpoint = endpoints[method == "HEAD" ? "GET" : method] {
        return .endpoint(endpoint, PathValues(values: values))
      }
      let others = endpoints.keys.flatMap { $0 == "GET" ? ["GET", "HEAD"] : [$0] }
      return .otherMethods(others.sorted())
    }
    return .nothing
  }
}
