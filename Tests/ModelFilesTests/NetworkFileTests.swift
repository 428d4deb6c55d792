import ModelFiles
import Networks
import Tensors
import Testing

@Suite struct NetworkFileTests {
  /// A network of every kind of layer.
  static func everything() throws -> Network {
    try Network(
      name: "every \"kind\"", inputShape: [3, 9, 8],
      recipe: InputRecipe(scale: 255, mean: [0.1, 1.0 / 3, 3], std: [1, 2, 1e-3], order: .bgr),
      classes: ["a", "b ü", "c"],
      layers: [
        (
          "conv",
          Convolution(
            weight: .normal(shape: [6, 1, 3, 2], seed: 1), stride: Extent(height: 1, width: 2),
            padding: Padding(top: 1, left: 0, bottom: 2, right: 1), dilation: Extent(height: 2, width: 1), groups: 3),
          ["input"]
        ),
        ("relu", ReLU(), ["conv"]), ("drop", Dropout(rate: 0.3), ["relu"]), ("sum", Addition(), ["drop", "conv"]),
        ("cat", Concatenation(axis: 0), ["sum", "relu"]),
        ("max", MaxPooling(kernel: 3, stride: 2, padding: 1, ceiling: true), ["cat"]),
        ("mean", AveragePooling(kernel: 2, stride: 1, ceiling: false, countsPadding: false), ["max"]),
        ("global", GlobalAveragePooling(), ["mean"]), ("flatten", Flatten(), ["global"]),
        (
          "scores", FullyConnected(weight: .normal(shape: [3, 12], seed: 2), bias: .normal(shape: [3], seed: 3)),
          ["flatten"]
        ),
      ])
  }

  @Test func aNetworkReadsBackToTheSameBits() throws {
    let written = [
      try Self.everything(), try LayerKinds.planes(), try LayerKinds.shapes(), .small(seed: 1), .wide(seed: 2), .tiny(),
      .linear(seed: 3),
    ]
    for network in written {
      let bytes = try network.safetensors()
      let read = try Network(safetensors: bytes)
      #expect(try read.safetensors() == bytes)
      #expect(read.name == network.name && read.recipe == network.recipe && read.classes == network.classes)
      #expect(read.nodes.map(\.name) == network.nodes.map(\.name))
      #expect(read.nodes.map(\.inputs) == network.nodes.map(\.inputs))
      #expect(read.nodes.map(\.layer.summary) == network.nodes.map(\.layer.summary))
      let picture = Tensor.uniform(shape: network.inputShape, seed: 4)
      #expect(try read.forward(picture).output(read.scores) == network.forward(picture).output(network.scores))
    }
  }

  @Test func anotherRecipeTakesThePlaceOfTheFiles() throws {
    let recipe = InputRecipe(scale: 2)
    let read = try Network(safetensors: Network.tiny().safetensors(), recipe: recipe, classes: ["up", "across"])
    #expect(read.recipe == recipe && read.classes == ["up", "across"])
  }

  /// Rounding once is rounding for good.
  @Test(arguments: [NumberType.float16, .bfloat16])
  func aRoundedNetworkReadsBackAsItWasWritten(type: NumberType) throws {
    let bytes = try Network.small(seed: 1).safetensors(as: type)
    #expect(try Network(safetensors: bytes).safetensors(as: type) == bytes)
    #expect(try 2 * bytes.count < Network.small(seed: 1).safetensors().count + 10_000)
  }

  static func message(_ file: Safetensors) -> String {
    do {
      _ = try Network(safetensors: file.bytes())
      return "read"
    } catch {
      return "\(error)"
    }
  }

  @Test func weightsWithoutLayersAreExplained() {
    let file = Safetensors(tensors: ["fc.weight": Tensor(shape: [1, 1]), "fc.bias": Tensor(shape: [1])])
    #expect(
      Self.message(file)
        == "the file holds weights (fc.bias, fc.weight) but not which layers they belong to: its metadata lacks the key "
        + "'fovea', which 'save network FILE.safetensors' writes")
  }

  @Test func manyWeightsAreNotAllListed() {
    let tensors = (0..<300).map { ("w\($0 + 100)", Tensor(shape: [1])) }
    let message = Self.message(Safetensors(tensors: Dictionary(uniqueKeysWithValues: tensors)))
    #expect(message.hasPrefix("the file holds weights (w100, w101, w102, "))
    #expect(message.contains("w111 and 288 more) but not which layers they belong to"))
  }

  /// Each change of what describes `tiny` is refused in words.
  @Test(arguments: [
    (#""version":1"#, #""version":2"#, "the file's description of its layers is damaged: its version is not 1"),
    (
      #""outputs":["#, #""outputs":[1,"#,
      "the file's description of its layers is damaged: 'outputs' is no list of texts"
    ),
    (#""name":"tiny""#, #""name":7"#, "the file's description of its layers is damaged: 'name' is no text"),
    (
      #""input":[1,6,6]"#, #""input":[1,6,999999]"#,
      "the file's description of its layers is damaged: 'input' is not three whole numbers from 1 to 16384"
    ),
    (
      // 7×7 pictures leave as many windows as 6×6 ones.
      #""input":[1,6,6]"#, #""input":[1,7,7]"#, "read"
    ),
    (
      #""input":[1,6,6]"#, #""input":[2,6,6]"#,
      "the file's layers make no network: 'conv1' expects [1,H,W], not [2,6,6]"
    ),
    (
      #""name":"relu1""#, ##""name":"relu1\u001b[2J""##,
      "the file's description of its layers is damaged: a name in it holds a control character, which would steer the "
        + "terminal"
    ),
    (
      #""kind":"relu""#, #""kind":"gelu""#, "the file's layer 'relu1' is damaged: its kind 'gelu' is unknown"
    ),
    (
      #""kernel":[3,3]"#, #""kernel":[3,2]"#,
      "the file's layer 'conv1' is damaged: its kernel 3×2 is not that of its weight [2,1,3,3]"
    ),
    (
      #""stride":[1,1]"#, #""stride":[0,1]"#,
      "the file's layer 'conv1' is damaged: 'stride' is not 2 whole numbers from 1 to 4096"
    ),
    (
      #""padding":[0,0,0,0]"#, #""padding":[0,0,-1,0]"#,
      "the file's layer 'conv1' is damaged: 'padding' is not 4 whole numbers from 0 to 4096"
    ),
    (#""groups":1"#, #""groups":3"#, "the file's layer 'conv1' is damaged: 'groups' is not a whole number from 1 to 2"),
    (
      #""inputs":["conv1"]"#, #""inputs":["later"]"#,
      "the file's layers make no network: 'relu1' takes 'later', which is no layer before it"
    ),
    (
      #""std":[1.0]"#, #""std":[0]"#,
      "the file's layers make no network: scale, mean and std are finite numbers, and neither scale nor std is 0"
    ),
    (
      #""name":"scores""#, #""name":"sums""#,
      "the file's layer 'sums' is damaged: 'sums.weight' [out,in] is missing or of another shape"
    ),
    (
      #"["vertical","horizontal"]"#, #"["vertical"]"#,
      "the file's layers make no network: 1 class names do not fit scores [2]"
    ),
    (#"{"version""#, #"{"version",""#, "the file's description of its layers is damaged: ':' is expected at byte 10"),
  ])
  func damagedDescriptionsAreRefusedInWords(part: String, replacement: String, message: String) throws {
    var file = try Safetensors(Network.tiny().safetensors())
    let text = try #require(file.metadata["fovea"])
    #expect(text.contains(part), "\(text)")
    file.metadata["fovea"] = text.replacing(part, with: replacement, maxReplacements: 1)
    #expect(Self.message(file) == message)
  }

  @Test func aWeightOfNoLayerIsRefused() throws {
    var file = try Safetensors(Network.tiny().safetensors())
    file.tensors["extra.weight"] = Tensor(shape: [1])
    #expect(Self.message(file) == "the tensor 'extra.weight' is damaged: it belongs to no layer")
    file = try Safetensors(Network.tiny().safetensors())
    file.tensors["relu1.weight"] = Tensor(shape: [1])
    #expect(
      Self.message(file) == "the file's layer 'relu1' is damaged: weights belong to no layer of the kind 'relu'")
    file = try Safetensors(Network.tiny().safetensors())
    file.tensors["scores.bias"] = Tensor(shape: [3])
    #expect(Self.message(file) == "the file's layer 'scores' is damaged: 'scores.bias' does not have 2 numbers")
  }

  @Test func noDamageEndsTheProgram() throws {
    let whole = try Network.tiny().safetensors()
    var random = RandomSource(seed: 1)
    for _ in 0..<5000 {
      var bytes = whole
      for _ in 0...random.integer(below: 3) {
        bytes[random.integer(below: whole.count)] = UInt8(random.integer(below: 256))
      }
      _ = try? Network(safetensors: bytes)
    }
  }
}
