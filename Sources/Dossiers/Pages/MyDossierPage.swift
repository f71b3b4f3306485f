import Deadlines
import Ground
import Web

/// One dossier for whoever handed it in: where it stands, what comes next, what they can do.
struct MyDossierPage: Page {
  let file: DossierFile
  let around: Surroundings
  let door: AgencyDoor
  let letters: [IssuedLetter]
  /// The form of the rating, between two tries.
  let state: FormState
  let key: String
  let now: Instant

  private var dossier: Dossier { file.view.dossier }
  private var words: StageWords { StageWords(dossier) }
  private var called: String { dossier.number ?? dossier.reference.text }

  var title: Phrase { "Hồ sơ \(called)" }

  var body: HTML {
    """
    \(HTML.breadcrumbs([("Trang chủ", Paths.home), ("Hồ sơ của tôi", Paths.mine)]))
    \(state.summary)
    <h1 lang="vi">\(file.view.procedureName)</h1>
    <p class="standing">\(DossierParts.tag(dossier.stage)) <strong>\(called)</strong></p>
    \(apology)
    \(words.steps)
    \(standing)
    \(MyDossierParts(file: file, letters: letters).payment(door))
    \(DossierParts.result(dossier))
    \(rating)
    <div class="columns"><div>
    <h2>Tóm tắt</h2>\(HTML.details(facts))
    \(MyDossierParts(file: file, letters: letters).history)
    \(MyDossierParts(file: file, letters: letters).papers)
    \(people)
    </div><aside>\(AgencyDoorPart(door: door).html)
    \(MyDossierParts(file: file, letters: letters).letterList)
    \(MyDossierParts(file: file, letters: letters).notices)
    \(tracking)</aside></div>
    \(HTML.actions([HTML.printButton()]))
    \(withdrawal)
    """
  }

  /// An extended due date comes before everything else. Source: TIM-4 (apology, reason, new date).
  private var apology: HTML? {
    guard let clock = dossier.clock, dossier.decision == nil,
      let old = clock.dueDateChanges.last(where: { $0.reason == .extended })?.old
    else { return nil }
    let why = file.timeline.last { $0.act == ActKind.extend.rawValue }
    return HTML.inset(
      """
      <p><strong>Xin lỗi bạn vì chưa trả được kết quả đúng hẹn \(old.vietnamese).</strong></p>
      <p>Ngày hẹn mới: <strong>\(clock.dueAt.vietnamese)</strong>.</p>
      \(why.map { "<p lang=\"vi\">\($0.text)</p>" as HTML })
      """, .warning)
  }

  private var standing: HTML {
    let supply: HTML? =
      file.possibleActs.contains(.supply)
      ? HTML.actions([HTML.buttonLink("Nộp bổ sung", Paths.myAct(dossier.id, .supply))]) : nil
    return HTML.inset(
      """
      <h2>\(words.headline)</h2><p>\(words.next)</p>
      \(MyDossierParts(file: file, letters: letters).asked)\(supply)
      """, words.waitsForApplicant ? .warning : .info)
  }

  private var facts: [(Phrase, HTML)] {
    var facts: [(Phrase, HTML)] = []
    if let number = dossier.number { facts.append(("Mã hồ sơ", "<strong>\(number)</strong>")) }
    facts += [
      ("Mã tra cứu", "<strong>\(dossier.reference.text)</strong>"),
      ("Nơi nộp", name(dossier.agency)), ("Nộp lúc", moment(dossier.submittedAt)),
    ]
    if dossier.competentAgency != dossier.agency {
      facts.append(("Cơ quan giải quyết", name(dossier.competentAgency)))
    }
    if let received = dossier.receivedAt {
      facts.append(("Tiếp nhận lúc", moment(received)))
      facts.append(("Hẹn trả kết quả", DossierParts.due(dossier, now: now)))
    }
    return facts + [
      ("Phí, lệ phí", DossierParts.fee(dossier)),
      ("Nhận kết quả", "\(DeliveryWays.name(dossier.contents.delivery))"),
    ]
  }

  private func name(_ agency: AgencyCode) -> HTML {
    "<span lang=\"vi\">\(around.names[agency] ?? agency.rawValue)</span>"
  }

  private func moment(_ instant: Instant) -> HTML {
    "<time datetime=\"\(instant.rfc3339)\">\(instant.vietnamese)</time>"
  }

  private var tracking: HTML {
    let path = Paths.lookup(
      number: dossier.number ?? dossier.reference.text, token: dossier.lookupToken)
    return """
      <section class="box"><h2>Tra cứu không cần đăng nhập</h2>
      <p>\(HTML.link("Mở trang tra cứu của hồ sơ này", path)). Gửi được liên kết này cho người nhà: xem được hồ sơ đến đâu, không xem được thông tin cá nhân.</p>
      <p>Mã xác thực: <strong>\(dossier.lookupToken)</strong></p></section>
      """
  }

  private var people: HTML {
    let owner: HTML? = dossier.contents.owner.map {
      HTML.fold("Chủ hồ sơ", "<div lang=\"vi\">\(DossierParts.person($0))</div>")
    }
    return """
      \(HTML.fold(
        "Thông tin người nộp", "<div lang=\"vi\">\(DossierParts.person(dossier.contents.applicant))</div>"))
      \(owner)
      """
  }

  private var rating: HTML? {
    if let given = dossier.rating {
      return """
        <h2>Đánh giá của bạn</h2><p>\(given.stars) trên 5 sao.</p>
        \(given.comment.map { "<p lang=\"vi\">\($0)</p>" as HTML })
        """
    }
    guard file.possibleActs.contains(.rate) else { return nil }
    let fields = ActFields(act: .rate, file: file, around: around, state: state, files: [:])
    return """
      <section class="box" id="danh-gia"><h2>Bạn có hài lòng không?</h2>
      <p>Mỗi hồ sơ đánh giá một lần. Cơ quan đọc được nhận xét của bạn.</p>
      \(HTML.form(
        to: Paths.myAct(dossier.id, .rate),
        """
        \(HTML.hidden("version", String(dossier.version)))\(HTML.hidden("key", key))
        \(fields.html)\(HTML.button("Gửi đánh giá", name: "act", value: ActKind.rate.rawValue))
        """))</section>
      """
  }

  private var withdrawal: HTML? {
    guard file.possibleActs.contains(.withdraw) else { return nil }
    return """
      <h2>Không cần hồ sơ này nữa?</h2>
      <p>\(HTML.link("Rút hồ sơ", Paths.myAct(dossier.id, .withdraw))). Trang sau nói rõ hậu quả và hỏi lại trước khi rút.</p>
      """
  }
}
