import Directory
import Ground
import Printing

/// Phiếu từ chối tiếp nhận giải quyết hồ sơ. Source: DOS-22; domain 1.8, form 03.
struct ReceptionRefusal {
  let parts: LetterParts

  private var material: LetterMaterial { parts.material }
  private var agency: LetterAgency { parts.issuer(parts.event.agency ?? parts.dossier.agency) }

  var letter: Letter {
    parts.letter(
      parts.opening(agency)
        + [.fields([Field("Nơi tiếp nhận", Text(parts.receivingUnit(agency)))])]
        + parts.applicant("Người nộp hồ sơ") + [
          .fields([parts.dossier.contents.applicant.identity]), parts.procedure,
          .fields([Field("Thời gian nộp hồ sơ", Text(parts.dossier.submittedAt.inLetters))]),
          .paragraph(Paragraph(Text(parts.form.words("intro")), .plain)),
          .fields([Field("Lý do", Text(parts.event.reason))]),
          .fields([Field("Căn cứ pháp lý", parts.event.legalBasis.map { Text($0) })]),
        ] + [.together(closing)])
  }

  private var closing: [Block] {
    let phone = material.holder(parts.event)?.phone ?? agency.contact.phone
    return [
      .fields([Field("Cơ quan có thẩm quyền giải quyết", competent)]),
      .fields([
        Field("Cán bộ hướng dẫn", material.person(parts.event).map { Text($0) }),
        Field("Điện thoại", phone.map { Text($0) }, share: 0.8),
      ]),
    ] + parts.corrections + [
      .signatures([
        parts.applicantSigns,
        parts.officer("Người tiếp nhận hồ sơ"),
      ])
    ]
  }

  /// Where to turn, when the dossier names another agency; else the line is for the hand.
  private var competent: Text? {
    let code = parts.dossier.competentAgency
    guard code != parts.dossier.agency else { return nil }
    let agency = parts.issuer(code)
    return Text([agency.name, agency.contact.address].compactMap(\.self).joined(separator: ", "))
  }
}
