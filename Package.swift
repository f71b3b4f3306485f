// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(
  name: "HummingbirdTesting", package: "hummingbird")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nio = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let lifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// A part of the house: what it may import stands in its dependencies (architecture, "Targets").
func part(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one part.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name + "Tests", dependencies: dependencies, swiftSettings: strict)
}

let slice: [Target.Dependency] = ["Ground", "Storage", "Web", "Journal", hummingbird]

let package = Package(
  name: "motcua",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "motcua", targets: ["motcua"]),
    // What Fuzz/ reads its bytes with; nothing else is promised.
    .library(
      name: "MotcuaParts",
      targets: [
        "Ground", "Web", "Rules", "Journal", "Directory", "Catalogue", "Deadlines", "Dossiers",
        "Workbooks",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.0.0"),
  ],
  targets: [
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CPango", pkgConfig: "pangocairo",
      providers: [.apt(["libpango1.0-dev", "libcairo2-dev"])]),
    .systemLibrary(
      name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(
      name: "CXlsx", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    part("Ground", []),
    part("Deadlines", ["Ground"]),
    part("Rules", ["Ground", yams]),
    part("Printing", ["Ground", "CPango", "CQREncode"]),
    part("Workbooks", ["Ground", "CArchive", "CXlsx"]),
    part("Storage", ["Ground", "CLibPQ", grdb, sqlite, crypto, nio, logging]),
    part("Web", ["Ground", "CZlib", hummingbird, nioCore, crypto, logging]),
    part("Journal", slice.filter { "\($0)" != "\("Journal" as Target.Dependency)" } + [crypto]),
    part("Directory", slice + [crypto, cryptoExtras, nio]),
    part("Catalogue", slice + ["CZlib", "Directory", "Deadlines", "Rules", crypto]),
    part("Exchange", slice + ["Directory"]),
    part("Documents", slice + ["Directory", "Exchange", "Deadlines"]),
    part(
      "Dossiers",
      slice + [
        "Documents", "Catalogue", "Exchange", "Directory", "Deadlines", "Rules", "Printing", crypto,
      ]),
    part(
      "Indicators",
      slice + ["Catalogue", "Directory", "Deadlines", "Rules", "Workbooks", crypto]),
    part(
      "Server",
      slice + [
        "Deadlines", "Rules", "Directory", "Catalogue", "Exchange", "Documents", "Dossiers",
        "Indicators", "Printing", "CXlsx", argumentParser, yams, crypto, logging, lifecycle,
        signals,
      ]),
    .executableTarget(name: "motcua", dependencies: ["Server"], swiftSettings: strict),
    .target(
      name: "TestKit",
      dependencies: slice + [
        "Deadlines", "Rules", "Directory", "Catalogue", "Exchange", "Documents", "Dossiers",
        "Indicators", "Server", hummingbirdTesting,
      ], path: "Tests/TestKit", swiftSettings: strict),
    tests("Ground", ["Ground"]),
    tests("Deadlines", ["Deadlines", "Ground", "Rules"]),
    tests("Printing", ["Printing", "Ground", crypto]),
    tests("Workbooks", ["Workbooks", "Ground"]),
    tests("Storage", ["Storage", "Ground", grdb, logging, "TestKit"]),
    tests("Web", ["CZlib", "Web", "Ground", hummingbird, hummingbirdTesting]),
    tests("Journal", ["Journal", "Storage", "Ground", crypto, "TestKit"]),
    tests(
      "Directory",
      [
        "Directory", "Journal", "Storage", "Web", "Ground", "TestKit", hummingbird,
        hummingbirdTesting, logging,
      ]),
    tests("Exchange", ["Exchange", "Directory", "Journal", "Storage", "Ground", "TestKit"]),
    tests(
      "Catalogue",
      [
        "Catalogue", "Directory", "Deadlines", "Journal", "Storage", "Web", "Ground", "Rules",
        "TestKit", logging,
      ]),
    tests(
      "Dossiers",
      [
        "Dossiers", "Catalogue", "Directory", "Deadlines", "Storage", "Journal", "Ground", "Web",
        "Rules", "Printing", "TestKit", hummingbirdTesting,
      ]),
    tests(
      "Indicators",
      [
        "Indicators", "Catalogue", "Directory", "Deadlines", "Journal", "Rules", "Storage", "Web",
        "Ground", "TestKit", "Workbooks",
      ]),
    tests(
      "Server",
      ["Server", "Web", "Storage", "Ground", "TestKit", hummingbird, hummingbirdTesting, logging]),
    tests("Tidy", []),
  ],
  swiftLanguageModes: [.v6]
)
