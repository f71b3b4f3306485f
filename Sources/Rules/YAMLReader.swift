import Ground
import Yams

/// YAML as the packs use it, as JSON values with the lines they stand on.
///
/// Only `true`, `false`, `null`, `~` and whole numbers are more than text, and only without quotes:
/// `off` is a word, `2026-09-02` is text, and `1.10` stays `1.10`. Trap: YAML 1.1 would read `off`
/// as false, and a binary number would lose the weight that a decision printed.
struct YAMLReader {
  /// The one document of a file.
  static func document(_ bytes: [UInt8]) throws(RulePackUnreadable) -> Node {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw RulePackUnreadable(line: 1, reason: "the file is not UTF-8")
    }
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw RulePackUnreadable(line: 1, reason: "the file is empty")
      }
      return node
    } catch let error as YamlError {
      throw RulePackUnreadable(error)
    } catch let error as RulePackUnreadable {
      throw error
    } catch {
      throw RulePackUnreadable(line: 1, reason: "\(error)")
    }
  }

  static func json(_ node: Node) throws(RulePackUnreadable) -> JSON {
    switch node {
    case .scalar(let scalar): return json(scalar)
    case .sequence(let sequence):
      var elements: [JSON] = []
      for element in sequence { elements.append(try json(element)) }
      return .array(elements)
    case .mapping(let mapping):
      var members: [JSON.Member] = []
      for (key, value) in mapping {
        guard let name = key.scalar?.string else {
          throw RulePackUnreadable(line: line(key), reason: "a name must be plain text")
        }
        members.append(JSON.Member(name, try json(value)))
      }
      return .object(members)
    case .alias:
      throw RulePackUnreadable(line: line(node), reason: "aliases are not taken; write it out")
    }
  }

  static func line(_ node: Node) -> Int { node.mark?.line ?? 1 }

  private static func json(_ scalar: Node.Scalar) -> JSON {
    guard scalar.style == .plain else { return .string(scalar.string) }
    return switch scalar.string {
    case "true": .bool(true)
    case "false": .bool(false)
    case "null", "~", "": .null
    default: isWhole(scalar.string) ? .integer(Int64(scalar.string) ?? 0) : .string(scalar.string)
    }
  }

  /// No sign but a minus, no leading zero, at most 18 digits: `007` and a phone number are text.
  private static func isWhole(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
    return (1...18).contains(digits.utf8.count) && digits.utf8.allSatisfy { (48...57).contains($0) }
      && (digits == "0" || !digits.hasPrefix("0"))
  }
}

extension RulePackUnreadable {
  init(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(line: mark.line, reason: problem)
    case .duplicatedKeysInMapping(let names, let context):
      let reason = "\(names.joined(separator: ", ")) stands twice in one record"
      self.init(line: context.mark.line, reason: reason)
    default:
      self.init(line: 1, reason: "\(error)")
    }
  }
}
