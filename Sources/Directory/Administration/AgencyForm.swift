import Ground

/// What an administrator types about agencies and posts, read field by field. Pure.
struct AdministrationForm {
  /// The value of a field, `""` when it is not there.
  let field: (String) -> String

  init(_ field: @escaping (String) -> String) { self.field = field }

  /// Refuses: `FormUnfit` naming each field.
  func newAgency() throws(FormUnfit) -> NewAgency {
    var faults: [RefusedPlace] = []
    let level = AgencyLevel(rawValue: field("level"))
    if level == nil { faults.append(place("level", "Chọn cấp của cơ quan.")) }
    let from = day("from", &faults)
    guard let level, let from else { throw FormUnfit(places: faults) }
    let parent = normalised(field("parent"))
    let hours = normalised(field("hours"))
    return NewAgency(
      code: AgencyCode(normalised(field("code"))), name: field("name"), level: level,
      parent: parent.isEmpty ? nil : AgencyCode(parent), from: from,
      hours: hours.isEmpty ? nil : hours)
  }

  /// The change of an agency's name and hours, both always asked.
  func change() throws(FormUnfit) -> (change: AgencyChange, from: Day) {
    var faults: [RefusedPlace] = []
    guard let from = day("from", &faults) else { throw FormUnfit(places: faults) }
    let hours = normalised(field("hours"))
    let change = AgencyChange(
      name: field("name"), hours: hours.isEmpty ? .cleared : .set(hours))
    return (change, from)
  }

  func ending() throws(FormUnfit) -> (lastDay: Day, successors: [AgencySuccessor]) {
    var faults: [RefusedPlace] = []
    guard let lastDay = day("validTo", &faults) else { throw FormUnfit(places: faults) }
    let successor = normalised(field("successor"))
    return (lastDay, successor.isEmpty ? [] : [AgencySuccessor(AgencyCode(successor))])
  }

  /// Who gets which role until when; the last day may be left empty.
  func grant() throws(FormUnfit) -> (username: String, role: Role, to: Instant?) {
    var faults: [RefusedPlace] = []
    let role = Role(rawValue: field("role"))
    if role == nil { faults.append(place("role", "Chọn vai trò.")) }
    var lastDay: Day?
    if !normalised(field("to")).isEmpty { lastDay = day("to", &faults) }
    guard let role, faults.isEmpty else { throw FormUnfit(places: faults) }
    let end = lastDay.map { Instant($0.adding(days: 1), minute: 0) }
    return (normalised(field("username")), role, end)
  }

  private func day(_ name: String, _ faults: inout [RefusedPlace]) -> Day? {
    let day = Day(iso: normalised(field(name)))
    if day == nil { faults.append(place(name, "Ghi ngày dạng 2026-11-20.")) }
    return day
  }

  private func place(_ name: String, _ detail: String) -> RefusedPlace {
    RefusedPlace(pointer: name, code: FormUnfit.code, detail: detail)
  }
}

/// A form that cannot be read, field by field.
struct FormUnfit: Refusal {
  static let code = "form.unfit"
  let places: [RefusedPlace]
  var code: String { FormUnfit.code }
  var kind: RefusalKind { .content }
  var explanation: String { "Chưa ghi nhận. Sửa các mục nêu dưới đây rồi gửi lại." }
}
