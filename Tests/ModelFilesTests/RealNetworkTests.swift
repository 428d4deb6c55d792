import Datasets
import Images
import ModelFiles
import Networks
import Tensors
import Testing

/// What published networks say of photographs and of data sets, by onnxruntime, PyTorch and Captum.
@Suite(.enabled(if: RealNetwork.isThere, Comment(rawValue: RealNetwork.absence)))
struct RealNetworkTests {
  @Test func squeezenetsScoresAreThoseOfOnnxruntime() throws {
    let network = try RealNetwork.squeezenet.network()
    let expected = try Tensor(npy: RealNetwork.bytes("squeezenet-scores-227.npy"))
    for (row, name) in ["samoyed-227", "elephant-227", "coffee-227", "cat-chelsea-227"].enumerated() {
      let trace = try network.forward(RealNetwork.picture(name))
      #expect(trace.output(network.scores).differs(from: expected.row(row)) < 1e-4, "\(name)")
    }
  }

  /// The three best classes, with probability and score.
  @Test(
    arguments: [
      ("samoyed-227", [(258, 0.9559, 26.838), (259, 0.0162, 22.757), (248, 0.0151, 22.689)]),
      ("elephant-227", [(386, 0.8664, 22.339), (346, 0.0544, 19.571), (101, 0.0174, 18.430)]),
      ("coffee-227", [(967, 0.8732, 21.983), (809, 0.0401, 18.903), (968, 0.0215, 18.281)]),
      ("cat-chelsea-227", [(285, 0.4498, 18.085), (282, 0.2897, 17.645), (281, 0.1211, 16.773)]),
    ] as [(String, [(Int, Float, Float)])])
  func squeezenetRanksTheClasses(name: String, best: [(Int, Float, Float)]) throws {
    let network = try RealNetwork.squeezenet.network()
    let trace = try network.forward(RealNetwork.picture(name))
    let (probabilities, scores) = (trace.output(network.probabilities), trace.output(network.scores))
    let ranking = probabilities.elements.indices.sorted { probabilities[flat: $0] > probabilities[flat: $1] }
    #expect(Array(ranking.prefix(3)) == best.map(\.0))
    for (number, probability, score) in best {
      #expect(abs(probabilities[flat: number] - probability) < 1e-4)
      #expect(abs(scores[flat: number] - score) < 1e-3)
    }
  }

  @Test(arguments: [
    ("samoyed", "Samoyed"), ("elephant", "African elephant"), ("coffee", "espresso"),
    ("cat-chelsea", "Egyptian cat"), ("cat-tabby", "tiger cat"), ("snake", "king snake"),
    ("puppies", "Labrador retriever"), ("motorcycle", "moped"), ("zebra", "zebra"), ("siamese", "Siamese cat"),
    ("sports-car", "sports car"), ("elephant-savanna", "tusker"), ("lemur", "indri"), ("tiger", "tiger"),
    ("lion", "lion"),
  ])
  func squeezenetNamesWhatPhotographsShow(name: String, expected: String) throws {
    let network = try RealNetwork.squeezenet.network()
    let picture = try RealNetwork.picture(name).fitted(height: 227, width: 227)
    let probabilities = try network.forward(picture).output(network.probabilities)
    let answer = network.classes[
      probabilities.elements.indices.max { probabilities[flat: $0] < probabilities[flat: $1] } ?? 0]
    #expect(answer.split(separator: ",").first.map(String.init) == expected)
  }

  /// The share of right answers, to the picture.
  @Test(arguments: [
    (RealNetwork.cifar, "cifar10-test-0000-0999.bin", 756), (.cifar, "cifar10-train-0000-0999.bin", 783),
    (.cifar, "cifar10-train-1000-1999.bin", 785), (.convnetjs, "t10k-images-idx3-ubyte.gz", 9882),
    (.cntk, "t10k-images-idx3-ubyte.gz", 9891), (.lenet5, "t10k-images-idx3-ubyte.gz", 9913),
    (.normalised, "t10k-images-idx3-ubyte.gz", 9919),
  ])
  func networksAreAsGoodAsTheirPublishersSay(network: RealNetwork, file: String, right: Int) throws {
    let data = try PictureDataset.read(path: RealNetwork.path(file))
    let labels = try #require(data.labels)
    let share = try network.network().accuracy(on: LabelledImages(images: data.images, labels: labels))
    // One picture may lie so near a border that rounding decides.
    #expect(abs(Int((share * Double(data.count)).rounded()) - right) <= 1)
  }

  @Test func aNetworkWithoutASoftmaxHasTheScoresOfItsFile() throws {
    let network = try RealNetwork.cntk.network()
    let seven = try PictureDataset.read(path: RealNetwork.path("t10k-images-idx3-ubyte.gz")).images.row(0)
    let scores = try network.forward(seven).output(network.scores)
    let expected: [Float] = [
      -552.710, 138.269, 2178.508, 2319.862, -3466.538, -1778.354, -6441.836, 8062.959, -1860.205, 1034.236,
    ]
    #expect(scores.differs(from: Tensor(shape: [10], elements: expected)) < 1e-5)
  }

  @Test func aSmileIsHappy() throws {
    let network = try RealNetwork.face.network()
    let probabilities = try network.forward(RealNetwork.picture("face-smiling-112")).output(network.probabilities)
    let happy = try #require(network.classes.firstIndex(of: "happy"))
    #expect(probabilities[flat: happy] > 0.9995)
  }

  @Test func theDetectorFindsTheFaceWhereOnnxruntimeDoes() throws {
    let network = try RealNetwork.ultraface.network()
    let picture = try RealNetwork.picture("astronaut").resized(height: 240, width: 320)
    let faces = try network.forward(picture).output(network.probabilities)
    #expect(faces.shape == [4420, 2])
    let rows = (0..<4420).sorted { faces[$0, 1] > faces[$1, 1] }
    #expect(rows[0] == 3737 && faces[3737, 1] > 0.9999)
  }
}

/// The signals that reach a picture, by PyTorch's autograd and by Captum; `Fixtures/ModelFiles/real.py` says how.
@Suite(.enabled(if: RealNetwork.isThere, Comment(rawValue: RealNetwork.absence)))
struct RealNetworkGradientTests {
  @Test(arguments: [
    (RealNetwork.squeezenet, "samoyed-227"), (.squeezenet, "cat-chelsea-227"), (.cifar, "0"), (.cifar, "1"),
    (.face, "face-smiling-112"),
  ])
  func signalsAreThoseOfPyTorchAndCaptum(real: RealNetwork, name: String) throws {
    let network = try real.network()
    let trace = try network.forward(picture(name))
    let scores = trace.output(network.scores)
    var seed = Tensor(shape: scores.shape)
    seed[flat: scores.argmax()] = 1
    let fixture = try Tensor(npy: SafetensorsTests.bytes("real-\(real.rawValue)-\(name).npy"))
    let places = fixture.row(0).elements.map { Int($0) }
    for (row, rule) in [BackwardRule.gradient, .guided, .deconvnet].enumerated() {
      let expected = fixture.row(row + 1)
      // Where rounding decides on which side of 0 an activation lies, PyTorch does not agree with itself.
      if expected[0].isNaN { continue }
      let signal = try network.imageGradient(trace, from: network.scores, seed: seed, rule: rule)
      let sampled = Tensor(shape: [places.count], elements: places.map { signal[flat: $0] })
      #expect(sampled.differs(from: expected) < 1e-4, "\(rule)")
    }
  }

  /// A photograph, or an image of CIFAR-10's test set by its number.
  private func picture(_ name: String) throws -> Tensor {
    guard let number = Int(name) else { return try RealNetwork.picture(name) }
    return try PictureDataset.read(path: RealNetwork.path("cifar10-test-0000-0999.bin")).images.row(number)
  }

  /// Every published network, written as ONNX and as safetensors and read again, answers to the bit as before.
  @Test(arguments: RealNetwork.allCases)
  func networksThatAreWrittenAgainAnswerTheSame(real: RealNetwork) throws {
    let network = try real.network()
    let picture = Tensor.uniform(shape: network.inputShape, seed: 1)
    let expected = try network.forward(picture).output(network.scores)
    for again in [
      try Network(safetensors: network.safetensors()), try Network(onnx: network.onnx(), name: network.name),
    ] {
      #expect(again.nodes.map(\.name) == network.nodes.map(\.name))
      #expect(again.recipe == network.recipe && again.classes == network.classes)
      #expect(again.outputs == network.outputs && again.scores == network.scores)
      #expect(try again.forward(picture).output(again.scores) == expected)
    }
  }

  @Test func weightsWithoutLayersAreNoNetwork() throws {
    let bytes = try RealNetwork.bytes("convnetjs-cifar10-mixed.safetensors")
    let error = #expect(throws: ModelFileError.self) { try Network(safetensors: bytes) }
    #expect(error?.description.contains("its metadata lacks the key 'fovea'") == true)
    // They are the weights of the network beside it, some of them rounded.
    let network = try RealNetwork.cifar.network()
    let rounded = try Safetensors(bytes).tensors
    for (layer, tolerance) in [("conv1", 0), ("conv2", 0x1p-11), ("conv3", 0x1p-8), ("fc1", 0)] as [(String, Float)] {
      let weight = try #require(network.nodes[network.layer(named: layer)].layer.weight)
      let stored = try #require(rounded["\(layer).weight"])
      #expect(zip(stored.elements, weight.elements).allSatisfy { abs($0 - $1) <= tolerance * abs($1) + 0x1p-25 })
    }
  }
}

extension Tensor {
  /// An entry of the first axis.
  func row(_ number: Int) -> Tensor {
    let count = self.count / shape[0]
    return Tensor(shape: Array(shape.dropFirst()), elements: Array(elements[number * count..<(number + 1) * count]))
  }
}
