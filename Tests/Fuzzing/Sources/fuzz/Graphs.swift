/// An ONNX file whose graph follows from arbitrary bytes: changed bytes of a file itself seldom leave its lengths
/// whole, while here every change is another graph of operators, shapes and attributes.
struct DrawnGraph {
  private var bytes: ArraySlice<UInt8>
  private var graph = Message()
  /// What a node may read: the picture, the weights, and what the nodes before it make.
  private var names = ["x", ""]

  /// The whole file.
  static func file(_ bytes: [UInt8]) -> [UInt8] {
    var drawn = DrawnGraph(bytes: bytes[...])
    var model = Message()
    model.add(1, 8)
    let opset = drawn.choice([7, 9, 10, 11, 13, 17, 18, 21])
    model.add(8) { $0.add(2, opset) }
    drawn.fill()
    model.add(7, drawn.graph.bytes)
    return model.bytes
  }

  private init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// The next byte as a number below a bound; 0 when there are no more.
  private mutating func draw(_ bound: Int) -> Int { bytes.popFirst().map { Int($0) % bound } ?? 0 }

  private mutating func choice<Element>(_ elements: [Element]) -> Element { elements[draw(elements.count)] }

  private mutating func fill() {
    let shape = [draw(4), choice([1, 3]), 1 + draw(8), 1 + draw(8)]
    graph.add(11) { $0.describe("x", shape) }
    for number in 0..<2 + draw(4) { addWeight("w\(number)") }
    for number in 0..<10 where number == 0 || !bytes.isEmpty { addNode("n\(number)") }
    let output = names[names.count - 1]
    graph.add(12) { $0.add(1, output) }
  }

  private mutating func addWeight(_ name: String) {
    let shape = (0..<draw(5)).map { _ in draw(4) }
    let isWhole = draw(2) == 1
    let numbers = (0..<shape.reduce(1, *)).map { _ in whole() }
    graph.add(5) { tensor in
      for length in shape { tensor.add(1, length) }
      tensor.add(2, isWhole ? 7 : 1)
      for number in numbers { if isWhole { tensor.add(7, number) } else { tensor.add(4, Float(number) / 4) } }
      tensor.add(8, name)
    }
    names.append(name)
  }

  /// Mostly a small number; at times one that overflows what is computed with it.
  private mutating func whole() -> Int {
    let byte = draw(256)
    return byte < 240 ? byte % 8 - 2 : Self.extremes[byte - 240]
  }

  private static let extremes = [
    Int.min, .max, .min + 1, .max - 1, 1 << 32, -1 << 32, 1 << 31, 1 << 62, 4096, 65536, -65536, 1000, 100, 64, 32, 16,
  ]

  private mutating func addNode(_ name: String) {
    let (operation, attributes) = choice(Self.operators)
    // Late names are likelier: graphs are mostly chains.
    let inputs = (0..<1 + draw(4)).map { place in
      let back = draw(place == 0 ? 3 : 2 * names.count)
      return names[max(names.count - 1 - back, 0)]
    }
    let chosen = attributes.filter { _ in draw(2) == 0 }.map { ($0, attribute($0)) }
    graph.add(1) { node in
      for input in inputs { node.add(1, input) }
      node.add(2, name)
      node.add(4, operation)
      for (name, value) in chosen {
        node.add(5) { attribute in
          attribute.add(1, name)
          value.write(to: &attribute)
        }
      }
    }
    names.append(name)
  }

  private enum Value {
    case whole(Int)
    case number(Float)
    case word(String)
    case list([Int])

    func write(to attribute: inout Message) {
      switch self {
      case .whole(let number): attribute.add(3, number)
      case .number(let number): attribute.add(2, number)
      case .word(let word): attribute.add(4, word)
      case .list(let numbers): for number in numbers { attribute.add(8, number) }
      }
    }
  }

  private mutating func attribute(_ name: String) -> Value {
    switch name {
    case "alpha", "beta", "epsilon", "bias", "ratio", "value_float", "min", "max": return .number(Float(whole()) / 8)
    case "auto_pad": return .word(choice(["NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID"]))
    case "mode": return .word(choice(["constant", "reflect", "edge", "nearest", "linear"]))
    case "coordinate_transformation_mode":
      return .word(choice(["half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"]))
    case "nearest_mode": return .word(choice(["round_prefer_floor", "round_prefer_ceil", "floor", "ceil"]))
    case "strides", "dilations", "kernel_shape", "output_padding", "output_shape":
      return .list([whole(), whole()])
    case "pads": return .list((0..<choice([4, 8, 6])).map { _ in whole() })
    case "axes", "perm", "starts", "ends", "value_ints": return .list((0..<draw(5)).map { _ in whole() })
    case "to": return .whole(choice([1, 6, 7, 9, 10, 11]))
    default: return .whole(whole())
    }
  }

  private static let sliding = ["auto_pad", "dilations", "pads", "strides"]

  private static let operators: [(String, [String])] = [
    ("Conv", sliding + ["group"]), ("ConvTranspose", sliding + ["group", "output_padding", "output_shape"]),
    ("MaxPool", sliding + ["kernel_shape", "kernel_shape", "ceil_mode"]),
    ("AveragePool", sliding + ["kernel_shape", "ceil_mode", "count_include_pad"]), ("GlobalAveragePool", []),
    ("Relu", []), ("Sigmoid", []), ("Tanh", []), ("HardSwish", []), ("LeakyRelu", ["alpha"]), ("Clip", ["min", "max"]),
    ("Softmax", ["axis"]), ("LogSoftmax", ["axis"]), ("Dropout", []), ("Identity", []), ("Pad", ["mode", "pads"]),
    ("BatchNormalization", ["epsilon"]), ("InstanceNormalization", ["epsilon"]),
    ("LRN", ["size", "size", "alpha", "beta", "bias"]), ("Gemm", ["transA", "transB", "alpha", "beta"]), ("MatMul", []),
    ("Add", []), ("Sub", []), ("Mul", []), ("Div", []), ("Concat", ["axis"]), ("Flatten", ["axis"]),
    ("Reshape", ["allowzero"]), ("Squeeze", ["axes"]), ("Unsqueeze", ["axes"]), ("Transpose", ["perm"]),
    ("Upsample", ["mode"]), ("Resize", ["mode", "coordinate_transformation_mode", "nearest_mode"]),
    ("ReduceMean", ["axes", "keepdims"]), ("Constant", ["value_ints"]), ("ConstantOfShape", []), ("Range", []),
    ("Shape", ["start", "end"]), ("Size", []), ("Gather", ["axis"]), ("Slice", ["starts", "ends", "axes"]),
    ("Expand", []), ("Where", []), ("Cast", ["to"]), ("Floor", []), ("Equal", []), ("ReduceProd", ["keepdims"]),
  ]
}

extension Message {
  /// A value of 32-bit floats; the first length is left open where it is 0.
  fileprivate mutating func describe(_ name: String, _ shape: [Int]) {
    add(1, name)
    add(2) { type in
      type.add(1) { tensor in
        tensor.add(1, 1)
        tensor.add(2) { lengths in
          for length in shape { lengths.add(1) { if length > 0 { $0.add(1, length) } else { $0.add(2, "N") } } }
        }
      }
    }
  }
}
