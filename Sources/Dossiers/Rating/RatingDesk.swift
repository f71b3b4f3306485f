import Ground

/// A dossier is rated once.
struct RatedAlready: Refusal, Equatable {
  var code: String { "rating.already" }
  var explanation: Phrase { "Hồ sơ này đã được đánh giá. Mỗi hồ sơ chỉ đánh giá một lần." }
  var kind: RefusalKind { .outOfOrder }
}

extension ProceedingDesk {
  /// Đánh giá: once, by whoever handed it in. Source: ND 61/2018, Điều 31.
  mutating func rate(stars: Int, comment: String?) throws {
    guard dossier.rating == nil else { throw RatedAlready() }
    dossier.rating = Rating(stars: stars, comment: comment, at: now)
    data.append(JSON.Member("stars", .integer(Int64(stars))))
    text = "Người nộp đánh giá \(stars)/5 sao."
  }
}
