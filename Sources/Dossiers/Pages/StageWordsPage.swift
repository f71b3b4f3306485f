import Ground
import Web

/// What a stage means to the one who handed in, in plain words.
struct StageWords {
  let stage: Stage
  /// Whether the dossier has been received and carries its number.
  let isNumbered: Bool

  /// The heading of what comes next.
  var headline: Phrase {
    switch stage {
    case .submitted: "Đang chờ tiếp nhận"
    case .received, .processing: "Đang được giải quyết"
    case .awaitingSupplement: "Cần bạn bổ sung"
    case .awaitingPayment: "Cần bạn nộp tiền"
    case .decided: "Đã có kết quả"
    case .delivered: "Đã trả kết quả"
    case .refused: "Không được tiếp nhận"
    case .stopped: "Đã dừng giải quyết"
    case .withdrawn: "Đã rút hồ sơ"
    }
  }

  /// What happens now, and who must move.
  var next: Phrase {
    switch stage {
    case .submitted:
      "Cơ quan xem hồ sơ và trả lời trong 8 giờ làm việc: tiếp nhận, yêu cầu bổ sung, hoặc từ chối và nói rõ lý do. Bạn chưa phải làm gì."
    case .received, .processing: "Cơ quan đang giải quyết. Bạn không phải làm gì thêm."
    case .awaitingSupplement:
      isNumbered
        ? "Hồ sơ thiếu giấy tờ hoặc thông tin. Thời hạn giải quyết đang dừng, đến khi bạn bổ sung."
        : "Hồ sơ thiếu giấy tờ hoặc thông tin. Cơ quan xem tiếp khi bạn đã bổ sung."
    case .awaitingPayment:
      isNumbered
        ? "Hồ sơ cần nộp phí hoặc lệ phí. Thời hạn giải quyết đang dừng, đến khi cơ quan ghi nhận đã nhận tiền."
        : "Hồ sơ cần nộp phí hoặc lệ phí. Cơ quan xem tiếp khi đã nhận tiền."
    case .decided: "Kết quả đã sẵn sàng. Nhận theo cách đã chọn khi nộp hồ sơ."
    case .delivered: "Kết quả đã được trả. Việc giải quyết đã xong."
    case .refused: "Xem lý do trong thông báo. Khi đủ điều kiện, bạn nộp hồ sơ mới."
    case .stopped: "Cơ quan đã dừng giải quyết. Xem lý do trong thông báo."
    case .withdrawn: "Hồ sơ đã kết thúc. Muốn làm lại thì nộp hồ sơ mới."
    }
  }

  /// Whether the one who handed in must move.
  var waitsForApplicant: Bool {
    switch stage {
    case .awaitingSupplement, .awaitingPayment: true
    case .submitted, .received, .processing, .decided, .delivered, .refused, .stopped, .withdrawn:
      false
    }
  }

  var tagKind: TagKind {
    switch stage {
    case .submitted: .neutral
    case .received, .processing: .active
    case .awaitingSupplement, .awaitingPayment: .waiting
    case .decided, .delivered: .good
    case .refused, .stopped: .bad
    case .withdrawn: .neutral
    }
  }

  /// Where it stands on the straight way of the national statuses 1, 2, 4, 9, 10; what left the way
  /// stands nowhere on it. Source: domain 1.6.
  var steps: HTML? {
    let way: [Stage] = [.submitted, .received, .processing, .decided, .delivered]
    let standing: Stage? =
      switch stage {
      case .submitted, .received, .processing, .decided, .delivered: stage
      case .awaitingSupplement, .awaitingPayment: isNumbered ? .processing : .submitted
      case .refused, .stopped, .withdrawn: nil
      }
    guard let standing, let index = way.firstIndex(of: standing) else { return nil }
    return HTML.steps(
      current: index + 1, of: way.count, Phrase(key: standing.vietnamese))
  }
}

extension StageWords {
  init(_ dossier: Dossier) {
    self.init(stage: dossier.stage, isNumbered: dossier.number != nil)
  }
}
