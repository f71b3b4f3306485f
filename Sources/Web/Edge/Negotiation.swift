import Ground

extension Endpoint {
  /// Whether the asker takes any of the forms in which this is answered. Source: RFC 9110, 12.5.1.
  func isAcceptable(_ accept: [String]) -> Bool {
    let ranges = accept.joined(separator: ",").split(separator: ",").filter { range in
      !range.split(separator: ";").contains { piece in
        let plain = piece.filter { $0 != " " }.lowercased()
        return plain.hasPrefix("q=0") && !plain.contains { "123456789".contains($0) }
      }
    }
    guard !ranges.isEmpty else { return accept.allSatisfy { $0.allSatisfy { $0 == " " } } }
    let types = answers.map(\.type) + ["application/json"]
    return ranges.contains { range in
      let type = mediaType(of: range)
      return type == "*/*"
        || types.contains {
          mediaType(of: $0[...]) == type || group(mediaType(of: $0[...])) == type
        }
    }
  }

  /// Refuses: `EdgeRefused.unsupported` when the body is not of the form that is asked for. The
  /// boundary of a multipart body, `nil` for others.
  func requireType(_ contentType: String?) throws(EdgeRefused) -> String? {
    let type = mediaType(of: (contentType ?? "")[...])
    switch body {
    case .none: return nil
    case .json:
      guard type == "application/json" else { throw .unsupported(expected: "application/json") }
    case .form:
      guard type == "application/x-www-form-urlencoded" else {
        throw .unsupported(expected: "application/x-www-form-urlencoded")
      }
    case .multipart:
      guard type == "multipart/form-data", let boundary = boundary(of: contentType ?? "") else {
        throw .unsupported(expected: "multipart/form-data")
      }
      return boundary
    case .bytes(limit: _, let types):
      guard type.contains("/"), types.isEmpty || types.contains(type) else {
        throw .unsupported(
          expected: types.isEmpty ? "Content-Type của tệp" : types.joined(separator: ", "))
      }
    }
    return nil
  }
}

private func mediaType(of text: Substring) -> String {
  String(text.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }).lowercased()
}

private func group(_ type: String) -> String {
  String(type.prefix { $0 != "/" }) + "/*"
}

/// Source: RFC 2046, 5.1.1: at most 70 characters.
private func boundary(of contentType: String) -> String? {
  for piece in contentType.split(separator: ";").dropFirst() {
    let halves = piece.split(separator: "=", maxSplits: 1)
    guard halves.count == 2, halves[0].filter({ $0 != " " }).lowercased() == "boundary" else {
      continue
    }
    let value = halves[1].filter { $0 != "\"" && $0 != " " }
    return (1...70).contains(value.utf8.count) ? value : nil
  }
  return nil
}
