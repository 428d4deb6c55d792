import CommandLanguage
import Tensors
import Testing

/// Lines that are short and would take all memory, or minutes.
@Test(arguments: [
  ("zeros([100000, 100000])", "Shape [100000,100000] is more than 268435456 elements, the most that are made"),
  ("arange(1e12)", "Shape [1000000000000] is more than 268435456 elements, the most that are made"),
  ("pad(zeros([2, 2]), 1e9)", "Shape [1000000000,1000000000] is more than 268435456 elements, the most that are made"),
  (
    "zeros([2, 100000])[arange(1000000) * 0]",
    "Shape [1000000,100000] is more than 268435456 elements, the most that are made"
  ),
  ("[1, \"x\"][arange(2000000) * 0]", "A list holds no more than 1048576 values, those of the lists in it included"),
  ("zeros(arange(1000) * 0)", "More than 64 axes"),
  ("gram(zeros([16384, 16384]))", "A matrix product of shapes [16384,16384] and [16384,16384] is too much work"),
  (
    "trustworthiness(zeros([20000, 1]), zeros([20000, 1]), 9000)",
    "The distances of all pairs of 20000 rows, 9000 neighbours each, is too much work"
  ),
])
func whatWouldTakeAllMemoryIsRefused(text: String, message: String) {
  let error = #expect(throws: LanguageError.self) { () throws(LanguageError) in try value(of: text) }
  #expect(error?.message == message)
}

@Test func powersOfAnySizeAreNumbers() throws {
  #expect(try value(of: "2^1e9").number == .infinity)
  #expect(try value(of: "1e300^1e300").number == .infinity)
}

@Test func aLowerLimitHoldsForWhatIsMadeUnderIt() throws {
  func count(_ text: String) -> Int? { SizeLimit.$elements.withValue(100) { (try? value(of: text))?.tensor?.count } }
  #expect(count("zeros([10, 10])") == 100)
  #expect(count("zeros([101])") == nil)
  #expect(count("blur(zeros([10, 10]), 1000)") == nil)
  #expect(try value(of: "zeros([101])").tensor?.count == 101)
}

@Test(arguments: ["(", "[", "-", "not ", "1^", "1+", "sum(", "a[", "a.", "1<", "`", "\"", "\u{1B}", "a,", ":"])
func aVeryLongLineIsAnErrorAtOnce(piece: String) {
  let clock = ContinuousClock()
  let time = clock.measure {
    #expect(throws: LanguageError.self) {
      () throws(LanguageError) in try value(of: String(repeating: piece, count: 100_000))
    }
  }
  #expect(time < .seconds(5))
}
