import Foundation
import FoundationXML

/// What reads one part while its elements pass by. Element names come without their prefix.
protocol PartReader {
  /// The element around everything.
  static var root: String { get }
  mutating func begin(_ name: String, _ attributes: [String: String]) throws(WorkbookRefused)
  mutating func take(_ text: String)
  mutating func end(_ name: String) throws(WorkbookRefused)
}

/// Walks the elements of one part. A class, because the parser keeps it while it walks.
final class PartWalk<Reader: PartReader>: XMLParserDelegate {
  private var reader: Reader
  private var refused: WorkbookRefused?
  private let part: String
  private var depth = 0
  private var isBroken = false

  private init(_ reader: Reader, part: String) { (self.reader, self.part) = (reader, part) }

  /// No part of a spreadsheet is nested half as deep.
  private static var deepest: Int { 50 }

  /// `reader` after every element of `bytes`.
  ///
  /// Refuses: `WorkbookRefused.partUnfit`, and what the reader refuses.
  static func over(
    _ bytes: [UInt8], part: String, _ reader: Reader
  ) throws(WorkbookRefused) -> Reader {
    guard let text = plain(bytes), isClosed(text) else { throw .partUnfit(part) }
    let walk = PartWalk(reader, part: part)
    let parser = XMLParser(data: Data(bytes))
    parser.shouldResolveExternalEntities = false
    parser.delegate = walk
    let isWhole = parser.parse()
    if let refused = walk.refused { throw refused }
    guard isWhole, !walk.isBroken, walk.depth == 0 else { throw .partUnfit(part) }
    return walk.reader
  }

  /// UTF-8 without a document type, so that there are no entities but the five of XML: none is
  /// fetched and none grows. Source: ECMA-376 Part 2 forbids document types.
  private static func plain(_ bytes: [UInt8]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      return nil
    }
    if let head = text.firstRange(of: "?>").map({ text[..<$0.lowerBound] }),
      let encoding = head.firstRange(of: "encoding").map({ head[$0.upperBound...] })
    {
      let name = encoding.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "-" }
      guard name.hasPrefix("utf-8") || name.hasPrefix("us-ascii") else { return nil }
    }
    return text.contains("<!DOCTYPE") || text.contains("<!ENTITY") ? nil : text
  }

  /// Whether the last tag ends the root. Trap: to the parser an element without an end is none the
  /// worse, and neither is a file without elements.
  private static func isClosed(_ text: String) -> Bool {
    guard let open = text.utf8.lastIndex(of: UInt8(ascii: "<")) else { return false }
    let tag = text[open...].drop { "</".contains($0) }
    let name = tag.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
    let isEnd = text[open...].hasPrefix("</") || tag.firstRange(of: "/>") != nil
    return isEnd && local(String(name)) == Reader.root
  }

  private func keeping(_ parser: XMLParser, _ step: () throws(WorkbookRefused) -> Void) {
    guard refused == nil else { return }
    do throws(WorkbookRefused) { try step() } catch {
      refused = error
      parser.abortParsing()
    }
  }

  private static func local(_ name: String) -> String {
    name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    depth += 1
    keeping(parser) { () throws(WorkbookRefused) in
      guard depth <= PartWalk.deepest else { throw .partUnfit(part) }
      try reader.begin(PartWalk.local(name), attributes)
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    depth -= 1
    keeping(parser) { () throws(WorkbookRefused) in try reader.end(PartWalk.local(name)) }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if refused == nil { reader.take(text) }
  }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { isBroken = true }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    if refused == nil { reader.take(String(decoding: block, as: UTF8.self)) }
  }
}
