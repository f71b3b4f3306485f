import Deadlines
import Directory
import Ground
import Printing

/// Phiếu xin lỗi và hẹn lại; in the later set văn bản xin lỗi và đề nghị gia hạn.
/// Source: TIM-4; ND 61/2018 Điều 19(9); domain 1.8, form 04.
struct ApologyLetter {
  let parts: LetterParts
  /// Which time the dossier is put off, from 1.
  let round: Int

  private var material: LetterMaterial { parts.material }
  private var dossier: Dossier { parts.dossier }
  private var agency: LetterAgency {
    parts.issuer(parts.event.agency ?? dossier.competentAgency)
  }

  /// The due date that was put off, and to when: as the act did it.
  private var change: DueDateChange? {
    dossier.clock?.dueDateChanges.filter { $0.reason == .extended }.dropFirst(round - 1).first
  }

  var letter: Letter {
    parts.letter(
      parts.opening(agency, notation: parts.form.words("notation"))
        + [
          .paragraph(
            Paragraph("Kính gửi: \(Text(dossier.contents.applicant.displayName).bold)", .centred)),
          .fields([Field("Địa chỉ", dossier.contents.applicant.address.map { Text($0.text) })]),
          .paragraph(Paragraph(Text(received))),
          .fields([
            Field("Thời gian hẹn trả kết quả", change?.old.map { Text($0.inLetters) })
          ]),
          .paragraph(Paragraph(Text(parts.form.words("regret")))),
          .fields([Field("Lý do", Text(parts.event.reason))]),
          .fields([
            Field(parts.form.words("request"), change.map { Text($0.new.inLetters).bold })
          ]),
          .paragraph(
            Paragraph(
              """
              Đây là lần hẹn lại thứ \(round) của hồ sơ; theo quy định, mỗi hồ sơ chỉ được hẹn lại \
              một lần.
              """)),
        ] + parts.corrections + [.together(closing)])
  }

  private var received: String {
    let unit = parts.receivingUnit(parts.issuer(dossier.agency))
    let when = dossier.receivedAt.map { "Ngày \($0.day.vietnamese), " } ?? ""
    return """
      \(when)\(unit) đã tiếp nhận hồ sơ đề nghị giải quyết thủ tục hành chính \
      “\(material.procedureName)”, lĩnh vực \(material.sectorName), mã hồ sơ \
      \(material.code(at: parts.event.at).text).
      """
  }

  private var closing: [Block] {
    let contact = agency.contact
    let reach = [contact.address, contact.phone.map { "điện thoại \($0)" }].compactMap(\.self)
    return [
      .paragraph(
        Paragraph(
          """
          Mọi ý kiến xin gửi về \(agency.name)\
          \(reach.isEmpty ? "" : " (\(reach.joined(separator: "; ")))"). Trân trọng cảm ơn.
          """)),
      parts.headSigns,
    ]
  }
}
