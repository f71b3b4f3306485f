public import Ground

extension JournalKey {
  /// A key that is kept nowhere: for commands that read or write an instance whose journal has no
  /// name yet. Nothing is sealed with it.
  public static func unkept(chance: Chance) throws -> JournalKey {
    try JournalKey(origin: "unnamed", seed: chance.bytes(32))
  }
}
