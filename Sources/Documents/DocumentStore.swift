import Ground
import Storage

/// Every statement on `outgoing_document`.
struct DocumentStore {
  let tx: any Transaction

  /// False when this very document stands there; then nothing is written.
  func insertUnlessThere(_ document: OutgoingDocument) throws -> Bool {
    try tx.row(
      """
      INSERT INTO outgoing_document (id, agency, number, issued_on, signer, file)
      VALUES (\(document.id), \(document.agency), \(document.number), \(document.issuedOn),
        \(document.signer), \(document.file))
      ON CONFLICT (agency, number, issued_on, signer) DO NOTHING
      RETURNING id
      """
    ) != nil
  }
}
