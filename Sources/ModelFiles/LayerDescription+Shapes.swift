import Networks
import Tensors

extension LayerDescription {
  /// The layers that slide a window but have no weights.
  func windowedLayer(_ kind: String) throws(ModelFileError) -> (any Layer)? {
    switch kind {
    case "maxpool":
      let window = try window()
      return MaxPooling(
        kernel: window.kernel, stride: window.stride, padding: window.padding, ceiling: try flag("ceiling"),
        dilation: window.dilation)
    case "meanpool":
      let window = try window()
      guard window.dilation == 1 else { throw problem("a mean takes no 'dilation'") }
      return AveragePooling(
        kernel: window.kernel, stride: window.stride, padding: window.padding, ceiling: try flag("ceiling"),
        countsPadding: try flag("counts_padding"))
    case "globalmeanpool": return GlobalAveragePooling()
    case "resize":
      return Resize(
        height: try length("height"), width: try length("width"), method: try choice("method"),
        coordinates: try choice("coordinates"), rounding: try choice("rounding"))
    default: return nil
    }
  }

  /// The layers that move numbers to other places, or take means along axes.
  func rearrangement(_ kind: String) throws(ModelFileError) -> (any Layer)? {
    switch kind {
    case "flatten": Flatten()
    case "concat": Concatenation(axis: try integer("axis", in: 0...16))
    case "reshape": Reshape(try reshapeRule())
    case "transpose": Transposition(try integers("axes", in: 0...16))
    case "pad": Pad(try borders(), mode: try padMode())
    case "mean": AxisMean(axes: try integers("axes", in: -16...16), keepsAxes: try flag("keeps_axes"))
    default: nil
    }
  }

  func window() throws(ModelFileError) -> Window {
    let kernel = try integers("kernel", count: 2, in: 1...Self.largest)
    let stride = try integers("stride", count: 2, in: 1...Self.largest)
    let dilation = try integers("dilation", count: 2, in: 1...Self.largest)
    let padding = try integers("padding", count: 4, in: 0...Self.largest)
    return Window(
      kernel: Extent(height: kernel[0], width: kernel[1]), stride: Extent(height: stride[0], width: stride[1]),
      padding: Padding(
        top: padding[0], left: padding[1], bottom: padding[2], right: padding[3],
        rule: json["padding_rule"] == nil ? .given : try choice("padding_rule")),
      dilation: Extent(height: dilation[0], width: dilation[1]))
  }

  private func length(_ key: String) throws(ModelFileError) -> Resize.Length {
    if let size = json[key]?["size"]?.integer, (1...Architecture.largestSide).contains(size) { return .size(size) }
    if let scale = json[key]?["scale"]?.float, scale > 0, scale.isFinite { return .scale(scale) }
    throw problem("'\(key)' has neither a size from 1 to \(Architecture.largestSide) nor a positive scale")
  }

  private func reshapeRule() throws(ModelFileError) -> Reshape.Rule {
    let axes = -16...16
    if json["shape"] != nil { return .shape(try integers("shape", in: -1...Tensor.largestCount)) }
    if json["squeeze"] != nil { return .squeeze(try integers("squeeze", in: axes)) }
    if json["unsqueeze"] != nil { return .unsqueeze(try integers("unsqueeze", in: axes)) }
    return .flatten(from: try integer("from", in: axes))
  }

  private func borders() throws(ModelFileError) -> [Pad.Border] {
    let range = -Self.largest...Self.largest
    let before = try integers("before", in: range)
    let after = try integers("after", count: before.count, in: range)
    return zip(before, after).map(Pad.Border.init)
  }

  private func padMode() throws(ModelFileError) -> Pad.Mode {
    switch json["mode"]?.text {
    case "constant": .constant(try float("value"))
    case "reflect": .reflect
    case "edge": .edge
    default: throw problem("'mode' is not one of constant, reflect, edge")
    }
  }
}
