public import Deadlines
import Ground

/// A procedure as one agency offers it: the record with the offer's decision laid over it.
public struct OfferedProcedure: Sendable, Equatable {
  public let procedure: Procedure
  public let offer: Offer
  /// The name of the offering agency on that day.
  public let agencyName: String

  public init(procedure: Procedure, offer: Offer, agencyName: String) {
    (self.procedure, self.offer, self.agencyName) = (procedure, offer, agencyName)
  }

  /// How it is delivered: as decided, else as its channels tell.
  public var mode: DeliveryMode { offer.conditions.mode(procedure.onlineScope) }

  /// The cases of one channel; empty when neither record nor decision lists it.
  public func terms(_ channel: Channel) -> [CaseTerm] {
    offer.conditions.laid(over: procedure.terms(channel), of: channel)
  }

  /// The term of a case, or the longest of the channel when none is named. Source: contract, `due`.
  public func term(_ channel: Channel, case number: Int?) -> TermChoice {
    terms(channel).choice(case: number, missing: missing)
  }

  /// What the case that `term` chooses costs; nobody's word when there is no such case.
  public func fee(_ channel: Channel, case number: Int?) -> Fee {
    terms(channel).chosen(case: number)?.fee ?? Fee(amount: nil)
  }

  /// Whether the agency takes dossiers this way.
  public func accepts(_ channel: Channel) -> Acceptance {
    guard let channels = offer.conditions.channels else {
      return procedure.channels.contains(channel) ? .everyone : .closed
    }
    guard let accepted = channels.first(where: { $0.channel == channel }) else { return .closed }
    return accepted.exemption.map { .exempted($0) } ?? .everyone
  }

  /// The channels that it takes from anyone or from some, in the order online, counter, post.
  public var channels: [Channel] { Channel.allCases.filter { accepts($0) != .closed } }

  private var missing: String {
    """
    Thủ tục \(procedure.code.rawValue) chưa có thời hạn giải quyết tại \(agencyName) \
    (\(offer.agency.rawValue)). Người quản trị danh mục thủ tục của cơ quan này phải đặt thời hạn \
    theo quyết định công bố, tại màn hình Quản trị › Thủ tục, rồi mới tiếp nhận được.
    """
  }
}

extension OfferConditions {
  /// The record's cases of one channel with what was decided for them; a decision may add cases,
  /// and a channel that it opens has at least one.
  func laid(over record: [CaseTerm], of channel: Channel) -> [CaseTerm] {
    let mine = overrides.filter { $0.channel == channel }
    let isOpened = channels?.contains { $0.channel == channel } ?? false
    let last = max(record.count, mine.map(\.caseNumber).max() ?? 0, isOpened ? 1 : 0)
    return (0..<last).map { index in
      let blank = CaseTerm(
        channel: channel, caseNumber: index + 1, term: nil, fee: Fee(amount: nil))
      let original = index < record.count ? record[index] : blank
      return mine.first { $0.caseNumber == index + 1 }?.laid(over: original) ?? original
    }
  }

  /// As decided, else as the record's channels tell. Source: domain 1.11.
  func mode(_ scope: OnlineScope) -> DeliveryMode {
    if let deliveryMode { return deliveryMode }
    switch scope {
    case .none: return .information
    case .partial: return .partial
    case .full: return .full
    }
  }
}

extension CaseOverride {
  fileprivate func laid(over record: CaseTerm) -> CaseTerm {
    CaseTerm(
      channel: record.channel, caseNumber: record.caseNumber, term: term ?? record.term,
      fee: Fee(amount: fee ?? record.fee.amount, note: feeNote ?? record.fee.note),
      note: record.note, doubt: isSettled(record) ? nil : record.doubt)
  }

  /// Whether the decision names what the record's doubt is about: the fee when it lost its
  /// thousands, else the term.
  private func isSettled(_ record: CaseTerm) -> Bool {
    let isAboutFee = record.term != nil && record.note?.hasPrefix("VNĐ") != true
    return isAboutFee ? fee != nil : term != nil
  }
}

/// What is known about the term of a dossier.
public enum TermChoice: Sendable, Equatable {
  /// The case that applies, its term, and the channel's other cases.
  case set(CaseTerm, term: Term, others: [CaseTerm])
  /// Nobody has laid one down; who must, in Vietnamese.
  case missing(String)
  /// The channel has fewer cases.
  case noSuchCase(count: Int)
  /// The procedure does not list this channel.
  case channelClosed
}

/// Whether dossiers are taken by a channel.
public enum Acceptance: Sendable, Equatable {
  case everyone
  /// Only from these people, in words; why it was taken is recorded with the dossier.
  case exempted(String)
  case closed
}

extension [CaseTerm] {
  /// The case of that number; without one the case with the longest term, the first of equals; the
  /// first case when none has a term.
  func chosen(case number: Int?) -> CaseTerm? {
    if let number { return first { $0.caseNumber == number } }
    var longest: CaseTerm?
    for each in self where each.term != nil && each.longerThan(longest) { longest = each }
    return longest ?? first
  }

  func choice(case number: Int?, missing: String) -> TermChoice {
    guard !isEmpty else { return .channelClosed }
    guard let chosen = chosen(case: number) else { return .noSuchCase(count: count) }
    guard let term = chosen.term else { return .missing(missing) }
    return .set(chosen, term: term, others: filter { $0.caseNumber != chosen.caseNumber })
  }
}

extension CaseTerm {
  fileprivate func longerThan(_ other: CaseTerm?) -> Bool {
    guard let other = other?.term, let term else { return true }
    return term.usualMinutes > other.usualMinutes
  }
}

extension Term {
  /// How long it usually takes on the wall, to order terms of different units: five working days
  /// are a week, a month is thirty days.
  var usualMinutes: Int {
    switch unit {
    case .minutes: count
    case .hours: count * 60 * 24 / 8 * 7 / 5
    case .workingDays: count * 1440 * 7 / 5
    case .days: count * 1440
    case .months: count * 30 * 1440
    }
  }
}
