import Ground
import Web

/// Where the watch stands.
enum FindingPaths {
  static let start = Paths.integrity
  static let lateness = Path("kiem-soat", "qua-han")

  static func finding(_ id: String) -> Path { Path("kiem-soat", "dau-hieu", id) }
  static func act(_ act: FindingAct, on id: String) -> Path {
    Path("kiem-soat", "dau-hieu", id, act.address)
  }

  static func list(_ asked: FindingDesk.Question, after: String? = nil) -> Path {
    Path("kiem-soat", "danh-sach").asking("quy-tac", asked.rule?.rawValue)
      .asking("co-quan", asked.agency).asking("tinh-trang", asked.state?.rawValue)
      .asking("tu", asked.from?.iso).asking("den", asked.to?.iso).asking("sau", after)
  }

  static func lateness(_ asked: LateSplitAsked) -> Path { asked.added(to: lateness) }
  static func latenessTable(_ asked: LateSplitAsked) -> Path {
    asked.added(to: Path("kiem-soat", "qua-han.csv"))
  }
}

extension FindingAct {
  /// The last part of the address that takes it.
  var address: String {
    switch self {
    case .explain: "giai-trinh"
    case .acknowledge: "xac-nhan"
    case .refer: "chuyen-xem-xet"
    }
  }
}

extension LateSplitAsked {
  fileprivate func added(to path: Path) -> Path {
    path.asking("tu", from).asking("den", to).asking("co-quan", agency)
      .asking("theo", breakdown.rawValue)
  }
}
