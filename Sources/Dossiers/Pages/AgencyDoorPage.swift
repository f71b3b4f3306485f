import Directory
import Ground
import Web

/// Whom to ask about a dossier, and where to go.
struct AgencyDoorPart {
  let door: AgencyDoor

  var html: HTML {
    """
    <section class="box"><h2>Hỏi về hồ sơ này</h2>
    <p lang="vi"><strong>\(door.name)</strong></p>
    <ul class="plain">\(lines)</ul>
    <p>\(HTML.link("Xem trang của cơ quan", Paths.agency(door.code.rawValue)))</p></section>
    """
  }

  private var lines: [HTML] {
    let hours = door.hours.map { $0.split(separator: ",").joined(separator: ", ") }
    let pairs: [(Phrase, String?)] = [
      ("Địa chỉ", door.contact?.address), ("Điện thoại", door.contact?.phone),
      ("Thư điện tử", door.contact?.email),
      ("Giờ làm việc", hours ?? "07:30-11:30, 13:30-17:00"),
    ]
    return pairs.compactMap { name, text in
      text.map { "<li>\(name): <span lang=\"vi\">\($0)</span></li>" }
    }
  }
}
