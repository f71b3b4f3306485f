import Catalogue
import Directory
import Ground
import Printing

/// What all letters of a dossier have in common.
struct LetterParts {
  let form: DatedForm
  let material: LetterMaterial
  /// The act that gave rise to the letter.
  let event: DossierEvent
  /// The day of printing.
  let today: Day

  var dossier: Dossier { material.dossier }

  /// The agency that speaks, as it was on the day of the act.
  func issuer(_ code: AgencyCode) -> LetterAgency { material.agency(code, on: event.at.day) }

  /// A finished letter. A later print than the act's own day says so at its foot unless `foot` says
  /// something else; all the rest is told as it was. Source: MRG-4.
  func letter(_ blocks: [Block], madeAt: Instant? = nil, foot: String? = nil) -> Letter {
    let size: Sheet.Size = form.size == "a4" ? .a4 : .a5
    let reprint = today > event.at.day ? "Bản in lại ngày \(today.vietnamese)" : nil
    return Letter(
      title: "\(form.title) – \(material.code(at: event.at).text)", madeAt: madeAt ?? event.at,
      sheet: Sheet(size), size: size == .a4 ? 13 : 10,
      foot: Text([form.label, foot ?? reprint].compactMap(\.self).joined(separator: ". ")).italic,
      blocks: blocks)
  }

  /// Agency, motto, number, dossier code, place and date; the form's name with the QR code.
  func opening(_ agency: LetterAgency, notation: String? = nil) -> [Block] {
    let code = material.code(at: event.at)
    var marks: [Text] = []
    if let notation { marks.append("Số: …………/\(notation)") }
    marks.append("\(code.label): \(Text(code.text).bold)")
    return [
      .head(
        Head(
          parent: agency.parent.map { Broken(official: $0) },
          agency: Broken(official: agency.name), marks: marks,
          placeAndDate: (agency.town ?? "……………") + ", " + event.at.day.inLetters)),
      .title(
        Title(
          Broken(form.titleLines.map { $0.uppercased() }),
          code: QRCode(material.lookupAddress(at: event.at)))),
    ]
  }

  /// The one-stop unit of the agency, or the centre itself.
  func receivingUnit(_ agency: LetterAgency) -> String {
    agency.level == .centre ? agency.name : "\(form.words("receiving_unit")) \(agency.name)"
  }

  /// Applicant, address, telephone, e-mail and number of identity.
  func applicant(_ label: String) -> [Block] {
    let applicant = dossier.contents.applicant
    return [
      .fields([Field(label, Text(applicant.displayName).bold)]),
      .fields([Field("Địa chỉ", applicant.address.map { Text($0.text) })]),
      .fields([
        Field("Số điện thoại", applicant.phone.map { Text($0) }),
        Field("Thư điện tử", applicant.email.map { Text($0) }, share: 1.3),
      ]),
    ]
  }

  var procedure: Block {
    .fields([
      Field(
        "Thủ tục hành chính", "\(material.procedureName) (mã \(dossier.procedure.rawValue))")
    ])
  }

  /// What was put right since, so that nobody takes the letter's words for those of its day.
  var corrections: [Block] {
    material.corrections(after: event.at).map {
      .paragraph(Paragraph(Text("Thông tin đã được đính chính. \($0)").italic, .small))
    }
  }

  /// The officer who did the act.
  func officer(_ capacity: String) -> Signature {
    Signature(
      Broken([capacity.uppercased()]), hint: "(Ký, ghi rõ họ tên)", name: material.person(event))
  }

  /// Where the one who handed it in signs: by hand.
  var applicantSigns: Signature {
    Signature("NGƯỜI NỘP HỒ SƠ", hint: "(Ký, ghi rõ họ tên)", name: nil)
  }

  /// Who gets a letter of the agency, and its head beside.
  var headSigns: Block {
    let unit = receivingUnit(issuer(dossier.agency))
    return .signatures([
      Signature(recipients: ["Như trên", unit, "Lưu: hồ sơ thủ tục hành chính"]), head,
    ])
  }

  /// The head of the agency, or who signs in their place: the position as the post has it.
  private var head: Signature {
    let title = material.holder(event)?.title ?? form.words("signer")
    return Signature(
      Broken(official: title), hint: "(Ký, ghi rõ họ tên, đóng dấu)", name: material.person(event))
  }
}

extension Broken {
  /// A name of an agency or a position in capitals, broken before and after "Ủy ban nhân dân".
  init(official name: String) {
    let committee = "ỦY BAN NHÂN DÂN"
    let capitals = name.uppercased().replacing("UỶ BAN", with: "ỦY BAN")
    let halves = capitals.split(
      separator: committee, maxSplits: 1, omittingEmptySubsequences: false
    )
    .map { normalised(String($0)) }
    self.init(halves.count == 2 ? [halves[0], committee, halves[1]] : [capitals])
  }
}

extension Applicant {
  /// The name; of an organisation with who stands for it.
  var displayName: String {
    switch kind {
    case .person: name
    case .organisation:
      name + (representativeName.map { " (người đại diện: \($0))" } ?? "")
    }
  }

  /// Label and number by which it is known to the state.
  var identity: Field {
    switch kind {
    case .person:
      Field("Số định danh cá nhân/CCCD/Hộ chiếu", personalNumber.map { Text($0) })
    case .organisation: Field("Mã số thuế/Mã số doanh nghiệp", taxNumber.map { Text($0) })
    }
  }
}

extension Day {
  /// "ngày 05 tháng 02 năm 2026": days below 10 and the months 1 and 2 with a zero.
  /// Source: ND 30/2020 Annex I (DOC-6).
  var inLetters: String {
    "ngày \(padded(day, 2)) tháng \(month < 3 ? padded(month, 2) : String(month)) năm \(year)"
  }
}

extension Instant {
  /// "08 giờ 05 phút, ngày 20/11/2026".
  var inLetters: String {
    "\(padded(minuteOfDay / 60, 2)) giờ \(padded(minuteOfDay % 60, 2)) phút, ngày "
      + day.vietnamese
  }
}
