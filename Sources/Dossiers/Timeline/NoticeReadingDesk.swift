import Exchange
import Ground
import Storage

/// What the applicant was told about a dossier.
struct NoticeReading {
  let tx: any Transaction

  func texts(about dossier: Dossier.ID, to account: AccountID) throws -> [String] {
    try Outbox(tx: tx).notices(about: dossier.rawValue, to: account).map {
      "\($0.at.vietnamese): \($0.text)"
    }
  }
}
