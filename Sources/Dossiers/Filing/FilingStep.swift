import Catalogue
public import Ground

/// Bước kê khai: one question of the portal's form, one screen. The raw value stands in addresses
/// and in the table of drafts.
public enum FilingStep: String, Sendable, CaseIterable {
  case applicant = "nguoi-nop"
  case owner = "chu-ho-so"
  case circumstances = "truong-hop"
  case papers = "giay-to"
  case delivery = "nhan-ket-qua"

  /// What people read.
  public var title: Phrase {
    switch self {
    case .applicant: "Người nộp hồ sơ"
    case .owner: "Chủ hồ sơ"
    case .circumstances: "Trường hợp của hồ sơ"
    case .papers: "Giấy tờ"
    case .delivery: "Nhận kết quả"
    }
  }

  /// The step to which a place of the form belongs; `nil` for what no step asks.
  static func holding(_ pointer: String) -> FilingStep? {
    switch pointer.split(separator: "/").first {
    case "applicant": .applicant
    case "owner", "mandate": .owner
    case "case", "exemption": .circumstances
    case "paper", "papers": .papers
    case "delivery", "returnAgency", "note": .delivery
    case _: nil
    }
  }
}

/// The steps that apply to one procedure as one agency offers it; the others are skipped and not
/// counted.
struct FilingPlan: Sendable, Equatable {
  let steps: [FilingStep]

  /// Nothing is asked that the record does not ask. Source: contract, "In a derived form".
  init(_ offered: OfferedProcedure) {
    steps = FilingStep.allCases.filter { step in
      switch step {
      case .applicant, .owner, .delivery: true
      case .circumstances:
        offered.terms(.online).count > 1 || offered.exemption(.online) != nil
      case .papers: offered.procedure.components.contains { !$0.isNote }
      }
    }
  }

  /// With the review at the end.
  var count: Int { steps.count + 1 }

  /// Counted from 1.
  func number(of step: FilingStep) -> Int { (steps.firstIndex(of: step) ?? 0) + 1 }

  func before(_ step: FilingStep) -> FilingStep? {
    steps.firstIndex(of: step).flatMap { $0 > 0 ? steps[$0 - 1] : nil }
  }

  func after(_ step: FilingStep) -> FilingStep? {
    steps.firstIndex(of: step).flatMap { $0 + 1 < steps.count ? steps[$0 + 1] : nil }
  }
}

extension OfferedProcedure {
  /// Who alone may come this way; `nil` when everybody or nobody may.
  func exemption(_ channel: Channel) -> String? {
    switch accepts(channel) {
    case .exempted(let whom): whom
    case .everyone, .closed: nil
    }
  }
}
