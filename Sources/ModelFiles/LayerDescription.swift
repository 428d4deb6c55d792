import Networks
import Tensors

/// A layer as the metadata of a file describes it: its kind and attributes, without weights.
struct LayerDescription {
  /// No window or border of a network that fits this program comes near it.
  static let largest = 4096

  /// The attributes of a layer; nil for one of a kind that files cannot hold.
  static func attributes(of layer: any Layer) -> [JSON.Member]? {
    switch layer {
    case let layer as Convolution:
      members("convolution", layer.window, ["groups": .number(String(layer.groups))])
    case let layer as MaxPooling: members("maxpool", layer.window, ["ceiling": .boolean(layer.ceiling)])
    case let layer as AveragePooling:
      members(
        "meanpool", layer.window,
        ["ceiling": .boolean(layer.ceiling), "counts_padding": .boolean(layer.countsPadding)])
    case is GlobalAveragePooling: members("globalmeanpool")
    case is FullyConnected: members("fullyconnected")
    case is ReLU: members("relu")
    case is Flatten: members("flatten")
    case is Addition: members("add")
    case let layer as Concatenation: members("concat", nil, ["axis": .number(String(layer.axis))])
    case let layer as Dropout: members("dropout", nil, ["rate": .number(layer.rate.description)])
    case let layer as Softmax: members("softmax", nil, ["axis": .number(String(layer.axis))])
    default: nil
    }
  }

  private static func members(
    _ kind: String, _ window: Window? = nil, _ others: KeyValuePairs<String, JSON> = [:]
  ) -> [JSON.Member] {
    var members = [JSON.Member(name: "kind", value: .string(kind))]
    if let window {
      let (padding, stride) = (window.padding, window.stride)
      members += [
        JSON.Member(name: "kernel", value: .integers([window.kernel.height, window.kernel.width])),
        JSON.Member(name: "stride", value: .integers([stride.height, stride.width])),
        JSON.Member(
          name: "padding", value: .integers([padding.top, padding.left, padding.bottom, padding.right])),
        JSON.Member(name: "dilation", value: .integers([window.dilation.height, window.dilation.width])),
      ]
    }
    return members + others.map { JSON.Member(name: $0.key, value: $0.value) }
  }

  let name: String
  let json: JSON
  let weight: Tensor?
  let bias: Tensor?

  /// The layer that is described.
  func layer() throws(ModelFileError) -> any Layer {
    let kind = json["kind"]?.text ?? ""
    if kind != "convolution" && kind != "fullyconnected" && (weight != nil || bias != nil) {
      throw problem("weights belong to no layer of the kind '\(kind)'")
    }
    switch kind {
    case "convolution": return try convolution()
    case "fullyconnected": return try fullyConnected()
    case "maxpool":
      let window = try window()
      return MaxPooling(
        kernel: window.kernel, stride: window.stride, padding: window.padding, ceiling: try flag("ceiling"))
    case "meanpool":
      let window = try window()
      return AveragePooling(
        kernel: window.kernel, stride: window.stride, padding: window.padding, ceiling: try flag("ceiling"),
        countsPadding: try flag("counts_padding"))
    case "globalmeanpool": return GlobalAveragePooling()
    case "relu": return ReLU()
    case "flatten": return Flatten()
    case "add": return Addition()
    case "concat": return Concatenation(axis: try integer("axis", in: 0...16))
    case "dropout": return Dropout(rate: json["rate"]?.float ?? 0.5)
    case "softmax": return Softmax(axis: try integer("axis", in: -16...16))
    default: throw problem("its kind '\(kind)' is unknown")
    }
  }

  private func convolution() throws(ModelFileError) -> Convolution {
    guard let weight, weight.rank == 4, !weight.shape.contains(0) else {
      throw problem("'\(name).weight' [O,C,kh,kw] is missing or of another shape")
    }
    let window = try window()
    guard window.kernel == Extent(height: weight.shape[2], width: weight.shape[3]) else {
      throw problem("its kernel \(window.kernel) is not that of its weight \(shapeText(weight.shape))")
    }
    let groups = try integer("groups", in: 1...weight.shape[0])
    guard weight.shape[0] % groups == 0 else { throw problem("\(weight.shape[0]) filters make no \(groups) groups") }
    return Convolution(
      weight: weight, bias: try checkedBias(count: weight.shape[0]), stride: window.stride, padding: window.padding,
      dilation: window.dilation, groups: groups)
  }

  private func fullyConnected() throws(ModelFileError) -> FullyConnected {
    guard let weight, weight.rank == 2, !weight.shape.contains(0) else {
      throw problem("'\(name).weight' [out,in] is missing or of another shape")
    }
    return FullyConnected(weight: weight, bias: try checkedBias(count: weight.shape[0]))
  }

  private func checkedBias(count: Int) throws(ModelFileError) -> Tensor? {
    guard bias == nil || bias?.shape == [count] else { throw problem("'\(name).bias' does not have \(count) numbers") }
    return bias
  }

  private func window() throws(ModelFileError) -> Window {
    let kernel = try integers("kernel", count: 2, in: 1...Self.largest)
    let stride = try integers("stride", count: 2, in: 1...Self.largest)
    let dilation = try integers("dilation", count: 2, in: 1...Self.largest)
    let padding = try integers("padding", count: 4, in: 0...Self.largest)
    return Window(
      kernel: Extent(height: kernel[0], width: kernel[1]), stride: Extent(height: stride[0], width: stride[1]),
      padding: Padding(top: padding[0], left: padding[1], bottom: padding[2], right: padding[3]),
      dilation: Extent(height: dilation[0], width: dilation[1]))
  }

  private func integers(_ key: String, count: Int, in range: ClosedRange<Int>) throws(ModelFileError) -> [Int] {
    guard let numbers = json[key]?.list(\.integer), numbers.count == count, numbers.allSatisfy(range.contains) else {
      throw problem("'\(key)' is not \(count) whole numbers from \(range.lowerBound) to \(range.upperBound)")
    }
    return numbers
  }

  private func integer(_ key: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int {
    guard let number = json[key]?.integer, range.contains(number) else {
      throw problem("'\(key)' is not a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private func flag(_ key: String) throws(ModelFileError) -> Bool {
    guard let flag = json[key]?.flag else { throw problem("'\(key)' is neither true nor false") }
    return flag
  }

  private func problem(_ words: String) -> ModelFileError { .layer(name: name, problem: words) }
}
