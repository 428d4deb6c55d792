import ModelFiles
import Networks
import ONNXMessages
import Tensors
import Testing

/// Extreme numbers: the smallest whole number has no magnitude, and floats go further than whole numbers.
@Suite struct ONNXExtremeNumberTests {
  @Test(arguments: [
    [
      constant([1, 2], to: "d"), constant([0], to: "z"), constant([2], to: "e"), constant([.min], to: "s"),
      node("Slice", ["d", "z", "e", "z", "s"], to: "y"),
    ],
    [
      constant([.min], shape: [], to: "a"), constant([.min + 8], shape: [], to: "b"),
      constant([1 << 62], shape: [], to: "s"), node("Range", ["a", "b", "s"], to: "y"),
    ],
    [node("Shape", ["x"], to: "y", [attribute("start", .min)])],
    [node("Shape", ["x"], to: "y", [attribute("end", .min)])],
    [
      node("Constant", [], to: "a", [attribute("value_float", float: 3e38)]), constant([1], shape: [], to: "b"),
      node("Constant", [], to: "s", [attribute("value_float", float: 1e-30)]), node("Range", ["a", "b", "s"], to: "y"),
    ],
  ])
  func numbersWithoutMagnitudeAreRefused(nodes: [ONNXNodeProto]) {
    let message = ONNXFile(nodes).message()
    #expect(message.hasPrefix("the node '") || message.hasPrefix("the ONNX file cannot be used"), "\(message)")
  }
}
