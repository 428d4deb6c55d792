import Networks
import Tensors

/// A layer, its name, and the names of what it reads.
typealias NamedLayer = (name: String, layer: any Layer, inputs: [String])

/// A network without its weights, as a file's metadata describes it.
struct Architecture {
  let name: String
  let inputShape: [Int]
  let recipe: InputRecipe
  let classes: [String]
  /// The layers that are put out; nil for all that no other reads.
  let outputs: [String]?
  private let layers: [JSON]

  /// Pictures larger than this are a damaged file's.
  static let largestSide = 1 << 14

  static func description(of network: Network) throws(ModelFileError) -> JSON {
    var layers: [JSON] = []
    for node in network.nodes {
      guard let attributes = LayerDescription.attributes(of: node.layer) else {
        throw .cannotWrite(layer: node.name, problem: "safetensors files hold no \(node.layer.summary)")
      }
      let place = [
        JSON.Member(name: "name", value: .string(node.name)),
        JSON.Member(name: "inputs", value: .array(node.inputs.map { .string(network.name(of: $0)) })),
      ]
      layers.append(.object(place + attributes))
    }
    return .object([
      "version": .number("1"), "name": .string(network.name), "input": .integers(network.inputShape),
      "recipe": json(of: network.recipe), "classes": .array(network.classes.map(JSON.string)),
      "layers": .array(layers), "outputs": .array(network.outputs.map(JSON.string)),
    ])
  }

  static func json(of recipe: InputRecipe) -> JSON {
    .object([
      "scale": .number(recipe.scale.description), "mean": .floats(recipe.mean), "std": .floats(recipe.std),
      "order": .string(recipe.order.rawValue),
    ])
  }

  init(_ text: String) throws(ModelFileError) {
    let json = try Self.json(text)
    guard json["version"]?.integer == 1 else { throw .architecture("its version is not 1") }
    guard let inputShape = json["input"]?.list(\.integer), inputShape.count == 3,
      inputShape.allSatisfy({ (1...Self.largestSide).contains($0) })
    else { throw .architecture("'input' is not three whole numbers from 1 to \(Self.largestSide)") }
    guard let layers = json["layers"]?.elements else { throw .architecture("'layers' is missing") }
    (self.inputShape, self.layers) = (inputShape, layers)
    guard let name = json["name"].map(\.text) ?? "" else { throw .architecture("'name' is no text") }
    self.name = name
    (recipe, classes) = (try Self.recipe(json["recipe"]), try Self.classes(json["classes"]))
    if let names = json["outputs"] {
      guard let list = names.list(\.text) else { throw .architecture("'outputs' is no list of texts") }
      outputs = list
    } else {
      outputs = nil
    }
    try Self.check(names: [name] + layers.compactMap { $0["name"]?.text })
  }

  /// A description's text, which is nowhere deep.
  static func json(_ text: String) throws(ModelFileError) -> JSON {
    do {
      return try JSON(Array(text.utf8), depth: 8)
    } catch {
      throw .architecture(error.description)
    }
  }

  private static func check(names: [String]) throws(ModelFileError) {
    if let problem = steeringProblem(in: names) { throw .architecture(problem) }
  }

  /// The names of the classes.
  static func classes(_ json: JSON?) throws(ModelFileError) -> [String] {
    guard let classes = json?.list(\.text) else { throw .architecture("'classes' is no list of texts") }
    try check(names: classes)
    return classes
  }

  static func recipe(_ json: JSON?) throws(ModelFileError) -> InputRecipe {
    guard let scale = json?["scale"]?.float, let mean = json?["mean"]?.list(\.float),
      let std = json?["std"]?.list(\.float), let order = InputRecipe.Order(rawValue: json?["order"]?.text ?? "")
    else { throw .architecture("'recipe' lacks scale, mean, std or order") }
    return InputRecipe(scale: scale, mean: mean, std: std, order: order)
  }

  /// The layers with their weights; every tensor of the file must belong to one.
  func layers(
    weights: [String: Tensor]
  ) throws(ModelFileError) -> [NamedLayer] {
    var (layers, unused) = ([NamedLayer](), Set(weights.keys))
    for json in self.layers {
      guard let name = json["name"]?.text, let inputs = json["inputs"]?.list(\.text) else {
        throw .architecture("a layer has no name or no inputs")
      }
      var tensors: [String: Tensor] = [:]
      for kind in LayerDescription.tensorNames {
        tensors[kind] = weights["\(name).\(kind)"]
        unused.remove("\(name).\(kind)")
      }
      let description = LayerDescription(name: name, json: json, tensors: tensors)
      layers.append((name, try description.layer(), inputs))
    }
    if let stray = unused.min() { throw .tensor(name: stray, problem: "it belongs to no layer") }
    return layers
  }
}
