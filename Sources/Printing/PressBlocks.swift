import CPango

extension Press {
  /// What a block is made of, in order.
  func pieces(of block: Block) -> [Piece] {
    switch block {
    case .head(let head): return pieces(of: head)
    case .title(let title): return pieces(of: title)
    case .paragraph(let paragraph): return pieces(of: paragraph)
    case .fields(let fields): return pieces(of: fields)
    case .table(let table): return pieces(of: table)
    case .signatures(let signatures): return pieces(of: signatures)
    case .together(let blocks):
      var all = blocks.flatMap(pieces)
      for index in all.indices.dropLast() { all[index].isGlued = true }
      return all
    case .space(let points): return [space(points)]
    }
  }

  func space(_ points: Double) -> Piece { Piece(height: points, isSpace: true) { _ in } }

  /// One piece a line; neither the first nor the last line stands alone on a page.
  func lines(_ text: SetText, at x: Double) -> [Piece] {
    let last = text.lines.count - 1
    return text.lines.indices.map { index in
      Piece(height: text.step, isGlued: index < last && (index == 0 || index == last - 1)) {
        [canvas] y in
        text.draw(index..<(index + 1), at: x, y, on: canvas)
      }
    }
  }

  private func pieces(of paragraph: Paragraph) -> [Piece] {
    let text =
      switch paragraph.style {
      case .body:
        set(paragraph.text, width: sheet.room, .justified, indent: size * 2.2)
      case .plain: set(paragraph.text, width: sheet.room, .justified)
      case .centred: set(paragraph.text, width: sheet.room, .centre)
      case .small: set(paragraph.text, size: size - 1, width: sheet.room, .justified)
      }
    return lines(text, at: sheet.left) + [space(size * 0.22)]
  }
}

// MARK: - Head and title

extension Press {
  /// Agency and number to the left, motto and date to the right; what is short is centred in its
  /// column, and the motto never breaks.
  private func pieces(of head: Head) -> [Piece] {
    let small = size * 0.92
    let motto = set(
      Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").bold, size: small, width: nil)
    let right = max(motto.width + 2, sheet.room * 0.5)
    let left = sheet.room - right - size
    let agency = stack(
      (head.parent.map { parted($0, small, left) } ?? [])
        + parted(head.agency, small, left).map(\.bold), small, left)
    let marks = stack(head.marks, size * 0.95, left)
    let freedom = set(Text("Độc lập - Tự do - Hạnh phúc").bold, size: small * 1.08, width: nil)
    let date = stack(
      head.placeAndDate.map { [Text($0).italic] } ?? [], size * 0.95, right)
    let gap = size * 0.75
    let names = max(agency.height, motto.height + freedom.height) + gap
    let height = names + max(marks.height, date.height) + size * 0.3
    return [
      Piece(height: height) { [self] y in
        agency.draw(sheet.left, y)
        let short = left * 0.36
        underline(middle: sheet.left + left / 2, width: short, y + agency.height + 2)
        let middle = sheet.width - sheet.right - right / 2
        motto.draw(at: middle - motto.width / 2, y, on: canvas)
        freedom.draw(at: middle - freedom.width / 2, y + motto.height, on: canvas)
        underline(middle: middle, width: freedom.width, y + motto.height + freedom.height + 2)
        marks.draw(sheet.left, y + names)
        date.draw(sheet.width - sheet.right - right, y + names)
      }
    ]
  }

  /// In one line where it fits, else in its parts. Bold is wider: it decides.
  private func parted(_ words: Broken, _ size: Double, _ width: Double) -> [Text] {
    let whole = set(Text(words.text).bold, size: size, width: nil)
    return whole.width <= width ? [Text(words.text)] : words.parts.map { Text($0) }
  }

  private func underline(middle: Double, width: Double, _ y: Double) {
    rule(from: middle - width / 2, y, to: middle + width / 2, y, thick: 0.7)
  }

  /// Texts one under the other, each centred in `width`.
  private func stack(
    _ texts: [Text], _ size: Double, _ width: Double
  ) -> (height: Double, draw: (_ x: Double, _ y: Double) -> Void) {
    let set = texts.map { balanced($0, size, width) }
    return (
      set.reduce(0) { $0 + $1.text.height },
      { [canvas] x, y in
        var y = y
        for (text, inset) in set {
          text.draw(at: x + inset, y, on: canvas)
          y += text.height
        }
      }
    )
  }

  /// A centred text in as few lines as `width` allows, all of them about as long: names of agencies
  /// and titles do not leave one word alone on a line.
  private func balanced(
    _ text: Text, _ size: Double, _ width: Double
  ) -> (text: SetText, inset: Double) {
    let widest = set(text, size: size, width: width, .centre)
    guard widest.lines.count > 1 else { return (widest, 0) }
    var (narrow, wide) = (width / 2, width)
    var best = (text: widest, inset: 0.0)
    while wide - narrow > size / 2 {
      let middle = (narrow + wide) / 2
      let tried = set(text, size: size, width: middle, .centre)
      if tried.lines.count == widest.lines.count, tried.width <= middle {
        (best, wide) = ((tried, (width - middle) / 2), middle)
      } else {
        narrow = middle
      }
    }
    return best
  }

  /// In the middle of the page; a code stands at the left edge, as much room is left at the right.
  private func pieces(of title: Title) -> [Piece] {
    let box = title.code == nil ? 0 : Sheet.points(21)
    let width = sheet.room - 2 * box
    let texts = stack(
      parted(title.name, size * 1.2, width).map(\.bold), size * 1.2, width)
    let subject = stack(title.subject.map { [$0] } ?? [], size, width)
    let height = max(texts.height + subject.height, box)
    return [
      space(size * 0.5),
      Piece(height: height, isGlued: true) { [self] y in
        if let code = title.code { draw(code, side: box, at: sheet.left, y) }
        let start = y + (height - texts.height - subject.height) / 2
        texts.draw(sheet.left + box, start)
        subject.draw(sheet.left + box, start + texts.height)
      },
      space(size * 0.6),
    ]
  }

  /// The code in a square of `side`, its quiet zone included.
  private func draw(_ code: QRCode, side: Double, at x: Double, _ y: Double) {
    let unit = side / Double(code.side + 2 * QRCode.quiet)
    let quiet = unit * Double(QRCode.quiet)
    for row in 0..<code.side {
      for stretch in code.stretches(row) {
        cairo_rectangle(
          canvas, x + quiet + Double(stretch.lowerBound) * unit, y + quiet + Double(row) * unit,
          Double(stretch.count) * unit, unit)
      }
    }
    cairo_fill(canvas)
  }
}

// MARK: - Fields and signatures

extension Press {
  private func pieces(of fields: [Field]) -> [Piece] {
    let shares = fields.reduce(0) { $0 + $1.share }
    let gap = size * 0.8
    let room = sheet.room - gap * Double(fields.count - 1)
    var x = sheet.left
    var cells: [(field: Field, text: SetText, x: Double, width: Double)] = []
    for field in fields {
      let width = room * field.share / shares
      let text: Text = field.value.map { "\(field.label): \($0)" } ?? "\(field.label): "
      cells.append((field, set(text, width: width), x, width))
      x += width + gap
    }
    if cells.count == 1, cells[0].field.value != nil {
      return lines(cells[0].text, at: sheet.left) + [space(size * 0.2)]
    }
    let height = cells.map(\.text.height).max() ?? 0
    return [
      Piece(height: height) { [self] y in
        for cell in cells {
          cell.text.draw(at: cell.x, y, on: canvas)
          guard cell.field.value == nil, let last = cell.text.lines.last else { continue }
          let base = y + cell.text.height - cell.text.step + last.baseline
          dots(from: cell.x + last.width + 2, to: cell.x + cell.width, base)
        }
      },
      space(size * 0.2),
    ]
  }

  private func pieces(of signatures: [Signature]) -> [Piece] {
    let width = sheet.room / Double(max(signatures.count, 1))
    let inner = width - size
    let tops = signatures.map { signature in
      stack(
        parted(signature.capacity, size, inner).filter { !$0.plain.isEmpty }.map(\.bold)
          + (signature.hint.map { [Text($0).italic] } ?? []), size, inner)
    }
    let names = signatures.map { stack($0.name.map { [Text($0).bold] } ?? [], size, inner) }
    let recipients = signatures.map { self.recipients($0.recipients, width) }
    let room = size * 3.8
    let top = tops.map(\.height).max() ?? 0
    let bottom = names.map(\.height).max() ?? 0
    let beside = recipients.compactMap { $0?.height }.max() ?? 0
    return [
      space(size * 0.6),
      Piece(height: max(top + room + max(bottom, size), beside)) { [sheet, canvas] y in
        for index in signatures.indices {
          let x = sheet.left + Double(index) * width
          recipients[index]?.draw(at: x, y, on: canvas)
          tops[index].draw(x + (width - inner) / 2, y)
          names[index].draw(x + (width - inner) / 2, y + top + room)
        }
      },
    ]
  }

  private func recipients(_ names: [String], _ width: Double) -> SetText? {
    guard !names.isEmpty else { return nil }
    let list = names.map { "\n- \($0)" }.joined(separator: ";") + "."
    return set("\(Text("Nơi nhận:").bold.italic)\(list)", size: size - 1.5, width: width)
  }
}
