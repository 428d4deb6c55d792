import ModelFiles
import Networks
import ONNXMessages
import SwiftProtobuf
import Tensors
import Testing

private struct TooLarge: Error, CustomStringConvertible {
  let description = "w.bin is too large"
}

@Suite struct ONNXReadingTests {
  @Test func layersAreNamedAsTheirNodesElseByOperatorAndNumber() throws {
    let file = ONNXFile([
      node("Relu", ["x"], to: "a"), node("Relu", ["a"], to: "b", name: "own"), node("Tanh", ["b"], to: "c"),
      node("Relu", ["c"], to: "d"), node("Relu", ["d"], to: "e", name: "own"),
      node("Relu", ["e"], to: "f", name: "input"), node("Relu", ["f"], to: "g", name: "own_2"),
      node("Relu", ["g"], to: "h", name: "/features/0/Relu"),
    ])
    #expect(
      try file.network().nodes.map(\.name) == [
        "relu1", "own", "tanh1", "relu3", "own_2", "input_2", "own_2_2", "/features/0/Relu", "probabilities",
      ])
  }

  @Test func aSmallNetworkComputesWhatItsNumbersSay() throws {
    let file = ONNXFile(
      [
        node("Conv", ["x", "w", "b"], to: "c", [attribute("kernel_shape", [2, 2]), attribute("strides", [2, 2])]),
        node("Flatten", ["c"], to: "f"), node("Gemm", ["f", "v"], to: "y"),
      ],
      weights: [
        weight("w", [1, 1, 2, 2], [1, 0, 0, 1]), weight("b", [1], [0.5]),
        weight("v", [4, 2], [1, 0, 0, 1, 0, 0, 0, 0]),
      ])
    #expect(
      try file.layers() == [
        "conv1: convolution 2×2, 1 filters, stride 2×2", "flatten1: flatten", "gemm1: fully connected, 4 to 2",
        "probabilities: softmax",
      ])
    let picture = Tensor(shape: [1, 4, 4], elements: (0..<16).map(Float.init))
    #expect(try file.output(picture) == Tensor([0 + 5 + 0.5, 2 + 7 + 0.5]))
  }

  @Test func weightsAmongTheInputsAreNoPictures() throws {
    var file = ONNXFile([node("Add", ["x", "w"], to: "y")], weights: [weight("w", [1], [2])], opset: 8)
    file.model.graph.input.append(.picture("w", [1]))
    #expect(try file.output(Tensor(shape: [1, 4, 4])) == Tensor(shape: [1, 4, 4], repeating: 2))
    file.model.graph.input.append(.picture("mask", [1]))
    #expect(
      file.message() == "the ONNX file cannot be used: it has 2 inputs (x, mask); supported is one, the picture")
  }

  @Test(
    arguments: [
      (1, [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], [1, -2]), (10, [0, 0x3C, 0, 0xC0], [1, -2]),
      (16, [0x80, 0x3F, 0, 0xC0], [1, -2]),
      (11, [0, 0, 0, 0, 0, 0, 0xF0, 0x3F] + [0, 0, 0, 0, 0, 0, 0, 0xC0], [1, -2]),
      (6, [1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF], [1, -2]), (9, [1, 0], [1, 0]),
      (7, [1, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 0xFF, count: 8), [1, -1]),
    ] as [(Int32, [UInt8], [Float])])
  func numbersOfEveryTypeAreReadFromBytes(type: Int32, bytes: [UInt8], numbers: [Float]) throws {
    let tensor = ONNXTensorProto.with {
      ($0.name, $0.dims, $0.dataType, $0.rawData) = ("w", [2], type, .init(bytes))
    }
    let network = try ONNXFile([node("Mul", ["x", "w"], to: "y")], weights: [tensor], input: [1, 1, 4, 2]).network()
    #expect(network.nodes[0].layer.weight?.elements == numbers)
  }

  @Test func quantisedWeightsAreRefusedInWords() {
    let tensor = ONNXTensorProto.with { ($0.name, $0.dims, $0.dataType, $0.int32Data) = ("w", [1], 3, [1]) }
    let file = ONNXFile([node("Mul", ["x", "w"], to: "y")], weights: [tensor])
    #expect(file.message().contains("'w' holds numbers of the type 8-bit whole numbers, as in a quantised network"))
  }

  @Test func weightsBesideTheFileAreReadByTheirPlace() throws {
    func file(_ location: String, offset: String = "4", length: String = "8") -> ONNXFile {
      let tensor = ONNXTensorProto.with { tensor in
        (tensor.name, tensor.dims, tensor.dataType, tensor.dataLocation) = ("w", [2], 1, .external)
        tensor.externalData = [("location", location), ("offset", offset), ("length", length)].map { key, value in
          .with { ($0.key, $0.value) = (key, value) }
        }
      }
      return ONNXFile([node("Mul", ["x", "w"], to: "y")], weights: [tensor], input: [1, 1, 4, 2])
    }
    let beside: (String) -> [UInt8]? = { $0 == "w.bin" ? [9, 9, 9, 9, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0] : nil }
    #expect(try file("w.bin").network(externalData: beside).nodes[0].layer.weight == Tensor([1, -2]))
    let outside = "the tensor 'w' is damaged: it lies in another file, but not in one beside the network's"
    for path in ["../w.bin", "/w.bin", "a/w.bin", "..", "", "w\u{1B}[2J"] {
      #expect(file(path).message(externalData: beside) == outside)
    }
    #expect(
      file("v.bin").message(externalData: beside)
        == "the tensor 'w' is damaged: it lies in the file 'v.bin', which should be beside the network's")
    let tooLarge: (String) throws -> [UInt8]? = { _ in throw TooLarge() }
    #expect(
      file("w.bin").message(externalData: tooLarge)
        == "the tensor 'w' is damaged: it lies in another file: w.bin is too large")
    #expect(
      file("w.bin", offset: "5").message(externalData: beside)
        == "the tensor 'w' is damaged: it has 8 bytes from byte 5 on, in a file of 12")
    for offset in ["-1", "13", "99999999999999999999", "a"] {
      #expect(file("w.bin", offset: offset).message(externalData: beside) != "read")
    }
    #expect(file("w.bin", length: "4").message(externalData: beside).contains("does not fit the 4 bytes"))
  }

  @Test(arguments: [[1, 1, 4, 4], [nil, 1, 4, 4], [10, 1, 4, 4], [0, 1, 4, 4]] as [[Int64?]])
  func theBatchMayBeOpenOrAnyNumber(input: [Int64?]) throws {
    let batch = (input[0] ?? 0) > 0 ? input[0] ?? 1 : 1
    let file = ONNXFile(
      [node("Reshape", ["x", "s"], to: "r"), node("Gemm", ["r", "w"], to: "y")],
      weights: [integers("s", [batch, 16]), weight("w", [16, 3])], input: input)
    #expect(try file.network().nodes.map(\.shape) == [[16], [3], [3]])
  }

  @Test func picturesOfABatchNeverMix() {
    let ten: [Int64?] = [10, 1, 4, 4]
    for nodes in [
      [constant([1, -1], to: "s"), node("Reshape", ["x", "s"], to: "y")],
      [node("Flatten", ["x"], to: "y", [attribute("axis", 0)])],
      [node("Concat", ["x", "x"], to: "y", [attribute("axis", 0)])],
      [node("Transpose", ["x"], to: "y", [attribute("perm", [1, 0, 2, 3])])],
      [node("ReduceMean", ["x"], to: "y", [attribute("axes", [0])])],
      [node("Softmax", ["x"], to: "y", [attribute("axis", 0)])],
      [constant([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], shape: [10, 1, 1, 1], to: "c"), node("Add", ["x", "c"], to: "y")],
    ] {
      #expect(ONNXFile(nodes, input: ten).message().contains("cannot be used"))
    }
  }

  @Test func aSideThatIsOpenIsTheUsualOne() throws {
    let file = ONNXFile([node("Relu", ["x"], to: "y")], input: [nil, 3, nil, nil])
    #expect(try file.network().inputShape == [3, 224, 224])
    let other = ONNXFile(
      [node("Flatten", ["x"], to: "f"), node("Gemm", ["f", "w"], to: "y")], weights: [weight("w", [16, 3])],
      input: [nil, 1, nil, nil])
    #expect(
      other.message().hasSuffix(
        "; the file leaves the size of pictures open, and 224×224 was tried: export it with a fixed one"))
  }

  @Test(
    arguments: [
      (
        [1, 4, 4, 3], "with 1 or 3 channels: this one has its channels last, so export the network with channels first"
      ),
      ([1, 2, 4, 4], "its input 'x' has the shape [1,2,4,4]; supported are pictures [N,C,H,W] with 1 or 3 channels"),
      ([1, 16], "its input 'x' has the shape [1,16]; supported are pictures [N,C,H,W]"),
      ([1, nil, 4, 4], "its input 'x' has the shape [1,?,4,4]; supported are pictures [N,C,H,W] with 1 or 3 channels"),
      ([1, 1, 1 << 40, 4], "larger than fits this program"),
    ] as [([Int64?], String)])
  func otherInputsAreDescribed(input: [Int64?], message: String) {
    #expect(ONNXFile([node("Relu", ["x"], to: "y")], input: input).message().hasSuffix(message))
  }

  @Test(arguments: [0, 6, 22, -1, .max] as [Int64])
  func otherVersionsOfTheOperatorsAreRefused(opset: Int64) {
    #expect(
      ONNXFile([node("Relu", ["x"], to: "y")], opset: opset).message()
        == "the ONNX file is written in version \(opset) of the operators (opset); versions 7 to 21 can be read")
  }

  @Test func anUnknownOperatorIsNamedWithItsNodeAndWhatIsSupported() {
    let file = ONNXFile([node("Relu", ["x"], to: "a"), node("LSTM", ["a"], to: "y", name: "memory")])
    #expect(
      file.message() == "the node 'memory' is of the operator LSTM, which is not supported; supported are "
        + "Add, AveragePool, BatchNormalization, Cast, Clip, Concat, Conv, ConvTranspose, Div, Dropout, Flatten, Gemm, "
        + "GlobalAveragePool, HardSwish, Identity, InstanceNormalization, LRN, LeakyRelu, LogSoftmax, MatMul, MaxPool, "
        + "Mul, Pad, ReduceMean, Relu, Reshape, Resize, Sigmoid, Softmax, Squeeze, Sub, Tanh, Transpose, Unsqueeze, "
        + "Upsample")
    var other = ONNXFile([node("Relu", ["x"], to: "y")])
    other.model.graph.node[0].domain = "com.example"
    #expect(
      other.message()
        == "the node 'relu1' (Relu) cannot be used: it comes from 'com.example'; supported are the operators of ONNX itself"
    )
  }

  @Test func theFormatIsToldByContentThenByName() throws {
    let onnx = try ONNXFile([node("Relu", ["x"], to: "y")]).bytes()
    let safetensors = try Network.tiny().safetensors()
    #expect(NetworkFormat(of: onnx, name: "a.safetensors") == .onnx)
    #expect(NetworkFormat(of: safetensors, name: "a.onnx") == .safetensors)
    #expect(NetworkFormat(of: [1, 2], name: "a.safetensors") == .safetensors)
    #expect(NetworkFormat(of: [1, 2], name: "a") == .onnx)
  }

  @Test func anOutputThatIsListedTwiceIsPutOutOnce() throws {
    let network = try ONNXFile([node("Relu", ["x"], to: "y")], outputs: ["y", "y"]).network()
    #expect(network.outputs == ["relu1", "probabilities"])
    let written = try ONNXModelProto(serializedBytes: network.onnx())
    #expect(written.graph.output.map(\.name) == ["relu1", "probabilities"])
  }

  @Test func damagedNotesOfThisProgramAreSaidToBeSuch() {
    for (key, value, problem) in [
      ("fovea.recipe", "{}", "'recipe' lacks scale, mean, std or order"),
      ("fovea.classes", "[1]", "'classes' is no list of texts"),
    ] {
      var file = ONNXFile([node("Relu", ["x"], to: "y")])
      file.model.metadataProps = [.with { ($0.key, $0.value) = (key, value) }]
      #expect(
        file.message() == "what the ONNX file notes of its recipe and its classes is damaged: \(problem)")
    }
  }

  @Test func theFirstOutputDecidesTheScoresAndAllAreKept() throws {
    let file = ONNXFile(
      [
        node("Flatten", ["x"], to: "f"), node("Gemm", ["f", "w"], to: "s"), node("Softmax", ["s"], to: "p"),
        node("Gemm", ["f", "w"], to: "boxes"),
      ], weights: [weight("w", [16, 3])], outputs: ["p", "boxes"])
    let network = try file.network()
    #expect(network.outputs == ["softmax1", "gemm2"])
    #expect(network.nodes[network.scores].name == "gemm1")
    #expect(network.nodes[network.probabilities].name == "softmax1")
  }
}
