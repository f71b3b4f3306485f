import Ground
import Web

/// Every sector with how many procedures it has.
struct SectorsPage: Page {
  /// By name.
  let sectors: [SectorCount]

  var title: Phrase { "Thủ tục theo lĩnh vực" }

  var body: HTML {
    let local = sectors.filter { $0.local > 0 }
    let other = sectors.filter { $0.local == 0 }
    return """
      \(HTML.breadcrumbs([("Trang chủ", Paths.home), ("Thủ tục", Paths.procedures())]))
      <h1>\(title)</h1>
      \(part("Thực hiện tại tỉnh và xã", local))
      \(part("Chỉ thực hiện ở cơ quan trung ương", other))
      """
  }

  private func part(_ head: Phrase, _ sectors: [SectorCount]) -> HTML? {
    guard !sectors.isEmpty else { return nil }
    return """
      <h2>\(head)</h2><ul class="chips" lang="vi">\(sectors.map(\.chip))</ul>
      """
  }
}
