import Ground
public import Rules

/// A register that the rule packs propose: an administrator lays it down as it is, or changed.
public struct RegisterBlueprint: Sendable, Equatable {
  let register: ReportedRegister
  let legalBasis: String

  /// The proposals of a pack, in its order.
  ///
  /// Refuses: `RulePackUnreadable`, naming the line.
  public static func list(of pack: RulePack) throws(RulePackUnreadable) -> [RegisterBlueprint] {
    var list: [RegisterBlueprint] = []
    for record in pack.records { list.append(try RegisterBlueprint(record)) }
    return list
  }

  private init(_ record: RuleRecord) throws(RulePackUnreadable) {
    let fields = PackFields(record.content, line: record.line)
    try fields.allow([
      "code", "title", "rhythm", "dueDays", "lockDays", "reporters", "columns", "source",
      "legal_basis", "valid_from", "valid_to",
    ])
    _ = try fields.text("source")
    let content = (record.content.members ?? []) + [JSON.Member("from", JSON(record.validFrom))]
    do throws(RegisterUnreadable) {
      register = try ReportedRegister(.object(content), version: 1)
    } catch { throw RulePackUnreadable(line: record.line, reason: "\(error.what) cannot be read") }
    legalBasis = record.legalBasis
    let codes = register.columns.map(\.code)
    try fields.require(
      ([register.code] + codes).allSatisfy(isRegisterCode) && Set(codes).count == codes.count,
      "codes are unfit")
    let parts = register.columns.filter { $0.partOf != nil }
    try fields.require(
      parts.allSatisfy { register.whole(of: $0) != nil }, "partOf names no column")
  }
}
