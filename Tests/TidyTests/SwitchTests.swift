import Testing

func switchRemarks(_ file: SwiftFile, enums: [String: Set<String>]) -> [Remark] {
  switches(in: file).compactMap { found in
    guard let line = found.defaultLine, found.isOver(enums) else { return nil }
    return Remark(
      rule: "default", path: file.path, line: line,
      text: """
        a `default:` over our own enum: a new case would slip in here unseen. Name the cases that \
        are left.
        """)
  }
}

@Test func noSwitchOverOurOwnEnumsHasADefault() {
  let enums = ownEnums(SourceTree.sources)
  expectNoRemarks(SourceTree.sources.flatMap { switchRemarks($0, enums: enums) })
}

@Test(arguments: [
  ("switch s {\ncase .open: 1\ndefault: 2\n}", 1),
  ("switch s {\ncase .open, .shut: 1\n}", 0),
  ("switch s {\ncase .ajar(let n) where n > 1: 1\ndefault: 2\n}", 1),
  ("switch (s, t) {\ncase (.open, .late): 1\ncase (_, .early): 3\ndefault: 2\n}", 1),
  ("switch s {\ncase let .ajar(n): n\ndefault: 2\n}", 1),
  ("switch s {\ncase Door.open: 1\ndefault: 2\n}", 0),
  ("switch s {\ncase .get: 1\ndefault: 2\n}", 0), ("switch s {\ncase \"a\": 1\ndefault: 2\n}", 0),
  ("switch s {\ncase 1...5: 1\ndefault: 2\n}", 0),
  ("switch s {\ncase let x as Int: 1\ndefault: 2\n}", 0),
  ("switch s {\ncase .open:\n  d[k, default: 0] += 1\n}", 0),
  ("switch s {\ncase .open:\n  switch n {\n  case 1: 2\n  default: 3\n  }\ncase .shut: 4\n}", 0),
])
func aDefaultOverOurOwnEnumIsSeen(_ text: String, _ remarks: Int) {
  let ours = """
    enum Door { case open, shut; case ajar(Int)
      func a() { switch self { case .open: 1; case .shut, .ajar: 2 } } }
    enum Time: String {
      case late = "l"
      case early
    }
    """
  let enums = ownEnums([SwiftFile(path: "Sources/Dossiers/Door.swift", text: ours)])
  #expect(enums["Door"] == ["open", "shut", "ajar"])
  let file = SwiftFile(path: "Sources/Dossiers/A.swift", text: text)
  #expect(switchRemarks(file, enums: enums).count == remarks)
}
