import Foundation

/// The four faces of the type that letters are set in: Tinos, which has the measures of Times New
/// Roman and every Vietnamese letter. Source: ND 30/2020 Annex I (DOC-7).
public struct Typefaces: Sendable, Equatable {
  static let family = "Tinos"
  private static let faces = ["Regular", "Bold", "Italic", "BoldItalic"]

  let files: [String]

  /// The faces in `folder`, which is `Public/vendor/tinos-…`.
  ///
  /// Refuses: a folder in which one of them is missing.
  public init(folder: String) throws(TypefaceMissing) {
    files = Typefaces.faces.map { "\(folder)/\(Typefaces.family)-\($0).ttf" }
    for file in files where !FileManager.default.isReadableFile(atPath: file) {
      throw TypefaceMissing(path: file)
    }
  }

  /// The folder of the shipped faces inside `Public/`.
  public static let shipped = "vendor/tinos-20201225"
}

/// A font file that letters need is not there: the installation is at fault.
public struct TypefaceMissing: Error, Sendable, Equatable, CustomStringConvertible {
  public let path: String

  public var description: String { "\(path) cannot be read; letters cannot be set without it" }
}
