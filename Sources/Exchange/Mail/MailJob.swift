import Ground

/// Hands waiting letters, one after the other, to whoever carries them. Several processes may do it
/// at once: each letter is taken by one. A letter whose carrier fell silent is sent again, with the
/// same Message-ID.
public struct MailJob: Sendable {
  let desk: MailDesk
  /// Carries one message; throws when it was not taken.
  let carry: @Sendable (MailMessage) async throws -> Void
  let from: String
  let origin: String

  /// `from` is the address letters are sent from, `origin` where our pages are.
  public init(
    desk: MailDesk, from: String, origin: String,
    carry: @escaping @Sendable (MailMessage) async throws -> Void
  ) {
    (self.desk, self.from, self.carry) = (desk, from, carry)
    self.origin = origin.hasSuffix("/") ? String(origin.dropLast()) : origin
  }

  /// Sends what is due, until nothing is. `report` gets one line a failure: never an address.
  public func sendDue(_ report: @Sendable (String) -> Void) async throws {
    while !Task.isCancelled, let (mail, tries) = try await desk.claim() {
      do {
        let message = try MailMessage(mail, from: from, origin: origin, at: desk.now())
        try await carry(message)
      } catch {
        let reason = String(String(describing: error).prefix(200))
        let waits = try await desk.wasNotSent(mail, tries: tries, error: reason)
        let next = waits ? "it will be tried again" : "it is given up"
        report("letter \(mail.id) was not sent, try \(tries): \(reason); \(next)")
        continue
      }
      try await desk.wasSent(mail)
    }
  }
}
