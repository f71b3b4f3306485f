import Foundation

/// A number as a spreadsheet shows it: 15 digits, in the decimal system and without an exponent.
/// `nil` for what is no number or has more than 30 places.
///
/// Spreadsheets keep binary numbers and write them with 17 digits, so that 0.1 stands in the file
/// as 0.10000000000000001; nobody typed that.
func shownNumber(_ text: String) -> String? {
  let isNumber = text.utf8.allSatisfy { (48...57).contains($0) || "+-.eE".utf8.contains($0) }
  guard isNumber, text.utf8.count <= 40, let number = Double(text), number.isFinite else {
    return nil
  }
  guard number != 0 else { return "0" }
  let halves = String(format: "%.14e", abs(number)).split(separator: "e")
  guard halves.count == 2, let exponent = Int(halves[1]), (-15...15).contains(exponent) else {
    return nil
  }
  var digits = halves[0].filter { $0 != "." }
  while digits.hasSuffix("0") { digits.removeLast() }
  let sign = number < 0 ? "-" : ""
  if exponent < 0 {
    return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits
  }
  let whole = digits.prefix(exponent + 1)
  let zeros = String(repeating: "0", count: exponent + 1 - whole.count)
  let fraction = digits.dropFirst(exponent + 1)
  return sign + whole + zeros + (fraction.isEmpty ? "" : "." + fraction)
}
