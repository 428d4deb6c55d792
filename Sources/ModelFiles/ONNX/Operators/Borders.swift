import Networks
import Tensors

extension ONNXOperator {
  static let borders: [String: ONNXOperator] = [
    "Pad": ONNXOperator(
      1...1, from: [11: 2...3, 18: 2...4], ["mode"], removed: ["pads": 10, "value": 10], layer: ONNXNode.padded)
  ]
}

extension ONNXNode {
  /// Lengths and value are attributes before version 11, inputs since.
  fileprivate func padded() throws(ModelFileError) -> ONNXPlacement {
    let input = try activation()
    let rank = input.fullShape(batch: batch).count
    let borders = try borders(rank: rank)
    // The border of a max pooling may be −∞.
    let value = opset < 11 ? try anyNumber("value", default: 0) : try number(2, "value") ?? 0
    guard !value.isNaN else { throw problem("its value is no number") }
    let mode: Pad.Mode
    switch try word("mode", default: "constant", oneOf: ["constant", "reflect", "edge"]) {
    case "reflect": mode = .reflect
    case "edge": mode = .edge
    default: mode = .constant(value)
    }
    guard input.hasBatch else {
      return ONNXPlacement(layer: Pad(borders, mode: mode), inputs: [input], hasBatch: false)
    }
    guard borders[0].before == 0, borders[0].after == 0 else { throw problem("it adds pictures to the batch") }
    return ONNXPlacement(layer: Pad(Array(borders.dropFirst()), mode: mode), inputs: [input])
  }

  /// What is added to each axis of the file, which may be named since version 18.
  private func borders(rank: Int) throws(ModelFileError) -> [Pad.Border] {
    guard let pads = try opset < 11 ? integers("pads") : integers(1, "pads") else { throw problem("it has no pads") }
    var axes = Array(0..<rank)
    if opset >= 18, let given = try integers(3, "axes") {
      axes = []
      for axis in given { axes.append(try self.axis(axis, rank: rank)) }
      _ = try self.axes(given, rank: rank)
    }
    let largest = LayerDescription.largest
    guard pads.count == 2 * axes.count, pads.allSatisfy((-largest...largest).contains) else {
      throw problem("its pads are \(Self.text(pads)), not two numbers an axis from -\(largest) to \(largest)")
    }
    var borders = [Pad.Border](repeating: Pad.Border(before: 0, after: 0), count: rank)
    for (place, axis) in axes.enumerated() {
      borders[axis] = Pad.Border(before: pads[place], after: pads[place + axes.count])
    }
    return borders
  }
}
