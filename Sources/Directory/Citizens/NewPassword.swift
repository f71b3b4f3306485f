import Ground

/// The rule for a password that people choose themselves: long, and not what stands beside it. No
/// rule about kinds of characters. Source: trust.md, on ASVS 6.2 and NIST SP 800-63B-4.
enum NewPassword {
  static let shortest = 10

  /// What is wrong with `typed` as the password of whoever has that name and address; `nil` when it
  /// may be kept.
  static func trouble(_ typed: String, name: String, email: String) -> Phrase? {
    guard typed.count >= shortest else {
      return "Mật khẩu cần ít nhất \(shortest) ký tự. Một câu ngắn dễ nhớ là đủ mạnh."
    }
    guard typed.count <= 200, typed.utf8.count <= 1000 else {
      return "Mật khẩu dài quá 200 ký tự. Chọn mật khẩu ngắn hơn."
    }
    let letters = squeezed(typed).filter { !$0.isNumber }
    let near = [name, email, String(email.prefix { $0 != "@" })].map(squeezed)
      .map { $0.filter { !$0.isNumber } }
    guard letters.isEmpty || !near.contains(letters) else {
      return "Mật khẩu trùng với họ tên hoặc thư điện tử nên dễ đoán. Chọn mật khẩu khác."
    }
    guard Set(typed).count >= 5, !isRow(typed), !common.contains(squeezed(typed)) else {
      return "Mật khẩu này nhiều người dùng nên dễ đoán. Chọn một câu riêng của bạn."
    }
    return nil
  }

  /// What of a text can be guessed: folded, without spaces and signs.
  private static func squeezed(_ text: String) -> String { folded(text).filter { $0 != " " } }

  /// `1234567890`, `abcdefghij`, and the same backwards.
  private static func isRow(_ text: String) -> Bool {
    let scalars = text.lowercased().unicodeScalars.map { Int($0.value) }
    let steps = Set(zip(scalars, scalars.dropFirst()).map { $1 - $0 })
    return steps == [1] || steps == [-1] || text.hasPrefix("123456789")
  }

  private static let common: Set = [
    "matkhau123", "matkhau1234", "matkhau12345", "matkhau123456", "password123", "password1234",
    "password12345", "qwertyuiop", "qwerty12345", "qwerty123456", "q1w2e3r4t5", "1q2w3e4r5t",
    "1qaz2wsx3edc", "0987654321", "9876543210", "anhyeuem123", "emyeuanh123", "iloveyou123",
    "vietnam123", "vietnam1234", "admin12345", "admin123456", "congdan123", "motcua12345",
  ]
}
