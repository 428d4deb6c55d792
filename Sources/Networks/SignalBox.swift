import Tensors

/// The rows and columns of a plane that hold all of a signal.
///
/// A unit's gradient is exactly 0 outside its receptive field. A fast convolution works on tiles that reach over the
/// field's border, where its sums cancel but for rounding; what it leaves there is cleared.
struct SignalBox: Equatable {
  let rows: Range<Int>
  let columns: Range<Int>

  init(rows: Range<Int>, columns: Range<Int>) {
    (self.rows, self.columns) = (rows, columns)
  }

  /// The smallest box around what is not zero in any plane of [N,C,H,W].
  ///
  /// - Complexity: a signal that reaches its border on all sides is seen at the first numbers that are not zero.
  init(of signal: Tensor) {
    let (height, width) = (signal.shape[2], signal.shape[3])
    let planes = signal.shape[0] * signal.shape[1]
    (rows, columns) = signal.withUnsafeElements { numbers in
      func holds(_ places: (Int) -> StrideTo<Int>) -> Bool {
        (0..<planes).contains { plane in places(plane * height * width).contains { numbers[$0] != 0 } }
      }
      func row(_ y: Int) -> Bool { holds { stride(from: $0 + y * width, to: $0 + (y + 1) * width, by: 1) } }
      func column(_ x: Int) -> Bool { holds { stride(from: $0 + x, to: $0 + height * width, by: width) } }
      guard let top = (0..<height).first(where: row), let left = (0..<width).first(where: column) else {
        return (0..<0, 0..<0)
      }
      let bottom = (0..<height).last(where: row) ?? top
      let right = (0..<width).last(where: column) ?? left
      return (top..<bottom + 1, left..<right + 1)
    }
  }

  /// What a window's input gets of a signal in this box, the border not yet cut off.
  func reached(through window: Window) -> SignalBox {
    guard !rows.isEmpty else { return self }
    let (down, across) = (window.vertical, window.horizontal)
    let (top, left) = (down.first(of: rows.lowerBound), across.first(of: columns.lowerBound))
    return SignalBox(
      rows: top..<top + down.length(of: rows.count), columns: left..<left + across.length(of: columns.count))
  }
}

extension SignalBox {
  /// What a layer's input gets of a signal in a box at its output; nil, for all of a plane, where the layer may send
  /// it anywhere.
  ///
  /// - Parameters:
  ///   - output: the shape of the layer's output, with the batch axis.
  ///   - input: that of the input.
  static func reached(
    through layer: any Layer, from box: SignalBox?, output: [Int], input: [Int]
  ) -> SignalBox? {
    guard let box, !layer.mixesPositions, output.count == 4, input.count == 4 else { return nil }
    if let window = layer.window { return box.reached(through: window) }
    return layer is Pad || output.suffix(2) != input.suffix(2) ? nil : box
  }

  /// The smallest box around two; nil stands for all.
  static func around(_ one: SignalBox?, _ other: SignalBox?) -> SignalBox? {
    guard let one, let other else { return nil }
    if one.rows.isEmpty { return other }
    if other.rows.isEmpty { return one }
    return SignalBox(
      rows: Swift.min(
        one.rows.lowerBound, other.rows.lowerBound)..<Swift.max(one.rows.upperBound, other.rows.upperBound),
      columns: Swift.min(
        one.columns.lowerBound, other.columns.lowerBound)..<Swift.max(one.columns.upperBound, other.columns.upperBound))
  }

  /// The box of a seed [N,C,H,W]; nil where it takes up whole planes, and for a vector.
  static func ofSeed(_ seed: Tensor) -> SignalBox? {
    guard seed.rank == 4 else { return nil }
    let box = SignalBox(of: seed)
    return box.rows.count == seed.shape[2] && box.columns.count == seed.shape[3] ? nil : box
  }

  /// Sets everything outside to 0, in every plane of [N,C,H,W].
  func clear(outsideIn numbers: UnsafeMutableBufferPointer<Float>, shape: [Int]) {
    clear(outsideIn: numbers, planes: shape[0] * shape[1], height: shape[2], width: shape[3], channels: 1)
  }

  /// The same where so many channels stand together at each place.
  func clear(
    outsideIn numbers: UnsafeMutableBufferPointer<Float>, planes: Int, height: Int, width: Int, channels: Int
  ) {
    let rows = rows.clamped(to: 0..<height)
    let columns = columns.clamped(to: 0..<width)
    if rows.count == height && columns.count == width { return }
    let length = width * channels
    for line in 0..<planes * height {
      let row = UnsafeMutableBufferPointer(rebasing: numbers[line * length..<(line + 1) * length])
      if rows.contains(line % height) {
        row[..<(columns.lowerBound * channels)].update(repeating: 0)
        row[(columns.upperBound * channels)...].update(repeating: 0)
      } else {
        row.update(repeating: 0)
      }
    }
  }
}
