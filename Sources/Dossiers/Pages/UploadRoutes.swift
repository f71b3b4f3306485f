import Directory
import Ground
import Web

/// What came with a form: the fields as typed, and for every file taken a field `kept.…` with its
/// id, so that a form which is shown again asks for no file twice.
struct Uploads: Sendable {
  let values: FormValues
  /// Files that were not taken, each at its input.
  let refused: [RefusedPlace]

  var keptIDs: [String] { values.keptIDs }

  /// All at once: several files of a volume of scanned papers each.
  static let limit = 4 * FileDesk.limit
}

extension FormValues {
  /// The ids of the files that were taken for the input `field`.
  func kept(_ field: String) -> [String] { all("kept." + field) }

  var keptIDs: [String] { names.filter { $0.hasPrefix("kept.") }.flatMap { all($0) } }

  /// What was typed there, trimmed and in one form.
  func text(_ name: String) -> String { normalised(self[name]) }

  /// The same for JSON: `null` where nothing was typed.
  func present(_ name: String) -> JSON {
    let text = text(name)
    return text.isEmpty ? .null : .string(text)
  }
}

private enum Taken: Sendable {
  case file(String)
  case refused(RefusedPlace)
}

extension Call {
  /// Reads a form with files. A file that is not taken does not undo the others.
  func uploads(to files: FileDesk, by caller: Caller) async throws -> Uploads {
    let form = try await multipart { part in try await taken(part, to: files, by: caller) }
    let dropped = Set(
      form.values.names.filter { $0.hasPrefix("drop.") && form.values[$0] == "co" }
        .map { String($0.dropFirst("drop.".count)) })
    var pairs = form.values.names.flatMap { name in form.values.all(name).map { (name, $0) } }
    pairs.removeAll { name, value in
      name.hasPrefix("drop.") || (name.hasPrefix("kept.") && dropped.contains(value))
    }
    var refused: [RefusedPlace] = []
    for (field, file) in form.files {
      switch file {
      case .file(let id): pairs.append(("kept." + field, id))
      case .refused(let place): refused.append(place)
      }
    }
    return Uploads(values: FormValues(pairs), refused: refused)
  }

  private func taken(
    _ part: FilePart, to files: FileDesk, by caller: Caller
  ) async throws -> Taken {
    do {
      guard let type = MediaType(header: part.mediaType) ?? MediaType(fileName: part.fileName)
      else { throw FileRefused.typeNotTaken(part.mediaType) }
      let stored = try await files.take(
        part.stream, type: type, name: part.fileName, by: caller
      ) { StoredAnswer(status: 201, body: $0.json.bytes) }
      guard let id = try JSON(reading: stored.body)["id"]?.text else {
        throw ContentsUnreadable(what: "uploaded file")
      }
      return .file(id)
    } catch let refused as any Refusal where !(refused is EdgeRefused) {
      return .refused(
        RefusedPlace(
          pointer: "/" + part.field, code: refused.code,
          detail: "\(part.fileName): \(refused.explanation)"))
    }
  }
}
