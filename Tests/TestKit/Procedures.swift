import Catalogue
import Deadlines
public import Ground

extension ID where Of == ProcedureTag {
  /// Working days; every channel; integrated, eligible, level 4.
  public static var residence: ProcedureCode { ProcedureCode("9.100001") }
  /// At the counter only, in hours, for a fee.
  public static var copies: ProcedureCode { ProcedureCode("9.100002") }
  /// Two cases at the counter, the second longer and dearer.
  public static var marriage: ProcedureCode { ProcedureCode("9.100003") }
  /// Calendar days, a fee of 50,000 đ, a result on paper.
  public static var land: ProcedureCode { ProcedureCode("9.100004") }
  /// Months, and no amount is named.
  public static var licence: ProcedureCode { ProcedureCode("9.100005") }
  /// Nobody has set its term.
  public static var termless: ProcedureCode { ProcedureCode("9.100006") }
  /// A supplement only stops its clock.
  public static var waiting: ProcedureCode { ProcedureCode("9.100007") }
  /// Online for all, at the counter only for those who are exempted.
  public static var pilot: ProcedureCode { ProcedureCode("9.100008") }
  /// A case for each term of domain 1.5: hourly at commune A, civil at commune B.
  public static var terms: ProcedureCode { ProcedureCode("9.100009") }
  /// Received at commune A, decided by the department, returned at either commune.
  public static var forest: ProcedureCode { ProcedureCode("9.100010") }
}

extension World {
  /// The terms of `terms`, in the order of its cases.
  public static let terms = [
    "1wd", "2wd", "3wd", "5wd", "20wd", "4h", "8h", "16h", "15d", "9d", "1m", "2m",
  ]

  /// The procedures as the file of an import: JSON Lines.
  static var procedures: String {
    [
      line(
        "9.100001", "Xác nhận cư trú (thử nghiệm)", sector: "Cư trú",
        [("online", "3wd", 0), ("counter", "3wd", 0), ("post", "5wd", 0)]),
      line("9.100002", "Cấp bản sao (thử nghiệm)", sector: "Chứng thực", [("counter", "8h", 2000)]),
      line(
        "9.100003", "Đăng ký kết hôn (thử nghiệm)", sector: "Hộ tịch",
        [("counter", "1wd", 0), ("counter", "5wd", 8000), ("online", "3wd", 0)]),
      line(
        "9.100004", "Đăng ký biến động đất (thử nghiệm)", sector: "Đất đai",
        [("online", "15d", 50_000), ("counter", "15d", 50_000)]),
      line(
        "9.100005", "Cấp giấy phép dài ngày (thử nghiệm)", sector: "Đất đai",
        [("online", "2m", nil), ("counter", "2m", nil)]),
      line(
        "9.100006", "Thủ tục chưa có thời hạn (thử nghiệm)", sector: "Hộ tịch",
        [("online", nil, nil), ("counter", nil, nil)]),
      line(
        "9.100007", "Thủ tục tạm dừng khi bổ sung (thử nghiệm)", sector: "Hộ tịch",
        [("online", "10wd", 0), ("counter", "10wd", 0)]),
      line(
        "9.100008", "Thủ tục thí điểm trực tuyến (thử nghiệm)", sector: "Cư trú",
        [("online", "2wd", 0), ("counter", "2wd", 0)]),
      line(
        "9.100009", "Các thời hạn của luật (thử nghiệm)", sector: "Cư trú",
        terms.map { ("counter", $0, 0) }),
      line(
        "9.100010", "Khai thác lâm sản (thử nghiệm)", sector: "Lâm nghiệp",
        [("online", "5wd", 0), ("counter", "5wd", 0)]),
    ].joined(separator: "\n") + "\n"
  }

  private static func line(
    _ code: String, _ name: String, sector: String, _ cases: [(String, String?, Int64?)]
  ) -> String {
    let channels = cases.map { channel, term, fee -> ProcedureRecord.ChannelEntry in
      let read = term.flatMap { Term(code: $0) }
      let unit = read.flatMap { ProcedureRecord.TimeUnit(rawValue: $0.unit.rawValue) }
      return ProcedureRecord.ChannelEntry(
        channel: Channel(rawValue: channel) ?? .counter, time: read?.count, timeUnit: unit,
        feeVND: fee)
    }
    return ProcedureRecord(
      code: ProcedureCode(code), name: name, decision: decision, sector: sector,
      ministry: "tu-bien-soan", levels: [.commune], applicants: ["Công dân Việt Nam"],
      channels: channels,
      components: [
        .init(name: "Tờ khai", originals: 1, copies: 0),
        .init(name: "Giấy tờ tùy thân", originals: 0, copies: 1),
      ], results: [ResultPaper(name: "Giấy xác nhận", code: "KQ.TN.100001")],
      legalBases: ["118/2025/NĐ-CP"]
    ).json.serialised
  }

  /// Both communes offer everything, but for the pilot and the forest, which are commune A's.
  static var offers: [OfferDraft] {
    let everywhere: [ProcedureCode] = [
      .residence, .copies, .marriage, .land, .licence, .termless, .waiting, .terms,
    ]
    return everywhere.flatMap { [draft(.communeA, $0), draft(.communeB, $0)] }
      + [draft(.communeA, .pilot), draft(.communeA, .forest)]
  }

  private static func draft(_ agency: AgencyCode, _ procedure: ProcedureCode) -> OfferDraft {
    var conditions = OfferConditions()
    switch procedure {
    case .residence:
      (conditions.legacyLevel, conditions.eligible, conditions.integrated) = (4, true, true)
      conditions.deliveryMode = .full
    case .land: conditions.paperResult = true
    case .waiting: conditions.supplementRule = .pause
    case .pilot:
      conditions.channels = [
        AcceptedChannel(.online), AcceptedChannel(.counter, exemption: "Người cao tuổi"),
      ]
    case .terms: conditions.policy = agency == .communeB ? .civil : .hourly
    case .forest:
      conditions.competentAgency = .department
      conditions.returnAgencies = [.communeA, .communeB]
    case _: break
    }
    return OfferDraft(
      agency: agency, procedure: procedure, from: birth.day,
      citation: Citation(decision: decision, decidedOn: birth.day), conditions: conditions)
  }
}
