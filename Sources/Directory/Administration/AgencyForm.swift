public import Ground

/// Reads a day as people type it: `1/7/2026`, `01-07-2026` or `2026-07-01`; `nil` for anything
/// else. Source: domain 6.4.
public func typedDay(_ typed: String) -> Day? {
  let text = normalised(typed)
  if let day = Day(iso: text) { return day }
  let parts = text.split(omittingEmptySubsequences: false) { "/-. ".contains($0) }
  let fits = parts.count == 3 && parts.allSatisfy { $0.utf8.allSatisfy(isDecimalDigit) }
  guard fits, (1...2).contains(parts[0].count), (1...2).contains(parts[1].count),
    parts[2].count == 4
  else { return nil }
  func padded(_ part: Substring) -> String { part.count == 1 ? "0\(part)" : String(part) }
  return Day(iso: "\(parts[2])-\(padded(parts[1]))-\(padded(parts[0]))")
}

/// What an administrator types about agencies and posts, read field by field. Pure.
///
/// Every unfit field is named at once; what only the desk can judge comes after.
struct AdministrationForm {
  /// The value of a field, `""` when it is not there; a day's boxes as one text.
  private let field: (String) -> String
  private(set) var faults: [RefusedPlace] = []

  init(_ field: @escaping (String) -> String) { self.field = field }

  /// Refuses: `FormUnfit` naming each field.
  mutating func newAgency() throws(FormUnfit) -> (agency: NewAgency, reason: String) {
    let code = code("code", "Nhập mã định danh, ví dụ H99.113.")
    let name = line("name", "Nhập tên cơ quan.", max: 300)
    let level = word("level", "Chọn cấp của cơ quan.") as AgencyLevel?
    let parent = optionalCode("parent")
    let (hours, from) = (hours(), day("from"))
    let reason = self.reason()
    guard let level, let from, faults.isEmpty else { throw FormUnfit(places: faults) }
    let agency = NewAgency(
      code: code, name: name, level: level, parent: parent, from: from, hours: hours)
    return (agency, reason)
  }

  /// What changes from a day on; `before` is what the form showed, so that only what was touched is
  /// a change.
  mutating func change(
    of before: Agency
  ) throws(FormUnfit) -> (change: AgencyChange, from: Day, reason: String) {
    let code = code("code", "Nhập mã định danh, ví dụ H99.113.")
    let name = line("name", "Nhập tên cơ quan.", max: 300)
    let level = word("level", "Chọn cấp của cơ quan.") as AgencyLevel?
    let parent = optionalCode("parent")
    let (hours, from) = (hours(), day("from"))
    let reason = self.reason()
    var change = AgencyChange()
    if code != before.code { change.code = code }
    if name != before.name { change.name = name }
    if level != before.level { change.level = level }
    if parent != before.parent { change.parent = parent.map { .set($0) } ?? .cleared }
    if hours != before.hours { change.hours = hours.map { .set($0) } ?? .cleared }
    if faults.isEmpty, change == AgencyChange() {
      fail("name", "Chưa có gì thay đổi. Sửa ít nhất một mục rồi lưu.")
    }
    guard let from, faults.isEmpty else { throw FormUnfit(places: faults) }
    return (change, from, reason)
  }

  mutating func contact() throws(FormUnfit) -> (AgencyContact, from: Day, reason: String) {
    let contact = AgencyContact(
      address: field("address"), phone: field("phone"), email: field("email"),
      website: field("website"))
    do throws(ContactUnfit) { _ = try contact.checked() } catch { faults += error.places }
    let from = day("from")
    let reason = self.reason()
    guard let from, faults.isEmpty else { throw FormUnfit(places: faults) }
    return (contact, from, reason)
  }

  mutating func ending() throws(FormUnfit) -> (
    lastDay: Day, successors: [AgencySuccessor], reason: String
  ) {
    let lastDay = day("validTo")
    let successor = optionalCode("successor")
    let reason = self.reason()
    guard let lastDay, faults.isEmpty else { throw FormUnfit(places: faults) }
    return (lastDay, successor.map { [AgencySuccessor($0)] } ?? [], reason)
  }

  /// Who gets which role where, from when and until when; the last day may be left empty.
  mutating func grant(today: Day) throws(FormUnfit) -> Granting {
    let agency = code("agency", "Chọn cơ quan.")
    let role = word("role", "Chọn vai trò.") as Role?
    let card = card()
    let from = day("from")
    if let from, from < today {
      fail("from", "Không giao lùi ngày. Ghi từ hôm nay \(today.vietnamese) trở đi.")
    }
    let lastDay = normalised(field("to")).isEmpty ? nil : day("to")
    let reason = self.reason()
    guard let role, let from, faults.isEmpty else { throw FormUnfit(places: faults) }
    if let lastDay, lastDay < from {
      fail("to", "Ngày cuối phải từ ngày bắt đầu \(from.vietnamese) trở đi.")
      throw FormUnfit(places: faults)
    }
    return Granting(
      agency: agency, role: role, title: card.title, phone: card.phone,
      from: from == today ? nil : Instant(from, minute: 0),
      to: lastDay.map { Instant($0.adding(days: 1), minute: 0) }, reason: reason)
  }

  /// A post that is to be given.
  struct Granting: Sendable, Equatable {
    let agency: AgencyCode
    let role: Role
    let title: String
    let phone: String
    /// `nil`: at once.
    let from: Instant?
    let to: Instant?
    let reason: String
  }

  private mutating func card() -> (title: String, phone: String) {
    let (title, phone) = (normalised(field("title")), normalised(field("phone")))
    do throws(PostUnfit) { _ = try PostCard(title: title, phone: phone) } catch {
      faults += error.places
    }
    return (title, phone)
  }

  private mutating func code(_ name: String, _ advice: Phrase) -> AgencyCode {
    let text = normalised(field(name)).uppercased()
    if text.isEmpty {
      fail(name, advice)
    } else if AgencyCodeScheme.ofAgency(text) == nil {
      fail(name, AgencyRefused.codeUnfit(text).explanation)
    }
    return AgencyCode(text)
  }

  private mutating func optionalCode(_ name: String) -> AgencyCode? {
    normalised(field(name)).isEmpty ? nil : code(name, "Chọn cơ quan trong danh mục.")
  }

  private mutating func word<Word: RawRepresentable>(_ name: String, _ advice: Phrase) -> Word?
  where Word.RawValue == String {
    let word = Word(rawValue: field(name))
    if word == nil { fail(name, advice) }
    return word
  }

  private mutating func line(_ name: String, _ advice: Phrase, max: Int) -> String {
    let text = normalised(field(name))
    if text.isEmpty {
      fail(name, advice)
    } else if !isLine(text, max: max) {
      fail(name, "Ghi trên một dòng, tối đa \(max) ký tự.")
    }
    return text
  }

  private mutating func hours() -> String? {
    let text = normalised(field("hours"))
    guard !text.isEmpty else { return nil }
    do throws(FieldUnfit) { return try HoursText(text).text } catch {
      fail("hours", error.explanation)
      return nil
    }
  }

  private mutating func day(_ name: String) -> Day? {
    let day = typedDay(field(name))
    if let day, !(1900...2099).contains(day.year) {
      fail(name, "Năm phải từ 1900 đến 2099.")
      return nil
    }
    if day == nil { fail(name, "Nhập ngày có thật, ví dụ 20/11/2026.") }
    return day
  }

  /// Why it is done: a decision's number and day, or words.
  mutating func reason() -> String {
    line(
      "reason", "Nhập căn cứ hoặc lý do, ví dụ: Quyết định 12/QĐ-UBND ngày 05/01/2026.", max: 500)
  }

  private mutating func fail(_ name: String, _ detail: Phrase) {
    faults.append(RefusedPlace(pointer: name, code: FormUnfit.code, detail: detail))
  }
}

/// A form that cannot be read, field by field.
struct FormUnfit: Refusal {
  static let code = "form.unfit"
  let places: [RefusedPlace]
  var code: String { FormUnfit.code }
  var kind: RefusalKind { .content }
  var explanation: Phrase { "Chưa ghi nhận. Sửa các mục nêu dưới đây rồi gửi lại." }
}
