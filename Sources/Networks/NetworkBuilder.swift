import Tensors

/// A network on the way from a list of layers to its nodes.
struct NetworkBuilder {
  let inputShape: [Int]
  private(set) var nodes: [Network.Node] = []
  private var numbers: [String: Int] = [:]
  private var sizes = OutputSizes()

  init(inputShape: [Int]) { self.inputShape = inputShape }

  /// Adds a layer whose inputs are looked up among those before it; `input` is the picture.
  mutating func add(_ name: String, _ layer: any Layer, inputs: [String]) throws(NetworkError) {
    guard name != "input", numbers.updateValue(nodes.count, forKey: name) == nil else { throw .duplicateName(name) }
    var sources: [Network.Source] = []
    for input in inputs {
      if input == "input" {
        sources.append(.image)
      } else if let node = numbers[input], node < nodes.count {
        sources.append(.node(node))
      } else {
        throw .unknownInput(layer: name, input: input)
      }
    }
    let shapes = sources.map { Network.shape(of: $0, in: nodes, inputShape: inputShape) }
    let shape = try layer.outputShape(shapes, named: name)
    try sizes.add(shape, layer: name)
    nodes.append(Network.Node(name: name, layer: layer, inputs: sources, shape: shape))
  }

  /// Adds the softmax of the scores, where none comes last, by a name that no layer has.
  mutating func add(_ softmax: Softmax, of scores: Int) throws(NetworkError) {
    let names = ["probabilities"] + (2...nodes.count + 2).map { "probabilities_\($0)" }
    try add(names.first { numbers[$0] == nil } ?? "probabilities", softmax, inputs: [nodes[scores].name])
  }
}

/// The numbers that the layers of a pass put out, counted before memory is taken.
///
/// A damaged file may ask for any padding, and a layer that takes pictures of any size may be given a very large one.
struct OutputSizes {
  /// For one layer: 1 GiB of them.
  private static let mostOfLayer = 1 << 28
  /// For all layers of a pass: 2 GiB.
  private static let most = 1 << 29

  private var total = 0

  mutating func add(_ shape: [Int], layer: String) throws(NetworkError) {
    guard let count = try? Tensor.checkedCount(shape), count <= Self.mostOfLayer else {
      throw .outputTooLarge(layer: layer, shape: shape)
    }
    total += count
    guard total <= Self.most else { throw .outputsTooLarge(layer: layer) }
  }
}
