public import Catalogue
public import Ground

/// Why a submission was not taken. Each case is one thing the applicant can act on.
public enum SubmissionRefused: Refusal, Equatable {
  /// The channel is evidence of the way a dossier came; this account cannot hand in through it.
  case channelNotYours(Channel)
  /// The procedure is not open through this channel at this agency.
  case procedureClosed(Phrase)
  case procedureUnknown
  case agencyUnknown
  case caseUnknown(count: Int)
  /// What was typed does not fit, each with its place.
  case unfit([RefusedPlace])
  /// A file that was never uploaded, or by somebody else.
  case fileUnknown(pointer: String)
  case componentUnknown(pointer: String, count: Int)
  case returnAgencyUnfit

  public var code: String {
    switch self {
    case .channelNotYours: "submission.channel-not-yours"
    case .procedureClosed: "submission.procedure-closed"
    case .procedureUnknown: "submission.procedure-unknown"
    case .agencyUnknown: "submission.agency-unknown"
    case .caseUnknown: "submission.case-unknown"
    case .unfit: "submission.unfit"
    case .fileUnknown: "submission.file-unknown"
    case .componentUnknown: "submission.component-unknown"
    case .returnAgencyUnfit: "submission.return-agency-unfit"
    }
  }

  public var explanation: Phrase {
    switch self {
    case .channelNotYours(let channel):
      """
      Tài khoản này không nộp được theo hình thức “\(channel.vietnamese)”. Công dân nộp trực tuyến; \
      cán bộ tiếp nhận ghi hồ sơ trực tiếp hoặc bưu chính.
      """
    case .procedureClosed(let why): why
    case .procedureUnknown: "Không có thủ tục này. Tìm lại thủ tục trong danh mục."
    case .agencyUnknown:
      "Không có cơ quan này hoặc cơ quan không tiếp nhận thủ tục. Chọn cơ quan khác."
    case .caseUnknown(let count): "Không có trường hợp này: chọn từ 1 đến \(count)."
    case .unfit: "Thông tin chưa hợp lệ. Sửa các mục được nêu rồi gửi lại."
    case .fileUnknown: "Không tìm thấy tệp đã tải lên. Tải tệp lên lại."
    case .componentUnknown(_, let count):
      "Không có thành phần hồ sơ này: chọn từ 1 đến \(count)."
    case .returnAgencyUnfit:
      "Cơ quan này không trả kết quả của thủ tục. Chọn nơi trả kết quả trong danh sách."
    }
  }

  public var kind: RefusalKind { .content }

  public var places: [RefusedPlace] {
    switch self {
    case .channelNotYours, .procedureClosed: [place("/channel")]
    case .procedureUnknown: [place("/procedure")]
    case .agencyUnknown: [place("/agency")]
    case .caseUnknown: [place("/case")]
    case .unfit(let places): places
    case .fileUnknown(let pointer), .componentUnknown(let pointer, _): [place(pointer)]
    case .returnAgencyUnfit: [place("/returnAgency")]
    }
  }

  private func place(_ pointer: String) -> RefusedPlace {
    RefusedPlace(pointer: pointer, code: code, detail: explanation)
  }
}

/// Reception is not possible: nobody has set the term. Source: contract, "No term".
public struct TermMissing: Refusal, Equatable {
  /// Who must set it, and where.
  public let explanation: Phrase

  public init(explanation: Phrase) { self.explanation = explanation }

  public var code: String { "reception.term-missing" }
  public var kind: RefusalKind { .content }
}
