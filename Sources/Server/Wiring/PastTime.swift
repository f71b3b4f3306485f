import Ground

/// The moment at which the current task acts, where a demonstration writes its own past.
///
/// Only what makes demonstrations sets it; everywhere else the house's clock tells the time.
enum PastTime {
  @TaskLocal static var instant: Instant?
}
