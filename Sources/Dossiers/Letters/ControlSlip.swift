import Deadlines
import Directory
import Ground
import Printing

/// Phiếu kiểm soát quá trình giải quyết hồ sơ: every hand-over that the timeline holds, in order.
/// Nothing is ever taken away from it; a later print only goes further. Source: domain 1.8.
struct ControlSlip {
  let parts: LetterParts

  private var material: LetterMaterial { parts.material }
  private var dossier: Dossier { parts.dossier }
  private var agency: LetterAgency { parts.issuer(dossier.agency) }

  var letter: Letter {
    let counted = HandedIn(material, at: parts.event)
    let promised = dossier.clock?.dueDateChanges.first?.new
    let clock = dossier.clock?.asOf(parts.event.at)
    return parts.letter(
      parts.opening(agency)
        + [
          .fields([Field("Nơi tiếp nhận", Text(parts.receivingUnit(agency)))]),
          .fields([Field("Người nộp hồ sơ", Text(dossier.contents.applicant.displayName).bold)]),
          parts.procedure,
          .fields([Field("Cơ quan giải quyết", Text(competentAtFirst.name))]),
          .fields([Field("Thời gian nhận hồ sơ", Text(parts.event.at.inLetters))]),
          .fields([
            Field("Thời hạn giải quyết", clock.map { Text($0.term.vietnamese) }),
            Field("Hẹn trả", promised.map { Text($0.vietnamese) }),
          ]),
          .fields([
            Field("Thành phần hồ sơ", Text(counted.summary))
          ]),
          handOvers,
        ] + parts.corrections, madeAt: lastAt,
      foot: "Ghi các lần giao nhận đến \(lastAt.vietnamese)")
  }

  /// How far the slip tells.
  private var lastAt: Instant { material.handOvers.last?.at ?? parts.event.at }

  private var handOvers: Block {
    let columns = [
      Table.Column("TT", share: 0.7, .centre), Table.Column("Giao, nhận", share: 3.5),
      Table.Column("Thời gian", share: 1.95, .centre),
      Table.Column("Kết quả, ghi chú", share: 3.3),
      Table.Column("Người giao", group: "Ký tên", share: 1.15, .centre),
      Table.Column("Người nhận", group: "Ký tên", share: 1.15, .centre),
    ]
    let rows = material.handOvers.enumerated().map { index, step -> [Text] in
      [
        Text(String(index + 1)),
        "\(Text("Giao:").bold) \(step.from)\n\(Text("Nhận:").bold) \(step.to)",
        Text(
          """
          \(padded(step.at.minuteOfDay / 60, 2)) giờ \(padded(step.at.minuteOfDay % 60, 2)) phút
          \(step.at.day.vietnamese)
          """),
        Text(step.result + (step.note.map { "\nGhi chú: \($0)" } ?? "")), "", "",
      ]
    }
    return .table(Table(columns, rows: rows, size: 8.5, rowHeight: 34))
  }

  /// The agency that was to decide when the dossier came in: later hand-overs stand in the table.
  private var competentAtFirst: LetterAgency {
    let forwarded = material.events.first { $0.act == ActKind.forward.rawValue }
    let code = forwarded?.details["from"]?.text.map { AgencyCode($0) }
    return parts.issuer(code ?? dossier.competentAgency)
  }
}

extension HandedIn {
  /// The papers in one line.
  fileprivate var summary: String {
    lines.isEmpty
      ? "không có giấy tờ kèm theo"
      : lines.map(\.name).joined(separator: "; ") + " (\(padded(sets, 2)) bộ)"
  }
}
