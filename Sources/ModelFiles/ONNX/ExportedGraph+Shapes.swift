import Networks
import ONNXMessages
import Tensors

extension ExportedGraph {
  /// Layers that move numbers, and those that resize or take means along axes; false for another one.
  mutating func addRearrangement(
    _ layer: any Layer, _ name: String, _ inputs: [String], _ shapes: [[Int]]
  ) -> Bool {
    switch layer {
    case is Flatten: append("Flatten", name, inputs, [.integer("axis", 1)])
    case let layer as Concatenation: append("Concat", name, inputs, [.integer("axis", layer.axis + 1)])
    case let layer as Reshape: addReshape(layer.rule, name, inputs, shapes[0])
    case let layer as Transposition:
      append("Transpose", name, inputs, [.integers("perm", [0] + layer.axes.map { $0 + 1 })])
    case let layer as Pad: addPad(layer, name, inputs)
    case let layer as AxisMean:
      append(
        "ReduceMean", name, inputs + [constant("\(name).axes", layer.axes.map(Self.batched))],
        [.integer("keepdims", layer.keepsAxes ? 1 : 0)])
    case let layer as Resize: addResize(layer, name, inputs, shapes[0])
    default: return false
    }
    return true
  }

  /// A length of 0 keeps that axis, so that the batch axis may have any length.
  private mutating func addReshape(_ rule: Reshape.Rule, _ name: String, _ inputs: [String], _ shape: [Int]) {
    switch rule {
    case .shape(let lengths): append("Reshape", name, inputs + [constant("\(name).shape", [0] + lengths)])
    case .flatten(let axis):
      let kept = [Int](repeating: 0, count: axis < 0 ? axis + shape.count : axis)
      append("Reshape", name, inputs + [constant("\(name).shape", [0] + kept + [-1])])
    case .squeeze(let axes):
      let chosen = axes.isEmpty ? shape.indices.filter { shape[$0] == 1 } : axes
      // No axes at all would stand for every axis of length 1, the batch axis too.
      if chosen.isEmpty { return append("Identity", name, inputs) }
      append("Squeeze", name, inputs + [constant("\(name).axes", chosen.map(Self.batched))])
    case .unsqueeze(let axes):
      append("Unsqueeze", name, inputs + [constant("\(name).axes", axes.map(Self.batched))])
    }
  }

  private mutating func addPad(_ layer: Pad, _ name: String, _ inputs: [String]) {
    let borders = constant(
      "\(name).pads", [0] + layer.borders.map(\.before) + [0] + layer.borders.map(\.after))
    switch layer.mode {
    case .constant(let number):
      let value = constant("\(name).value", Tensor(number))
      append("Pad", name, inputs + [borders, value], [.text("mode", "constant")])
    case .reflect: append("Pad", name, inputs + [borders], [.text("mode", "reflect")])
    case .edge: append("Pad", name, inputs + [borders], [.text("mode", "edge")])
    }
  }

  /// Two sizes, or two scales: a scale is also where positions lie, so that one beside a size stays, and the size becomes
  /// the scale that reaches it for pictures of the declared size.
  private mutating func addResize(_ layer: Resize, _ name: String, _ inputs: [String], _ shape: [Int]) {
    let target: [String]
    if case .size(let height) = layer.height, case .size(let width) = layer.width {
      target = ["", constant("\(name).sizes", [height, width])]
    } else {
      let scales = zip([layer.height, layer.width], shape.suffix(2)).map(Self.scale)
      target = [constant("\(name).scales", Tensor(shape: [2], elements: scales))]
    }
    var attributes: [ONNXAttributeProto] = [
      .integers("axes", [2, 3]), .text("mode", layer.method == .nearest ? "nearest" : "linear"),
      .text("coordinate_transformation_mode", Self.coordinates(layer.coordinates)),
    ]
    if layer.method == .nearest { attributes.append(.text("nearest_mode", Self.rounding(layer.rounding))) }
    append("Resize", name, inputs + [""] + target, attributes)
  }

  private static func scale(_ length: Resize.Length, from input: Int) -> Float {
    switch length {
    case .scale(let scale): return scale
    case .size(let size):
      let scale = Float(size) / Float(input)
      return Int(scale * Float(input)) < size ? scale.nextUp : scale
    }
  }

  private static func coordinates(_ coordinates: Resize.Coordinates) -> String {
    switch coordinates {
    case .halfPixel: "half_pixel"
    case .pytorchHalfPixel: "pytorch_half_pixel"
    case .asymmetric: "asymmetric"
    case .alignCorners: "align_corners"
    }
  }

  private static func rounding(_ rounding: Resize.Rounding) -> String {
    switch rounding {
    case .roundPreferFloor: "round_prefer_floor"
    case .roundPreferCeil: "round_prefer_ceil"
    case .floor: "floor"
    case .ceil: "ceil"
    }
  }

  /// A value with axes of length 1 behind the batch axis, up to a rank without the batch axis; as it is where it has
  /// them. ONNX aligns shapes from the last axis on, and would take another axis for that of the batch.
  mutating func aligned(_ value: String, named name: String, _ rank: Int, to wanted: Int) -> String {
    rank < wanted ? unsqueezed(value, named: name, axes: Array(1...wanted - rank)) : value
  }

  /// Two values of one rank.
  mutating func aligned(_ values: [String], _ name: String, ranks: [Int]) -> [String] {
    let wanted = ranks.max() ?? 0
    return zip(values, ranks).map { aligned($0, named: "\(name)_aligned", $1, to: wanted) }
  }

  private mutating func unsqueezed(_ value: String, named wish: String, axes: [Int]) -> String {
    let name = unique(wish)
    append("Unsqueeze", name, [value, constant("\(name).axes", axes)])
    return name
  }

  /// A vector on the left becomes a row, one on the right a column; what that adds to the product is squeezed out.
  mutating func addMatrixProduct(_ name: String, _ inputs: [String], ranks: [Int]) {
    var (values, ranks, added) = (inputs, ranks, [Int]())
    for (place, axis) in [(0, -2), (1, -1)] where ranks[place] == 1 {
      values[place] = unsqueezed(values[place], named: "\(name)_matrix", axes: [axis])
      ranks[place] = 2
      added.append(axis)
    }
    let operands = aligned(values, name, ranks: ranks)
    guard !added.isEmpty else { return append("MatMul", name, operands) }
    let product = unique("\(name)_product")
    append("MatMul", product, operands)
    append("Squeeze", name, [product, constant("\(name).axes", added)])
  }
}
