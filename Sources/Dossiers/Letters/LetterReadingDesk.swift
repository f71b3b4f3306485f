import Catalogue
import Directory
import Ground
import Printing
import Storage

/// A letter ready to be set, and whose dossier it tells of.
struct ComposedLetter: Sendable {
  let letter: Letter
  let subject: String
  /// "tiep-nhan-H99.101-261120-0001.pdf".
  let fileName: String
}

extension DossierDesk {
  /// The letter of that kind, the `round`-th of several, as the day of its act made it.
  ///
  /// `reader` says in which capacity it is asked for; `nil`: in whichever the caller has.
  ///
  /// Refuses: `DossierUnknown`; `LetterUnknown` when no act gave rise to it, no form was in force
  /// on that day, or the caller may not have it.
  func letter(
    _ kind: LetterKind, round: Int, of key: String, for caller: Caller, as reader: LetterReader?,
    publicURL: String
  ) async throws -> ComposedLetter {
    let now = house.now()
    return try await database.read { tx in
      let standing = try DossierReading(tx: tx, house: house, now: now).standing(key, of: caller)
      guard standing.mayRead(kind, as: reader) else { throw LetterUnknown() }
      let reading = LetterReading(tx: tx, house: house, publicURL: publicURL)
      let material = try reading.material(of: standing.dossier)
      guard round == 1 || kind.hasRounds, let event = material.event(kind.act, round),
        let form = house.forms.form(kind.form, on: event.at.day)
      else { throw LetterUnknown() }
      let parts = LetterParts(form: form, material: material, event: event, today: now.day)
      return ComposedLetter(
        letter: try composed(kind, round, parts), subject: standing.dossier.subject,
        fileName: "\(kind.slug)-\(material.code(at: event.at).text).pdf")
    }
  }

  private func composed(
    _ kind: LetterKind, _ round: Int, _ parts: LetterParts
  ) throws -> Letter {
    switch kind {
    case .receipt: return ReceiptSlip(parts: parts).letter
    case .supplement:
      let requests = parts.dossier.supplements
      guard round <= requests.count else { throw LetterUnknown() }
      return SupplementSlip(parts: parts, request: requests[round - 1]).letter
    case .refusal: return ReceptionRefusal(parts: parts).letter
    case .apology: return ApologyLetter(parts: parts, round: round).letter
    case .stop: return StopNotice(parts: parts).letter
    case .controlSlip: return ControlSlip(parts: parts).letter
    }
  }
}

extension Standing {
  /// Whether the caller, who sees the dossier, may have letters of that kind in that capacity.
  fileprivate func mayRead(_ kind: LetterKind, as reader: LetterReader?) -> Bool {
    switch reader {
    case .applicant: isApplicant && kind.isForApplicants
    case .officer: isOfficer
    case nil: isOfficer || kind.isForApplicants
    }
  }

  /// Whether the caller sees the dossier from a post, not only as the one who handed it in.
  private var isOfficer: Bool {
    let officer = Caller(
      account: caller.account, name: caller.name, ownRoles: [], posts: caller.posts)
    return Standing(dossier: dossier, caller: officer, above: above, successor: successor).mayView
  }
}

/// Reading what letters are made of, within a transaction.
struct LetterReading {
  let tx: any Transaction
  let house: House
  let publicURL: String

  func material(of dossier: Dossier) throws -> LetterMaterial {
    let events = try EventStore(tx: tx).events(of: dossier.id)
    let procedure = try Procedures(tx: tx).version(dossier.procedure, dossier.procedureVersion)
    let people = Set(events.map(\.account) + events.compactMap(\.assignedTo))
    return LetterMaterial(
      dossier: dossier, events: events,
      papers: try DossierPaperStore(tx: tx).papers(of: dossier.id),
      components: procedure?.components ?? [],
      procedureName: procedure?.name ?? dossier.procedure.rawValue,
      sectorName: procedure?.sector.name ?? dossier.sector,
      people: try Officers(tx: tx, cache: house.agencies).names(of: people),
      holders: try holders(events), agencies: try agencies(dossier, events),
      publicURL: publicURL)
  }

  private func holders(_ events: [DossierEvent]) throws -> [PostID: PostHolder] {
    let officers = Officers(tx: tx, cache: house.agencies)
    var holders: [PostID: PostHolder] = [:]
    for event in events {
      guard let post = event.post, holders[post] == nil else { continue }
      holders[post] = try officers.holder(of: post, on: event.at.day)
    }
    return holders
  }

  /// Every agency that has to do with the dossier, on every day on which something was done.
  private func agencies(
    _ dossier: Dossier, _ events: [DossierEvent]
  ) throws -> [LetterMaterial.AgencyOnDay: LetterAgency] {
    let from = events.compactMap { $0.details["from"]?.text.map { AgencyCode($0) } }
    let codes = Set(
      [dossier.agency, dossier.competentAgency, dossier.returnAgency]
        + events.compactMap(\.agency) + events.compactMap(\.handedTo) + from)
    var found: [LetterMaterial.AgencyOnDay: LetterAgency] = [:]
    for day in Set(events.map(\.at.day)) {
      for code in codes {
        found[LetterMaterial.AgencyOnDay(code: code, day: day)] = try agency(code, on: day)
      }
    }
    return found
  }

  /// The agency as it was on that day; one that was no more, by the last name it had.
  func agency(_ code: AgencyCode, on day: Day) throws -> LetterAgency {
    let agencies = Agencies(tx: tx, cache: house.agencies)
    let tree = try agencies.tree()
    var letter = LetterAgency(name: tree.name(of: code, on: day) ?? code.rawValue)
    letter.above = tree.ancestors(of: code, on: day).compactMap { tree.name(of: $0, on: day) }
    letter.parent = letter.above.first
    letter.level = tree.agency(code, on: day)?.level
    letter.contact = try agencies.contact(of: code, on: day) ?? AgencyContact()
    return letter
  }
}
