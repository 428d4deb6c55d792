import ModelFiles
import Networks
import Tensors
import Testing

@Suite struct ExportTests {
  @Test func anExportedNetworkReadsBackWithItsRecipeAndItsClasses() throws {
    for network in [try NetworkFileTests.everything(), .small(seed: 1), .wide(seed: 2), .tiny(), .linear(seed: 3)] {
      let bytes = try network.onnx()
      let read = try Network(onnx: bytes, name: network.name)
      #expect(read.recipe == network.recipe && read.classes == network.classes)
      #expect(read.nodes.map(\.name) == network.nodes.map(\.name))
      #expect(read.nodes.map(\.inputs) == network.nodes.map(\.inputs))
      #expect(read.nodes.map(\.layer.summary) == network.nodes.map(\.layer.summary))
      #expect(read.scores == network.scores && read.code == network.code)
      let picture = Tensor.uniform(shape: network.inputShape, seed: 4)
      #expect(try read.forward(picture).output(read.scores) == network.forward(picture).output(network.scores))
      #expect(try network.onnx() == bytes && read.onnx() == bytes)
    }
  }

  /// Operators of ONNX that stand for a layer together bring layers of their own, but the same numbers.
  @Test func everyKindOfLayerReadsBackToTheSameNumbers() throws {
    for network in [try LayerKinds.planes(), try LayerKinds.shapes()] {
      let read = try Network(onnx: network.onnx(), name: network.name)
      let picture = Tensor.normal(shape: network.inputShape, seed: 4)
      let (expected, found) = (try network.forward(picture), try read.forward(picture))
      for (number, node) in network.nodes.enumerated() {
        #expect(try found.output(read.layer(named: node.name)) == expected.output(number), "\(node.name)")
      }
    }
  }

  @Test func aMixedResizeReachesItsSize() throws {
    let network = try LayerKinds.planes()
    let node = try network.layer(named: "both")
    #expect(Array(network.nodes[node].shape.suffix(2)) == [5, 19])
  }

  @Test func anotherRecipeTakesThePlaceOfTheFiles() throws {
    let recipe = InputRecipe(scale: 2)
    let read = try Network(onnx: Network.tiny().onnx(), name: "t", recipe: recipe, classes: ["up", "across"])
    #expect(read.recipe == recipe && read.classes == ["up", "across"])
  }

  @Test func aLayerThatNoFileHoldsIsNamed() throws {
    let network = try Network(name: "t", inputShape: [1, 2, 2], layers: [("own", Doubling(), ["input"])])
    #expect(throws: ModelFileError.cannotWrite(layer: "own", problem: "no operator of ONNX stands for a doubling")) {
      try network.onnx()
    }
    #expect(throws: ModelFileError.cannotWrite(layer: "own", problem: "safetensors files hold no doubling")) {
      try network.safetensors()
    }
    #expect(
      "\(ModelFileError.cannotWrite(layer: "own", problem: "no"))" == "the layer 'own' cannot be written: no")
  }
}

/// A layer that only a program brings.
private struct Doubling: Layer {
  var summary: String { "doubling" }
  func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] { inputs[0] }
  func forward(_ inputs: [Tensor]) -> Tensor { inputs[0] * 2 }
  func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] { [gradient * 2] }
  func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] { [] }
  func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] { [] }
}
