import Ground
import Web

/// The field of a password, on every page that asks for one. Source: WCAG 2.2, 3.3.8 (a password
/// program may fill it in, what was typed may be shown).
enum PasswordParts {
  static func field(_ entry: Entry, isNew: Bool) -> HTML {
    let input = HTML.input(
      entry, .password, autocomplete: isNew ? "new-password" : "current-password", max: 1000)
    return """
      \(input)
      <p><button type="button" class="secondary small scripted" data-do="show-password" \
      data-of="o-\(entry.name)" aria-pressed="false">Hiện mật khẩu</button></p>
      """
  }

  static func new(_ state: FormState, _ name: String, _ label: Phrase) -> HTML {
    field(
      state.entry(
        name, label,
        hint:
          "Ít nhất \(NewPassword.shortest) ký tự; một câu ngắn dễ nhớ là đủ mạnh. Dán từ nơi khác vào cũng được."
      ), isNew: true)
  }

  static func current(_ state: FormState, _ name: String, _ label: Phrase) -> HTML {
    field(state.entry(name, label), isNew: false)
  }
}
