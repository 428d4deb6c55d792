import ONNXMessages
import Tensors

/// The picture among a graph's inputs.
struct ONNXInput {
  let name: String
  /// [C,H,W].
  let shape: [Int]
  /// How many pictures a batch has; 1 where the file leaves it open.
  let batch: Int
  /// Whether the file leaves the height or the width open.
  let isOpen: Bool

  /// The side of a picture where the file leaves it open: the usual one.
  static let usualSide = 224

  /// - Parameter initializers: the names of weights, which old files list as inputs too.
  init(_ graph: ONNXGraphProto, initializers: Set<String>) throws(ModelFileError) {
    let inputs = graph.input.filter { !initializers.contains($0.name) }
    guard let input = inputs.first else { throw .graph("it has no input") }
    guard inputs.count == 1 else {
      throw .graph(
        "it has \(inputs.count) inputs (\(inputs.prefix(8).map { clipped($0.name) }.joined(separator: ", "))); "
          + "supported is one, the picture")
    }
    name = input.name
    let found = "its input \(quoted(input.name))"
    guard input.type.hasTensorType, input.type.tensorType.hasShape else { throw .graph("\(found) has no shape") }
    let number = Int(input.type.tensorType.elemType)
    guard let type = ONNXType(rawValue: number), type.isFloat else {
      throw .graph("\(found) takes numbers of the type \(ONNXType.name(number)); supported are floats")
    }
    let lengths = input.type.tensorType.shape.dim.map(Self.length)
    let text = "[" + lengths.prefix(8).map { $0.map(String.init) ?? "?" }.joined(separator: ",") + "]"
    guard lengths.count == 4 else {
      throw .graph("\(found) has the shape \(text); supported are pictures [N,C,H,W]")
    }
    guard let channels = lengths[1], [1, 3].contains(channels) else {
      let isLast = lengths[3].map([1, 3].contains) ?? false
      throw .graph(
        "\(found) has the shape \(text); supported are pictures [N,C,H,W] with 1 or 3 channels"
          + (isLast ? ": this one has its channels last, so export the network with channels first" : ""))
    }
    let sides = [lengths[2], lengths[3]]
    guard sides.allSatisfy({ ($0 ?? 1) <= Architecture.largestSide }), (lengths[0] ?? 1) <= 1 << 16 else {
      throw .graph("\(found) has the shape \(text), larger than fits this program")
    }
    shape = [channels] + sides.map { $0 ?? Self.usualSide }
    batch = lengths[0] ?? 1
    isOpen = sides.contains(nil)
  }

  /// Nil for a length that the file leaves open: by a name, by nothing, or by a number that is none.
  private static func length(_ dimension: ONNXTensorShapeProto.Dimension) -> Int? {
    guard case .dimValue(let length)? = dimension.value, length > 0 else { return nil }
    return Int(length)
  }
}
