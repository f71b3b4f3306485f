import Directory
import Ground
import Web

/// What came with a form that reports: its fields, and the file when one was taken.
struct ReportForm: Sendable {
  /// With the id of a file that was taken under `ReportFields.kept`.
  let values: FormValues
  /// Why the file was not taken; `nil` where nothing is wrong with it.
  let refused: (any Refusal)?

  var file: String? {
    let kept = values[ReportFields.kept]
    return kept.isEmpty ? nil : kept
  }

  var reason: String { normalised(values[ReportFields.reason]) }
  var mark: Int { Int(values[ReportFields.mark]) ?? -1 }

  /// The document that says so.
  ///
  /// Refuses: `RegisterRefused.unfit`.
  func basis() throws(RegisterRefused) -> String {
    let text = normalised(values[ReportFields.document])
    let isOneLine = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard (3...300).contains(text.count), isOneLine else {
      throw .unfit([
        RegisterForm.fault(
          ReportFields.document, "Nhập số, ký hiệu văn bản làm căn cứ, tối đa 300 ký tự.")
      ])
    }
    return text
  }

  /// The values of every column, as they were typed.
  ///
  /// Refuses: `RegisterRefused.unfit`, naming every field.
  func reported(_ register: ReportedRegister) throws(RegisterRefused) -> RegisterValues {
    var (reported, faults): (RegisterValues, [RefusedPlace]) = ([:], [])
    for column in register.columns {
      let field = ReportFields.column(column.code)
      do throws(ValueUnfit) {
        reported[column.code] = try column.value(typed: values[field])
      } catch { faults.append(RegisterForm.fault(field, error.advice)) }
    }
    if let discord = register.discord(reported) {
      faults.append(RegisterForm.fault(ReportFields.column(discord.column), discord.advice))
    }
    do throws(RegisterRefused) { _ = try basis() } catch { faults += error.places }
    guard faults.isEmpty else { throw .unfit(faults) }
    return reported
  }
}

private enum TakenFile: Sendable {
  case file(String)
  case refused(any Refusal)
}

extension Call {
  /// Reads a form that reports; its file is kept, so that the form asks for it only once.
  func reportForm(_ desk: RegisterDesk, _ caller: Caller) async throws -> ReportForm {
    let form = try await multipart { part -> TakenFile in
      do {
        return .file(try await desk.take(part.stream, name: part.fileName, by: caller).id)
      } catch let refused as any Refusal where !(refused is EdgeRefused) {
        return .refused(refused)
      }
    }
    var pairs = form.values.names.flatMap { name in form.values.all(name).map { (name, $0) } }
    var refused: (any Refusal)?
    for (_, taken) in form.files {
      switch taken {
      case .file(let id):
        pairs.removeAll { $0.0 == ReportFields.kept }
        pairs.append((ReportFields.kept, id))
      case .refused(let why): refused = why
      }
    }
    return ReportForm(values: FormValues(pairs), refused: refused)
  }
}
