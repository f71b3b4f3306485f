import Testing

/// What the last word of a file's name allows it to import, in a slice. Every other file is pure.
private let layers: [String: [String]] = [
  "Web": ["Routes", "Page", "Slice"],
  "Hummingbird": ["Routes", "Slice"],
  "Storage": ["Desk", "Store", "Migrations", "Job", "Slice"],
]

private let slices: Set = [
  "Journal", "Directory", "Catalogue", "Signing", "Exchange", "Documents", "Dossiers", "Indicators",
]

/// The parts of the house, each with those below it that it may import besides `Ground`; a slice
/// may import `Web` and `Storage` too. Source: architecture, "Targets and who may import whom".
private let below: [String: Set<String>] = [
  "Ground": [],
  "Deadlines": [],
  "Rules": [],
  "Printing": [],
  "Workbooks": [],
  "Storage": [],
  "Web": [],
  "Journal": [],
  "Directory": ["Journal"],
  "Catalogue": ["Directory", "Journal", "Deadlines", "Rules"],
  "Signing": ["Directory", "Journal"],
  "Exchange": ["Signing", "Directory", "Journal"],
  "Documents": ["Signing", "Exchange", "Directory", "Journal", "Deadlines", "Printing"],
  "Dossiers": [
    "Documents", "Catalogue", "Signing", "Exchange", "Directory", "Journal", "Deadlines", "Rules",
    "Printing",
  ],
  "Indicators": [
    "Journal", "Catalogue", "Directory", "Deadlines", "Rules", "Printing", "Workbooks",
  ],
  "Server": [
    "Indicators", "Dossiers", "Documents", "Exchange", "Signing", "Catalogue", "Directory",
    "Journal", "Web", "Storage", "Printing", "Rules", "Deadlines",
  ],
  "motcua": ["Server"],
]

/// Modules from outside and who may import them; a slice's layer decides besides.
private let outside: [String: Set<String>] = [
  "GRDB": ["Storage"],
  "CLibPQ": ["Storage"],
  "CPango": ["Printing"],
  "CQREncode": ["Printing"],
  "CXlsx": ["Server", "Workbooks"],
  "CArchive": ["Workbooks"],
  "FoundationXML": ["Workbooks"],
  "CZlib": ["Catalogue", "Web"],
  "Yams": ["Rules", "Server"],
  "ArgumentParser": ["Server"],
  "Hummingbird": slices.union(["Web", "Server"]),
  "Logging": ["Storage", "Web", "Server"],
  "CryptoExtras": ["Directory"],
  "_CryptoExtras": ["Directory"],
  "Crypto": slices.union(["Storage", "Web", "Server"]),
]

/// Parts of the packages above, under the rule of the package.
private let belongsTo = [
  "GRDBSQLite": "GRDB",
  "HummingbirdCore": "Hummingbird", "HummingbirdRouter": "Hummingbird", "HTTPTypes": "Hummingbird",
  "ServiceLifecycle": "Hummingbird", "UnixSignals": "Hummingbird",
]

/// The event loops: where bytes come in and go out, and where work is queued.
private let eventLoops = ["NIOCore", "NIOPosix", "NIOConcurrencyHelpers", "NIOFoundationCompat"]
private let eventLoopUsers: Set = ["Storage", "Web", "Directory", "Server"]

private let system: Set = [
  "Foundation", "FoundationEssentials", "Dispatch", "Synchronization", "Glibc", "Musl", "Darwin",
]

func importRemarks(_ file: SwiftFile) -> [Remark] {
  imports(of: file).compactMap { line, module in
    objection(to: module, in: file).map {
      Remark(rule: "import", path: file.path, line: line, text: $0)
    }
  }
}

private func imports(of file: SwiftFile) -> [(line: Int, module: String)] {
  file.tokens.indices.dropLast().filter { file.text($0) == "import" }.map { index in
    let kinds: Set = ["struct", "class", "enum", "func", "protocol", "typealias", "var", "let"]
    let name = kinds.contains(file.text(index + 1)) ? index + 2 : index + 1
    return (file.tokens[index].line, file.text(name))
  }
}

private func objection(to module: String, in file: SwiftFile) -> String? {
  let target = file.target
  guard !system.contains(module) else { return nil }
  guard let allowed = below[target] else {
    return "\(target) is a new part. Place it in the tidy tests' table and in a decision record."
  }
  if slices.contains(target), let suffixes = layers[belongsTo[module] ?? module],
    !suffixes.contains(where: file.stem.hasSuffix)
  {
    return """
      only files ending in \(suffixes.joined(separator: ", ")) import \(module); this one is pure. \
      Move what needs it there, or name the file after its layer.
      """
  }
  let inHouse = allowed.union(slices.contains(target) ? ["Ground", "Web", "Storage"] : ["Ground"])
  if below[module] != nil {
    return inHouse.contains(module)
      ? nil
      : "\(target) stands beside or below \(module) and must not know it. Pass a value or a closure."
  }
  if eventLoops.contains(module) {
    return eventLoopUsers.contains(target) ? nil : "\(target) has no business with event loops."
  }
  guard let users = outside[belongsTo[module] ?? module] else {
    return "\(module) is a dependency nobody decided on: a decision record first, then our table."
  }
  return users.contains(target)
    ? nil : "\(module) belongs to \(users.sorted().joined(separator: ", ")); ask them for it."
}

@Test func everyFileImportsOnlyWhatItsTargetAndItsNameAllow() {
  expectNoRemarks(SourceTree.sources.flatMap(importRemarks))
}

@Test(arguments: [
  ("Sources/Dossiers/Stage.swift", "import Storage", 1),
  ("Sources/Dossiers/DossierStore.swift", "public import Storage", 0),
  ("Sources/Dossiers/DossierDesk.swift", "import Web", 1),
  ("Sources/Dossiers/DossierRoutes.swift", "import Web\nimport Hummingbird\nimport HTTPTypes", 0),
  ("Sources/Dossiers/DossierSlice.swift", "import Web\nimport Hummingbird\nimport Storage", 0),
  ("Sources/Indicators/Report.swift", "import Dossiers", 1),
  ("Sources/Exchange/Inbox.swift", "import struct Dossiers.Stage", 1),
  ("Sources/Deadlines/Term.swift", "import Ground\nimport Foundation", 0),
  ("Sources/Deadlines/Term.swift", "import Crypto", 1),
  ("Sources/Rules/Pack.swift", "import Yams", 0),
  ("Sources/Web/Page.swift", "import Journal", 1),
  ("Sources/Server/Serve.swift", "import Vapor", 1),
  ("Sources/Ground/Day.swift", "import NIOCore", 1),
])
func anImportOutOfPlaceIsSeen(_ path: String, _ text: String, _ remarks: Int) {
  #expect(importRemarks(SwiftFile(path: path, text: text)).count == remarks)
}
