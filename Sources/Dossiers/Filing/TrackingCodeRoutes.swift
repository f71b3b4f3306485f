import Directory
import Ground
import Printing
import Web

/// The code that a telephone reads to open a dossier's tracking page, as a picture. Source: DOS-3.
struct TrackingCodeRoutes: Sendable {
  let desk: DossierDesk
  /// The house's own address: a telephone knows nothing of where the page stands.
  let origin: String

  var endpoints: [Endpoint] {
    [
      Endpoint(
        .get, "/ho-so/{id}/ma-qr.svg", name: "trackingCode", summary: "Mã QR mở trang tra cứu",
        tag: "pages", access: FilingRoutes.filers,
        answers: [AnswerShape(200, type: "image/svg+xml")], refusals: [.unknown]
      ) { call in
        let file = try await desk.read(call.path["id"], for: try call.requireCaller())
        let dossier = file.view.dossier
        let path = Paths.lookup(
          number: dossier.number ?? dossier.reference.text, token: dossier.lookupToken)
        guard let code = QRCode(origin + path.text) else { throw DossierUnknown() }
        return .bytes("image/svg+xml", Array(TrackingCodeRoutes.drawn(code).text.utf8))
      }
    ]
  }

  /// Dark squares as one path, with the blank squares around that the standard asks for.
  static func drawn(_ code: QRCode) -> HTML {
    let (side, quiet) = (code.side, 4)
    var shape = ""
    for row in 0..<side {
      for column in 0..<side where code[row, column] {
        shape += "M\(column + quiet) \(row + quiet)h1v1h-1z"
      }
    }
    let size = side + 2 * quiet
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size) \(size)" \
      shape-rendering="crispEdges"><rect width="\(size)" height="\(size)" fill="#fff"/>\
      <path d="\(shape)" fill="#000"/></svg>
      """
  }
}

extension Paths {
  /// A picture for `img`, about 180 px wide.
  static func trackingCode(_ dossier: Dossier.ID) -> Path {
    Path("ho-so", dossier.rawValue, "ma-qr.svg")
  }
}
