import Catalogue
import Deadlines
import Ground
import TestKit
import Testing

@testable import Dossiers

/// Who may do what, as the lawyer reads it. Source: contract, column "Who"; DOS-12, DOS-15, MRG-7.
///
/// `role@place`: the place is the agency of the post, seen from the dossier. A handler's right ends
/// where the dossier is assigned to another. What is not written here is forbidden.
private let table = """
  receive            receiver@receiving
  refuse             receiver@receiving
  forward            receiver@receiving handler@competent
  assign             handler@competent approver@competent
  requestSupplement  receiver@receiving handler@competent
  supply             applicant receiver@receiving
  requestPayment     receiver@receiving
  pay                receiver@receiving
  extend             approver@competent
  decide             approver@competent
  deliver            receiver@receiving receiver@returning
  withdraw           applicant receiver@receiving
  stop               approver@competent
  correct            receiver@receiving handler@competent
  approveCorrection  approver@competent
  rate               applicant
  """

/// Who may know of the dossier at all; to all others it does not exist.
private let seers = """
  applicant receiver@receiving receiver@returning handler@competent approver@competent
  clerk@receiving clerk@competent supervisor@receiving supervisor@above
  """

/// Where a post is, seen from the dossier.
enum PostPlace: String, Sendable, CaseIterable {
  case receiving, competent, returning, above, elsewhere

  var agency: AgencyCode {
    switch self {
    case .receiving: .communeA
    case .competent: .department
    case .returning: .communeB
    case .above: .province
    case .elsewhere: AgencyCode("H99.103")
    }
  }
}

/// To whom the dossier is assigned, seen from the one who acts.
enum Assigned: Sendable, CaseIterable { case nobody, me, another }

@Suite struct PermissionTests {
  private static let allowed: [ActKind: Set<String>] = {
    let lines = table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    return lines.reduce(into: [:]) { known, line in
      guard let act = ActKind(rawValue: line[0]) else { preconditionFailure("no act \(line[0])") }
      known[act] = Set(line.dropFirst())
    }
  }()

  private static let sees = Set(seers.split { " \n".contains($0) }.map(String.init))

  @Test func theTableNamesEveryAct() {
    #expect(Set(Self.allowed.keys) == Set(ActKind.allCases))
  }

  @Test(arguments: Role.allCases, PostPlace.allCases)
  func anOfficerMayDoWhatTheTableSaysAndNothingElse(_ role: Role, _ place: PostPlace) throws {
    for assigned in Assigned.allCases {
      for ended in [false, true] {
        let caller = officer(role, at: place, ended: ended)
        let standing = Standing(
          dossier: dossier(assigned), caller: caller, above: [.province], successor: nil)
        let who = ended ? "nobody" : "\(role.rawValue)@\(place.rawValue)"
        #expect(standing.mayView == Self.sees.contains(who), "\(who)")
        for act in ActKind.allCases {
          #expect(
            outcome(standing, act) == expected(act, who, role, assigned),
            "\(act) by \(who), assigned to \(assigned)")
        }
      }
    }
  }

  private func expected(
    _ act: ActKind, _ who: String, _ role: Role, _ assigned: Assigned
  ) -> Outcome {
    guard Self.allowed[act]?.contains(who) == true else { return .forbidden }
    if role == .handler, assigned == .another { return .anothers }
    return .asOfficer
  }

  @Test(arguments: Assigned.allCases)
  func whoeverHandedItInActsAsApplicantAndNobodyElseDoes(_ assigned: Assigned) {
    for (account, own) in [("CITIZEN", true), ("NEIGHBOUR", false)] {
      for roles: Set<Role> in [[.citizen], [.helper], []] {
        let caller = Caller(account: AccountID(account), name: "", ownRoles: roles, posts: [])
        let standing = Standing(
          dossier: dossier(assigned), caller: caller, above: [.province], successor: nil)
        let isApplicant = own && !roles.isEmpty
        #expect(standing.mayView == isApplicant)
        for act in ActKind.allCases {
          let may = isApplicant && Self.allowed[act]?.contains("applicant") == true
          #expect(outcome(standing, act) == (may ? .asApplicant : .forbidden), "\(act)")
        }
      }
    }
  }

  /// An officer at the counter typed it: nobody signed in as its applicant.
  @Test func aDossierTypedAtTheCounterHasNoApplicantAccount() {
    let typed = dossier(.nobody, typedBy: .officer, account: "ME")
    let caller = Caller(account: AccountID("ME"), name: "", ownRoles: [.citizen], posts: [])
    let standing = Standing(dossier: typed, caller: caller, above: [], successor: nil)
    #expect(!standing.mayView && outcome(standing, .rate) == .forbidden)
  }

  /// Source: MRG-11.
  @Test func theSuccessorOfAnEndedAgencyReceivesInItsPlace() {
    let caller = officer(.receiver, at: .elsewhere, ended: false)
    let without = Standing(dossier: dossier(.nobody), caller: caller, above: [], successor: nil)
    #expect(!without.mayView)
    let with = Standing(
      dossier: dossier(.nobody), caller: caller, above: [], successor: PostPlace.elsewhere.agency)
    #expect(with.mayView && outcome(with, .receive) == .asOfficer)
  }

  @Test func everyRefusalSaysWhatIsForbidden() {
    #expect(ActForbidden.notYours(.decide).explanation.vietnamese.contains("Ban hành kết quả"))
    for refused in [ActForbidden.notYours(.decide), .assignedToAnother, .ownCorrection] {
      #expect(refused.kind == .forbidden && !refused.explanation.isEmpty)
    }
    #expect(DossierUnknown().kind == .unknown)
  }

  private enum Outcome { case asApplicant, asOfficer, anothers, forbidden }

  private func outcome(_ standing: Standing, _ act: ActKind) -> Outcome {
    do throws(ActForbidden) {
      switch try standing.actor(of: act) {
      case .applicant: return .asApplicant
      case .officer: return .asOfficer
      }
    } catch {
      return error == .assignedToAnother ? .anothers : .forbidden
    }
  }

  private func officer(_ role: Role, at place: PostPlace, ended: Bool) -> Caller {
    let post = Caller.Post(id: PostID("P"), role: role, agency: place.agency)
    return Caller(account: AccountID("ME"), name: "", ownRoles: [], posts: ended ? [] : [post])
  }
}

extension PermissionTests {
  /// Received at commune A, decided by the department, returned at commune B.
  private func dossier(
    _ assigned: Assigned, typedBy: TypedBy = .`self`, account: String = "CITIZEN"
  ) -> Dossier {
    let officer: AccountID? =
      switch assigned {
      case .nobody: nil
      case .me: AccountID("ME")
      case .another: AccountID("ANOTHER")
      }
    return Dossier(
      id: Dossier.ID("D"), reference: DossierReference(chance: Draws(seed: 1).chance), number: nil,
      version: 1, stage: .submitted, procedure: .forest, procedureVersion: 1, caseNumber: nil,
      sector: "lam-nghiep", agency: PostPlace.receiving.agency,
      competentAgency: PostPlace.competent.agency, returnAgency: PostPlace.returning.agency,
      channel: .online, typedBy: typedBy, submittedAt: World.monday, receivedAt: nil,
      account: AccountID(account), officer: officer, contents: .sample, clock: nil,
      fee: FeeObligation(listed: nil, asked: nil, payments: []), supplements: [], decision: nil,
      delivery: nil, correction: nil, rating: nil,
      attributes: Dossier.Attributes(
        level: nil, mode: .full, eligible: false, integrated: false, paperResult: false),
      subject: "S", lookupToken: "T", salt: [])
  }
}

/// What the house does with posts as they stand at this moment. Source: MRG-7.
@Suite struct EndedPostTests {
  /// Each can act until the post ends, and from then on does not even find the dossier.
  @Test(arguments: [Person.receiver, .handler, .approver, .clerk], Engine.all)
  func anEndedPostOpensNothingFromThatMomentOn(_ person: Person, _ engine: Engine) async throws {
    try await World.with(engine) { world in
      let submitted = try await world.dossier(.submitted)
      let processing = try await world.dossier(.processing)
      _ = try await world.dossiers.desk.read(processing.id, for: world.caller(person))
      try await world.endPost(of: person)
      for act in [Act.receive, .refused, .ask, .bill, .stopped, .renamed, .withdrawn] {
        for taken in [submitted, processing] {
          try await world.refuses("dossier.unknown", .unknown) {
            try await world.act(act, on: taken, by: person)
          }
        }
      }
      try await world.refuses("dossier.unknown") {
        _ = try await world.dossiers.desk.read(processing.id, for: world.caller(person))
      }
      let seen = try await world.dossiers.desk.list(
        WorklistQuestion(limit: 50), for: world.caller(person))
      #expect(seen.items.isEmpty)
    }
  }

  @Test(arguments: Engine.all)
  func nobodyOfAnotherAgencyKnowsOfADossier(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.dossier(.processing)
      let strangers: [Person] = [
        .neighbour, .helper, .receiverB, .handlerB, .approverB, .specialist, .director, .reporter,
        .administrator,
      ]
      for person in strangers {
        for act in [Act.withdrawn, .stopped, .renamed, .ask] {
          try await world.refuses("dossier.unknown", .unknown) {
            try await world.act(act, on: taken, by: person)
          }
        }
      }
      try await world.refuses("dossier.act-forbidden", .forbidden) {
        try await world.act(.stopped, on: taken, by: .supervisor)
      }
    }
  }

  @Test(arguments: Engine.all)
  func aHandlerDoesNotTouchWhatIsAssignedToAnother(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.dossier(.processing)
      for act in [Act.ask, .forward(to: .communeA), .renamed] {
        try await world.refuses("dossier.assigned-to-another", .forbidden) {
          try await world.act(act, on: taken, by: .colleague)
        }
      }
      let other = try await world.act(
        .assign(world.account(.colleague)), on: taken, by: .approver)
      let asked = try await world.act(.ask, on: other, by: .colleague)
      #expect(asked.stage == .awaitingSupplement)
    }
  }
}
