/// An address of our own. Only a `Path` goes into `href`: segments are escaped, and no address of
/// another site can be spelt.
public struct Path: Sendable, Equatable, Hashable {
  public let text: String

  private init(text: String) { self.text = text }

  /// The path of these segments: `Path("thu-tuc", code)` is `/thu-tuc/1.001193`; none is `/`.
  public init(_ segments: String...) {
    self.init(segments)
  }

  init(_ segments: [String]) {
    text = "/" + segments.map { percentEncoded($0) }.joined(separator: "/")
  }

  /// The same address with a question; nothing is added for `nil`.
  public func asking(_ name: String, _ value: String?) -> Path {
    guard let value else { return self }
    let mark = text.contains("?") ? "&" : "?"
    return Path(text: text + mark + percentEncoded(name) + "=" + percentEncoded(value))
  }

  /// The same with a question that may name a person: its value is sealed (`AddressSeal`), and the
  /// page's endpoint declares it private.
  public func asking(private name: String, _ value: String?) -> Path {
    asking(name, value.map(AddressSeal.current.sealed))
  }

  /// The place called `fragment` on that page.
  public func at(_ fragment: String) -> Path { Path(text: text + "#" + percentEncoded(fragment)) }

  /// A path that came back from a browser; `nil` unless it is one of ours.
  ///
  /// Trap: `//other.site` and `/\other.site` begin with a slash and leave the site.
  public init?(returned text: String) {
    let bytes = Array(text.utf8)
    let plain = bytes.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") }
    guard bytes.first == UInt8(ascii: "/"), bytes.count <= 1000, plain,
      bytes.count == 1 || bytes[1] != UInt8(ascii: "/")
    else { return nil }
    self.text = text
  }

  static func asset(_ name: String) -> Path { Path(text: "/cong-khai/" + percentEncoded(name)) }
}

/// Every address that more than one part of the house links to. Source: contract, "Pages".
public enum Paths {
  public static let home = Path()
  public static let lookup = Path("tra-cuu")
  public static let signOut = Path("dang-xuat")
  public static let mine = Path("ho-so")
  public static let desk = Path("ban-lam-viec")
  public static let settlement = Path("bao-cao", "tinh-hinh")
  public static let integrity = Path("kiem-soat")
  public static let counter = Path("ban-lam-viec", "tiep-nhan")
  public static let figures = Path("so-lieu")
  public static let help = Path("tro-giup")
  public static let contact = Path("lien-he")
  public static let accessibility = Path("tiep-can")
  public static let privacy = Path("rieng-tu")
  public static let agencies = Path("co-quan")
  public static let signUp = Path("dang-ky")
  public static let recover = Path("quen-mat-khau")
  public static let account = Path("tai-khoan")
  public static let administration = Path("quan-tri")
  public static let sectors = Path("thu-tuc", "linh-vuc")
  /// Where the frame's own choices go: language, size of letters, contrast, density.
  public static let preferences = Path("tuy-chon")

  public static func agency(_ code: String) -> Path { Path("co-quan", code) }
  public static func lifeEvent(_ slug: String) -> Path { Path("su-kien", slug) }
  /// How a dossier stands, for whoever holds its token; this is what the code on letters says.
  public static func lookup(number: String, token: String?) -> Path {
    Path("tra-cuu").asking("ma", number).asking("xac-thuc", token)
  }

  public static func procedures(q: String? = nil) -> Path { Path("thu-tuc").asking("q", q) }
  public static func procedure(_ code: String) -> Path { Path("thu-tuc", code) }
  public static func submission(_ code: String) -> Path { Path("thu-tuc", code, "nop-ho-so") }
  public static func dossier(_ reference: String) -> Path { Path("ho-so", reference) }
  public static func deskDossier(_ reference: String) -> Path {
    Path("ban-lam-viec", "ho-so", reference)
  }
  public static func file(_ id: String) -> Path { Path("tep", id) }
  /// Signing in, and then on to `next`.
  public static func signIn(next: Path? = nil) -> Path {
    Path("dang-nhap").asking("tiep", next?.text)
  }
}
