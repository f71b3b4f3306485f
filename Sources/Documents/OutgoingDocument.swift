public import Ground

/// Văn bản đi: a document that an agency has issued. Source: ND 30/2020, Điều 14–19.
public struct OutgoingDocument: Sendable, Equatable {
  public let id: String
  public let agency: AgencyCode
  /// Số, ký hiệu as printed, as `15/QĐ-UBND`. Source: DOC-5.
  public let number: String
  public let issuedOn: Day
  public let signer: String
  /// SHA-256 of the file, in hexadecimal.
  public let file: String

  public init(
    id: String, agency: AgencyCode, number: String, issuedOn: Day, signer: String, file: String
  ) {
    (self.id, self.agency, self.number) = (id, agency, number)
    (self.issuedOn, self.signer, self.file) = (issuedOn, signer, file)
  }
}
