import Networks
import Tensors

extension LayerDescription {
  /// The attributes of a layer; nil for one of a kind that files cannot hold.
  static func attributes(of layer: any Layer) -> [JSON.Member]? {
    weighted(layer) ?? windowed(layer) ?? rearranging(layer) ?? elementwise(layer)
  }

  /// The tensors of a layer by what they are called behind its name.
  static func tensors(of layer: any Layer) -> [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    tensors["weight"] = layer.weight
    tensors["bias"] = layer.bias
    if let layer = layer as? BatchNormalization {
      tensors["running_mean"] = layer.mean
      tensors["running_var"] = layer.variance
    }
    return tensors
  }

  private static func weighted(_ layer: any Layer) -> [JSON.Member]? {
    switch layer {
    case let layer as Convolution: members("convolution", layer.window, ["groups": .integer(layer.groups)])
    case let layer as TransposedConvolution:
      members(
        "transposedconvolution", layer.frame,
        [
          "groups": .integer(layer.groups),
          "output_padding": .integers([layer.outputPadding.height, layer.outputPadding.width]),
        ])
        + (layer.outputSize.map { [JSON.Member(name: "output_size", value: .integers([$0.height, $0.width]))] } ?? [])
    case is FullyConnected: members("fullyconnected")
    case let layer as BatchNormalization: members("batchnorm", ["epsilon": .anyFloat(layer.epsilon)])
    case let layer as InstanceNormalization: members("instancenorm", ["epsilon": .anyFloat(layer.epsilon)])
    case let layer as ConstantArithmetic:
      members(
        "constant",
        ["operation": .string(layer.operation.rawValue), "constant_first": .boolean(layer.constantIsFirst)])
    default: nil
    }
  }

  private static func windowed(_ layer: any Layer) -> [JSON.Member]? {
    switch layer {
    case let layer as MaxPooling: members("maxpool", layer.frame, ["ceiling": .boolean(layer.ceiling)])
    case let layer as AveragePooling:
      members(
        "meanpool", layer.frame,
        ["ceiling": .boolean(layer.ceiling), "counts_padding": .boolean(layer.countsPadding)])
    case is GlobalAveragePooling: members("globalmeanpool")
    case let layer as Resize:
      members(
        "resize",
        [
          "height": json(of: layer.height), "width": json(of: layer.width),
          "method": .string(layer.method.rawValue), "coordinates": .string(layer.coordinates.rawValue),
          "rounding": .string(layer.rounding.rawValue),
        ])
    default: nil
    }
  }

  private static func rearranging(_ layer: any Layer) -> [JSON.Member]? {
    switch layer {
    case is Flatten: members("flatten")
    case let layer as Concatenation: members("concat", ["axis": .integer(layer.axis)])
    case let layer as Reshape:
      switch layer.rule {
      case .shape(let lengths): members("reshape", ["shape": .integers(lengths)])
      case .squeeze(let axes): members("reshape", ["squeeze": .integers(axes)])
      case .unsqueeze(let axes): members("reshape", ["unsqueeze": .integers(axes)])
      case .flatten(let axis): members("reshape", ["from": .integer(axis)])
      }
    case let layer as Transposition: members("transpose", ["axes": .integers(layer.axes)])
    case let layer as Pad:
      members(
        "pad", ["before": .integers(layer.borders.map(\.before)), "after": .integers(layer.borders.map(\.after))])
        + mode(layer.mode)
    case let layer as AxisMean:
      members("mean", ["axes": .integers(layer.axes), "keeps_axes": .boolean(layer.keepsAxes)])
    default: nil
    }
  }

  private static func elementwise(_ layer: any Layer) -> [JSON.Member]? {
    switch layer {
    case is ReLU: members("relu")
    case let layer as LeakyReLU: members("leakyrelu", ["slope": .anyFloat(layer.slope)])
    case let layer as Clip:
      members(
        "clip", ["least": layer.least.map(JSON.anyFloat) ?? .null, "most": layer.most.map(JSON.anyFloat) ?? .null])
    case is Sigmoid: members("sigmoid")
    case is Tanh: members("tanh")
    case is HardSwish: members("hardswish")
    case is Identity: members("identity")
    case let layer as Dropout: members("dropout", ["rate": .number(layer.rate.description)])
    case let layer as Softmax: members("softmax", ["axis": .integer(layer.axis)])
    case let layer as LogSoftmax: members("logsoftmax", ["axis": .integer(layer.axis)])
    case let layer as LocalResponseNormalization:
      members(
        "lrn",
        [
          "size": .integer(layer.size), "alpha": .anyFloat(layer.alpha), "beta": .anyFloat(layer.beta),
          "offset": .anyFloat(layer.offset),
        ])
    case is Addition: members("add")
    case let layer as Arithmetic: members("arithmetic", ["operation": .string(layer.operation.rawValue)])
    case is MatrixMultiplication: members("matmul")
    default: nil
    }
  }

  private static func json(of length: Resize.Length) -> JSON {
    switch length {
    case .size(let size): .object(["size": .integer(size)])
    case .scale(let scale): .object(["scale": .number(scale.description)])
    }
  }

  private static func mode(_ mode: Pad.Mode) -> [JSON.Member] {
    switch mode {
    case .constant(let number):
      [JSON.Member(name: "mode", value: .string("constant")), JSON.Member(name: "value", value: .anyFloat(number))]
    case .reflect: [JSON.Member(name: "mode", value: .string("reflect"))]
    case .edge: [JSON.Member(name: "mode", value: .string("edge"))]
    }
  }

  private static func members(_ kind: String, _ others: KeyValuePairs<String, JSON> = [:]) -> [JSON.Member] {
    [JSON.Member(name: "kind", value: .string(kind))] + others.map { JSON.Member(name: $0.key, value: $0.value) }
  }

  private static func members(
    _ kind: String, _ window: Window?, _ others: KeyValuePairs<String, JSON>
  ) -> [JSON.Member] {
    guard let window else { return members(kind, others) }
    let (padding, stride) = (window.padding, window.stride)
    let frame = [
      JSON.Member(name: "kernel", value: .integers([window.kernel.height, window.kernel.width])),
      JSON.Member(name: "stride", value: .integers([stride.height, stride.width])),
      JSON.Member(name: "padding", value: .integers([padding.top, padding.left, padding.bottom, padding.right])),
      JSON.Member(name: "dilation", value: .integers([window.dilation.height, window.dilation.width])),
    ]
    let rule =
      padding.rule == .given ? [] : [JSON.Member(name: "padding_rule", value: .string(padding.rule.rawValue))]
    return members(kind) + frame + rule + others.map { JSON.Member(name: $0.key, value: $0.value) }
  }
}
