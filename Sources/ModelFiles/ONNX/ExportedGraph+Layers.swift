import Networks
import ONNXMessages
import Tensors

extension ExportedGraph {
  /// Appends what stands for a layer.
  ///
  /// - Parameters:
  ///   - inputs: the names of what it reads.
  ///   - shapes: their shapes without the batch axis.
  mutating func add(
    _ node: Network.Node, reading inputs: [String], of shapes: [[Int]]
  ) throws(ModelFileError) {
    let added =
      addWeighted(node.layer, node.name, inputs, shapes) || addPooling(node.layer, node.name, inputs)
      || addRearrangement(node.layer, node.name, inputs, shapes)
      || addElementwise(node.layer, node.name, inputs, shapes)
    guard added else {
      throw .cannotWrite(layer: node.name, problem: "no operator of ONNX stands for a \(node.layer.summary)")
    }
  }

  /// Layers with weights; false for another one.
  private mutating func addWeighted(
    _ layer: any Layer, _ name: String, _ inputs: [String], _ shapes: [[Int]]
  ) -> Bool {
    switch layer {
    case let layer as Convolution:
      append(
        "Conv", name, inputs + parameters(of: layer, name),
        Self.sliding(layer.window) + [.integer("group", layer.groups)])
    case let layer as TransposedConvolution:
      append("ConvTranspose", name, inputs + parameters(of: layer, name), Self.attributes(of: layer))
    case let layer as FullyConnected: addProduct(layer, name, inputs, rank: shapes[0].count)
    case let layer as BatchNormalization:
      let measured = [constant("\(name).running_mean", layer.mean), constant("\(name).running_var", layer.variance)]
      append(
        "BatchNormalization", name, inputs + parameters(of: layer, name) + measured, [.float("epsilon", layer.epsilon)])
    case let layer as InstanceNormalization:
      append("InstanceNormalization", name, inputs + parameters(of: layer, name), [.float("epsilon", layer.epsilon)])
    case let layer as ConstantArithmetic:
      let x = aligned(inputs[0], named: "\(name)_aligned", shapes[0].count, to: layer.constant.rank)
      let operands = [x] + parameters(of: layer, name)
      append(Self.operatorName(layer.operation), name, layer.constantIsFirst ? operands.reversed() : operands)
    default: return false
    }
    return true
  }

  private mutating func addPooling(_ layer: any Layer, _ name: String, _ inputs: [String]) -> Bool {
    switch layer {
    case let layer as MaxPooling:
      append("MaxPool", name, inputs, Self.sliding(layer.frame) + [.integer("ceil_mode", layer.ceiling ? 1 : 0)])
    case let layer as AveragePooling:
      append(
        "AveragePool", name, inputs,
        Self.frame(layer.frame) + [
          .integer("ceil_mode", layer.ceiling ? 1 : 0), .integer("count_include_pad", layer.countsPadding ? 1 : 0),
        ])
    case is GlobalAveragePooling: append("GlobalAveragePool", name, inputs)
    default: return false
    }
    return true
  }

  /// Layers that work number by number or along one axis, with one input or two.
  private mutating func addElementwise(
    _ layer: any Layer, _ name: String, _ inputs: [String], _ shapes: [[Int]]
  ) -> Bool {
    switch layer {
    case is ReLU: append("Relu", name, inputs)
    case let layer as LeakyReLU: append("LeakyRelu", name, inputs, [.float("alpha", layer.slope)])
    case let layer as Clip: addClip(layer, name, inputs)
    case is Sigmoid: append("Sigmoid", name, inputs)
    case is Tanh: append("Tanh", name, inputs)
    case is HardSwish: append("HardSwish", name, inputs)
    case is Identity: append("Identity", name, inputs)
    case let layer as Dropout: append("Dropout", name, inputs + [constant("\(name).rate", Tensor(layer.rate))])
    case let layer as Softmax: append("Softmax", name, inputs, [.integer("axis", Self.batched(layer.axis))])
    case let layer as LogSoftmax: append("LogSoftmax", name, inputs, [.integer("axis", Self.batched(layer.axis))])
    case let layer as LocalResponseNormalization:
      append(
        "LRN", name, inputs,
        [
          .integer("size", layer.size), .float("alpha", layer.alpha), .float("beta", layer.beta),
          .float("bias", layer.offset),
        ])
    case is Addition: addSum(name, inputs)
    case let layer as Arithmetic:
      append(Self.operatorName(layer.operation), name, aligned(inputs, name, ranks: shapes.map(\.count)))
    case is MatrixMultiplication: addMatrixProduct(name, inputs, ranks: shapes.map(\.count))
    default: return false
    }
    return true
  }

  /// An axis where the batch axis counts too; one that is counted from the end stays.
  static func batched(_ axis: Int) -> Int { axis < 0 ? axis : axis + 1 }

  /// The names of a layer's weight and bias, which are appended.
  mutating func parameters(of layer: any Layer, _ name: String) -> [String] {
    [("weight", layer.weight), ("bias", layer.bias)].compactMap { kind, tensor in
      tensor.map { constant("\(name).\(kind)", $0) }
    }
  }

  /// Gemm takes matrices alone, so that a product along the last of several axes is a MatMul, and an Add for the bias.
  private mutating func addProduct(_ layer: FullyConnected, _ name: String, _ inputs: [String], rank: Int) {
    if rank == 1 { return append("Gemm", name, inputs + parameters(of: layer, name), [.integer("transB", 1)]) }
    guard let matrix = try? layer.weight?.transposed() else { preconditionFailure("'\(name)' has no matrix") }
    let weight = constant("\(name).weight", matrix)
    guard let bias = layer.bias else { return append("MatMul", name, inputs + [weight]) }
    let product = unique("\(name)_product")
    append("MatMul", product, inputs + [weight])
    append("Add", name, [product, constant("\(name).bias", bias)])
  }

  /// Add takes two inputs, so that more are added up one after the other.
  private mutating func addSum(_ name: String, _ inputs: [String]) {
    var sum = inputs[0]
    for input in inputs.dropFirst().dropLast() {
      let partial = unique("\(name)_partial")
      append("Add", partial, [sum, input])
      sum = partial
    }
    append("Add", name, [sum, inputs[inputs.count - 1]])
  }

  private mutating func addClip(_ layer: Clip, _ name: String, _ inputs: [String]) {
    var bounds = [("least", layer.least), ("most", layer.most)].map { kind, bound in
      bound.map { constant("\(name).\(kind)", Tensor($0)) } ?? ""
    }
    while bounds.last == "" { bounds.removeLast() }
    append("Clip", name, inputs + bounds)
  }

  static func operatorName(_ operation: Arithmetic.Operation) -> String {
    switch operation {
    case .add: "Add"
    case .subtract: "Sub"
    case .multiply: "Mul"
    case .divide: "Div"
    }
  }

  /// The attributes of a window that slides with gaps between its taps.
  static func sliding(_ window: Window?) -> [ONNXAttributeProto] {
    guard let window else { return [] }
    return frame(window) + [.integers("dilations", [window.dilation.height, window.dilation.width])]
  }

  /// A size that must come out stands for the padding, of which it says only where the odd row goes.
  private static func attributes(of layer: TransposedConvolution) -> [ONNXAttributeProto] {
    let open = [layer.outputPadding.height, layer.outputPadding.width]
    let others: [ONNXAttributeProto] = [.integer("group", layer.groups), .integers("output_padding", open)]
    guard let size = layer.outputSize else { return sliding(layer.frame) + others }
    let padding = layer.frame.padding
    let isUpper = padding.top < padding.bottom || padding.left < padding.right
    return sliding(layer.frame).filter { $0.name != "pads" } + others
      + [.integers("output_shape", [size.height, size.width])] + (isUpper ? [.text("auto_pad", "SAME_UPPER")] : [])
  }

  private static func pads(_ padding: Padding) -> ONNXAttributeProto {
    switch padding.rule {
    case .given: .integers("pads", [padding.top, padding.left, padding.bottom, padding.right])
    case .sameUpper: .text("auto_pad", "SAME_UPPER")
    case .sameLower: .text("auto_pad", "SAME_LOWER")
    }
  }

  /// The attributes of a window.
  static func frame(_ window: Window) -> [ONNXAttributeProto] {
    let padding = window.padding
    return [
      .integers("kernel_shape", [window.kernel.height, window.kernel.width]),
      .integers("strides", [window.stride.height, window.stride.width]), pads(padding),
    ]
  }
}
