import Foundation
import Ground
import Printing

/// The shipped typefaces, from the folder of the package.
let typefaces: Typefaces = {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  do { return try Typefaces(folder: root + "/Public/" + Typefaces.shipped) } catch {
    preconditionFailure("\(error)")
  }
}()

/// A letter with every kind of block, its table of `rows` rows.
func sampleLetter(_ sheet: Sheet = .a5, rows: Int = 3, size: Double = 10.5) -> Letter {
  let columns = [
    Table.Column("STT", share: 0.7, .centre), Table.Column("Tên giấy tờ", share: 5),
    Table.Column("Bản chính", group: "Số lượng", share: 1, .centre),
    Table.Column("Bản sao", group: "Số lượng", share: 1, .centre),
  ]
  let lines = (1...rows).map { number -> [Text] in
    ["\(number)", "Giấy tờ thứ \(number) ẪỖỮ, Ệ Ộ, quỳnh nguyễn", "1", ""]
  }
  return Letter(
    title: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    madeAt: Instant(Day(2026, 11, 20), minute: 600), sheet: sheet, size: size,
    foot: "Bản in lại ngày 22/11/2026",
    blocks: [
      .head(
        Head(
          parent: "ỦY BAN NHÂN DÂN TỈNH MẪU", agency: "ỦY BAN NHÂN DÂN XÃ HÒA BÌNH",
          marks: ["Mã hồ sơ: \(Text("H99.101-261120-0001").bold)"],
          placeAndDate: "Hòa Bình, ngày 20 tháng 11 năm 2026")),
      .title(
        Title(
          "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
          code: QRCode("https://motcua.example/tra-cuu?ma=H99.101-261120-0001&xac-thuc=AbCdEfGhIj"))
      ),
      .fields([Field("Bộ phận tiếp nhận", "Bộ phận Một cửa xã Hòa Bình")]),
      .fields([
        Field("Số điện thoại", "0912 345 678"), Field("Thư điện tử", nil),
      ]),
      .fields([Field("Địa chỉ", nil)]), .table(Table(columns, rows: lines)),
      .paragraph(Paragraph("Đoạn văn \(Text("in đậm").bold) và \(Text("in nghiêng").italic).")),
      .signatures([
        Signature("NGƯỜI NỘP HỒ SƠ", hint: "(Ký, ghi rõ họ tên)", name: nil),
        Signature("NGƯỜI TIẾP NHẬN", hint: "(Ký, ghi rõ họ tên)", name: "Nguyễn Thị Ngọc Ánh"),
      ]),
    ])
}
