import CommandLanguage
import Tensors
import Testing

/// `let a = FORMULA`, said over and over, until it is an error; its message.
private func message(repeating formula: String, from first: Value) -> String {
  var scope = TestScope(values: ["a": first])
  for _ in 0..<100 {
    do throws(LanguageError) {
      scope.values["a"] = try value(of: formula, scope)
    } catch {
      return error.message
    }
  }
  return "no error"
}

@Test func listsThatDoubleAreRefusedBeforeMemoryEnds() {
  #expect(
    message(repeating: "[a, a]", from: .number(1))
      == "A list holds no more than 1048576 values, those of the lists in it included")
}

@Test func listsAreNoDeeperThanTensorsHaveAxes() {
  #expect(message(repeating: "[a]", from: .number(1)) == "More than 64 lists inside each other")
}

@Test func tensorsInListsCountAllTheirElements() {
  #expect(
    message(repeating: "[a, a]", from: .tensor(Tensor(shape: [1 << 20])))
      == "Shape [269484032] is more than 268435456 elements, the most that are made")
}
