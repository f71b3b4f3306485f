/// `number` with leading zeros, at least `width` digits long. Never cut: 10001 in width 4 is
/// `10001`.
public func padded(_ number: Int, _ width: Int) -> String {
  let text = String(number)
  return text.utf8.count >= width
    ? text : String(repeating: "0", count: width - text.utf8.count) + text
}

/// The digits of `padded` as bytes, for texts that are put together often.
func appendPadded(_ number: Int, _ width: Int, to bytes: inout [UInt8]) {
  guard number >= 0, number < 10_000, width <= 4 else {
    return bytes.append(contentsOf: padded(number, width).utf8)
  }
  var divisor = 1000
  var places = 4
  while divisor > 0 {
    if places <= width || number >= divisor || divisor == 1 {
      bytes.append(UInt8(48 + number / divisor % 10))
    }
    (divisor, places) = (divisor / 10, places - 1)
  }
}

func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

/// The number that `count` ASCII digits at `start` spell; `nil` when one of them is not a digit.
func digits(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
  guard start + count <= bytes.count else { return nil }
  var number = 0
  for byte in bytes[start..<(start + count)] {
    guard isDigit(byte) else { return nil }
    number = number * 10 + Int(byte - 48)
  }
  return number
}
