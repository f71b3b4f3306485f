import Directory
public import Ground
import Storage

/// Which of an agency's procedures an administrator wants to see. The raw value stands in the
/// address.
public enum OfferFilter: String, Sendable, CaseIterable {
  case all = "tat-ca"
  case withoutTerm = "thieu-thoi-han"
  case withoutFee = "thieu-phi"
  case doubtful = "nghi-van"
  /// Something is being prepared.
  case drafted = "co-ban-nhap"
  /// An opening, a change or an end is announced and has not come.
  case announced = "sap-thay-doi"
  /// Procedures that the agency does not take.
  case notOffered = "chua-tiep-nhan"

  var words: Phrase {
    switch self {
    case .all: "Đang tiếp nhận"
    case .withoutTerm: "Thiếu thời hạn"
    case .withoutFee: "Thiếu mức phí"
    case .doubtful: "Số liệu đáng ngờ"
    case .drafted: "Có bản nháp"
    case .announced: "Sắp thay đổi"
    case .notOffered: "Chưa tiếp nhận"
    }
  }

  func keeps(_ row: OfferOverview.Row) -> Bool {
    switch self {
    case .all, .notOffered: true
    case .withoutTerm: row.cases.isEmpty || row.cases.contains { $0.term == nil }
    case .withoutFee: row.cases.isEmpty || row.cases.contains { $0.fee.amount == nil }
    case .doubtful: row.cases.contains { $0.doubt != nil }
    case .drafted: row.hasDraft
    case .announced: row.announced != nil
    }
  }
}

/// What the list of an agency's procedures is asked. The raw values stand in the address.
struct OverviewQuery: Sendable {
  enum Order: String, Sendable, CaseIterable {
    case code = "ma"
    case name = "ten"
    /// Most is missing first.
    case missing = "con-thieu"
  }

  var agency: AgencyCode?
  var text = ""
  var filter = OfferFilter.all
  var order = Order.code
  /// Counts from 1.
  var page = 1

  static let size = 50
}

/// What an administrator sees of one agency's procedures.
struct OfferOverview: Sendable {
  struct Row: Sendable {
    let summary: ProcedureSummary
    /// With the agency's decisions laid over the record.
    let cases: [CaseTerm]
    let hasDraft: Bool
    /// The day from which something else holds.
    let announced: Day?

    /// How many things are missing or doubtful.
    var gaps: Int {
      cases.isEmpty
        ? 2
        : cases.count { $0.term == nil } + cases.count { $0.fee.amount == nil }
          + cases.count { $0.doubt != nil }
    }
  }

  let agency: ProcedureView.Place
  let rows: [Row]
  let total: Int
}

/// What an administrator sees of one offer, or of the place where one may be opened.
struct OfferSheet: Sendable {
  let agency: ProcedureView.Place
  let procedure: Procedure
  let offer: Offer?
  let history: [Offer]

  /// What holds, or held last; nothing decided where the agency never took the procedure.
  var lastConditions: OfferConditions {
    offer?.conditions ?? history.first(where: \.isReal)?.conditions ?? OfferConditions()
  }

  /// How many cases the form shows for each channel.
  var cases: [Channel: Int] {
    Dictionary(
      uniqueKeysWithValues: Channel.allCases.map { channel in
        let decided = lastConditions.overrides.filter { $0.channel == channel }
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
  ///
  /// Refuses: `CatalogueRefused.notYours`.
  func overview(
    _ query: OverviewQuery, of agency: AgencyCode, wanted: [ProcedureSummary]?, caller: Caller
  ) async throws -> OfferOverview {
    _ = try await administration(of: agency, by: caller)
    let (cache, today) = (cache, now().day)
    return try await database.read { tx in
      let name = try Agencies(tx: tx, cache: cache).names(of: [agency], on: today)[agency]
      let rows = query.sorted(
        try Catalogue.rows(tx, agency, query.filter, wanted, today), isFound: wanted != nil)
      let page = rows.dropFirst((query.page - 1) * OverviewQuery.size).prefix(OverviewQuery.size)
      return OfferOverview(
        agency: .init(code: agency, name: name ?? agency.rawValue), rows: Array(page),
        total: rows.count)
    }
  }

  /// Refuses: `CatalogueRefused.procedureUnknown`.
  func sheet(_ agency: AgencyCode, _ code: ProcedureCode) async throws -> OfferSheet {
    let (cache, today) = (cache, now().day)
    return try await database.read { try OfferSheet($0, cache, agency, code, on: today) }
  }
}

extension OfferSheet {
  init(
    _ tx: any Transaction, _ cache: DirectoryCache, _ agency: AgencyCode, _ code: ProcedureCode,
    on today: Day
  ) throws {
    guard let procedure = try Procedures(tx: tx).current(code) else {
      throw CatalogueRefused.procedureUnknown(code)
    }
    let history = try Offers(tx: tx).history(agency, code)
    let name = try Agencies(tx: tx, cache: cache).agency(agency, on: today)?.name
    self.init(
      agency: .init(code: agency, name: name ?? agency.rawValue), procedure: procedure,
      offer: history.first { $0.validTo == nil }, history: history)
  }
}

extension OverviewQuery {
  /// Found rows stay best first unless another order is asked for.
  fileprivate func sorted(
    _ rows: [OfferOverview.Row], isFound: Bool
  ) -> [OfferOverview.Row] {
    switch order {
    case .code: isFound ? rows : rows.sorted { $0.summary.code < $1.summary.code }
    case .name: rows.sorted { folded($0.summary.name) < folded($1.summary.name) }
    case .missing:
      rows.sorted { ($1.gaps, $0.summary.code) < ($0.gaps, $1.summary.code) }
    }
  }
}

/// The agency's procedures that the filter keeps, in the order of `wanted` where there is one.
private func rows(
  _ tx: any Transaction, _ agency: AgencyCode, _ filter: OfferFilter,
  _ wanted: [ProcedureSummary]?, _ today: Day
) throws -> [OfferOverview.Row] {
  let (drafts, announced) = (
    try OfferDraftStore(tx: tx).drafts(of: agency),
    try OfferStore(tx: tx).announced(of: agency, after: today)
  )
  let offers = try Offers(tx: tx).offers(of: agency, on: today)
  let conditions = Dictionary(
    offers.map { ($0.procedure, $0.conditions) }, uniquingKeysWith: { _, last in last })
  func row(_ summary: ProcedureSummary, _ cases: [CaseTerm]) -> OfferOverview.Row {
    OfferOverview.Row(
      summary: summary, cases: cases, hasDraft: drafts.contains(summary.code),
      announced: announced[summary.code])
  }
  if filter == .notOffered {
    return (wanted ?? []).filter { conditions[$0.code] == nil }.map { row($0, $0.terms) }
  }
  let known = Set(conditions.keys).union(filter == .drafted ? drafts : [])
    .union(filter == .announced ? Set(announced.keys) : [])
  let summaries = try wanted ?? Array(Procedures(tx: tx).summaries(known.sorted()).values)
  return summaries.compactMap { summary in
    guard known.contains(summary.code) else { return nil }
    let mine = conditions[summary.code] ?? OfferConditions()
    let cases = Channel.allCases.flatMap { channel in
      mine.laid(over: summary.terms.filter { $0.channel == channel }, of: channel)
    }
    let found = row(summary, cases)
    return filter.keeps(found) ? found : nil
  }
}
