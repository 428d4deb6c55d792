import CommandLanguage
import Stepping
import Tensors
import Testing

@Test(arguments: [
  ("12288", "12288"), ("42", "42"), ("1/3", "0.3333"), ("1.5", "1.5"), ("1e-5", "1e-05"), ("-2/3", "-0.6667"),
  ("0", "0"),
  ("-0.0", "0"), ("1e6 + 0.0", "1000000"), ("inf", "inf"), ("-inf", "-inf"), ("nan", "nan"), ("1 == 1", "true"),
  ("false", "false"), ("\"a b\"", "a b"), ("[1, 0.5, \"a\", [true]]", "[1, 0.5, \"a\", [true]]"), ("[]", "[]"),
  ("shape(zeros([2, 3]))", "[2, 3]"), ("[zeros([2])]", "[tensor [2]]"), ("1.23456e-7", "1.235e-07"), ("0.5", "0.5"),
  ("2^40", "1099511627776"),
])
func numbersAreWrittenShortAndWholeOnesInFull(text: String, expected: String) throws {
  #expect(try value(of: text).formatted() == expected)
}

@Test func tensorsHaveAHeaderWithShapeAndRange() throws {
  #expect(try value(of: "arange(3)").formatted() == "tensor [3]  0 … 2\n[0 1 2]")
  #expect(try value(of: "arange(3)").formatted(.init(isPlain: true)) == "tensor [3]  0 ... 2\n[0 1 2]")
  #expect(Value.image(Tensor(shape: [1, 1, 2], elements: [0, 1])).summary() == "image [1,1,2]  0 … 1")
}

@Test func longListsShowTheirEnds() throws {
  let list = Value(Array(0..<2000))
  #expect(list.formatted() == "[0, 1, 2, …, 1997, 1998, 1999]")
}

@Test func quantitiesAreValues() {
  #expect(Value(Quantity.number(2)).number == 2)
  #expect(Value(Quantity.tensor(Tensor(3))).number == 3)
  #expect(Value(Quantity.flag(true)).formatted() == "true")
  #expect(Value(Quantity.text("conv1")).formatted() == "conv1")
  #expect(Value(Quantity.texts(["edges", "mask"])).formatted() == "[\"edges\", \"mask\"]")
}
