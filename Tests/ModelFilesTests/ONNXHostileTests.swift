import Foundation
import ModelFiles
import Networks
import ONNXMessages
import SwiftProtobuf
import Tensors
import Testing

@Suite struct ONNXHostileTests {
  /// A file of several kinds of nodes and tensors.
  private static func file() -> ONNXFile {
    ONNXFile(
      [
        node("Conv", ["x", "w", "b"], to: "c", [attribute("pads", [1, 1, 1, 1]), attribute("group", 1)]),
        node("Relu", ["c"], to: "r"), node("MaxPool", ["r"], to: "p", [attribute("kernel_shape", [2, 2])]),
        node("Shape", ["p"], to: "s"), constant([0], shape: [], to: "zero"), node("Gather", ["s", "zero"], to: "n"),
        constant([0], to: "axes"), node("Unsqueeze", ["n", "axes"], to: "n1"), constant([-1], to: "rest"),
        node("Concat", ["n1", "rest"], to: "shape", [attribute("axis", 0)]), node("Reshape", ["p", "shape"], to: "f"),
        node("Gemm", ["f", "v"], to: "y", [attribute("transB", 1)]), node("Softmax", ["y"], to: "z"),
      ],
      weights: [weight("w", [2, 1, 3, 3]), weight("b", [2]), weight("v", [3, 18])], outputs: ["z"])
  }

  private static func message(_ bytes: [UInt8]) -> String {
    do {
      _ = try Network(onnx: bytes, name: "test")
      return "read"
    } catch {
      return "\(error)"
    }
  }

  @Test func everyFileThatIsCutShortIsRefused() throws {
    let whole = try Self.file().bytes()
    #expect(Self.message(whole) == "read")
    for length in 0..<whole.count {
      // What stands last, the outputs, is in the graph; nothing shorter is whole.
      #expect(Self.message(Array(whole.prefix(length))) != "read", "cut to \(length) bytes of \(whole.count)")
    }
  }

  @Test func noDamageEndsTheProgram() throws {
    let whole = try Self.file().bytes()
    var random = RandomSource(seed: 1)
    for _ in 0..<20_000 {
      var bytes = whole
      for _ in 0...random.integer(below: 3) {
        bytes[random.integer(below: whole.count)] = UInt8(random.integer(below: 256))
      }
      if let network = try? Network(onnx: bytes, name: "test"), network.inputShape.reduce(1, *) < 1 << 12 {
        _ = try? network.forward(Tensor(shape: network.inputShape))
      }
    }
  }

  /// Each whole number of a file in turn is one that no file should hold.
  @Test(arguments: [-1, 0, 1 << 31, 1 << 62, .max, .min] as [Int64])
  func noNumberEndsTheProgram(number: Int64) throws {
    let model = Self.file().model
    for node in model.graph.node.indices {
      for attribute in model.graph.node[node].attribute.indices {
        var file = Self.file()
        file.model.graph.node[node].attribute[attribute].i = number
        for place in model.graph.node[node].attribute[attribute].ints.indices {
          file.model.graph.node[node].attribute[attribute].ints[place] = number
          _ = file.message()
        }
        if model.graph.node[node].attribute[attribute].hasT {
          file.model.graph.node[node].attribute[attribute].t.int64Data = [number]
        }
        _ = file.message()
      }
    }
    for tensor in model.graph.initializer.indices {
      for axis in model.graph.initializer[tensor].dims.indices {
        var file = Self.file()
        file.model.graph.initializer[tensor].dims[axis] = number
        #expect(file.message() != "read")
      }
    }
    for axis in 0..<4 {
      var file = Self.file()
      file.model.graph.input[0].type.tensorType.shape.dim[axis].dimValue = number
      _ = file.message()
    }
  }

  @Test func namesThatAreUsedTwiceAreRefused() {
    var file = Self.file()
    file.model.graph.initializer.append(weight("w", [1]))
    #expect(file.message() == "the file describes the tensor 'w' twice")
    file = ONNXFile([node("Relu", ["x"], to: "a"), node("Relu", ["a"], to: "a")])
    #expect(file.message() == "the node 'relu2' (Relu) cannot be used: it makes 'a', which is there already")
    file = ONNXFile([node("Relu", ["x"], to: "x")])
    #expect(file.message() == "the node 'relu1' (Relu) cannot be used: it makes 'x', which is there already")
    file = ONNXFile([node("Relu", ["x"], to: "w")], weights: [weight("w", [1])])
    #expect(file.message() == "the node 'relu1' (Relu) cannot be used: it makes 'w', which is there already")
    file = ONNXFile([node("Clip", ["x"], to: "y", [attribute("min", 1), attribute("min", 1)])], opset: 10)
    #expect(file.message() == "the node 'clip1' (Clip) cannot be used: it has the attribute 'min' twice")
  }

  @Test func whatIsReadBeforeItIsMadeIsRefused() {
    let order = "it reads 'b', which it or a later node makes; nodes stand behind those that they read"
    #expect(ONNXFile([node("Relu", ["b"], to: "a"), node("Relu", ["x"], to: "b")]).message().hasSuffix(order))
    #expect(ONNXFile([node("Relu", ["b"], to: "b")]).message().hasSuffix(order))
    #expect(ONNXFile([node("Add", ["x", "b"], to: "a"), node("Relu", ["a"], to: "b")]).message().hasSuffix(order))
    #expect(
      ONNXFile([node("Relu", ["nothing"], to: "a")]).message()
        == "the node 'relu1' (Relu) cannot be used: it reads 'nothing', which nothing in the file makes")
  }

  @Test func namesThatSteerATerminalAreRefused() {
    let refusal = "the ONNX file cannot be used: a name in it holds a control character, which would steer the terminal"
    for name in ["a\u{1B}[2J", "\u{202E}", "a\nb"] {
      #expect(ONNXFile([node("Relu", ["x"], to: "y", name: name)]).message() == refusal)
      #expect(ONNXFile([node(name, ["x"], to: "y")]).message() == refusal)
      #expect(ONNXFile([node("Relu", [name], to: "y")]).message() == refusal)
      #expect(ONNXFile([node("Relu", ["x"], to: "y", [attribute(name, 1)])]).message() == refusal)
      #expect(ONNXFile([node("Relu", ["x"], to: "y")], outputs: [name]).message() == refusal)
      let word = ONNXFile(
        [node("Pad", ["x"], to: "y", [attribute("mode", text: name), attribute("pads", [0])])], opset: 10)
      #expect(!word.message().contains(name))
    }
  }

  /// A node of 400,000 attributes, inputs or outputs, two bytes each; also where a group stands before them, which
  /// other readers pass over.
  @Test(arguments: [0x2A, 0x0A, 0x12] as [UInt8], [[], [0x7B, 0x7C], [0x7B, 0x08, 0x01, 0x7C]] as [[UInt8]])
  func aFileOfCountlessEmptyMessagesIsRefusedBeforeTheyAreRead(field: UInt8, group: [UInt8]) {
    func message(_ field: UInt8, _ content: [UInt8]) -> [UInt8] {
      let length = content.count
      return [field, UInt8(length & 0x7F) | 0x80, UInt8(length >> 7 & 0x7F) | 0x80, UInt8(length >> 14)] + content
    }
    let attributes = [UInt8](repeatElement([field, 0], count: 400_000).joined())
    for bytes in [
      message(0x3A, message(0x0A, group + attributes)), message(0x3A, group + message(0x0A, attributes)),
      group + message(0x3A, message(0x0A, attributes)),
    ] {
      #expect(
        Self.message(bytes)
          == "the ONNX file cannot be used: it has more than 262144 nodes, attributes, tensors and names together")
    }
  }

  @Test func longNamesAndListsAreCutShort() {
    let long = String(repeating: "n", count: 1 << 20)
    let shown = String(repeating: "n", count: 79) + "…"
    #expect(
      ONNXFile([node("Relu", ["q"], to: "y", name: long)]).message()
        == "the node '\(shown)' (Relu) cannot be used: it reads 'q', which nothing in the file makes")
    #expect(
      ONNXFile([node("Relu", [long], to: "y")]).message()
        == "the node 'relu1' (Relu) cannot be used: it reads '\(shown)', which nothing in the file makes")
    #expect(
      ONNXFile([node(long, ["x"], to: "y")]).message().hasPrefix("the node '\(shown)' is of the operator \(shown), "))
    let axes = [Int64](repeating: 0, count: 100_000)
    #expect(
      ONNXFile([node("ReduceMean", ["x"], to: "y", [attribute("axes", axes)])]).message()
        == "the node 'reducemean1' (ReduceMean) cannot be used: its axes [0,0,0,0,0,0,0,0,…] of 100000 "
        + "numbers name one twice")
  }

  @Test func filesOfOtherKindsAreRefusedInWords() {
    #expect(Self.message([]) == "this cannot be read as an ONNX file: it holds no graph")
    #expect(Self.message(Array("\u{89}PNG\r\n".utf8)).hasPrefix("this cannot be read as an ONNX file: it is"))
    #expect(
      Self.message([0x3A, 0xFF, 0xFF, 0xFF, 0x7F]) == "this cannot be read as an ONNX file: it is cut short, or damaged"
    )
    #expect(ONNXFile([], outputs: []).message() == "the ONNX file cannot be used: it has no output")
    #expect(
      ONNXFile([], outputs: ["x"]).message() == "the ONNX file cannot be used: its output 'x' is the picture itself")
    #expect(
      ONNXFile([node("Relu", ["x"], to: "y")], outputs: ["q"]).message()
        == "the ONNX file cannot be used: its output 'q' is what no node makes")
  }

  @Test(arguments: [
    (
      [
        constant([0, 0, 4096, 4096, 0, 0, 4096, 4096], to: "p"), node("Pad", ["x", "p"], to: "a"),
        node("Pad", ["a", "p"], to: "b"), node("Pad", ["b", "p"], to: "y"),
      ],
      "the node 'pad3' (Pad) cannot be used: it expects lengths from 1 up to what memory holds, not [1,16388,16388]"
    ),
    (
      [constant([1, 1, 1 << 40, 1], to: "s"), node("Resize", ["x", "", "", "s"], to: "y")],
      "the node 'resize1' (Resize) cannot be used: it makes [1,1,1099511627776,1] of [1,1,4,4]; supported are other "
        + "heights and widths"
    ),
    (
      [constant([1, 1, 16385, 1], to: "s"), node("Resize", ["x", "", "", "s"], to: "y")],
      "the node 'resize1' (Resize) cannot be used: it makes [1,1,16385,1] of [1,1,4,4]; supported are other heights "
        + "and widths"
    ),
    (
      [constant([1 << 62, 1 << 62], to: "s"), node("Reshape", ["x", "s"], to: "y")],
      "the node 'reshape1' (Reshape) cannot be used: [1,1,4,4] cannot become "
        + "[4611686018427387904,4611686018427387904]"
    ),
    (
      [constant([-2, -8], to: "s"), node("Reshape", ["x", "s"], to: "y")],
      "the node 'reshape1' (Reshape) cannot be used: [1,1,4,4] cannot become [-2,-8]"
    ),
    (
      [constant([0, 0, -4, 0, 0, 0, 0, 0], to: "p"), node("Pad", ["x", "p"], to: "y")],
      "the node 'pad1' (Pad) cannot be used: it expects more numbers along each axis than are cut off, not [1,4,4]"
    ),
    (
      [node("MaxPool", ["x"], to: "y", [attribute("kernel_shape", [4097, 1])])],
      "the node 'maxpool1' (MaxPool) cannot be used: its 'kernel_shape' is [4097,1], not two whole numbers from 1 to "
        + "4096"
    ),
    (
      [node("MaxPool", ["x"], to: "y", [attribute("kernel_shape", [0, 1])])],
      "the node 'maxpool1' (MaxPool) cannot be used: its 'kernel_shape' is [0,1], not two whole numbers from 1 to 4096"
    ),
    (
      [node("Concat", ["x"], to: "y", [attribute("axis", 9)])],
      "the node 'concat1' (Concat) cannot be used: its axis 9 is none of 4"
    ),
    (
      [node("Transpose", ["x"], to: "y", [attribute("perm", [0, 1, 1, 2])])],
      "the node 'transpose1' (Transpose) cannot be used: its 'perm' [0,1,1,2] is no order of 4 axes"
    ),
  ])
  func impossibleSizesAreRefused(nodes: [ONNXNodeProto], message: String) {
    #expect(ONNXFile(nodes).message() == message)
  }
}
