import Networks
import Tensors

/// A layer as the metadata of a file describes it: its kind and attributes, without weights.
struct LayerDescription {
  /// No window or border of a network that fits this program comes near it.
  static let largest = 4096

  /// What the tensors of a layer are called behind its name, as PyTorch calls them.
  static let tensorNames = ["weight", "bias", "running_mean", "running_var"]

  let name: String
  let json: JSON
  /// The layer's tensors by what they are called behind its name.
  let tensors: [String: Tensor]

  /// The layer that is described.
  func layer() throws(ModelFileError) -> any Layer {
    let kind = json["kind"]?.text ?? ""
    guard tensors.keys.allSatisfy(Self.tensorNames(ofKind: kind).contains) else {
      throw problem("weights belong to no layer of the kind '\(kind)'")
    }
    if let layer = try weightedLayer(kind) { return layer }
    if let layer = try windowedLayer(kind) { return layer }
    if let layer = try rearrangement(kind) { return layer }
    if let layer = try elementwise(kind) { return layer }
    throw problem("its kind '\(kind)' is unknown")
  }

  private static func tensorNames(ofKind kind: String) -> ArraySlice<String> {
    switch kind {
    case "batchnorm": tensorNames[...]
    case "convolution", "transposedconvolution", "fullyconnected", "instancenorm": tensorNames[..<2]
    case "constant": tensorNames[..<1]
    default: []
    }
  }

  /// The layers that have nothing but a number or two to set.
  private func elementwise(_ kind: String) throws(ModelFileError) -> (any Layer)? {
    switch kind {
    case "relu": ReLU()
    case "leakyrelu": LeakyReLU(slope: try float("slope"))
    case "clip": Clip(least: try bound("least"), most: try bound("most"))
    case "sigmoid": Sigmoid()
    case "tanh": Tanh()
    case "hardswish": HardSwish()
    case "identity": Identity()
    case "dropout": Dropout(rate: json["rate"]?.float ?? 0.5)
    case "softmax": Softmax(axis: try integer("axis", in: -16...16))
    case "logsoftmax": LogSoftmax(axis: try integer("axis", in: -16...16))
    case "lrn":
      LocalResponseNormalization(
        size: try integer("size", in: 1...Self.largest), alpha: try float("alpha"), beta: try float("beta"),
        bias: try float("offset"))
    case "add": Addition()
    case "arithmetic": Arithmetic(try operation())
    case "matmul": MatrixMultiplication()
    default: nil
    }
  }

  /// A bound that may be missing.
  private func bound(_ key: String) throws(ModelFileError) -> Float? {
    json[key] == .null ? nil : try float(key)
  }
}

extension LayerDescription {
  func operation() throws(ModelFileError) -> Arithmetic.Operation { try choice("operation") }

  func integers(_ key: String, count: Int, in range: ClosedRange<Int>) throws(ModelFileError) -> [Int] {
    guard let numbers = json[key]?.list(\.integer), numbers.count == count, numbers.allSatisfy(range.contains) else {
      throw problem("'\(key)' is not \(count) whole numbers from \(range.lowerBound) to \(range.upperBound)")
    }
    return numbers
  }

  /// As many as there are, up to the axes that any tensor has.
  func integers(_ key: String, in range: ClosedRange<Int>) throws(ModelFileError) -> [Int] {
    guard let numbers = json[key]?.list(\.integer), numbers.count <= 16, numbers.allSatisfy(range.contains) else {
      throw problem("'\(key)' is not a list of whole numbers from \(range.lowerBound) to \(range.upperBound)")
    }
    return numbers
  }

  func integer(_ key: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int {
    guard let number = json[key]?.integer, range.contains(number) else {
      throw problem("'\(key)' is not a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func float(_ key: String) throws(ModelFileError) -> Float {
    guard let number = json[key]?.anyFloat else { throw problem("'\(key)' is no number") }
    return number
  }

  func flag(_ key: String) throws(ModelFileError) -> Bool {
    guard let flag = json[key]?.flag else { throw problem("'\(key)' is neither true nor false") }
    return flag
  }

  /// One of a few words.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) throws(ModelFileError) -> Choice {
    guard let choice = Choice(rawValue: json[key]?.text ?? "") else {
      throw problem("'\(key)' is not one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return choice
  }

  func problem(_ words: String) -> ModelFileError { .layer(name: name, problem: words) }
}

extension JSON {
  /// A number; one that JSON has no digits for is a text.
  static func anyFloat(_ number: Float) -> JSON {
    number.isFinite ? .number(number.description) : .string(number.description)
  }

  /// The number that `anyFloat(_:)` wrote.
  fileprivate var anyFloat: Float? {
    float ?? text.flatMap { ["inf": Float.infinity, "-inf": -.infinity, "nan": .nan][$0] }
  }
}
