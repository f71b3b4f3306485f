import Ground
import Rules

extension IndexScore {
  /// For people: a line a component, group and total, and what should be known of them. Columns are
  /// parted by tabs.
  public var table: String {
    var rows = [[index.title.vietnamese, unit ?? "", "", ""], ["Mã", "Chỉ số", "Tỷ lệ", "Điểm"]]
    for line in lines where line.component.group == nil { rows.append(row(line)) }
    for group in index.groups {
      rows.append([
        group.code, group.title.vietnamese, "", points(score(of: group), out: group.maximum),
      ])
      for line in lines where line.component.group == group.code { rows.append(row(line)) }
    }
    rows.append(["", "Tổng", "", points(total, out: index.maximum)])
    rows += remarks.map { [$0.code, $0.text] }
    rows.append(["", "Nguồn công thức: \(index.source) (\(index.code), bản \(index.version))"])
    return rows.map { $0.joined(separator: "\t") }.joined(separator: "\n")
  }

  private func row(_ line: Line) -> [String] {
    let unit = index.rateUnit == .percent ? " %" : ""
    return [
      line.component.code, line.component.title.vietnamese,
      rate(of: line).map { $0 + unit } ?? "chưa có số liệu",
      points(line.score, out: line.component.maximum),
    ]
  }

  private func points(_ score: Exact?, out maximum: Exact) -> String {
    "\(published(score) ?? "–")/\(maximum.published(decimals: index.decimals))"
  }
}
