import Ground
import Journal
import Logging
import Synchronization
import TestKit
import Testing
import Web

@testable import Server

@Suite("Watching")
struct WatchingTests {
  @Test func aLogLineIsOneJSONObjectWhateverStandsInIt() throws {
    let lines = Mutex<[[UInt8]]>([])
    let log = LogLines(
      now: { Instant(milliseconds: 0) },
      write: { line in lines.withLock { $0.append(line) } })
    let logger = Logger(label: "test") { _ in log }
    logger.info("request", metadata: ["route": "a\n{\"level\":\"error\"}"])
    let written = lines.withLock { $0 }
    #expect(written.count == 1)
    #expect(written[0].filter { $0 == 10 }.count == 1 && written[0].last == 10)
    let json = try JSON(reading: written[0])
    #expect(json["at"]?.text == "1970-01-01T00:00:00Z")
    #expect(json["level"]?.text == "info")
    #expect(json["route"]?.text == "a\n{\"level\":\"error\"}")
  }

  @Test func aHistogramCountsEveryRequestOnceInEachClassAbove() {
    let meter = Meter()
    for milliseconds in [0, 3, 60, 20_000] {
      meter.count(
        Finished(
          method: "GET", route: "/ho-so/{id}", status: 200, elapsed: .milliseconds(milliseconds),
          requestID: "R"))
    }
    let labels = #"route="/ho-so/{id}",method="GET""#
    let lines = meter.lines
    #expect(lines.contains(#"motcua_requests_total{\#(labels),status="200"} 4"#))
    #expect(lines.contains(#"motcua_request_seconds_bucket{\#(labels),le="0.001"} 1"#))
    #expect(lines.contains(#"motcua_request_seconds_bucket{\#(labels),le="0.005"} 2"#))
    #expect(lines.contains(#"motcua_request_seconds_bucket{\#(labels),le="10.0"} 3"#))
    #expect(lines.contains(#"motcua_request_seconds_bucket{\#(labels),le="+Inf"} 4"#))
    #expect(lines.contains("motcua_request_seconds_sum{\(labels)} 20.063"))
  }

  @Test func theProcessSaysWhatItUses() throws {
    let figures = try #require(ProcessFigures())
    #expect(figures.residentBytes > 1 << 20)
    #expect(figures.openFiles > 0)
    #expect(figures.cpuSeconds >= 0)
  }

  @Test(arguments: Engine.all)
  func readyTellsTheTruth(_ engine: Engine) async throws {
    try await House.with(engine) { house in
      func readiness(now: Instant, folder: String = "/") -> Readiness {
        Readiness(
          database: house.world.database, journal: house.province.journal.desk, folder: folder,
          remark: "mail waits", now: { now })
      }
      let today = house.world.clock.now
      let well = readiness(now: today)
      _ = try await house.province.sealer().seal()
      #expect(await well.verdict().troubles == [])
      #expect(await well.verdict().remarks.contains("mail waits"))
      let taken = try await house.door(.citizen).post("/dossiers", house.world.submission())
      #expect(taken.status == 201)
      let later = readiness(now: today.adding(seconds: 3600))
      #expect(await later.verdict().remarks.contains { $0.hasPrefix("sealing is behind") })
      #expect(await later.verdict().troubles == [])
      well.stop()
      #expect(await well.verdict().troubles == ["stopping"])
      #expect(readiness(now: today, folder: "/khong/co").freeBytes == nil)
    }
  }
}
