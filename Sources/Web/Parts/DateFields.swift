import Ground

extension HTML {
  /// A day, or only its month or year, in three boxes: day, month, year. Source: frontend.md 3.1.
  ///
  /// The boxes are called `NAME.ngay`, `NAME.thang`, `NAME.nam`; `FormValues.dateText` reads them.
  public static func dateFields(_ entry: Entry, state: FormState, birthday: Bool = false) -> HTML {
    let parts = entry.dateParts(state)
    let boxes = DatePart.allCases.map { part -> HTML in
      let id = part == .day ? entry.id : "\(entry.id)-\(part.rawValue)"
      let complete: HTML? = birthday ? " autocomplete=\"bday-\(part.autocomplete)\"" : nil
      return """
        <div><label for="\(id)">\(part.label)</label><input id="\(id)" \
        name="\(entry.name).\(part.rawValue)" type="text" inputmode="numeric" \
        maxlength="\(part.length)" class="\(part.rawValue)" value="\(parts[part] ?? "")"\
        \(complete)\(described(entry))></div>
        """
    }
    return """
      <fieldset class="entry date\(entry.error == nil ? "" : " wrong")">\
      <legend>\(entry.label)\(optionalMark(entry))</legend>\(remarks(entry))\
      <div class="boxes">\(boxes)</div></fieldset>
      """
  }
}

enum DatePart: String, CaseIterable {
  case day = "ngay"
  case month = "thang"
  case year = "nam"

  var label: Phrase {
    switch self {
    case .day: "Ngày"
    case .month: "Tháng"
    case .year: "Năm"
    }
  }

  var autocomplete: String {
    switch self {
    case .day: "day"
    case .month: "month"
    case .year: "year"
    }
  }

  var length: Int { self == .year ? 4 : 2 }
}

extension Entry {
  /// What was typed into each box, else the parts of the entry's own value, which may be
  /// `1990-02-03`, `1990-02`, `1990` or `3/2/1990`.
  fileprivate func dateParts(_ state: FormState) -> [DatePart: String] {
    let boxes = DatePart.allCases.map { ($0, "\(name).\($0.rawValue)") }
    if boxes.contains(where: { state.values.has($0.1) }) {
      return Dictionary(uniqueKeysWithValues: boxes.map { ($0.0, state.values[$0.1]) })
    }
    let isISO = value.contains("-")
    let pieces = value.split { "-/. ".contains($0) }.map(String.init)
    let ordered = isISO ? pieces : pieces.reversed()
    return Dictionary(
      uniqueKeysWithValues: zip([DatePart.year, .month, .day], ordered).map { ($0, $1) })
  }
}

extension FormValues {
  /// What was typed into the boxes of `HTML.dateFields`, or into one box called `name`, as
  /// `3/2/1990`, `2/1990` or `1990`; empty when nothing was typed.
  public func dateText(_ name: String) -> String {
    let boxes = DatePart.allCases.map { "\(name).\($0.rawValue)" }
    guard boxes.contains(where: has) else { return self[name] }
    return boxes.map { self[$0] }.map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
      .joined(separator: "/")
  }
}
