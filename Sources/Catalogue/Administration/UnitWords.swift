import Deadlines

extension Term.Unit {
  /// What people choose from.
  var vietnamese: String {
    switch self {
    case .minutes: "phút làm việc"
    case .hours: "giờ làm việc"
    case .workingDays: "ngày làm việc"
    case .days: "ngày"
    case .months: "tháng"
    }
  }
}
