import Tensors

/// A layer's input has a shape that it cannot take.
public struct ShapeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What the layer takes, in words or as a shape: "[3,H,W]".
  public var expected: String
  /// The shapes that came, without the batch axis.
  public var received: [[Int]]

  /// What is taken and what came.
  public init(expected: String, received: [[Int]]) {
    self.expected = expected
    self.received = received
  }

  public var description: String {
    "expects \(expected), not \(received.map(shapeText).joined(separator: " and "))"
  }
}

/// What can be wrong with a network or with what is asked of it.
public enum NetworkError: Error, Equatable, Sendable {
  /// A layer cannot take what it is given.
  case shapeMismatch(layer: String, problem: ShapeError)
  /// There are no layers.
  case emptyNetwork
  /// Two layers have one name.
  case duplicateName(String)
  /// A layer reads one that does not come before it.
  case unknownInput(layer: String, input: String)
  /// No layer has this name.
  case unknownLayer(String, known: [String])
  /// No layer is the input of a last fully connected one.
  case noCode
  /// A declared picture is not [C,H,W] with lengths of at least 1.
  case wrongInputShape([Int])
  /// A picture has other axes or channels than the network takes.
  case wrongImage(shape: [Int], expected: [Int])
  /// A signal is not of the shape of the output that it starts from.
  case wrongSeed(layer: String, shape: [Int], seed: [Int])
  /// A layer has no unit, or the network no class, of this number.
  case unitOutOfRange(layer: String, unit: Int, count: Int)
  /// A position lies outside a layer's output.
  case positionOutOfRange(layer: String, position: [Int], shape: [Int])
  /// A pass ended before this layer.
  case notComputed(layer: String)
  /// No signal comes to a layer from where a pass back started.
  case unreachable(layer: String, from: String)
  /// An element is none of a layer's output.
  case indexOutOfRange(layer: String, index: [Int], shape: [Int])
  /// An input recipe has not one mean and one deviation a channel.
  case wrongRecipe(channels: Int, mean: Int, std: Int)
  /// An input recipe divides by 0, or by what is no finite number.
  case uselessRecipe
  /// There are no pictures to learn from.
  case emptyBatch
  /// No memory holds this output.
  case outputTooLarge(layer: String, shape: [Int])
  /// No memory holds the outputs up to this layer.
  case outputsTooLarge(layer: String)
  /// Learning has diverged.
  case lossNotFinite(step: Int)
  /// There are more or fewer class names than scores.
  case classCount(classes: Int, scores: [Int])
  /// A network that is to learn has scores for each of many places.
  case scoresAtManyPlaces(shape: [Int])
}

extension NetworkError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .shapeMismatch(let layer, let problem): "'\(layer)' \(problem)"
    case .emptyNetwork: "a network needs at least one layer"
    case .duplicateName(let name): "two layers are named '\(name)'"
    case .unknownInput(let layer, let input): "'\(layer)' takes '\(input)', which is no layer before it"
    case .unknownLayer(let name, let known): "no layer is named '\(name)'; there are \(known.joined(separator: ", "))"
    case .noCode: "no layer of this network is its code: nothing comes before a last fully connected layer"
    case .wrongInputShape(let shape): "a picture's shape is [channels,height,width], not \(shapeText(shape))"
    case .wrongImage(let shape, let expected):
      "the network takes pictures \(shapeText(expected)), not \(shapeText(shape))"
    case .wrongSeed(let layer, let shape, let seed):
      "a signal into '\(layer)' has the shape of its output \(shapeText(shape)), not \(shapeText(seed))"
    case .unitOutOfRange(let layer, let unit, let count): "'\(layer)' has units 0 to \(count - 1), not \(unit)"
    case .positionOutOfRange(let layer, let position, let shape):
      "'\(layer)' has the shape \(shapeText(shape)), which has no unit \(shapeText(position))"
    case .notComputed(let layer): "the forward pass stopped before '\(layer)'"
    case .unreachable(let layer, let from): "nothing flows back from '\(from)' to '\(layer)'"
    case .indexOutOfRange(let layer, let index, let shape):
      "'\(layer)' has the shape \(shapeText(shape)), which has no element \(shapeText(index))"
    case .wrongRecipe(let channels, let mean, let std):
      "pictures with \(channels) channels need as many means and deviations, not \(mean) and \(std)"
    case .uselessRecipe: "scale, mean and std are finite numbers, and neither scale nor std is 0"
    case .outputTooLarge(let layer, let shape):
      "'\(layer)' would put out \(shapeText(shape)), more than fits into memory"
    case .outputsTooLarge(let layer):
      "what the layers up to '\(layer)' put out is together more than fits into memory: try a smaller picture"
    case .emptyBatch: "a batch needs at least one picture"
    case .lossNotFinite(let step): "the loss is no longer a number at step \(step): the learning rate is too high"
    case .classCount(let classes, let scores): "\(classes) class names do not fit scores \(shapeText(scores))"
    case .scoresAtManyPlaces(let shape):
      "the scores \(shapeText(shape)) are those of many places; a network that learns has one score a class"
    }
  }
}
