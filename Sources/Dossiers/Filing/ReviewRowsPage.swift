import Catalogue
import Directory
import Ground
import Web

/// What was typed, line by line as people read it; as it was typed where it cannot be read.
struct ReviewRows {
  let opened: OpenedDraft

  struct Row {
    let label: Phrase
    let value: HTML
    /// The entry behind it.
    let field: String
  }

  func rows(_ step: FilingStep, _ values: DraftValues) -> [Row] {
    switch step {
    case .applicant: person("applicant", values)
    case .owner: owner(values)
    case .circumstances: circumstances(values)
    case .papers: papers
    case .delivery: delivery(values)
    }
  }

  private func row(_ label: Phrase, _ text: String, _ field: String) -> Row? {
    text.isEmpty ? nil : Row(label: label, value: "<span lang=\"vi\">\(text)</span>", field: field)
  }

  private func person(_ who: String, _ values: DraftValues) -> [Row] {
    let person = PersonTyped(who, values).person
    let isPerson = person.kind == .person
    return [
      row(isPerson ? "Họ và tên" : "Tên tổ chức", person.name, "\(who).name")
        ?? Row(label: "Họ và tên", value: "Chưa ghi", field: "\(who).name"),
      row("Số định danh cá nhân", person.personalNumber ?? "", "\(who).personalNumber"),
      row("Mã số thuế", person.taxNumber ?? "", "\(who).taxNumber"),
      row("Người đại diện", person.representativeName ?? "", "\(who).representativeName"),
      row("Ngày sinh", person.birthDate.map(DossierParts.spelt) ?? "", "\(who).birthDate"),
      row("Điện thoại", person.phone ?? "", "\(who).phone"),
      row("Thư điện tử", person.email ?? "", "\(who).email"),
      row("Địa chỉ", person.address?.text ?? "", "\(who).address.line"),
    ].compactMap(\.self)
  }

  private func owner(_ values: DraftValues) -> [Row] {
    switch values["owner.who"] {
    case FilingForm.same:
      return [Row(label: "Chủ hồ sơ", value: "Là người nộp", field: "owner.who")]
    case FilingForm.other: break
    case _: return [Row(label: "Chủ hồ sơ", value: "Chưa chọn", field: "owner.who")]
    }
    let files = opened.draft.files(at: .mandate)
    let until = values.date("mandate.until").map(DossierParts.spelt) ?? ""
    return person("owner", values)
      + [
        Row(
          label: "Giấy ủy quyền", value: files.isEmpty ? "Chưa có tệp" : names(files),
          field: "mandate"),
        row("Ủy quyền đến ngày", until, "mandate.until"),
      ].compactMap(\.self)
  }

  private func circumstances(_ values: DraftValues) -> [Row] {
    let terms = opened.offered.terms(.online)
    let chosen = terms.first { String($0.caseNumber) == values.text("case") }
    let text: HTML =
      if let chosen {
        "<span lang=\"vi\">\(chosen.note ?? "")</span> \(FilingWords.term(chosen))"
      } else if values.text("case") == FilingForm.unsure {
        "Để cơ quan xác định"
      } else {
        "Chưa chọn"
      }
    let rows = terms.count > 1 ? [Row(label: "Trường hợp", value: text, field: "case")] : []
    return rows
      + [row("Lý do được nộp trực tuyến", values.text("exemption"), "exemption")].compactMap(\.self)
  }

  /// Every paper with its files; those without are said, for nothing is forgotten in silence.
  private var papers: [Row] {
    let known = opened.offered.procedure.components.filter { !$0.isNote }
    let filed = known.filter { !opened.draft.files(at: .component($0.number)).isEmpty }
    var rows = filed.map { component in
      Row(
        label: Phrase(verbatim: FilingWords.short(component.name)),
        value: names(opened.draft.files(at: .component(component.number))),
        field: PaperPlace.component(component.number).name)
    }
    let other = opened.draft.files(at: .other)
    if !other.isEmpty {
      rows.append(
        Row(label: "Giấy tờ khác", value: names(other), field: PaperPlace.other.name))
    }
    let without = known.count - filed.count
    if without > 0 {
      rows.append(
        Row(
          label: "Chưa có tệp", value: "\(without) trên \(known.count) loại giấy tờ",
          field: PaperPlace.component(known.first?.number ?? 0).name))
    }
    return rows
  }

  private func names(_ files: [DraftFile]) -> HTML {
    let lines = files.map { file -> HTML in
      """
      <li><a href="\(Paths.draftFile(opened.draft, file))" lang="vi">\(file.file.name)</a> \
      <span class="hint">\(DossierParts.size(file.file.size))</span></li>
      """
    }
    return "<ul class=\"plain\">\(lines)</ul>"
  }

  private func wayName(_ way: String) -> HTML {
    guard let choice = DeliveryWays.choices.first(where: { $0.value == way }) else {
      return "Chưa chọn"
    }
    return "\(choice.label)"
  }

  private func delivery(_ values: DraftValues) -> [Row] {
    let way = values.text("delivery")
    let place = values.filled("returnAgency").map { AgencyCode($0) }
    let address = PersonTyped("delivery", values).address?.text ?? ""
    return [
      Row(
        label: "Nhận kết quả", value: wayName(way), field: "delivery"),
      way == "post" ? row("Địa chỉ nhận", address, "delivery.address.line") : nil,
      place.flatMap { row("Nơi trả kết quả", opened.names[$0] ?? $0.rawValue, "returnAgency") },
      row("Nhắn cho cơ quan", values.text("note"), "note"),
    ].compactMap(\.self)
  }
}
