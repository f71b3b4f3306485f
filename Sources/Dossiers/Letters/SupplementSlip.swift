import Catalogue
import Directory
import Ground
import Printing

/// Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: one round. Source: DOS-21, TIM-1; domain 1.8, form 02.
struct SupplementSlip {
  let parts: LetterParts
  let request: SupplementRequest

  private var material: LetterMaterial { parts.material }

  /// Who asked: at reception the receiving agency, in the processing the competent one.
  private var agency: LetterAgency {
    parts.issuer(parts.event.agency ?? parts.dossier.agency)
  }

  var letter: Letter {
    parts.letter(
      parts.opening(agency) + opening + parts.applicant("Người nộp hồ sơ") + [parts.procedure]
        + [
          .fields([Field("Khâu yêu cầu", Text(stage))]),
          .paragraph(Paragraph(Text(parts.form.words("intro")), .plain)), table,
          .fields([Field("Lý do", Text(request.reason))]),
          .fields([Field("Căn cứ pháp lý", request.legalBasis.map { Text($0) })]),
        ] + approval + [.together(closing)])
  }

  private var opening: [Block] {
    [.fields([Field("Nơi tiếp nhận", Text(parts.receivingUnit(agency)))])]
  }

  private var stage: String {
    request.beforeProcessing ? "tiếp nhận hồ sơ" : "thẩm định, giải quyết hồ sơ"
  }

  private var table: Block {
    let columns = [
      Table.Column("STT", share: 0.7, .centre),
      Table.Column("Giấy tờ, nội dung còn thiếu hoặc chưa đúng", share: 4),
      Table.Column("Cách bổ sung, hoàn thiện", share: 4.3),
    ]
    let rows = request.items.enumerated().map { index, item -> [Text] in
      let component = material.components.first { $0.number == item.component }
      let what = component.map { "\($0.name): \(item.what)" } ?? item.what
      return [Text(String(index + 1)), Text(what), Text(item.how)]
    }
    return .table(Table(columns, rows: rows))
  }

  private var approval: [Block] {
    request.approver.map { [.fields([Field("Người duyệt yêu cầu", Text($0))])] } ?? []
  }

  private var closing: [Block] {
    let contact = agency.contact
    let counting: [Block] =
      parts.dossier.receivedAt.map { $0 <= parts.event.at } ?? false
      ? [
        .paragraph(
          Paragraph(
            """
            Thời hạn giải quyết tạm dừng từ \(parts.event.at.inLetters) cho đến khi cơ quan nhận \
            đủ giấy tờ bổ sung; ngày hẹn trả mới sẽ được thông báo khi đó.
            """))
      ] : []
    return counting + [
      .fields([
        Field(
          "Nộp bổ sung tại",
          Text(
            [agency.name, contact.address].compactMap(\.self)
              .joined(separator: ", ")))
      ]),
      .fields([Field("Trang thông tin", Text(contact.website ?? material.publicURL))]),
      .fields([
        Field("Người hướng dẫn", material.person(parts.event).map { Text($0) }),
        Field(
          "Điện thoại",
          (material.holder(parts.event)?.phone ?? contact.phone).map { Text($0) }, share: 0.8),
      ]),
    ] + parts.corrections + [
      .signatures([
        parts.applicantSigns,
        parts.officer("Người hướng dẫn"),
      ])
    ]
  }
}
