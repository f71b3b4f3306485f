public import Ground

/// Where a dossier stands: one case per status of the national portal. Source: domain 1.6.
public enum Stage: String, Sendable, CaseIterable {
  case submitted, received, refused, processing, awaitingSupplement, awaitingPayment
  case withdrawn, stopped, decided, delivered

  /// The code of the national portal, 1…10.
  public var status: Int {
    switch self {
    case .submitted: 1
    case .received: 2
    case .refused: 3
    case .processing: 4
    case .awaitingSupplement: 5
    case .awaitingPayment: 6
    case .withdrawn: 7
    case .stopped: 8
    case .decided: 9
    case .delivered: 10
    }
  }

  public var vietnamese: String {
    switch self {
    case .submitted: "Mới đăng ký"
    case .received: "Được tiếp nhận"
    case .refused: "Không được tiếp nhận"
    case .processing: "Đang xử lý"
    case .awaitingSupplement: "Yêu cầu bổ sung giấy tờ"
    case .awaitingPayment: "Yêu cầu thực hiện nghĩa vụ tài chính"
    case .withdrawn: "Công dân yêu cầu rút hồ sơ"
    case .stopped: "Dừng xử lý"
    case .decided: "Đã xử lý xong"
    case .delivered: "Đã trả kết quả"
    }
  }

  /// Nothing moves it any more.
  public var isOver: Bool {
    switch self {
    case .refused, .withdrawn, .stopped, .delivered: true
    case .submitted, .received, .processing, .awaitingSupplement, .awaitingPayment, .decided: false
    }
  }
}

/// What is done to a dossier, by the name that the API gives it. Source: contract, "Act".
public enum ActKind: String, Sendable, CaseIterable {
  case receive, refuse, forward, assign, requestSupplement, supply, requestPayment, pay, extend
  case decide, deliver, withdraw, stop, correct, approveCorrection, rate

  public var vietnamese: String {
    switch self {
    case .receive: "Tiếp nhận"
    case .refuse: "Từ chối tiếp nhận"
    case .forward: "Chuyển cơ quan giải quyết"
    case .assign: "Phân công xử lý"
    case .requestSupplement: "Yêu cầu bổ sung"
    case .supply: "Nộp bổ sung"
    case .requestPayment: "Yêu cầu nộp phí, lệ phí"
    case .pay: "Xác nhận đã nộp tiền"
    case .extend: "Xin lỗi và hẹn lại"
    case .decide: "Ban hành kết quả"
    case .deliver: "Trả kết quả"
    case .withdraw: "Rút hồ sơ"
    case .stop: "Dừng xử lý"
    case .correct: "Đề nghị đính chính"
    case .approveCorrection: "Duyệt đính chính"
    case .rate: "Đánh giá"
    }
  }
}

extension Stage {
  /// The stage after `act`. Pure: no clock is read, nothing is stored, nobody is told.
  ///
  /// `numbered` says whether the dossier has been received and carries its number: what was asked
  /// for before reception leads back before reception. Every stage is named in the refusal, so a
  /// new stage does not compile until it is placed. Source: domain 1.6, contract "Act".
  public func after(_ act: ActKind, numbered: Bool) throws(ActRefused) -> Stage {
    switch (self, act) {
    case (.submitted, .receive): return .received
    case (.submitted, .refuse): return .refused
    case (.received, .forward), (.received, .assign), (.processing, .forward),
      (.processing, .assign):
      return .processing
    case (.submitted, .requestSupplement), (.received, .requestSupplement),
      (.processing, .requestSupplement):
      return .awaitingSupplement
    case (.awaitingSupplement, .supply): return numbered ? .processing : .submitted
    case (.submitted, .requestPayment), (.received, .requestPayment),
      (.processing, .requestPayment):
      return .awaitingPayment
    case (.awaitingPayment, .pay): return numbered ? .processing : .submitted
    case (.received, .extend), (.processing, .extend): return self
    case (.processing, .decide): return .decided
    case (.decided, .deliver): return .delivered
    case (.submitted, .withdraw), (.received, .withdraw), (.processing, .withdraw),
      (.awaitingSupplement, .withdraw), (.awaitingPayment, .withdraw):
      return .withdrawn
    case (.processing, .stop), (.awaitingSupplement, .stop): return .stopped
    case (_, .correct), (_, .approveCorrection): return self
    case (.delivered, .rate): return .delivered
    case (.submitted, _), (.received, _), (.refused, _), (.processing, _),
      (.awaitingSupplement, _), (.awaitingPayment, _), (.withdrawn, _), (.stopped, _),
      (.decided, _), (.delivered, _):
      throw ActRefused(act: act, stage: self)
    }
  }
}

/// The act is not possible at the stage the dossier is in.
public struct ActRefused: Refusal, Equatable {
  public let act: ActKind
  public let stage: Stage

  public init(act: ActKind, stage: Stage) { (self.act, self.stage) = (act, stage) }

  public var code: String { "dossier.act-refused" }
  public var kind: RefusalKind { .outOfOrder }
  public var explanation: Phrase {
    """
    Hồ sơ đang ở trạng thái “\(stage.vietnamese)” nên không thể thực hiện “\(act.vietnamese)”. Tải \
    lại hồ sơ để xem các bước có thể làm.
    """
  }
}
