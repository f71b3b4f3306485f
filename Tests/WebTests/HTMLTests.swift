import Ground
import Testing
import Web

@Suite struct HTMLTests {
  @Test func textTypedByPeopleIsEscaped() {
    let html: HTML = "<p>\("<b>Lan & \"Hoa\"'")</p>"
    #expect(html.text == "<p>&lt;b&gt;Lan &amp; &quot;Hoa&quot;&#39;</p>")
  }

  @Test func markupStaysMarkupAndNothingStaysNothing() {
    let none: HTML? = nil
    let items = ["đ", "<"].map { "<li>\($0)</li>" as HTML }
    let html: HTML = "<ul>\(items)</ul>\(none)\(3)"
    #expect(html.text == "<ul><li>đ</li><li>&lt;</li></ul>3")
  }

  @Test func aFieldNamesItsHintAndItsError() {
    let entry = Entry("ten", "Họ và tên", hint: "Như trên căn cước", value: "L", error: "Ngắn quá.")
    let text = HTML.input(entry, autocomplete: "name", max: 50).text
    #expect(text.contains("<label for=\"o-ten\">Họ và tên</label>"))
    #expect(text.contains("aria-describedby=\"o-ten-goi-y o-ten-loi\" aria-invalid=\"true\""))
    #expect(text.contains("value=\"L\" autocomplete=\"name\" maxlength=\"50\""))
  }

  @Test func aPasswordIsNeverSentBack() {
    let entry = Entry("password", "Mật khẩu", value: "bi-mat")
    #expect(!HTML.input(entry, .password).text.contains("bi-mat"))
  }

  @Test func theChosenStaysChosen() {
    let choices = [Choice("1", "Một"), Choice("2", "Hai")]
    #expect(
      HTML.select(Entry("so", "Số", value: "2"), choices).text
        .contains("<option value=\"2\" selected>Hai</option>"))
    #expect(
      HTML.radios(Entry("so", "Số", value: "2"), choices).text.contains("value=\"2\" checked>"))
  }
}
