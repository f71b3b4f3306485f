import Catalogue
import Dossiers
import Ground
import Journal
import Logging
import Rules
import Storage
import TestKit
import Testing
import Web

@testable import Server

/// Published figures are lived through again through the real acts, and come out as printed.
/// Source: issue 5, "Two replays".
@Suite struct ReplayTests {
  private static let pack = """
    pack: replays
    version: 1
    records:
      - code: sao-mai-2021
        title: "Diễn lại thử"
        about: "Báo in 12 dịch vụ; còn lại là dựng."
        source: "test"
        legal_basis: "test"
        valid_from: 2021-01-01
        from: 2021-01-01
        to: 2021-02-28
        seed: 7
        procedures: 12
        services:
          - {count: 3, level: 4, eligible: true, integrated: true}
          - {count: 4, level: 3}
          - {count: 5, level: 2}
        dossiers:
          - {count: 12, channel: online, levels: [3, 4], services: 3, from: 2021-01-04, to: 2021-01-20}
          - {count: 20, channel: counter, levels: [2, 3, 4], from: 2021-01-04, to: 2021-01-20}
          - {count: 2, channel: counter, levels: [3, 4], withdrawn: true, from: 2021-01-04, to: 2021-01-20}
          - {count: 3, channel: online, levels: [3], from: 2021-01-04, to: 2021-01-20, held_until: 2021-03-01}
        habits: {supplemented: 300, refused: 100, late: 300, extended: 300, charged: 300, longest_term: 15}
        publications:
          - {from: 2021-01-01, to: 2021-01-31, on: 2021-02-03}
        checks:
          - {indicator: service.level-4, from: 2021-01-01, to: 2021-01-31, printed: "3 trên 12", numerator: 3, denominator: 12}
          - {indicator: dossier.online, from: 2021-01-01, to: 2021-02-28, printed: "15 trên 37", numerator: 15, denominator: 37}
        invented:
          - {text: "Mọi ngày giờ.", text_en: "All days."}
    """

  private func replay(_ part: String = "", _ other: String = "") throws -> Replay {
    let text = part.isEmpty ? Self.pack : Self.pack.replacing(part, with: other)
    #expect(part.isEmpty || text != Self.pack)
    return try #require(try Replay.list(of: try RulePack(yaml: Array(text.utf8))).first)
  }

  private func play(_ replay: Replay, in province: Province) async throws {
    try await ReplayRun(province: province, replay: replay, tell: { _ in })
      .make(procedures: .file(World.root + "/Packs/own-procedures.jsonl"))
  }

  @Test(arguments: Engine.all)
  func thePrintedFiguresComeOutAndTheJournalIsSound(_ engine: Engine) async throws {
    try await House.unborn(engine) { province in
      try await play(try replay(), in: province)
      let state = try await JournalCheck(
        database: province.instance.database, key: province.key.verifier
      ).run()
      #expect(state.isSound, "\(state.defects)")
      #expect(try await province.dossiers.desk.defects().isEmpty)
      let stages = try await province.instance.database.read { tx in
        try tx.rows("SELECT stage, count(*) FROM dossier GROUP BY stage ORDER BY stage")
          .map { (try $0.text(0), try $0.int(1)) }
      }
      #expect(stages.map(\.0) == ["delivered", "withdrawn"])
      #expect(stages.map(\.1) == [35, 2])
    }
  }

  /// Every fact carries the time at which it is said to have happened, not that of the telling.
  @Test(arguments: Engine.all)
  func theWholePastIsToldInItsOwnTime(_ engine: Engine) async throws {
    try await House.unborn(engine) { province in
      try await play(try replay(), in: province)
      let limit = Instant(Day(2021, 4, 30), minute: 0)
      let late = try await province.instance.database.read { tx in
        try stride(from: 0, to: 5000, by: 1000).flatMap {
          try JournalStore(tx: tx).facts(from: $0, to: $0 + 1000, limit: 1000)
        }.map(\.fact).filter { $0.recordedAt > limit || $0.at > limit }.map {
          "\($0.kind.rawValue) \($0.recordedAt.rfc3339)"
        }
      }
      #expect(late.isEmpty, "\(Set(late))")
    }
  }

  @Test func whatDoesNotMatchWhatWasPrintedIsNamed() async throws {
    try await House.unborn(.sqlite) { province in
      let wrong = try replay("numerator: 15", "numerator: 16")
      let refused = await #expect(throws: CommandRefused.self) {
        try await play(wrong, in: province)
      }
      #expect("\(refused.map { "\($0)" } ?? "")".contains("15/37, expected 16/37"))
    }
  }

  @Test(arguments: [
    ("procedures: 12", "procedures: 13", "add up"), ("seed: 7", "", "seed"),
    ("to: 2021-02-28", "to: 2020-02-28", "before from"),
    ("seed: 7", "seed: 7\n    colour: red", "colour"),
    ("channel: online", "channel: pigeon", "channel"),
    ("longest_term: 15", "longest_term: 0", "longest_term"),
  ])
  func aRecordThatDoesNotFitIsRefused(_ part: String, _ other: String, _ reason: String) {
    let refused = #expect(throws: RulePackUnreadable.self) { try replay(part, other) }
    #expect(refused?.reason.contains(reason) == true, "\(refused?.reason ?? "")")
  }

  @Test func theShippedReplaysCanBeRead() throws {
    let all = try World.packs.reading("replays") { try Replay.list(of: $0) }
    #expect(all.map(\.code) == ["hau-giang-2021", "hau-giang-2022"])
  }

  /// What was printed and what is invented stands on every page, and in full on one.
  @Test func everyPageSaysWhatWasPrinted() async throws {
    try await House.unborn(.sqlite) { province in
      let replay = try replay()
      try await play(replay, in: province)
      var serving = Serving(
        province: province, host: "127.0.0.1", port: 0, publicURL: "http://localhost:8080",
        demonstration: replay.banner, publicFolder: World.root + "/Public")
      serving.replay = replay
      let edge = try await serving.edge(.init(label: "test"))
      for path in ["/", "/thu-tuc", "/dang-nhap"] {
        let page = try await Asking(.get, path).ask(edge)
        #expect(page.text.contains("Báo in 12 dịch vụ"), "\(path)")
        #expect(page.text.contains("href=\"/dien-lai\""), "\(path)")
      }
      let page = try await Asking(.get, "/dien-lai").ask(edge)
      #expect(page.status == 200)
      for words in ["15 trên 37", "40,5 %", "3 trên 12", "25,0 %", "Mọi ngày giờ."] {
        #expect(page.text.contains(words), "\(words)")
      }
    }
  }
}
