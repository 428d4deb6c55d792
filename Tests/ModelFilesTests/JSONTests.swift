import ModelFiles
import Testing

@Suite struct JSONTests {
  @Test func readsEveryKindOfValue() throws {
    let text = #" {"a": [1, -2.5e3, 0], "b": {"c": null, "d": [true, false]}, "e": "x\n\"\u00e9\ud83d\ude00"} "#
    let json = try JSON(Array(text.utf8))
    #expect(json["a"]?.list(\.float) == [1, -2500, 0])
    #expect(json["a"]?.list(\.integer) == nil)
    #expect(json["b"]?["d"]?.list(\.flag) == [true, false])
    #expect(json["b"]?["c"] == .null)
    #expect(json["e"]?.text == "x\n\"é😀")
    #expect(try JSON(Array(json.description.utf8)) == json)
  }

  @Test(arguments: [
    ("", "a value is expected at byte 0"), ("[1,]", "a value is expected at byte 3"),
    ("[1 2]", "',' or ']' is expected at byte 3"), ("{1:2}", "a name in quotes is expected at byte 1"),
    (#"{"a" 2}"#, "':' is expected at byte 5"), ("01", "a value is expected at byte 0"),
    ("1.", "a digit is expected at byte 2"), ("-", "a value is expected at byte 0"),
    ("1e", "a digit is expected at byte 2"), ("tru", "a value is expected at byte 0"),
    (#""a"#, "a closing quote is expected at byte 2"), (#""\x""#, "no such escape is known at byte 3"),
    (#""\ud800""#, "half a character is alone at byte 7"),
    (#""\u12""#, "four hexadecimal digits are expected at byte 3"),
    ("\"\t\"", "no control character is allowed in a text at byte 1"), ("1 1", "nothing more is expected at byte 2"),
    ("[[[[1]]]]", "too many brackets within one another at byte 3"),
  ])
  func saysWhereATextGoesWrong(text: String, message: String) {
    let problem = #expect(throws: JSONProblem.self) { try JSON(Array(text.utf8), depth: 3) }
    #expect(problem?.description == message)
  }

  @Test func textMustBeUTF8() {
    #expect(throws: JSONProblem.self) { try JSON([0x22, 0xFF, 0x22]) }
  }
}
