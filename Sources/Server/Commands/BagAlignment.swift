import Journal

/// Lines of a bag beside the positions at which they should stand: what is gone, new or elsewhere
/// is named once, and nothing that only moved up because of it.
struct BagAlignment {
  /// A line as it was read.
  struct Line {
    let number: Int
    let hash: TreeHash
    /// The fact and its subject, for people.
    let name: String
  }

  let lines: [Line]
  /// Where the lines should stand, in order, with what was sealed there.
  let sealed: [(position: Int, hash: TreeHash)]

  /// What differs, in words, in the order of the lines.
  func differences() -> [String] {
    let places = Dictionary(sealed.enumerated().map { ($1.hash, $0) }) { first, _ in first }
    let found = lines.map { places[$0.hash] }
    let kept = BagAlignment.longestRise(found)
    var told: [String] = []
    // Between two lines that stand in order, what is unknown is set beside what is missing.
    var (next, gap) = (0, [Int]())
    let standing = Set(found.compactMap(\.self))
    func close(before place: Int) {
      let missing = (next..<max(next, place)).filter { !standing.contains($0) }
      for (index, line) in gap.enumerated() {
        told.append(
          index < missing.count
            ? "\(name(line, at: missing[index])): not what was sealed there"
            : "\(name(line)): it was never sealed")
      }
      for place in missing.dropFirst(gap.count) {
        told.append("position \(sealed[place].position): its fact is missing")
      }
      (next, gap) = (place + 1, [])
    }
    for (index, place) in found.enumerated() {
      guard let place else {
        gap.append(index)
        continue
      }
      if kept.contains(index) {
        close(before: place)
      } else {
        told.append(
          "\(name(index, at: index)): it was sealed at position \(sealed[place].position)")
      }
    }
    close(before: sealed.count)
    return told
  }

  private func name(_ index: Int, at place: Int? = nil) -> String {
    let position = place.flatMap { sealed.indices.contains($0) ? sealed[$0].position : nil }
    let words = position.map { "position \($0), " } ?? ""
    return "line \(lines[index].number), \(words)\(lines[index].name)"
  }

  /// The indices of a longest row that rises strictly. Source: Fredman 1975, patience sorting.
  private static func longestRise(_ values: [Int?]) -> Set<Int> {
    var (ends, before) = ([Int](), [Int?](repeating: nil, count: values.count))
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if values[ends[middle]] ?? 0 < value { low = middle + 1 } else { high = middle }
      }
      before[index] = low > 0 ? ends[low - 1] : nil
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var (row, at) = (Set<Int>(), ends.last)
    while let index = at {
      row.insert(index)
      at = before[index]
    }
    return row
  }
}
