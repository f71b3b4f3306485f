import Directory
public import Ground
import Storage

/// Which of an agency's procedures an administrator wants to see.
public enum OfferFilter: String, Sendable, CaseIterable {
  case all = "tat-ca"
  case withoutTerm = "thieu-thoi-han"
  case withoutFee = "thieu-phi"
  case doubtful = "nghi-van"
  /// Procedures that the agency does not take.
  case notOffered = "chua-tiep-nhan"

  var vietnamese: String {
    switch self {
    case .all: "Tất cả thủ tục đang tiếp nhận"
    case .withoutTerm: "Thiếu thời hạn"
    case .withoutFee: "Thiếu mức phí"
    case .doubtful: "Số liệu đáng ngờ"
    case .notOffered: "Chưa tiếp nhận"
    }
  }

  func keeps(_ cases: [CaseTerm]) -> Bool {
    switch self {
    case .all, .notOffered: true
    case .withoutTerm: cases.isEmpty || cases.contains { $0.term == nil }
    case .withoutFee: cases.isEmpty || cases.contains { $0.fee.amount == nil }
    case .doubtful: cases.contains { $0.doubt != nil }
    }
  }
}

/// What an administrator sees of one agency's procedures.
struct OfferOverview: Sendable {
  struct Row: Sendable {
    let summary: ProcedureSummary
    /// With the agency's decisions laid over the record.
    let cases: [CaseTerm]
  }

  /// The agencies that the administrator may choose from; the first five hundred, by code.
  let agencies: [ProcedureView.Place]
  let agency: ProcedureView.Place
  let rows: [Row]
  let next: ProcedureCode?
  let total: Int
}

/// What an administrator sees of one offer, or of the place where one may be opened.
struct OfferSheet: Sendable {
  let agency: ProcedureView.Place
  let procedure: Procedure
  let offer: Offer?
  let history: [Offer]

  /// How many cases the form shows for each channel.
  var cases: [Channel: Int] {
    Dictionary(
      uniqueKeysWithValues: Channel.allCases.map { channel in
        let decided = offer?.conditions.overrides.filter { $0.channel == channel }
          .map(\.caseNumber).max()
        return (channel, max(1, procedure.terms(channel).count, decided ?? 0))
      })
  }
}

/// Reading for administrators, and the question who may administer.
extension OffersDesk {
  /// The post by which `caller` administers the agency: at itself or at one above it.
  ///
  /// Refuses: `CatalogueRefused.notYours`. Source: MRG-7.
  public func administration(of agency: AgencyCode, by caller: Caller) async throws -> PostID {
    let (cache, today) = (cache, now().day)
    let above = try await database.read { tx -> Set<AgencyCode> in
      let agencies = Agencies(tx: tx, cache: cache)
      guard let known = try agencies.agency(agency, on: today) else { return [] }
      return Set(try agencies.ancestors(of: known.code, on: today)).union([known.code])
    }
    guard let post = caller.post([.administrator], at: above) else {
      throw CatalogueRefused.notYours(agency)
    }
    return post.id
  }

  /// One page of an agency's procedures. `wanted` is what the text search found, best first; `nil`
  /// when nothing was searched for.
  func overview(
    _ agency: AgencyCode?, _ filter: OfferFilter, wanted: [ProcedureSummary]?,
    after: ProcedureCode?, caller: Caller
  ) async throws -> OfferOverview {
    let posts = caller.posts.filter { $0.role == .administrator }
    guard let agency = agency ?? posts.first?.agency else {
      throw CatalogueRefused.notYours(AgencyCode("-"))
    }
    _ = try await administration(of: agency, by: caller)
    let (cache, today) = (cache, now().day)
    return try await database.read { tx in
      let agencies = Agencies(tx: tx, cache: cache)
      var choices: Set<AgencyCode> = []
      for post in posts { choices.formUnion(try agencies.below(post.agency, on: today)) }
      let names = try agencies.names(of: choices.union([agency]), on: today)
      func place(_ code: AgencyCode) -> ProcedureView.Place {
        .init(code: code, name: names[code] ?? code.rawValue)
      }
      let rows = try Catalogue.rows(tx, agency, filter, wanted, today)
      let start = after.flatMap { after in rows.firstIndex { $0.summary.code == after } }
      let page = Array(rows.dropFirst(start.map { $0 + 1 } ?? 0).prefix(50))
      let isLast = page.last?.summary.code == rows.last?.summary.code
      return OfferOverview(
        agencies: choices.sorted().prefix(500).map(place), agency: place(agency), rows: page,
        next: isLast ? nil : page.last?.summary.code, total: rows.count)
    }
  }

  /// Refuses: `CatalogueRefused.procedureUnknown`.
  func sheet(_ agency: AgencyCode, _ code: ProcedureCode) async throws -> OfferSheet {
    let (cache, today) = (cache, now().day)
    return try await database.read { tx in
      guard let procedure = try Procedures(tx: tx).current(code) else {
        throw CatalogueRefused.procedureUnknown(code)
      }
      let history = try Offers(tx: tx).history(agency, code)
      let name = try Agencies(tx: tx, cache: cache).agency(agency, on: today)?.name
      return OfferSheet(
        agency: .init(code: agency, name: name ?? agency.rawValue), procedure: procedure,
        offer: history.first { $0.validTo == nil }, history: history)
    }
  }
}

/// The agency's procedures that the filter keeps, by code, or in the order of `wanted`.
private func rows(
  _ tx: any Transaction, _ agency: AgencyCode, _ filter: OfferFilter,
  _ wanted: [ProcedureSummary]?, _ today: Day
) throws -> [OfferOverview.Row] {
  let offers = try Offers(tx: tx).offers(of: agency, on: today)
  let conditions = Dictionary(
    offers.map { ($0.procedure, $0.conditions) }, uniquingKeysWith: { _, last in last })
  if filter == .notOffered {
    return (wanted ?? []).filter { conditions[$0.code] == nil }
      .map { OfferOverview.Row(summary: $0, cases: $0.terms) }
  }
  let summaries =
    try wanted
    ?? Procedures(tx: tx).summaries(conditions.keys.sorted()).values
    .sorted { $0.code < $1.code }
  return summaries.compactMap { summary in
    guard let mine = conditions[summary.code] else { return nil }
    let cases = Channel.allCases.flatMap { channel in
      mine.laid(over: summary.terms.filter { $0.channel == channel }, of: channel)
    }
    return filter.keeps(cases) ? OfferOverview.Row(summary: summary, cases: cases) : nil
  }
}
