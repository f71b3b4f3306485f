public import Deadlines
import Ground

/// One case (trường hợp) of one channel: how long it may take and what it costs.
/// Source: domain 2, "Cases".
public struct CaseTerm: Sendable, Equatable {
  public let channel: Channel
  /// Counts the entries of this channel from 1, in the record's order.
  public let caseNumber: Int
  /// `nil`: no term is laid down, and a dossier cannot be received.
  public let term: Term?
  public let fee: Fee
  public let note: String?
  /// Why the national page's figures look mistaken here; `nil` when they do not.
  public let doubt: String?

  public init(
    channel: Channel, caseNumber: Int, term: Term?, fee: Fee, note: String? = nil,
    doubt: String? = nil
  ) {
    (self.channel, self.caseNumber, self.term) = (channel, caseNumber, term)
    (self.fee, self.note, self.doubt) = (fee, note, doubt)
  }
}

extension ProcedureRecord {
  /// The cases of one channel, in order; empty when the procedure does not list the channel.
  public func terms(_ channel: Channel) -> [CaseTerm] {
    channels.filter { $0.channel == channel }.enumerated().map { index, entry in
      CaseTerm(
        channel: channel, caseNumber: index + 1, term: entry.term,
        fee: Fee(amount: entry.feeVND.map { Dong($0) }, note: entry.feeNote), note: entry.note,
        doubt: entry.doubt)
    }
  }

  /// The channels it lists, in the order online, counter, post.
  public var listedChannels: [Channel] {
    Channel.allCases.filter { channel in channels.contains { $0.channel == channel } }
  }

  /// What its channels tell: `partial` when one is online. A record cannot claim `full`.
  public var onlineScope: OnlineScope {
    channels.contains { $0.channel == .online } ? .partial : .none
  }
}

extension ProcedureRecord.ChannelEntry {
  /// A time of 0 is no term: the page leaves it to the province, and a dossier promised for the
  /// moment it came in would be late at once.
  var term: Term? {
    guard let time, time > 0, let timeUnit else { return nil }
    return Term(time, timeUnit.unit)
  }

  /// The published list holds rows in which a fee ran into the time (`1` and `100.000 VNĐ` became
  /// 1100 days, `VNĐ…` is left in the note), and fees that lost their thousands.
  var doubt: String? {
    if time != nil, note?.hasPrefix("VNĐ") == true {
      return "Cổng quốc gia có thể đã ghép nhầm mức phí vào thời hạn."
    }
    if time == 0 { return "Cổng quốc gia ghi thời hạn là 0." }
    if let feeVND, (1..<1000).contains(feeVND) {
      return "Mức phí dưới 1.000 đồng, có thể đã thiếu phần nghìn."
    }
    return nil
  }
}

extension ProcedureRecord.TimeUnit {
  var unit: Term.Unit {
    switch self {
    case .hours: .hours
    case .workingDays: .workingDays
    case .days: .days
    case .months: .months
    }
  }
}
