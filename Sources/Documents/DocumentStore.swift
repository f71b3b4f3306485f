import Ground
import Storage

/// Every statement on `outgoing_document`.
struct DocumentStore {
  let tx: any Transaction

  func document(number: String, year: Int, agency: AgencyCode) throws -> OutgoingDocument? {
    try tx.row(
      """
      SELECT id, agency, number, issued_on, signer, file
      FROM outgoing_document
      WHERE agency = \(agency) AND year = \(year) AND number = \(number)
      """
    ).map { row in
      OutgoingDocument(
        id: try row.text(0), agency: try row.id(1), number: try row.text(2),
        issuedOn: try row.day(3), signer: try row.text(4), file: try row.text(5))
    }
  }

  /// False when the agency has a document of that number and year; then nothing is written.
  func insertUnlessTaken(_ document: OutgoingDocument) throws -> Bool {
    try tx.row(
      """
      INSERT INTO outgoing_document (id, agency, year, number, issued_on, signer, file)
      VALUES (\(document.id), \(document.agency), \(document.issuedOn.year), \(document.number),
        \(document.issuedOn), \(document.signer), \(document.file))
      ON CONFLICT (agency, year, number) DO NOTHING
      RETURNING id
      """
    ) != nil
  }
}
