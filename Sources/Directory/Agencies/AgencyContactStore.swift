import Ground
import Storage

/// Every statement on `agency_contact`. Lives as long as its transaction.
struct AgencyContactStore {
  let tx: any Transaction

  /// What holds on `day`; `nil` when nothing was known then.
  func contact(of id: AgencyID, on day: Day) throws -> AgencyContact? {
    let known = try tx.row(
      """
      SELECT from_on, address, phone, email, website
      FROM agency_contact
      WHERE agency = \(id) AND from_on <= \(day)
      ORDER BY from_on DESC
      LIMIT 1
      """
    ).map(dated)
    return known.flatMap { $0.contact.isEmpty ? nil : $0.contact }
  }

  /// Every contact there was or will be, newest first. Shape: at most 100.
  func history(of id: AgencyID) throws -> [DatedContact] {
    try tx.rows(
      """
      SELECT from_on, address, phone, email, website
      FROM agency_contact
      WHERE agency = \(id)
      ORDER BY from_on DESC
      LIMIT 100
      """
    ).map(dated)
  }

  /// The agencies of which something is known on `day`. Shape: at most 20,000.
  func known(on day: Day) throws -> Set<AgencyID> {
    Set(
      try tx.rows(
        """
        SELECT agency
        FROM agency_contact AS held
        WHERE from_on = (
            SELECT MAX(from_on)
            FROM agency_contact
            WHERE agency = held.agency AND from_on <= \(day))
          AND (address IS NOT NULL OR phone IS NOT NULL OR email IS NOT NULL)
        ORDER BY agency
        LIMIT 20000
        """
      ).map { try $0.id(0) })
  }

  /// What holds from `day` on, in place of what was to begin on that same day.
  func put(_ contact: AgencyContact, of id: AgencyID, from day: Day, salt: [UInt8]) throws {
    try tx.run(
      """
      INSERT INTO agency_contact (agency, from_on, address, phone, email, website, salt)
      VALUES (\(id), \(day), \(contact.address), \(contact.phone), \(contact.email),
        \(contact.website), \(salt))
      ON CONFLICT (agency, from_on) DO UPDATE
      SET address = excluded.address, phone = excluded.phone, email = excluded.email,
        website = excluded.website, salt = excluded.salt
      """)
  }

  private func dated(_ row: Row) throws -> DatedContact {
    DatedContact(
      from: try row.day(0),
      contact: AgencyContact(
        address: try row.optionalText(1), phone: try row.optionalText(2),
        email: try row.optionalText(3), website: try row.optionalText(4)))
  }
}
