import Deadlines
import Ground

/// What a visitor chose on the procedure's page before asking when the result will be there.
struct PromiseAsked: Sendable, Hashable {
  var agency: AgencyCode?
  var channel: Channel?
  var caseNumber: Int?
}

/// The promise of one page: handed in at a minute, when is the result due.
struct Promise: Sendable {
  enum Outcome: Sendable {
    case answered(DueAnswer)
    /// The calendar does not reach that far.
    case uncounted(Phrase)
    /// The procedure names no way of handing in.
    case unasked
  }

  /// With what was left open filled in.
  let asked: PromiseAsked
  /// The minute for which it was counted.
  let at: Instant
  let outcome: Outcome
}

extension ProcedureView {
  /// What is asked, with what the visitor left open or could not choose here filled in: the only
  /// agency, online before the counter, the case with the longest term.
  func settled(_ asked: PromiseAsked) -> PromiseAsked {
    let known = takings.first { $0.place.code == asked.agency }
    let taking = known ?? (takings.count == 1 ? takings[0] : nil)
    let open = taking?.offered.channels ?? channels
    let channel = asked.channel.flatMap { open.contains($0) ? $0 : nil } ?? open.first
    let cases = channel.map { terms($0, at: taking) } ?? []
    return PromiseAsked(
      agency: taking?.place.code, channel: channel,
      caseNumber: asked.caseNumber.flatMap { number in
        cases.contains { $0.caseNumber == number } ? number : nil
      })
  }

  /// The cases of a channel, as the agency takes them, else as the record has them.
  func terms(_ channel: Channel, at taking: Taking?) -> [CaseTerm] {
    taking?.offered.terms(channel) ?? procedure.terms(channel)
  }

  func taking(_ agency: AgencyCode?) -> Taking? { takings.first { $0.place.code == agency } }
}
