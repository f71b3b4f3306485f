import Catalogue
import Deadlines
import Ground
import Printing

/// Sổ theo dõi hồ sơ: what an agency received in a year, numbered from 01 without a gap.
/// Source: domain 1.8, "Register"; TT 01/2018 (one a year, closed at its end).
struct DossierRegister: Sendable {
  let form: DatedForm
  let agency: LetterAgency
  let code: AgencyCode
  let year: Int
  /// The moment of printing: a year that is over is closed, one that runs is told up to here.
  let now: Instant

  static let sheet = Sheet.a4Landscape
  static let size = 8.5

  var title: String { "\(form.title) năm \(year) – \(agency.name)" }

  /// The day from which the register is closed: the day after its year.
  var isClosed: Bool { now.day.year > year }

  /// What stands before the first row.
  var opening: [Block] {
    [
      .head(
        Head(
          parent: agency.parent.map { Broken(official: $0) },
          agency: Broken(official: agency.name), marks: [],
          placeAndDate: nil)),
      .title(
        Title(
          Broken([form.title.uppercased()]),
          subject: "Năm \(year) – \(form.words("receiving_unit")), mở ngày 01/01/\(year)")),
    ]
  }

  /// What stands after the last row: how many there are, and who closes the book.
  func closing(_ count: Int, pages: Int) -> [Block] {
    let span = count == 0 ? "chưa ghi hồ sơ nào" : "ghi từ số 01 đến số \(padded(count, 2))"
    let state =
      isClosed
      ? "Khóa sổ ngày 31/12/\(year)."
      : "Sổ chưa khóa, in lúc \(now.inLetters)."
    return [
      .together([
        .paragraph(Paragraph("Sổ có \(pages) trang, \(span). \(state)", .plain)),
        .signatures([
          Signature("NGƯỜI GHI SỔ", hint: "(Ký, ghi rõ họ tên)", name: nil),
          Signature(
            "TRƯỞNG BỘ PHẬN", hint: "(Ký, ghi rõ họ tên, đóng dấu)", name: nil),
        ]),
      ])
    ]
  }

  /// What the file is dated: the end of a closed year, else the moment of printing.
  var madeAt: Instant { isClosed ? Instant(Day(year, 12, 31), minute: 0) : now }

  /// The table without rows.
  var table: Table { Table(form.columns.map(\.column), rows: [], size: 7.5, rowHeight: 22) }

  /// One row of it.
  func row(_ line: RegisterLine) -> [Text] { form.columns.map { Text(line.text($0.key)) } }
}

/// One line of the register.
struct RegisterLine: Sendable {
  let order: Int
  let dossier: Dossier
  let procedureName: String
  /// Papers counted by hand and files.
  let papers: Int
  let receivedAt: LetterAgency
  /// Why it was put off, when it was.
  let apology: String?
  let now: Instant

  /// What stands in the column of `key`; empty where there is nothing, or the hand signs.
  func text(_ key: RegisterColumn.Key) -> String {
    let applicant = dossier.contents.applicant
    switch key {
    case .order: return padded(order, 2)
    case .number: return dossier.number ?? ""
    case .procedure: return procedureName
    case .papers: return papers == 0 ? "" : padded(papers, 2)
    case .applicant: return applicant.displayName
    case .address:
      return [applicant.address?.text, applicant.phone].compactMap(\.self).joined(separator: "; ")
    case .place: return "\(dossier.channel.vietnamese), \(receivedAt.name)"
    case .received: return dossier.receivedAt?.day.vietnamese ?? ""
    case .promised: return dossier.clock?.dueAt.day.vietnamese ?? ""
    case .decided: return dossier.decision?.at.day.vietnamese ?? ""
    case .returned: return dossier.delivery?.at.day.vietnamese ?? ""
    case .way:
      return dossier.delivery.map { Dossier.returnWay($0.way) } ?? dossier.returnWayText
    case .signature: return ""
    case .note: return note
    }
  }

  /// On time, late and why; or how it ended without a result.
  private var note: String {
    var notes: [String] = []
    switch dossier.stage {
    case .withdrawn: notes.append("công dân rút hồ sơ")
    case .stopped: notes.append("dừng giải quyết")
    case .submitted, .received, .refused, .processing, .awaitingSupplement, .awaitingPayment,
      .decided, .delivered:
      if let timeliness { notes.append(timeliness) }
    }
    if let apology { notes.append("đã xin lỗi, hẹn lại: \(apology)") }
    if dossier.decision?.outcome == .refused { notes.append("từ chối giải quyết") }
    return notes.joined(separator: "; ")
  }

  private var timeliness: String? {
    guard let clock = dossier.clock else { return nil }
    if let decision = dossier.decision {
      return Timeliness(finish: decision.at, due: clock.dueAt).vietnamese
    }
    return clock.isOverdue(at: now) ? "quá hạn, chưa có kết quả" : nil
  }
}
