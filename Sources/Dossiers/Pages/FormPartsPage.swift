import Ground
import Web

/// A file to choose, with those that were taken for it already: they are sent along by their ids,
/// and can be left out.
struct FileEntry {
  let field: String
  let label: Phrase
  let hint: Phrase?
  let state: FormState
  let files: [String: UploadedFile]
  var optional = true

  private static let accepted = [
    ".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".docx", ".xlsx", ".odt", ".zip", ".xml",
    ".txt",
  ]

  var html: HTML {
    let taken = state.values.kept(field).compactMap { files[$0] }
    let lines = taken.map { file -> HTML in
      """
      <li>\(file.name) (\(DossierParts.size(file.size)))\
      \(HTML.hidden("kept." + field, file.id))\
      \(HTML.checkbox(Entry("drop.\(file.id)", "Bỏ tệp \(file.name)")))</li>
      """
    }
    let list: HTML? =
      taken.isEmpty ? nil : "<p>Đã tải lên, không cần chọn lại:</p><ul>\(lines)</ul>"
    let entry = state.entry(field, label, hint: hint, optional: optional)
    return "\(HTML.file(entry, accept: FileEntry.accepted))\(list)"
  }
}
