import CommandLanguage
import Tensors
import Testing

private let scope = TestScope(values: [
  "a": .tensor(Tensor([1, 2, 3])), "b": .tensor(Tensor([1, 2.0001, 3])), "c": .tensor(Tensor([1, 2.001, 3])),
  "z": .tensor(Tensor([0, 0, 0])), "n": .tensor(Tensor([1, .nan])), "i": .tensor(Tensor([.infinity, 1])),
  "layer": .text("conv1"), "one": .tensor(Tensor([1])),
])

@Test(arguments: [
  ("1.00001 ~= 1", true), ("1.05 ~= 1", false), ("1.05 ~= 1 +- 0.1", true), ("1.1 ~= 1 +- 0.1", true),
  ("1.05 ~= 1 ± 0.1", true), ("1.2 ~= 1 +- 0.1", false), ("1 ~= 1.05 +- 0.01 + 0.1", true),
  ("a ~= b", true), ("a ~= c", false), ("a ~= c +- 0.01", true), ("a ~= [1, 2, 3]", true), ("z ~= 0", true),
  ("a * 0 ~= a * 1e-9", false), ("z + 2 ~= 2", true), ("n ~= n", false), ("i ~= i", true), ("i ~= 1", false),
  ("a ~= b and b ~= a", true), ("not a ~= c", true),
  ("3 ~= 1 + 2", true), ("0 ~= 0", true), ("-1 ~= 1", false),
])
func nearlyEqualIsRelativeUnlessToldOtherwise(text: String, expected: Bool) throws {
  #expect(try Formula(text).condition(in: scope) == expected, "\(text)")
}

@Test(arguments: [
  ("layer == \"conv1\"", true), ("layer != \"conv1\"", false), ("layer == \"conv2\"", false),
  ("true == true", true), ("true != false", true), ("[1, 2] == [1, 2]", true), ("[1, 2] == [1, 3]", false),
  ("[1, 2] != [1, 2, 3]", true), ("shape(a) == [3]", true), ("[\"a\"] == [\"a\"]", true),
  ("one", true), ("one == 1", true), ("one - 1", false), ("all(a > 0)", true), ("any(a > 3)", false), ("0", false),
  ("sum(a > 1) == 2", true), ("false and nosuchname", false), ("true or nosuchname", true),
])
func conditionsAreOneValue(text: String, expected: Bool) throws {
  #expect(try Formula(text).condition(in: scope) == expected, "\(text)")
}

@Test func aTensorOfSeveralElementsIsNoCondition() {
  for text in ["a > 0 and true", "not a", "not [1, 2]"] {
    #expect(rendering(of: text, scope)?.contains("any(…)") == true)
  }
  let error = #expect(throws: LanguageError.self) { try Formula("a > 0").condition(in: scope) }
  #expect(error?.message == "A condition needs one value, and this is a tensor of shape [3]")
  #expect(error?.hint == "Write any(…) for at least one, all(…) for every one.")
}

@Test func anIncomparablePairIsNamed() {
  #expect(
    rendering(of: "layer == 3", scope) == """
      '==' cannot compare text with a number
      layer == 3
      ^~~~~~~~~~
      """)
  #expect(rendering(of: "layer < \"x\"", scope)?.contains("Only numbers have an order.") == true)
  #expect(rendering(of: "layer ~= \"x\"", scope)?.contains("'~=' needs numbers, and this is text") == true)
}
