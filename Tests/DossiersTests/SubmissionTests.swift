import Catalogue
import Deadlines
import Ground
import Journal
import Storage
import TestKit
import Testing

@testable import Dossiers

@Suite struct SubmissionTests {
  /// Source: DOS-6: before reception there is a reference, and no number.
  @Test(arguments: Engine.all)
  func anOnlineSubmissionWaitsForReception(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.submit()
      #expect(taken.stage == .submitted && taken.version == 1)
      #expect(taken.number == nil && taken.receivedAt == nil && taken.dueAt == nil)
      #expect(DossierReference(taken.reference) != nil)
      #expect(taken.json["submittedAt"] == JSON(World.monday))
      #expect(taken.json["status"] == 1)
      #expect(taken.json["applicant"]?["name"]?.text == Person.citizen.name)
      #expect(try await world.notices(of: taken) == ["dossier.submitted"])
      let events = try await world.events(of: taken)
      #expect(events.map(\.act) == ["submit"] && events[0].post == nil)
    }
  }

  @Test(arguments: Engine.all)
  func itsFactSaysHowItCameAndNothingOfWhom(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.submit()
      let fact = try await world.onlyFact("dossier.submitted", of: taken)
      #expect(fact.at == World.monday && fact.recordedAt == World.monday && fact.seq == 1)
      #expect(fact.agency == .communeA && fact.competentAgency == .communeA)
      #expect(fact.returnAgency == .communeA && fact.post == nil)
      #expect(fact.procedure == .residence && fact.version == 1 && fact.sector == "cu-tru")
      #expect(fact.level == 4 && fact.mode == "full")
      #expect(fact.eligible == true && fact.integrated == true)
      #expect(fact.channel == "online" && fact.typedBy == "self")
      #expect(fact.applicantKind == "person" && fact.actorTag?.count == 32)
      #expect(fact.rules == ["holidays@\(World.calendar.version)"])
      #expect(fact.term == nil && fact.due == nil && fact.pauses == nil)
      #expect(fact.datum("from") == 0 && fact.datum("to") == 1)
      #expect(fact.datum("numbered") == false)
      let dossier = try await world.stored(taken)
      let commitment = Commitment(to: dossier.contents.json, salt: dossier.salt)
      #expect(fact.commitment == commitment.digest)
      #expect(dossier.subject != dossier.id.rawValue && dossier.salt.count == 32)
    }
  }

  /// Source: contract, "Who typed"; domain 9, P5.
  @Test(arguments: Engine.all)
  func whoTypedIsEvidence(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let another: JSON = ["applicant": World.applicant("Giàng A Pao")]
      let cases: [(Person, JSON, String)] = [
        (.citizen, [:], "self"), (.citizen, another, "proxy"), (.helper, another, "assisted"),
        (.receiver, [:], "officer"),
      ]
      for (person, changes, typed) in cases {
        let taken = try await world.submit(by: person, changes: changes)
        let dossier = try await world.stored(taken)
        #expect(dossier.typedBy.rawValue == typed)
        #expect(try await world.facts(ofSubject: dossier.subject)[0].typedBy == typed)
      }
    }
  }

  /// Source: domain 1.6, "— → 2"; contract, "received at once".
  @Test(arguments: [Channel.counter, .post], Engine.all)
  func atTheCounterAndByPostItIsReceivedAtOnce(_ channel: Channel, _ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.submit(by: .receiver, channel: channel)
      #expect(taken.stage == .received && taken.version == 1)
      #expect(taken.number == "H99.101-260302-0001")
      #expect(taken.receivedAt == World.monday && taken.dueAt != nil)
      let fact = try await world.onlyFact("dossier.received", of: taken)
      #expect(fact.channel == channel.rawValue && fact.typedBy == "officer")
      #expect(fact.post == world.post(.receiver))
      #expect(fact.datum("from") == 0 && fact.datum("to") == 2)
      #expect(try await world.events(of: taken).map(\.act) == ["receive"])
      #expect(try await world.notices(of: taken) == ["dossier.received"])
    }
  }

  @Test(arguments: Engine.all)
  func aChannelIsNoWish(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let wrong: [(Person, Channel)] = [
        (.citizen, .counter), (.citizen, .post), (.helper, .counter), (.receiver, .online),
        (.handler, .counter), (.administrator, .counter),
      ]
      for (person, channel) in wrong {
        try await world.refuses("submission.channel-not-yours", .content) {
          try await world.submit(by: person, channel: channel, at: .communeA)
        }
      }
      try await world.refuses("submission.agency-not-yours", .forbidden) {
        try await world.submit(by: .receiver, at: .communeB)
      }
    }
  }

  @Test(arguments: Engine.all)
  func whatIsNotOfferedIsNotTaken(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      try await world.refuses("submission.procedure-closed", .content) {
        try await world.submit(.copies)
      }
      try await world.refuses("submission.procedure-unknown", .content) {
        try await world.submit(ProcedureCode("9.999999"))
      }
      for agency in [AgencyCode.communeB, .department, AgencyCode("H99.999")] {
        try await world.refuses("submission.agency-unknown", .content) {
          try await world.submit(.pilot, at: agency)
        }
      }
      try await world.refuses("submission.case-unknown", .content) {
        try await world.submit(.marriage, case: 2)
      }
      try await world.refuses("submission.return-agency-unfit", .content) {
        try await world.submit(.forest, changes: ["returnAgency": "H99.1"])
      }
      let elsewhere = try await world.submit(.forest, changes: ["returnAgency": "H99.102"])
      #expect(elsewhere.json["returnAgency"] == "H99.102")
      #expect(elsewhere.json["competentAgency"] == "H99.1")
    }
  }

  /// Source: issue 2, "online-only pilots, with a recorded exemption".
  @Test(arguments: Engine.all)
  func anExemptedChannelNeedsItsReason(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      try await world.refuses("submission.procedure-closed") {
        try await world.submit(.pilot, by: .receiver)
      }
      let why: JSON = ["exemption": "Người cao tuổi, 81 tuổi"]
      let taken = try await world.submit(.pilot, by: .receiver, changes: why)
      #expect(taken.stage == .received)
      #expect(try await world.stored(taken).contents.exemption == "Người cao tuổi, 81 tuổi")
      #expect(try await world.submit(.pilot).stage == .submitted)
    }
  }

  /// Source: contract, "No term". Online it waits; at the counter it cannot be received.
  @Test(arguments: Engine.all)
  func withoutATermItIsNeverReceived(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      try await world.refuses("reception.term-missing", .content) {
        try await world.submit(.termless, by: .receiver)
      }
      let waiting = try await world.submit(.termless)
      try await world.refuses("reception.term-missing", .content) {
        try await world.act(.receive, on: waiting, by: .receiver)
      }
    }
  }
}

/// What is typed is checked whole, and every slip is named with its place.
@Suite struct SubmissionFormTests {
  private static let wrong: [(JSON, [String])] = [
    (["applicant": applicant(["name": ""])], ["/applicant/name"]),
    (["applicant": applicant(["personalNumber": "12345"])], ["/applicant/personalNumber"]),
    (["applicant": applicant(["birthDate": "2026-03-03"])], ["/applicant/birthDate"]),
    (
      ["applicant": applicant(["phone": "abc", "email": "x"])],
      ["/applicant/phone", "/applicant/email"]
    ),
    (["owner": World.applicant("Giàng A Pao")], []),
    (["owner": owner], ["/mandate"]),
    (
      ["mandate": ["file": "01JDAWQ8M0000000000000000A", "until": "2026-03-01"]], ["/mandate/until"]
    ),
    (["papers": [["component": 1, "file": "F", "copies": 0]]], ["/papers/0/copies"]),
    (["applicant": company], ["/applicant/taxNumber"]),
  ]

  private static let owner: JSON = [
    "kind": "person", "name": "Giàng A Pao", "personalNumber": "000190999999",
  ]
  private static let company: JSON = [
    "kind": "organisation", "name": "Công ty Thử", "taxNumber": "0100233480",
    "representativeName": "Giàng A Pao",
  ]

  private static func applicant(_ changes: JSON) -> JSON {
    let standing = World.applicant("Lò Thị Sao Mai").members ?? []
    let changed = changes.members ?? []
    return .object(
      standing.filter { old in !changed.contains { $0.name == old.name } } + changed)
  }

  @Test(arguments: wrong.indices)
  func everySlipIsNamedWithItsPlace(_ index: Int) throws {
    let (changes, pointers) = Self.wrong[index]
    let standing: JSON = [
      "procedure": "9.100001", "agency": "H99.101", "channel": "online",
      "applicant": World.applicant("Lò Thị Sao Mai"), "answers": [:], "papers": [],
      "delivery": ["way": "counter"],
    ]
    let changed = changes.members ?? []
    let members = (standing.members ?? []).filter { old in
      !changed.contains { $0.name == old.name }
    }
    let form = try SubmissionForm(.object(members + changed))
    let places = form.misfits(on: Day(2026, 3, 2))
    #expect(places.map(\.pointer) == pointers)
    for place in places { #expect(!place.detail.isEmpty && !place.code.isEmpty) }
  }

  @Test(arguments: Engine.all)
  func anUnfitFormIsRefusedWhole(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      try await world.refuses("submission.unfit", .content) {
        try await world.submit(changes: ["applicant": Self.company])
      }
      try await world.refuses("submission.file-unknown", .content) {
        let paper: JSON = ["file": "01JDAWQ8M0000000000000000A", "copies": 1]
        try await world.submit(changes: ["papers": [paper]])
      }
      let theirs = try await world.upload(by: .neighbour)
      try await world.refuses("submission.file-unknown", .content) {
        try await world.submit(
          changes: ["papers": [["component": 1, "file": .string(theirs), "copies": 1]]])
      }
      let mine = try await world.upload(by: .citizen)
      try await world.refuses("submission.component-unknown", .content) {
        try await world.submit(
          changes: ["papers": [["component": 3, "file": .string(mine), "copies": 1]]])
      }
      try await world.refuses("submission.file-unknown", .content) {
        try await world.submit(changes: ["mandate": ["file": .string(theirs)]])
      }
    }
  }

  @Test(arguments: Engine.all)
  func papersStandInTheOrderTheyWereHandedIn(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let first = try await world.upload(by: .citizen, name: "mot.pdf")
      let second = try await world.upload(by: .citizen, name: "hai.pdf")
      let taken = try await world.submit(
        changes: [
          "papers": [
            ["component": 2, "file": .string(second), "copies": 3],
            ["component": 1, "file": .string(first), "copies": 1],
            ["file": .string(first), "copies": 1],
          ]
        ])
      let file = try await world.dossiers.desk.read(taken.id, for: world.caller(.citizen))
      let papers = file.view.json["papers"]?.elements ?? []
      #expect(papers.map { $0["fileName"]?.text } == ["hai.pdf", "mot.pdf", "mot.pdf"])
      #expect(papers.map { $0["name"]?.text } == ["Giấy tờ tùy thân", "Tờ khai", nil])
      #expect(papers.map { $0["copies"]?.int } == [3, 1, 1])
      #expect(papers.allSatisfy { $0["round"] == 0 })
      let fact = try await world.onlyFact("dossier.submitted", of: taken)
      #expect(fact.datum("digitised") == 3)
    }
  }
}
