import ModelFiles
import Networks
import ONNXMessages
import Tensors
import Testing

/// Paddings and sizes that a file gives by a rule, and pictures of other sizes than the declared one.
@Suite struct ONNXPaddingTests {
  private static func convolution(_ rule: String, stride: Int64 = 2, side: Int64 = 224) -> ONNXFile {
    ONNXFile(
      [
        node(
          "Conv", ["x", "w"], to: "y", [attribute("auto_pad", text: rule), attribute("strides", [stride, stride])])
      ],
      weights: [weight("w", [1, 1, 3, 3])], input: [1, 1, side, side])
  }

  @Test(arguments: [
    ("SAME_UPPER", "convolution 3×3, 1 filters, stride 2×2, padding same (0,0,1,1)"),
    ("SAME_LOWER", "convolution 3×3, 1 filters, stride 2×2, padding same (1,1,0,0)"),
    ("VALID", "convolution 3×3, 1 filters, stride 2×2"),
  ])
  func theRuleIsKept(rule: String, summary: String) throws {
    #expect(try Self.convolution(rule).layers()[0] == "conv1: \(summary)")
    #expect(try Self.convolution("SAME_UPPER", stride: 1).layers()[0] == "conv1: convolution 3×3, 1 filters, padding 1")
  }

  /// 225 at stride 2 are 113 positions with a padding of 1 and 1, which that for 224 would not give.
  @Test(arguments: ["SAME_UPPER", "SAME_LOWER"])
  func aSizeThatNeedsAnotherPaddingIsRefused(rule: String) throws {
    let network = try Self.convolution(rule).network()
    let padding = rule == "SAME_UPPER" ? "0,0,1,1" : "1,1,0,0"
    #expect(
      throws: NetworkError.shapeMismatch(
        layer: "conv1",
        problem: ShapeError(
          expected: "[C,H,W] with H and W of which the padding same (\(padding)) makes ⌈H/stride⌉×⌈W/stride⌉",
          received: [[1, 225, 225]]))
    ) { try network.shapes(for: [1, 225, 225]) }
    #expect(try network.shapes(for: [1, 226, 230])[0] == [1, 113, 115])
    #expect(try Self.convolution(rule, side: 225).network().shapes(for: [1, 227, 227])[0] == [1, 114, 114])
  }

  @Test(arguments: ["MaxPool", "AveragePool"])
  func poolingsKeepTheirRuleToo(operation: String) throws {
    let file = ONNXFile(
      [
        node(
          operation, ["x"], to: "y",
          [
            attribute("auto_pad", text: "SAME_UPPER"), attribute("kernel_shape", [3, 3]), attribute("strides", [2, 2]),
          ])
      ], input: [1, 1, 224, 224])
    let network = try file.network()
    #expect(network.nodes[0].shape == [1, 112, 112])
    #expect(throws: NetworkError.self) { try network.shapes(for: [1, 225, 225]) }
    #expect(try network.shapes(for: [1, 100, 100])[0] == [1, 50, 50])
  }

  @Test func anOutputShapeHoldsForOneSizeAlone() throws {
    let file = ONNXFile(
      [
        node(
          "ConvTranspose", ["x", "w"], to: "y", [attribute("output_shape", [9, 8]), attribute("strides", [2, 2])])
      ],
      weights: [weight("w", [1, 1, 3, 3])])
    let network = try file.network()
    #expect(network.nodes[0].shape == [1, 9, 8])
    #expect(throws: NetworkError.self) { try network.shapes(for: [1, 5, 5]) }
  }

  /// What is written of such a network keeps its rules.
  @Test func rulesAreWritten() throws {
    let file = ONNXFile(
      [
        node("Conv", ["x", "w"], to: "a", [attribute("auto_pad", text: "SAME_LOWER"), attribute("strides", [2, 2])]),
        node(
          "MaxPool", ["a"], to: "b",
          [
            attribute("auto_pad", text: "SAME_UPPER"), attribute("kernel_shape", [3, 3]), attribute("strides", [2, 2]),
          ]),
        node(
          "ConvTranspose", ["b", "w"], to: "y",
          [
            attribute("output_shape", [6, 5]), attribute("strides", [3, 2]), attribute("auto_pad", text: "SAME_UPPER"),
          ]),
      ], weights: [weight("w", [1, 1, 4, 4])], input: [1, 1, 8, 8])
    let network = try file.network()
    let picture = Tensor.normal(shape: [1, 8, 8], seed: 1)
    let expected = try network.forward(picture).output(2)
    for other in [
      try Network(safetensors: network.safetensors()), try Network(onnx: network.onnx(), name: "test"),
    ] {
      #expect(try other.forward(picture).output(2) == expected)
      #expect(other.nodes.map(\.layer.summary) == network.nodes.map(\.layer.summary))
      #expect((other.nodes[2].layer as? TransposedConvolution)?.outputSize == Extent(height: 6, width: 5))
    }
  }

  /// A tap every second place: a row more than the stride lies behind the plane and is put out as the bias alone.
  @Test func anOutputPaddingUpToTheDilationIsTaken() throws {
    let file = ONNXFile(
      [
        node(
          "ConvTranspose", ["x", "w", "b"], to: "y",
          [attribute("dilations", [2, 2]), attribute("output_padding", [1, 0])])
      ], weights: [weight("w", [1, 1, 2, 2], [1, 2, 3, 4]), weight("b", [1], [10])], input: [1, 1, 1, 1])
    #expect(
      try file.output(Tensor(shape: [1, 1, 1], elements: [1]))
        == Tensor(shape: [1, 4, 3], elements: [11, 10, 12, 10, 10, 10, 13, 10, 14, 10, 10, 10]))
  }

  @Test func anOutputPaddingOfStrideAndDilationIsRefused() {
    let file = ONNXFile(
      [
        node(
          "ConvTranspose", ["x", "w"], to: "y", [attribute("dilations", [2, 2]), attribute("output_padding", [0, 2])])
      ], weights: [weight("w", [1, 1, 2, 2])])
    #expect(
      file.message().hasSuffix(
        "it expects no negative padding and an output padding 0×2 below the stride or the dilation, not [1,4,4]"))
  }
}
