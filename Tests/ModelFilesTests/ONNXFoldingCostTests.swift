import ModelFiles
import Networks
import ONNXMessages
import Tensors
import Testing

/// A small file makes no more numbers, and takes no more time, than its size lets it.
@Suite struct ONNXFoldingCostTests {
  /// Nodes that make as many numbers as they read, by an operator and its further inputs.
  private static let steps: [(operation: String, more: [String], attributes: [ONNXAttributeProto])] = [
    ("Cast", [], [attribute("to", 1)]), ("Cast", [], [attribute("to", 7)]), ("Cast", [], [attribute("to", 9)]),
    ("Transpose", [], [attribute("perm", [0, 1])]), ("Reshape", ["shape"], []), ("Identity", [], []),
    ("Concat", [], [attribute("axis", 0)]), ("Unsqueeze", ["zero"], []), ("Squeeze", ["none"], []),
    ("Where", ["c0", "c0"], []), ("Expand", ["shape"], []), ("Equal", ["one"], []), ("Floor", [], []),
    ("Ceil", [], []), ("Sqrt", [], []), ("Add", ["one"], []), ("Sub", ["one"], []), ("Mul", ["one"], []),
    ("Div", ["one"], []), ("Gather", ["zero"], [attribute("axis", 1)]), ("Slice", ["zero", "end"], []),
  ]

  @Test(arguments: steps.indices)
  func aSmallFileMakesNoMoreNumbersThanItMay(step: Int) {
    let (operation, more, attributes) = Self.steps[step]
    var nodes = [
      constant([1 << 20, 1], to: "shape"), constant([0], to: "zero"), constant([1], to: "one"),
      constant([.max], to: "end"), constant([], to: "none"), node("ConstantOfShape", ["shape"], to: "c0"),
    ]
    for count in 1...10 { nodes.append(node(operation, ["c\(count - 1)"] + more, to: "c\(count)", attributes)) }
    let message = ONNXFile(nodes + [node("Relu", ["x"], to: "y")]).message()
    #expect(
      message.hasSuffix("it would make 1048576 more numbers; so small a file may not make so many"),
      "\(operation): \(message)")
  }

  /// Shapes without numbers may have any other lengths.
  @Test func emptyConstantsTakeNoTime() {
    let nodes = [
      constant([1 << 28, 0], to: "s"), node("ConstantOfShape", ["s"], to: "c"), constant([1 << 20, 1], to: "t"),
      node("ConstantOfShape", ["t"], to: "d"), constant([1 << 20, 0], to: "u"),
      node("ConstantOfShape", ["u"], to: "e"), constant([0], to: "zero"),
    ]
    let steps = (0..<20).flatMap { step in
      [
        node("Concat", ["c", "c"], to: "cc\(step)", [attribute("axis", 1)]),
        node("Gather", ["c", "zero"], to: "g\(step)", [attribute("axis", 0)]),
        node("Gather", ["c", "none"], to: "h\(step)", [attribute("axis", 0)]),
        node("Gather", ["c", "none"], to: "i\(step)", [attribute("axis", 1)]),
      ]
    }
    let wide = node("Concat", ["d"] + [String](repeating: "e", count: 2000), to: "wide", [attribute("axis", 1)])
    let file = ONNXFile(
      nodes + [constant([], to: "none")] + steps + [wide, node("Relu", ["x"], to: "y")])
    let clock = ContinuousClock()
    let time = clock.measure { #expect(file.message() == "read") }
    #expect(time < .seconds(1), "\(time)")
  }
}
