/// A zip without compression, written by hand so that each part of it can be made to lie.
struct StoredZip {
  struct Entry {
    var name: String
    var content: [UInt8]
    /// The unpacked size that the lists promise; the true one when `nil`.
    var announced: UInt32?
    /// 0 stored, 8 deflated.
    var method: UInt16 = 0

    init(_ name: String, _ text: String) {
      (self.name, content) = (name, Array(text.utf8))
    }
  }

  var entries: [Entry]

  var bytes: [UInt8] {
    var (out, list): ([UInt8], [UInt8]) = ([], [])
    for entry in entries {
      let place = UInt32(out.count)
      let common =
        two(20) + two(0) + two(entry.method) + two(0) + two(0x21) + four(crc(entry.content))
        + four(UInt32(entry.content.count)) + four(entry.announced ?? UInt32(entry.content.count))
        + two(UInt16(entry.name.utf8.count)) + two(0)
      out += four(0x0403_4B50) + common + entry.name.utf8 + entry.content
      list += four(0x0201_4B50) + two(20) + common + two(0) + two(0) + two(0) + four(0)
      list += four(place) + entry.name.utf8
    }
    let count = UInt16(entries.count)
    return out + list + four(0x0605_4B50) + two(0) + two(0) + two(count) + two(count)
      + four(UInt32(list.count)) + four(UInt32(out.count)) + two(0)
  }
}

private func two(_ number: UInt16) -> [UInt8] { [UInt8(number & 255), UInt8(number >> 8)] }

private func four(_ number: UInt32) -> [UInt8] {
  two(UInt16(number & 0xFFFF)) + two(UInt16(number >> 16))
}

private func crc(_ bytes: [UInt8]) -> UInt32 {
  var sum: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
  }
  return ~sum
}

extension StoredZip {
  /// A workbook of one sheet whose data are these rows of XML.
  static func sheet(_ rows: String, strings: [String] = []) -> StoredZip {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return StoredZip(entries: [
      Entry(
        "xl/workbook.xml",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <workbook xmlns="\(main)" xmlns:r="\(links)"><sheets>\
        <sheet name="Số liệu" sheetId="1" r:id="rId1"/></sheets></workbook>
        """),
      Entry(
        "xl/_rels/workbook.xml.rels",
        """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
        <Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>
        """),
      Entry(
        "xl/sharedStrings.xml",
        "<sst xmlns=\"\(main)\">\(strings.map { "<si><t>\($0)</t></si>" }.joined())</sst>"),
      Entry(
        "xl/worksheets/sheet1.xml",
        "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData></worksheet>"),
    ])
  }
}
