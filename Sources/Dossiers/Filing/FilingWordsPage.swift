import Catalogue
import Deadlines
import Ground
import Web

/// Words and small parts that several screens of the form share.
enum FilingWords {
  /// What the promise says, and that it begins at reception.
  static func promise(_ promise: FilingPromise) -> HTML {
    switch promise {
    case .due(let at, let term):
      """
      <p>Nếu được tiếp nhận ngay bây giờ thì hẹn trả kết quả: <strong>\(at.vietnamese)</strong> \
      (thời hạn \(term.words)). Ngày hẹn chính thức ghi trên giấy tiếp nhận.</p>
      """
    case .unset(let why):
      """
      <p>Chưa có thời hạn giải quyết cho thủ tục này. Vẫn gửi được hồ sơ; cơ quan chỉ tiếp nhận khi \
      đã đặt thời hạn. <span class="hint">\(why)</span></p>
      """
    }
  }

  static func term(_ term: CaseTerm) -> Phrase {
    "Thời hạn: \(term.termWords). Phí, lệ phí: \(term.fee.words)."
  }

  /// What the national list writes beside term and fee, as it is.
  static func note(_ term: CaseTerm) -> HTML? {
    let texts = [term.note, term.fee.note].compactMap { $0 }.filter { !$0.isEmpty }
    guard !texts.isEmpty else { return nil }
    return "<p class=\"hint\" lang=\"vi\">\(texts.joined(separator: " "))</p>"
  }

  /// Another dossier of the same kind, before it is sent twice.
  static func earlier(_ dossiers: [EarlierDossier]) -> HTML? {
    guard let latest = dossiers.first else { return nil }
    let lines = dossiers.map { dossier -> HTML in
      """
      <li>\(HTML.link(Phrase(verbatim: dossier.label), Paths.dossier(dossier.id.rawValue))), \
      <span lang="vi">\(dossier.applicantName)</span>, gửi \(dossier.submittedAt.vietnamese)</li>
      """
    }
    return HTML.inset(
      """
      <p><strong>Bạn đã nộp một hồ sơ cùng thủ tục ngày \(latest.submittedAt.day.vietnamese).</strong> \
      Nếu là cùng một việc thì không cần nộp lại; xem hồ sơ đã nộp:</p><ul>\(lines)</ul>
      """, .warning)
  }

  /// `1 bản chính, 2 bản sao`.
  static func counts(_ component: Component) -> Phrase {
    switch (component.originals, component.copies) {
    case (let originals, 0): "\(originals) bản chính"
    case (0, let copies): "\(copies) bản sao"
    case (let originals, let copies): "\(originals) bản chính, \(copies) bản sao"
    }
  }

  /// Names on the national list run to eight hundred letters: their beginning, to a word.
  static func short(_ name: String) -> String {
    let limit = 110
    guard name.count > limit + 30 else { return name }
    let stop = name.prefix(limit + 30).firstIndex { ";(".contains($0) }
    if let stop, name.distance(from: name.startIndex, to: stop) > 25 {
      return name[..<stop].split(separator: " ").joined(separator: " ") + "…"
    }
    return name.prefix(limit).split(separator: " ").dropLast().joined(separator: " ") + "…"
  }

  /// A heading of the national list without its marks.
  static func group(_ name: String) -> String {
    String(name.drop { "*-+. ".contains($0) })
  }

  static let accepted = [
    ".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".docx", ".xlsx", ".odt", ".zip", ".xml",
    ".txt",
  ]
}

/// The files of one place of the form: those that lie there, and an input for more. It names and
/// describes itself as the other entries do, and takes several files at once.
struct PaperField {
  let place: PaperPlace
  let label: HTML
  /// More about the paper, under the label.
  let remarks: HTML?
  let draft: Draft
  let error: Phrase?

  private var id: String { "o-" + place.name }

  var html: HTML {
    let files = draft.files(at: place)
    let wrong: HTML = error == nil ? "" : " wrong"
    let message: HTML? = error.map { "<p class=\"error\" id=\"\(id)-loi\">\($0)</p>" }
    let described: HTML =
      error == nil ? "" : " aria-describedby=\"\(id)-loi\" aria-invalid=\"true\""
    return """
      <div class="entry file\(wrong)"><label for="\(id)">\(label)</label>\(remarks)\(message)\
      \(list(files))<input id="\(id)" name="\(place.name)" type="file" multiple \
      accept="\(FilingWords.accepted.joined(separator: ","))"\(described)>\(replacing(files))</div>
      """
  }

  private func list(_ files: [DraftFile]) -> HTML? {
    guard !files.isEmpty else { return nil }
    let lines = files.map { file -> HTML in
      """
      <li><a href="\(Paths.draftFile(draft, file))" lang="vi">\(file.file.name)</a> \
      <span class="hint">\(DossierParts.size(file.file.size))</span> \
      <button class="secondary small" name="drop" value="\(file.handle)" \
      aria-label="Gỡ tệp \(file.file.name)">Gỡ</button></li>
      """
    }
    return "<ul class=\"plain files\">\(lines)</ul>"
  }

  private func replacing(_ files: [DraftFile]) -> HTML? {
    guard !files.isEmpty else { return nil }
    return HTML.checkbox(
      Entry("replace.\(place.name)", "Tệp mới chọn thay cho tệp đang có ở trên"))
  }
}
