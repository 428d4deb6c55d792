import ModelFiles
import Networks
import ONNXMessages
import SwiftProtobuf
import Tensors
import Testing

/// What operators have meant in one version and another, and what is not supported of them.
@Suite struct ONNXOperatorTests {
  /// The first layer that a node becomes.
  private func layer(
    _ operation: String, _ attributes: [ONNXAttributeProto] = [], inputs: [ONNXTensorProto?] = [], opset: Int64 = 13,
    input: [Int64?] = [1, 1, 4, 4]
  ) throws -> String {
    try Self.file(operation, attributes, inputs: inputs, opset: opset, input: input).layers()[0]
  }

  private static func file(
    _ operation: String, _ attributes: [ONNXAttributeProto] = [], inputs: [ONNXTensorProto?] = [], opset: Int64 = 13,
    input: [Int64?] = [1, 1, 4, 4]
  ) -> ONNXFile {
    ONNXFile(
      [node(operation, ["x"] + inputs.map { $0?.name ?? "" }, to: "y", attributes)], weights: inputs.compactMap { $0 },
      opset: opset, input: input)
  }

  private func message(
    _ operation: String, _ attributes: [ONNXAttributeProto] = [], inputs: [ONNXTensorProto?] = [], opset: Int64 = 13,
    input: [Int64?] = [1, 1, 4, 4]
  ) -> String {
    Self.file(operation, attributes, inputs: inputs, opset: opset, input: input).message()
  }

  @Test func boundsAndAxesMovedFromAttributesToInputs() throws {
    let bounds = [attribute("min", float: 0), attribute("max", float: 6)]
    let new = [weight("lo", [], [0]), weight("hi", [], [6])]
    #expect(try layer("Clip", bounds, opset: 10) == layer("Clip", inputs: new, opset: 11))
    for name in ["Squeeze", "Unsqueeze"] {
      let axes: Int64 = name == "Squeeze" ? 1 : 2
      let old = try layer(name, [attribute("axes", [axes])], opset: 12)
      #expect(try old == layer(name, inputs: [integers("axes", [axes])], opset: 13))
    }
    let mean = try layer("ReduceMean", [attribute("axes", [2, 3])], opset: 17)
    #expect(try mean == layer("ReduceMean", inputs: [integers("axes", [-1, -2])], opset: 18))
    let pads: [Int64] = [0, 0, 1, 2, 0, 0, 3, 4]
    #expect(
      try layer("Pad", [attribute("pads", pads)], opset: 10) == layer("Pad", inputs: [integers("p", pads)], opset: 11))
    #expect(
      try layer(
        "Pad", inputs: [integers("p", [1, 2, 3, 4]), nil, integers("a", [2, -1])], opset: 18)
        == layer("Pad", inputs: [integers("p", pads)], opset: 18))
    #expect(try layer("Dropout", [attribute("ratio", float: 0.25)], opset: 11) == "dropout1: dropout 0.25 (identity)")
    #expect(
      try layer("Dropout", inputs: [weight("r", [], [0.25])], opset: 12) == "dropout1: dropout 0.25 (identity)")
  }

  @Test func softmaxBefore13GoesOverAllAxesFromOneOn() throws {
    #expect(try layer("Softmax", opset: 12, input: [1, 3, 1, 1]) == "softmax1: softmax along axis 0")
    #expect(try layer("Softmax", opset: 13, input: [1, 3, 1, 1]) == "softmax1: softmax")
    #expect(
      message("Softmax", opset: 12, input: [1, 3, 2, 1])
        == "the node 'softmax1' (Softmax) cannot be used: before version 13 it goes over all of [1,3,2,1] from axis 1 on "
        + "together; supported is one axis")
  }

  @Test func resizingHasItsRulesByVersion() throws {
    let scales = weight("s", [4], [1, 1, 2, 2])
    let old = try layer("Upsample", [attribute("scales", floats: [1, 1, 2, 2])], opset: 8)
    #expect(try old == layer("Upsample", inputs: [scales], opset: 9).replacing("Upsample", with: "Resize"))
    #expect(
      try old.split(separator: ":").last == layer("Resize", inputs: [scales], opset: 10).split(separator: ":").last)
    #expect(
      message("Upsample", inputs: [scales], opset: 10).hasSuffix(
        "Upsample left ONNX with version 10; export the network again"))
    #expect(try layer("Resize", inputs: [nil, scales], opset: 11) != old)
    for attributes in [
      [attribute("mode", text: "cubic")], [attribute("coordinate_transformation_mode", text: "tf_crop_and_resize")],
      [attribute("antialias", 1)], [attribute("nearest_mode", text: "odd")], [attribute("exclude_outside", 1)],
      [attribute("keep_aspect_ratio_policy", text: "not_larger")], [attribute("unheard_of", 1)],
    ] {
      #expect(
        message("Resize", attributes, inputs: [nil, scales], opset: 18).contains("'resize1' (Resize) cannot be used"))
    }
    #expect(
      message("Resize", [attribute("mode", text: "cubic")], inputs: [nil, scales])
        == "the node 'resize1' (Resize) cannot be used: its 'mode' is 'cubic'; supported is nearest, linear")
  }

  /// The border of a max pooling is −∞.
  @Test func aBorderMayBeInfiniteButNotNothing() throws {
    let pads = integers("p", [0, 0, 1, 0, 0, 0, 0, 0])
    let network = try Self.file("Pad", inputs: [pads, weight("v", [], [-.infinity])]).network()
    #expect((network.nodes[0].layer as? Pad)?.mode == .constant(-.infinity))
    for other in [
      try Network(safetensors: network.safetensors()), try Network(onnx: network.onnx(), name: "test"),
    ] {
      #expect((other.nodes[0].layer as? Pad)?.mode == .constant(-.infinity))
    }
    let old = [attribute("pads", [0, 0, 1, 0, 0, 0, 0, 0]), attribute("value", float: -.infinity)]
    #expect(try layer("Pad", old, opset: 10) == layer("Pad", inputs: [pads, weight("v", [], [-.infinity])]))
    #expect(
      message("Pad", inputs: [pads, weight("v", [], [.nan])])
        == "the node 'pad1' (Pad) cannot be used: its value is no number")
  }

  /// A size that is that of the picture by chance stays; one that was computed from the picture's follows it.
  @Test func constantSizesStayAndComputedOnesFollow() throws {
    func shape(_ nodes: [ONNXNodeProto], _ side: Int) throws -> [Int] {
      let file = ONNXFile(
        nodes + [node("Resize", ["x", "", "", "sizes"], to: "y")],
        weights: [integers("zero", [0]), integers("two", [2]), integers("three", [3]), integers("four", [4])])
      return try file.network().shapes(for: [1, side, side])[0]
    }
    let leading = node("Slice", ["shape", "zero", "two"], to: "nc")
    let all = node("Shape", ["x"], to: "shape")
    #expect(try shape([constant([1, 1, 4, 4], to: "sizes")], 8) == [1, 4, 4])
    #expect(try shape([node("Shape", ["x"], to: "sizes")], 8) == [1, 8, 8])
    #expect(
      try shape([all, leading, node("Concat", ["nc", "four", "four"], to: "sizes", [attribute("axis", 0)])], 8)
        == [1, 4, 4])
    #expect(
      try shape(
        [
          all, leading, node("Gather", ["shape", "three"], to: "w"),
          node("Concat", ["nc", "four", "w"], to: "sizes", [attribute("axis", 0)]),
        ], 8) == [1, 4, 8])
  }

  @Test func factorsOfGemmGoIntoItsWeightAndBias() throws {
    let file = ONNXFile(
      [
        node("Flatten", ["x"], to: "f"),
        node(
          "Gemm", ["f", "w", "c"], to: "y",
          [attribute("alpha", float: 2), attribute("beta", float: 3), attribute("transB", 1)]),
      ], weights: [weight("w", [2, 4]), weight("c", [1], [5])], input: [1, 1, 2, 2])
    let layer = try file.network().nodes[1].layer
    #expect(layer.weight == Tensor(shape: [2, 4], elements: (1...8).map { Float(2 * $0) }))
    #expect(layer.bias == Tensor([15, 15]))
  }

  @Test func whatIsNotSupportedIsSaidOfItsNode() {
    #expect(
      message("Conv", inputs: [weight("w", [1, 1, 3])])
        == "the node 'conv1' (Conv) cannot be used: its weight has the shape [1,1,3], a one-dimensional convolution; "
        + "supported are two-dimensional ones, with weights [O,C,kh,kw]")
    #expect(message("Conv", inputs: [weight("w", [1, 1, 3, 3, 3])]).contains("a three-dimensional convolution"))
    #expect(message("Conv", [attribute("group", 2)], inputs: [weight("w", [3, 1, 1, 1])]).contains("make no 2 groups"))
    #expect(message("Conv", inputs: [weight("w", [1, 2, 1, 1])]).hasSuffix("it expects [2,H,W], not [1,4,4]"))
    #expect(
      message("Conv", [attribute("pads", [0, 0, -1, 0])], inputs: [weight("w", [1, 1, 1, 1])])
        .hasSuffix("its 'pads' are [0,0,-1,0], not four whole numbers from 0 to 4096"))
    let computed = ONNXFile([node("Relu", ["x"], to: "w"), node("Conv", ["x", "w"], to: "y")])
    #expect(
      computed.message()
        == "the node 'conv1' (Conv) cannot be used: its weight is computed from the picture; only numbers "
        + "that the file holds can be used")
    #expect(
      message(
        "BatchNormalization", [attribute("spatial", 0)], inputs: ["a", "b", "c", "d"].map { weight($0, [1]) }, opset: 8
      )
      .contains("its 'spatial' is 0"))
    #expect(
      message(
        "BatchNormalization", [attribute("training_mode", 1)], inputs: ["a", "b", "c", "d"].map { weight($0, [1]) },
        opset: 14
      )
      .contains("set to training"))
    #expect(message("BatchNormalization", inputs: ["a", "b", "c", "d"].map { weight($0, [2]) }).contains("not [1]"))
    #expect(
      message("AveragePool", [attribute("kernel_shape", [2, 2]), attribute("dilations", [2, 2])], opset: 19)
        .contains("1×1"))
    #expect(message("MaxPool").hasSuffix("its 'kernel_shape' is missing"))
    #expect(message("Gather", inputs: [integers("i", [0])]).contains("computed from the picture"))
    #expect(message("LRN", [attribute("size", 0)]).contains("its 'size' is 0"))
    #expect(message("Cast", [attribute("to", 7)]).contains("supported are floats"))
  }

  @Test func aSecondOutputThatIsReadIsAnError() {
    var pooling = node("MaxPool", ["x"], to: "p", [attribute("kernel_shape", [2, 2])])
    pooling.output.append("indices")
    #expect(ONNXFile([pooling, node("Relu", ["p"], to: "y")]).message() == "read")
    #expect(
      ONNXFile([pooling, node("Relu", ["indices"], to: "y")]).message()
        == "the node 'relu1' (Relu) cannot be used: its input is output 2 of another node, which is not supported")
  }

  @Test func sumsOfOneShapeAreAdditionsAndOthersBroadcast() throws {
    let file = ONNXFile(
      [
        node("Add", ["x", "x"], to: "a"), node("GlobalAveragePool", ["a"], to: "g"), node("Add", ["a", "g"], to: "b"),
        node("Div", ["c", "b"], to: "y"),
      ], weights: [weight("c", [1, 1, 1, 1], [2])])
    let nodes = try file.network().nodes
    #expect(nodes[0].layer is Addition && nodes[2].layer is Arithmetic && nodes[3].layer is ConstantArithmetic)
    #expect(nodes[3].layer.weight?.shape == [1, 1, 1])
    #expect(try file.output(Tensor(shape: [1, 4, 4], repeating: 1)).elements.allSatisfy { $0 == 0.5 })
  }
}
