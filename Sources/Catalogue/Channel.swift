/// A way by which a dossier may come in, as a procedure lists it. The raw value is what the API
/// says. Source: DOS-10, DOS-11.
public enum Channel: String, Sendable, CaseIterable {
  case online, counter, post

  /// The national code. Source: DOS-11.
  public var nationalCode: Int {
    switch self {
    case .counter: 1
    case .online: 2
    case .post: 3
    }
  }

  /// What people read.
  public var vietnamese: String {
    switch self {
    case .online: "Trực tuyến"
    case .counter: "Trực tiếp"
    case .post: "Bưu chính công ích"
    }
  }
}

/// At which level of the state a procedure is carried out (cấp thực hiện). `district` ended on
/// 30/6/2025 and stays for older versions. Source: domain 2, capThucHien.
public enum Level: String, Sendable, CaseIterable {
  case ministry, province, district, commune, other

  /// What people read.
  public var vietnamese: String {
    switch self {
    case .ministry: "Cấp bộ"
    case .province: "Cấp tỉnh"
    case .district: "Cấp huyện"
    case .commune: "Cấp xã"
    case .other: "Cơ quan khác"
    }
  }
}

/// How much of a procedure can be done online, as far as its record tells.
///
/// The national page lists an online channel but not whether everything is done there; so a record
/// alone never claims `full`. Only an offer's decision does. Source: domain 1.11.
public enum OnlineScope: String, Sendable, CaseIterable {
  case none, partial, full

  /// What people read.
  public var vietnamese: String {
    switch self {
    case .none: "Không nộp trực tuyến"
    case .partial: "Trực tuyến một phần"
    case .full: "Trực tuyến toàn trình"
    }
  }
}
