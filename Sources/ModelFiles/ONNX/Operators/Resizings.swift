import Networks
import Tensors

extension ONNXOperator {
  static let resizings: [String: ONNXOperator] = [
    "Upsample": ONNXOperator(1...1, from: [9: 2...2], ["mode"], removed: ["scales": 8], layer: ONNXNode.upsampling),
    "Resize": ONNXOperator(
      2...2, from: [11: 3...4, 13: 1...4], ["mode"],
      added: [
        "antialias": 18, "axes": 18, "coordinate_transformation_mode": 11, "cubic_coeff_a": 11, "exclude_outside": 11,
        "extrapolation_value": 11, "keep_aspect_ratio_policy": 18, "nearest_mode": 11,
      ], layer: ONNXNode.resizing),
  ]
}

extension ONNXNode {
  /// Scales are an attribute before version 9, an input since; from version 10 on the operator is Resize.
  fileprivate func upsampling() throws(ModelFileError) -> ONNXPlacement {
    guard opset < 10 else { throw problem("Upsample left ONNX with version 10; export the network again") }
    let scales = try opset < 9 ? numbers("scales") : constant(1, "scales")?.floats
    guard let scales else { throw problem("it has no scales") }
    return try simpleResizing(scales)
  }

  fileprivate func resizing() throws(ModelFileError) -> ONNXPlacement {
    if opset < 11 { return try simpleResizing(try neededConstant(1, "scales").floats) }
    try checkUnsupported()
    let input = try activation()
    let plane = try plane(of: input)
    let lengths = try lengths(input, plane: plane)
    let coordinates: [String: Resize.Coordinates] = [
      "half_pixel": .halfPixel, "pytorch_half_pixel": .pytorchHalfPixel, "asymmetric": .asymmetric,
      "align_corners": .alignCorners,
    ]
    let roundings: [String: Resize.Rounding] = [
      "round_prefer_floor": .roundPreferFloor, "round_prefer_ceil": .roundPreferCeil, "floor": .floor, "ceil": .ceil,
    ]
    let coordinate = try word(
      "coordinate_transformation_mode", default: "half_pixel", oneOf: coordinates.keys.sorted())
    let rounding = try word("nearest_mode", default: "round_prefer_floor", oneOf: roundings.keys.sorted())
    let layer = Resize(
      height: lengths.height, width: lengths.width, method: try method(),
      coordinates: coordinates[coordinate] ?? .halfPixel, rounding: roundings[rounding] ?? .roundPreferFloor)
    return ONNXPlacement(layer: layer, inputs: [input])
  }

  /// As up to version 10: a pixel's place is divided by the scale, and rounded down, or up where the picture shrinks.
  private func simpleResizing(_ scales: [Float]) throws(ModelFileError) -> ONNXPlacement {
    let input = try activation()
    let plane = try plane(of: input)
    let lengths = try lengths(scales: scales, plane: plane)
    let method = try method()
    let shrinks = scales.suffix(2).filter { $0 < 1 }.count
    guard method == .bilinear || shrinks != 1 || scales.suffix(2).contains(1) else {
      throw problem("it shrinks one axis and stretches the other; supported is either")
    }
    let layer = Resize(
      height: lengths.height, width: lengths.width, method: method, coordinates: .asymmetric,
      rounding: shrinks > 0 ? .ceil : .floor)
    return ONNXPlacement(layer: layer, inputs: [input])
  }

  private func method() throws(ModelFileError) -> Resize.Method {
    try word("mode", default: "nearest", oneOf: ["nearest", "linear"]) == "linear" ? .bilinear : .nearest
  }

  private func checkUnsupported() throws(ModelFileError) {
    guard try !flag("antialias") else { throw problem("its 'antialias' is 1; supported is 0") }
    guard try !flag("exclude_outside") else { throw problem("its 'exclude_outside' is 1; supported is 0") }
    _ = try word("keep_aspect_ratio_policy", default: "stretch", oneOf: ["stretch"])
  }

  /// The plane's lengths by the scales or the sizes that are given, one for each axis or for those that are named.
  private func lengths(
    _ input: ONNXActivation, plane: Extent
  ) throws(ModelFileError) -> (height: Resize.Length, width: Resize.Length) {
    let scales = try constant(2, "scales").flatMap { $0.count > 0 ? $0.floats : nil }
    let sizes = try constant(3, "sizes").flatMap { $0.count == 0 ? nil : $0 }
    guard (scales == nil) != (sizes == nil) else { throw problem("it has neither scales nor sizes, or both") }
    let axes = try integers("axes")
    if let scales {
      return try lengths(scales: try spread(scales, over: axes, rest: [1, 1, 1, 1]), plane: plane)
    }
    let full = input.fullShape(batch: batch)
    guard let given = try integers(3, "sizes") else { throw problem("it has no sizes") }
    let wanted = try spread(given, over: axes, rest: full)
    let follow = try spread(
      given.indices.map { sizes?.isFromShape($0) ?? false }, over: axes, rest: [true, true, true, true])
    guard wanted.count == 4, Array(wanted.prefix(2)) == Array(full.prefix(2)),
      wanted.suffix(2).allSatisfy({ (1...Architecture.largestSide).contains($0) })
    else {
      throw problem("it makes \(Self.text(wanted)) of \(shapeText(full)); supported are other heights and widths")
    }
    // A length that is taken over from the input is so for pictures of every size, a given one stays.
    return (
      follow[2] && wanted[2] == plane.height ? .scale(1) : .size(wanted[2]),
      follow[3] && wanted[3] == plane.width ? .scale(1) : .size(wanted[3])
    )
  }

  private func lengths(
    scales: [Float], plane: Extent
  ) throws(ModelFileError) -> (height: Resize.Length, width: Resize.Length) {
    guard scales.count == 4, scales[0] == 1, scales[1] == 1 else {
      throw problem("its scales are \(scales.prefix(8)); supported are 1, 1 and those of the height and the width")
    }
    for (scale, length) in zip(scales.suffix(2), [plane.height, plane.width]) {
      guard scale.isFinite, scale > 0, (1...Float(Architecture.largestSide)).contains(scale * Float(length)) else {
        throw problem("a side of \(length) by a scale of \(scale) is not from 1 to \(Architecture.largestSide)")
      }
    }
    return (.scale(scales[2]), .scale(scales[3]))
  }

  /// One value an axis, from those that are given for some.
  private func spread<Value>(_ values: [Value], over axes: [Int]?, rest: [Value]) throws(ModelFileError) -> [Value] {
    guard let axes else { return values }
    guard axes.count == values.count else { throw problem("it has \(values.count) lengths for \(axes.count) axes") }
    var all = rest
    for (axis, value) in zip(axes, values) { all[try self.axis(axis, rank: rest.count)] = value }
    return all
  }
}
