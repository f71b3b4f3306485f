import Ground
import Printing

/// One column of the register, as the pack lays it down: the annexes' exact columns are not
/// confirmed, so they are data. Source: domain 1.8, "Register" [M].
struct RegisterColumn: Sendable, Equatable {
  /// What may stand in a column. The raw value is what the pack says.
  enum Key: String, Sendable, CaseIterable {
    case order, number, procedure, papers, applicant, address, place
    case received, promised, decided, returned, way, signature, note
  }

  let key: Key
  let heading: String
  /// Neighbours of one group stand under it.
  let group: String?
  /// Its part of the width, in tenths.
  let share: Int

  init(_ json: JSON) throws(FormSetsUnreadable) {
    guard let key = json["key"]?.text.flatMap({ Key(rawValue: $0) }),
      let heading = json["heading"]?.text, !heading.isEmpty, let share = json["share"]?.int,
      share > 0
    else { throw FormSetsUnreadable("no column of a register: \(json.serialised)") }
    (self.key, self.heading, self.share) = (key, heading, share)
    group = json["group"]?.text
  }

  var column: Table.Column {
    let alignment: Table.Column.Alignment =
      switch key {
      case .order, .papers, .received, .promised, .decided, .returned, .signature: .centre
      case .number, .procedure, .applicant, .address, .place, .way, .note: .left
      }
    return Table.Column(
      Text(heading), group: group.map { Text($0) }, share: Double(share), alignment)
  }
}
