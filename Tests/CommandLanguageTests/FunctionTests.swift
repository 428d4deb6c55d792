import CommandLanguage
import Tensors
import Testing

private let scope = TestScope(values: [
  "v": .tensor(Tensor([1, 2, 3])), "M": .tensor(Tensor(shape: [2, 3])), "set": .object(TestSet()),
  "cat": .image(Tensor(shape: [3, 4, 4], repeating: 0.5)),
])

@Test func everyFunctionIsDescribed() {
  #expect(Set(Function.all.map(\.name)).count == Function.all.count)
  for function in Function.all {
    #expect(!function.meaning.isEmpty && !function.meaning.hasSuffix("."), "\(function.name)")
    #expect(!function.parameters.isEmpty)
  }
  let contract = """
    sum mean std var min max argmin argmax norm any all cumsum sort median abs exp log sqrt sign sin cos tanh relu \
    sigmoid round floor isnan softmax clip top top_indices dot cosine corr distance iou shape size ndim transpose reshape \
    flatten concat stack pad flip zeros ones arange normal uniform resize crop gray blur conv maxpool meanpool gram \
    trustworthiness neighbours_kept load
    """
  for name in contract.split(separator: " ") { #expect(Function.named(String(name)) != nil, "\(name)") }
  #expect(Function.named("concat")?.signature == "concat(tensors, axis=0)")
  #expect(Function.named("sum")?.signature == "sum(a, axis=)")
}

@Test(arguments: [
  ("sum()", "sum(…) needs 'a'"),
  ("sum(v, 0)", "sum(…) takes one argument without a name, not 2"),
  ("max(1, 2)", "max(…) takes one argument without a name, not 2"),
  ("sum(v, axs=0)", "sum(…) has no parameter 'axs'"),
  ("sum(v, axis=0, axis=1)", "'axis' is given twice"),
  ("sum(axis=0, v)", "Arguments without a name come before those with one"),
  ("sum(v, axis=1)", "Axis 1 is asked for, but there is only axis 0 (or -1)"),
  ("sum(v, axis=0.5)", "'axis' is a whole number, not 0.5"),
  ("sum(v, axis=v)", "sum(…) needs one number for 'axis', and this is a tensor of shape [3]"),
  ("sum(\"a\")", "sum(…) needs numbers for 'a', and this is text"),
  ("sum(set)", "sum(…) needs numbers for 'a', and this is an image set"),
  ("min([])", "Min of shape [0] has no elements to work on"),
  ("top(v, 4)", "4 elements are asked for; there are 3"),
  ("top(v, -1)", "'k' is at least 0, not -1"),
  ("dot(v, M)", "Dot needs as many elements on both sides, not 3 and 6"),
  ("zeros([1e6, 1e6])", "Shape [1000000,1000000] is more than 268435456 elements, the most that are made"),
  (
    "zeros([20000, 20000])", "Shape [20000,20000] is more than 268435456 elements, the most that are made"
  ),
  ("zeros([-1])", "A length is 0 or more, not -1"),
  ("zeros([2.5])", "'shape' holds whole numbers, not 2.5"),
  ("zeros(\"a\")", "zeros(…) needs a list of whole numbers for 'shape', and this is text"),
  ("arange(-1)", "'n' is at least 0, not -1"),
  ("arange(1e12)", "Shape [1000000000000] is more than 268435456 elements, the most that are made"),
  ("reshape(v, [2, -1])", "Shape [3] does not reshape to [2,-1]: it has 3 elements"),
  ("transpose(v, [0, 0])", "[0, 0] does not name each of 1 axis once"),
  ("concat(v)", "concat(…) needs a list of tensors, and this is a tensor of shape [3]"),
  ("concat([v, M])", "Shapes [3] and [2,3] do not join on axis 0: all other lengths must agree"),
  ("stack([])", "There is nothing to join"),
  ("pad(v, 1)", "Shape [3] has no last two axes to pad"),
  (
    "pad(M, 1e15)",
    "Shape [1000000000000000,1000000000000000] is more than 268435456 elements, the most that are made"
  ),
  ("resize(cat, 0, 3)", "'h' is at least 1, not 0"),
  ("resize(v, 2, 2)", "A picture has rows and columns, and this has the shape [3]"),
  ("crop(cat, 2, 2, 3, 3)", "3 × 3 pixels from row 2, column 2 do not lie in a picture of 4 × 4"),
  ("blur(cat, -1)", "A blur's sigma is a number from 0 to 1000, not -1.0"),
  ("conv(cat, ones([5, 5]))", "A kernel of shape [5,5] does not fit into an image of shape [3,4,4]"),
  (
    "conv(cat, ones([1, 2, 3, 3]))",
    "A kernel of shape [1,2,3,3] has 2 input channels, and the image of shape [3,4,4] has 3"
  ),
  ("maxpool(cat, 5)", "A window of 5 × 5 does not fit into 4 × 4"),
  ("trustworthiness(M, M, 1)", "'k' is less than half the number of rows, 2, for trustworthiness, not 1"),
  (
    "trustworthiness(M, M, 2^62)",
    "'k' is less than half the number of rows, 2, for trustworthiness, not 4611686018427387904"
  ),
  ("neighbours_kept(M, M, 2)", "'k' is less than the number of rows, 2, not 2"),
  ("load(v)", "A file's name is text"),
  ("load(\"gone.npy\")", "There is no file 'gone.npy'"),
  (
    "zeros([30000])[:, None] * zeros([30000])",
    "Shape [30000,30000] is more than 268435456 elements, the most that are made"
  ),
  (
    "zeros([30000, 1]) @ zeros([1, 30000])",
    "Shape [30000,30000] is more than 268435456 elements, the most that are made"
  ),
])
func aWrongCallIsExplained(text: String, message: String) throws {
  let shown = try #require(rendering(of: text, scope), "\(text)")
  #expect(shown.split(separator: "\n").first.map(String.init) == message, "\(text)")
}

@Test func hintsShowTheCall() throws {
  #expect(rendering(of: "max(1, 2)", scope)?.hasSuffix("Several numbers make a list: max([1, 2]).") == true)
  #expect(rendering(of: "sum(v, axs=0)", scope)?.hasSuffix("Did you mean 'axis'?") == true)
  #expect(rendering(of: "clip(v, 0)", scope)?.hasSuffix("It is called as clip(a, lo, hi).") == true)
  #expect(
    rendering(of: "v + zeros([1e6, 1e6])", scope)?.hasSuffix(
      """
      v + zeros([1e6, 1e6])
                ^~~~~~~~~~
      """) == true)
}

@Test func argumentsMayBeNamed() throws {
  #expect(try value(of: "reshape(M, shape=[3, 2])", scope).tensor?.shape == [3, 2])
  #expect(try value(of: "clip(v, hi=2, lo=1)", scope).tensor?.elements == [1, 2, 2])
}

@Test func seededRandomNumbersRepeat() throws {
  let first = try value(of: "normal([50], 3)").tensor
  #expect(try first == value(of: "normal([50], 3)").tensor)
  #expect(try first != value(of: "normal([50], 4)").tensor)
  #expect(try value(of: "uniform(5, 0)").tensor?.shape == [5])
  #expect(throws: LanguageError.self) { try value(of: "normal([3], -1)") }
}

@Test func picturesStayPictures() throws {
  for text in [
    "crop(cat, 0, 0, 2, 2)", "resize(cat, 2, 2)", "resize(cat, 9, 9)", "gray(cat)", "blur(cat, 1)", "flip(cat, 2)",
    "pad(cat, 1)",
  ] {
    guard case .image = try value(of: text, scope) else {
      Issue.record("\(text) is no picture")
      continue
    }
  }
}

@Test func conditionsOfManyAreTrueOrFalse() throws {
  guard case .boolean(true) = try value(of: "all(v > 0)", scope), case .boolean(false) = try value(of: "any(M)", scope)
  else {
    Issue.record("no boolean")
    return
  }
}

@Test func aPerfectEmbeddingIsFullyTrustworthy() throws {
  var scope = TestScope()
  scope.values["x"] = .tensor(.normal(shape: [30, 2], seed: 5))
  #expect(try value(of: "trustworthiness(x, 3 * x + 1, 4)", scope).number == 1)
  #expect(try value(of: "neighbours_kept(x, 3 * x + 1, 4)", scope).number == 1)
}
