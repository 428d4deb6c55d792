/// The part of the picture that one position of a layer's output can see (Araujo et al. 2019).
public struct ReceptiveField: Sendable, Equatable {
  /// Rows and columns that it covers.
  public var size: Extent
  /// Pixels from one position's field to the next one's.
  public var stride: Extent
  /// Where the first position's field begins, in pixels; negative where it reaches over the border.
  public var top: Int
  /// Where it begins to the right, likewise.
  public var left: Int

  /// A field that is known.
  public init(size: Extent, stride: Extent, top: Int, left: Int) {
    (self.size, self.stride, self.top, self.left) = (size, stride, top, left)
  }

  /// The centre of the first position's field, in pixels from the picture's upper left corner: ½ is a pixel's middle.
  public var centre: (y: Double, x: Double) {
    (Double(top) + Double(size.height) / 2, Double(left) + Double(size.width) / 2)
  }

  /// The rows and columns of the picture that the output position (y,x) can see, the border cut off.
  public func pixels(y: Int, x: Int, of picture: Extent) -> (rows: Range<Int>, columns: Range<Int>) {
    let (first, second) = (top + y * stride.height, left + x * stride.width)
    return (
      (first..<first + size.height).clamped(to: 0..<picture.height),
      (second..<second + size.width).clamped(to: 0..<picture.width)
    )
  }

  /// What a window over positions with this field sees: k positions j pixels apart add (k − 1)·j; nil where that is
  /// beyond any picture.
  func under(_ window: Window) -> ReceptiveField? {
    // Layers that each leave one position may stand behind each other without end, and strides multiply.
    guard [size, stride].allSatisfy({ Swift.max($0.height, $0.width) <= Self.largest }) else { return nil }
    return ReceptiveField(
      size: Extent(
        height: size.height + (window.reach.height - 1) * stride.height,
        width: size.width + (window.reach.width - 1) * stride.width),
      stride: Extent(height: stride.height * window.stride.height, width: stride.width * window.stride.width),
      top: top - window.padding.top * stride.height, left: left - window.padding.left * stride.width)
  }

  /// Far beyond the side of any picture, and its product with any window is still an `Int`.
  private static let largest = 1 << 31

  /// The smallest field that holds both; nil where they move by different strides.
  func union(_ other: ReceptiveField) -> ReceptiveField? {
    guard stride == other.stride else { return nil }
    let (top, left) = (min(top, other.top), min(left, other.left))
    let bottom = max(self.top + size.height, other.top + other.size.height)
    let right = max(self.left + size.width, other.left + other.size.width)
    return ReceptiveField(
      size: Extent(height: bottom - top, width: right - left), stride: stride, top: top, left: left)
  }
}

extension Network {
  /// What one position of a node's output can see; nil where the node has no positions or mixes them all.
  public func receptiveField(of node: Int) -> ReceptiveField? {
    let pixel = ReceptiveField(size: 1, stride: 1, top: 0, left: 0)
    var fields: [ReceptiveField?] = []
    for node in nodes.prefix(node + 1) {
      let inputs = node.inputs.map { source in
        if case .node(let input) = source { fields[input] } else { pixel }
      }
      fields.append(node.shape.count == 3 ? field(of: node, inputs) : nil)
    }
    return fields[node]
  }

  private func field(of node: Node, _ inputs: [ReceptiveField?]) -> ReceptiveField? {
    guard !node.layer.mixesPositions, let first = inputs.first else { return nil }
    let together = inputs.dropFirst().reduce(first) { field, other in
      other.flatMap { other in field?.union(other) }
    }
    if let window = node.layer.window { return together?.under(window) }
    if let pad = node.layer as? Pad { return pad.borderWindow.flatMap { together?.under($0) } }
    // A plane of one number that is broadcast over another has no positions of its own.
    let plane = node.shape.suffix(2)
    let isKept = node.inputs.allSatisfy { source in
      if case .node(let input) = source { nodes[input].shape.suffix(2) == plane } else { inputShape.suffix(2) == plane }
    }
    return isKept ? together : nil
  }
}

extension Pad {
  /// A window of one position that starts in the border; nil where the border repeats other positions or channels.
  fileprivate var borderWindow: Window? {
    guard borders.count == 3, case .constant = mode, borders[0] == Border(before: 0, after: 0) else { return nil }
    let (rows, columns) = (borders[1], borders[2])
    return Window(
      kernel: 1,
      padding: Padding(top: rows.before, left: columns.before, bottom: rows.after, right: columns.after))
  }
}
