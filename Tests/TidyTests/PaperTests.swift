import Foundation
import Testing

/// Papers that say something of their own; the licence is not ours to shape.
private let papers = SourceTree.texts.filter { $0.path.hasSuffix(".md") }

func titleRemarks(_ file: TextFile) -> [Remark] {
  var isCode = false
  let titles = file.lines.enumerated().filter { _, line in
    if line.hasPrefix("```") { isCode.toggle() }
    return !isCode && line.hasPrefix("# ")
  }
  guard titles.count != 1 else { return [] }
  return [
    Remark(
      rule: "title", path: file.path, line: (titles.last?.offset ?? 0) + 1,
      text: "\(titles.count) titles. A document has one, and sections below it.")
  ]
}

@Test func everyDocumentHasOneTitle() {
  expectNoRemarks(papers.flatMap(titleRemarks))
}

/// Split, so that this list does not find itself.
private let machines = [
  "/wo" + "rk/", "/ro" + "ot/", "/tmp/ba" + "sh", "/opt/sw" + "ift", "/ho" + "me/",
]

func machineRemarks(_ file: TextFile) -> [Remark] {
  file.lines.enumerated().compactMap { index, line in
    guard let path = machines.first(where: line.contains) else { return nil }
    return Remark(
      rule: "machine", path: file.path, line: index + 1,
      text: """
        “\(path)” is a path of one machine. Take it from an argument, or from the file's place.
        """)
  }
}

@Test func nothingCommittedNamesOneMachine() {
  expectNoRemarks(SourceTree.texts.flatMap(machineRemarks))
}

@Test func decisionsAreNumberedWithoutAGapAndSayTheirPrice() {
  let decisions = papers.filter { $0.path.hasPrefix("docs/decisions/") }
  let numbers = decisions.compactMap { Int($0.name.prefix(4)) }.sorted()
  #expect(numbers == Array(1...max(1, decisions.count)), "docs/decisions: NNNN-title.md, from 0001")
  for decision in decisions {
    for part in ["## Context", "## Choice", "## Price"] where !decision.lines.contains(part[...]) {
      Issue.record("\(decision.path): the section “\(part)” is missing.")
    }
  }
}

@Test func linksBetweenDocumentsLeadSomewhere() {
  let paths = Set(SourceTree.texts.map(\.path))
  for paper in papers {
    let folder = paper.path.split(separator: "/").dropLast().joined(separator: "/")
    for link in links(in: paper) {
      let path = resolved(link, from: folder)
      let exists =
        paths.contains { $0 == path || $0.hasPrefix(path + "/") }
        || FileManager.default.fileExists(atPath: SourceTree.top.appending(path: path).path)
      if !exists { Issue.record("\(paper.path): the link to \(link) leads nowhere.") }
    }
  }
}

private func links(in file: TextFile) -> [String] {
  file.text.components(separatedBy: "](").dropFirst().compactMap { rest in
    let link = rest.prefix { $0 != ")" && $0 != "#" }
    return link.isEmpty || link.contains(":") ? nil : String(link)
  }
}

private func resolved(_ link: String, from folder: String) -> String {
  var parts = folder.split(separator: "/").map(String.init)
  for part in link.split(separator: "/") where part != "." {
    if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
  }
  return parts.joined(separator: "/")
}

@Test func aSecondTitleAndAMachinesPathAreSeen() {
  let good = TextFile(path: "docs/a.md", text: "# One\n```\n# no title\n```\n## Two\n")
  #expect(titleRemarks(good).isEmpty)
  #expect(titleRemarks(TextFile(path: "docs/a.md", text: "# One\n# Two\n")).count == 1)
  #expect(titleRemarks(TextFile(path: "docs/a.md", text: "no title\n")).count == 1)
  let named = TextFile(path: "bin/run", text: "cd /wo" + "rk/main\n")
  #expect(machineRemarks(named).count == 1)
}
