import Deadlines
import Directory
import Ground

/// What an administrator types about one rest day or make-up day, read field by field. Pure.
struct CalendarForm {
  let typed: (String) -> String

  /// Refuses: `CatalogueRefused.unfit`, with every field that is at fault.
  func record(knownOn today: Day) throws(CatalogueRefused) -> CalendarRecord {
    var faults: [RefusedPlace] = []
    let day = typedDay(typed("day"))
    if day == nil { faults.append(fault("day", "Nhập ngày có thật, ví dụ 02/09/2027.")) }
    if let day, !WorkingCalendar.years.contains(day.year) {
      faults.append(fault("day", "Năm phải từ 1900 đến 2099."))
    }
    let kind = CalendarRecord.Kind(rawValue: typed("kind"))
    if kind == nil { faults.append(fault("kind", "Chọn ngày nghỉ hoặc ngày làm bù.")) }
    let name = line("name", "Nhập tên ngày, ví dụ Quốc khánh.", 200, &faults)
    let decision = line("decision", "Nhập số, ký hiệu của quyết định.", 200, &faults)
    guard let day, let kind, faults.isEmpty else { throw .unfit(faults) }
    return CalendarRecord(
      day: day, kind: kind, name: name, decision: decision, knownOn: today)
  }

  private func line(
    _ field: String, _ advice: Phrase, _ max: Int, _ faults: inout [RefusedPlace]
  ) -> String {
    let text = normalised(typed(field))
    let isOneLine = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    if text.isEmpty {
      faults.append(fault(field, advice))
    } else if text.count > max || !isOneLine {
      faults.append(fault(field, "Ghi trên một dòng, tối đa \(max) ký tự."))
    }
    return text
  }
}
