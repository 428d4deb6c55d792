import ModelFiles
import Networks
import Tensors

extension Target {
  static let models = [
    Target(name: "safetensors") { bytes in
      if let network = try? Network(safetensors: bytes) { exercise(network) }
    },
    // The layers' description alone, with the weights that it speaks of: a file's lengths seldom survive a change.
    Target(name: "architecture") { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let spoken = weights.filter { text.contains("\"name\":\"\($0.key.prefix { $0 != "." })\"") }
      let file = Safetensors(tensors: spoken, metadata: ["fovea": text])
      if let network = try? Network(safetensors: file.bytes()) { exercise(network) }
    },
    Target(name: "onnx") { bytes in
      if let network = try? Network(onnx: bytes, name: "n", externalData: { _ in bytes }) { exercise(network) }
    },
    Target(name: "graph") { bytes in
      if let network = try? Network(onnx: DrawnGraph.file(bytes), name: "n") { exercise(network) }
    },
  ]

  /// What the layers c, d, e and f of the corpus need.
  private static let weights: [String: Tensor] = [
    "c.weight": .normal(shape: [2, 1, 3, 3], seed: 1), "c.bias": Tensor([0.5, -1]),
    "d.weight": .normal(shape: [4, 1, 1, 1], seed: 2), "e.weight": .normal(shape: [3, 4, 5, 2], seed: 3),
    "f.weight": .normal(shape: [3, 18], seed: 4), "f.bias": Tensor([0, 1, 2]),
  ]

  /// Writes the network and reads it again; goes through it and back, where that takes no time.
  private static func exercise(_ network: Network) {
    if let bytes = try? network.safetensors() {
      precondition((try? Network(safetensors: bytes)) != nil, "what is written is read")
    }
    let shapes = [network.inputShape] + network.nodes.map(\.shape)
    guard network.multiplyAdds <= 1 << 20, shapes.allSatisfy({ $0.reduce(1, *) <= 1 << 14 }) else { return }
    var network = network
    network.threads = 1
    guard let trace = try? network.forward(Tensor(shape: network.inputShape, repeating: 0.5)) else { return }
    for (number, node) in network.nodes.enumerated() {
      precondition(trace.shape(of: number) == node.shape, "\(node.name) keeps to the shape that it promised")
      let inputs = node.inputs.map { batch(trace.activation($0)) }
      precondition(
        agree(batch(trace.output(number)), node.layer.forward(inputs)),
        "\(node.name) computes in a pass what it does alone")
    }
    let seed = Tensor(shape: network.nodes[network.scores].shape, repeating: 1)
    for rule in BackwardRule.allCases {
      let gradient = try? network.imageGradient(trace, from: network.scores, seed: seed, rule: rule)
      precondition(gradient?.shape == network.inputShape, "the way back ends at the image")
      let walked = try? network.backward(trace, from: network.scores, seed: seed, rule: rule).finished()
      guard let gradient, let step = walked?.gradient(at: .image) else { continue }
      precondition(agree(gradient, step), "a whole way back ends where its steps do under \(rule)")
    }
  }

  private static func batch(_ tensor: Tensor) -> Tensor { tensor.reshaped([1] + tensor.shape) }

  /// Whether two tensors hold the same numbers; where some are not finite, anything may come of them.
  private static func agree(_ a: Tensor, _ b: Tensor) -> Bool {
    a == b || !a.elements.allSatisfy(\.isFinite) || !b.elements.allSatisfy(\.isFinite)
  }
}
