import Ground

/// What tells whether anything of the catalogue, the offers or the directory has changed: while
/// these stay, what was made from them is still true.
struct PortalMarks: Sendable, Hashable {
  /// How often procedures have changed.
  let procedures: Int
  /// How often offers have.
  let offers: Int
  /// What the directory's last change left; contacts included.
  let directory: String
  let day: Day
}

/// The marks at a minute, for pages that say whether an office is open or when a result is due.
struct PortalMoment: Sendable, Hashable {
  let marks: PortalMarks
  let minute: Instant
  /// The version of the working calendar.
  let calendar: String
}
