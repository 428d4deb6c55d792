import ModelFiles
import Networks
import ONNXMessages
import SwiftProtobuf
import Tensors
import Testing

@Suite struct ONNXFoldingTests {
  /// The numbers that nodes make of constants, as the weight of a last addition.
  private func numbers(_ nodes: [ONNXNodeProto], weights: [ONNXTensorProto] = [], opset: Int64 = 13) throws -> Tensor {
    let file = ONNXFile(
      nodes + [node("Add", ["x", "c"], to: "y")], weights: weights, opset: opset, input: [1, 1, 1, 1])
    let network = try file.network()
    #expect(network.nodes.count == 2, "constants leave no layers")
    return try #require(network.nodes[0].layer.weight)
  }

  @Test func aShapeThatAnExporterComputesIsUnderstood() throws {
    let file = ONNXFile([
      node("Shape", ["x"], to: "shape"), constant([0], shape: [], to: "zero"),
      node("Gather", ["shape", "zero"], to: "n"), constant([0], to: "axes"),
      node("Unsqueeze", ["n", "axes"], to: "n1"), constant([-1], to: "rest"),
      node("Concat", ["n1", "rest"], to: "s", [attribute("axis", 0)]), node("Reshape", ["x", "s"], to: "y"),
    ])
    #expect(try file.layers() == ["reshape1: reshape to [-1]", "probabilities: softmax"])
  }

  @Test func aSizeThatIsHalfAnotherIsUnderstood() throws {
    let file = ONNXFile(
      [
        node("Shape", ["x"], to: "shape"), constant([2], to: "two"), constant([4], to: "four"),
        node("Slice", ["shape", "two", "four"], to: "plane"), node("Cast", ["plane"], to: "f", [attribute("to", 1)]),
        node("Constant", [], to: "half", [attribute("value_float", float: 0.6)]), node("Mul", ["f", "half"], to: "m"),
        node("Floor", ["m"], to: "fl"), node("Cast", ["fl"], to: "i", [attribute("to", 7)]),
        node("Slice", ["shape", "zero", "two"], to: "nc"),
        node("Concat", ["nc", "i"], to: "sizes", [attribute("axis", 0)]),
        node("Resize", ["x", "", "", "sizes"], to: "y"),
      ], weights: [integers("zero", [0])])
    #expect(try file.network().nodes[0].shape == [1, 2, 2])
  }

  @Test func numbersAreComputedAsNumpyDoes() throws {
    let w = weight("w", [2, 3])
    #expect(try numbers([node("Transpose", ["w"], to: "c")], weights: [w]).elements == [1, 4, 2, 5, 3, 6])
    #expect(
      try numbers(
        [constant([1, 0], to: "i"), node("Gather", ["w", "i"], to: "c", [attribute("axis", 1)])], weights: [w]
      )
      .elements == [2, 1, 5, 4])
    #expect(
      try numbers(
        [
          constant([-1], to: "start"), constant([.min], to: "end"), constant([1], to: "axis"),
          constant([-2], to: "step"),
          node("Slice", ["w", "start", "end", "axis", "step"], to: "c"),
        ], weights: [w]
      ).elements == [3, 1, 6, 4])
    #expect(
      try numbers(
        [
          node("Slice", ["w"], to: "c", [attribute("starts", [-2]), attribute("ends", [.max]), attribute("axes", [1])])
        ],
        weights: [w], opset: 9
      ).elements == [2, 3, 5, 6])
    #expect(
      try numbers([constant([3, 1], to: "s"), constant([2], to: "two"), node("Expand", ["two", "s"], to: "c")])
        == Tensor(shape: [3, 1], elements: [2, 2, 2]))
  }

  @Test func wholeNumbersKeepTheirOwnArithmetic() throws {
    #expect(
      try numbers([constant([-7, 7], to: "a"), constant([2], to: "b"), node("Div", ["a", "b"], to: "c")]).elements
        == [-3, 3])
    #expect(
      try numbers([
        constant([2], shape: [], to: "a"), constant([9], shape: [], to: "b"), constant([3], shape: [], to: "s"),
        node("Range", ["a", "b", "s"], to: "c"),
      ]).elements == [2, 5, 8])
    // Floats tell these no more apart.
    #expect(
      try numbers([
        constant([(1 << 40) + 3], shape: [], to: "a"), constant([(1 << 40) - 2], shape: [], to: "b"),
        constant([-2], shape: [], to: "s"), node("Range", ["a", "b", "s"], to: "r"), node("Sub", ["r", "b"], to: "c"),
      ]).elements == [5, 3, 1])
    #expect(
      try numbers([
        constant([1, 2, 3], to: "a"), constant([2], to: "b"), node("Equal", ["a", "b"], to: "e"),
        node("Where", ["e", "b", "a"], to: "p"), node("ReduceProd", ["p"], to: "c", [attribute("keepdims", 0)]),
      ]).elements == [6])
    #expect(
      try numbers([constant([2], to: "s"), node("ConstantOfShape", ["s"], to: "c")]).elements == [0, 0])
    #expect(
      try numbers([node("Constant", [], to: "c", [attribute("value_floats", floats: [1, 2.5])])]).elements == [1, 2.5])
    #expect(try numbers([node("Shape", ["x"], to: "c", [attribute("start", -3)])], opset: 15).elements == [1, 1, 1])
  }

  @Test func aWeightMayBeRearrangedBeforeItIsUsed() throws {
    let file = ONNXFile(
      [
        constant([2, 16], to: "s"), node("Reshape", ["w", "s"], to: "m"), node("Transpose", ["m"], to: "t"),
        node("Identity", ["t"], to: "v"), constant([1, 16], to: "r"), node("Reshape", ["x", "r"], to: "f"),
        node("MatMul", ["f", "v"], to: "y"),
      ], weights: [weight("w", [2, 1, 4, 4])])
    let layer = try file.network().nodes[1].layer
    #expect(layer.weight == Tensor(shape: [2, 16], elements: (1...32).map(Float.init)))
  }

  @Test(arguments: [
    (
      [constant([1 << 40], to: "s"), node("ConstantOfShape", ["s"], to: "c")],
      "constantofshape1' (ConstantOfShape) cannot be used: it would make numbers of the shape "
        + "[1099511627776], which cannot be"
    ),
    (
      [constant([1 << 32, 1 << 32], to: "s"), node("ConstantOfShape", ["s"], to: "c")],
      "constantofshape1' (ConstantOfShape) cannot be used: it would make numbers of the shape "
        + "[4294967296,4294967296], which cannot be"
    ),
    (
      [constant([-1], to: "s"), node("ConstantOfShape", ["s"], to: "c")],
      "constantofshape1' (ConstantOfShape) cannot be used: it would make numbers of the shape "
        + "[-1], which cannot be"
    ),
    (
      [constant([1 << 24], to: "s"), constant([1], to: "one"), node("Expand", ["one", "s"], to: "c")],
      "expand1' (Expand) cannot be used: it would make 16777216 more numbers; so small a file may not make so many"
    ),
    (
      [
        constant([0], to: "a"), constant([1 << 62], to: "b"), constant([1], to: "d"),
        node("Range", ["a", "b", "d"], to: "c"),
      ], "range1' (Range) cannot be used: it would make numbers of the shape [4611686018427387904], which cannot be"
    ),
    (
      [
        constant([0], to: "a"), constant([1], to: "b"), constant([0], to: "d"),
        node("Range", ["a", "b", "d"], to: "c"),
      ], "range1' (Range) cannot be used: from 0 to 1 in steps of 0 there is no end"
    ),
    (
      [constant([.max], to: "a"), constant([2], to: "b"), node("Mul", ["a", "b"], to: "c")],
      "mul1' (Mul) cannot be used: 9223372036854775807 and 2 have no such result"
    ),
    (
      [constant([1], to: "a"), constant([0], to: "b"), node("Div", ["a", "b"], to: "c")],
      "div1' (Div) cannot be used: 1 and 0 have no such result"
    ),
    (
      [constant([.min], to: "a"), constant([-1], to: "b"), node("Div", ["a", "b"], to: "c")],
      "div1' (Div) cannot be used: -9223372036854775808 and -1 have no such result"
    ),
    (
      [constant([1], to: "a"), constant([1], to: "b"), node("Gather", ["a", "b"], to: "c")],
      "gather1' (Gather) cannot be used: its indices are not whole numbers below 1"
    ),
    (
      [constant([1], to: "a"), constant([0], to: "b"), node("Slice", ["a", "b", "b", "b", "b"], to: "c")],
      "slice1' (Slice) cannot be used: its step is 0"
    ),
    (
      [constant([1], to: "a"), node("Transpose", ["a"], to: "c", [attribute("perm", [1])])],
      "transpose1' (Transpose) cannot be used: its 'perm' [1] is no order of 1 axes"
    ),
    (
      [constant([1], to: "a"), constant([2], to: "b"), node("Reshape", ["a", "b"], to: "c")],
      "reshape1' (Reshape) cannot be used: [1] cannot become [2]"
    ),
    (
      [constant([1], to: "a"), constant([0, -1, -1], to: "b"), node("Reshape", ["a", "b"], to: "c")],
      "reshape1' (Reshape) cannot be used: [1] cannot become [0,-1,-1]"
    ),
    (
      [constant([1, 2], to: "a"), constant([0], to: "b"), node("Squeeze", ["a", "b"], to: "c")],
      "squeeze1' (Squeeze) cannot be used: its axes [0] of [2] do not have length 1"
    ),
    (
      [constant([1], to: "a"), constant([0, 0], to: "b"), node("Unsqueeze", ["a", "b"], to: "c")],
      "unsqueeze1' (Unsqueeze) cannot be used: its axes [0,0] name one twice"
    ),
    (
      [constant([1], to: "a"), constant([40], to: "b"), node("Unsqueeze", ["a", "b"], to: "c")],
      "unsqueeze1' (Unsqueeze) cannot be used: its axis 40 is none of 2"
    ),
    (
      [constant([1], to: "a"), node("Cast", ["a"], to: "c", [attribute("to", 3)])],
      "cast1' (Cast) cannot be used: it makes numbers of the type 8-bit whole numbers, as in a quantised "
        + "network, which are not supported"
    ),
    (
      [node("Constant", [], to: "c", [attribute("value_float", float: .nan), attribute("value_int", 1)])],
      "constant1' (Constant) cannot be used: it has 2 values, not one"
    ),
  ])
  func whatCannotBeComputedIsRefusedInWords(nodes: [ONNXNodeProto], message: String) {
    let file = ONNXFile(nodes + [node("Add", ["x", "c"], to: "y")], input: [1, 1, 1, 1])
    #expect(file.message() == "the node '\(message)")
  }
}
