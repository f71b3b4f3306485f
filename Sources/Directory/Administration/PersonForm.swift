import Ground

/// What an administrator types about a person, read field by field. Pure.
struct PersonForm {
  private let field: (String) -> String
  private var faults: [RefusedPlace] = []

  init(_ field: @escaping (String) -> String) { self.field = field }

  /// Refuses: `FormUnfit` naming each field.
  mutating func newPerson() throws(FormUnfit) -> (
    username: String, name: String, kind: Account.Kind, reason: String
  ) {
    let name = self.name()
    let username = normalised(field("username"))
    do throws(FieldUnfit) { _ = try Username(username) } catch {
      fail("username", error.explanation)
    }
    let kind = Account.Kind(rawValue: field("kind"))
    if kind == nil || kind == .citizen { fail("kind", "Chọn loại tài khoản.") }
    let reason = self.reason()
    guard let kind, faults.isEmpty else { throw FormUnfit(places: faults) }
    return (username, name, kind, reason)
  }

  mutating func renaming() throws(FormUnfit) -> (name: String, reason: String) {
    let (name, reason) = (self.name(), self.reason())
    guard faults.isEmpty else { throw FormUnfit(places: faults) }
    return (name, reason)
  }

  mutating func onlyReason() throws(FormUnfit) -> String {
    let reason = self.reason()
    guard faults.isEmpty else { throw FormUnfit(places: faults) }
    return reason
  }

  private mutating func name() -> String {
    do throws(FieldUnfit) { return try PersonName(field("name")).text } catch {
      fail("name", error.explanation)
      return ""
    }
  }

  private mutating func reason() -> String {
    var form = AdministrationForm(field)
    let reason = form.reason()
    faults += form.faults
    return reason
  }

  private mutating func fail(_ name: String, _ detail: Phrase) {
    faults.append(RefusedPlace(pointer: name, code: FormUnfit.code, detail: detail))
  }
}
