public import Tensors

/// Planes of another size: each position reads the input where it would lie there.
public struct Resize: Layer {
  /// How long an axis becomes.
  public enum Length: Sendable, Equatable {
    /// So many numbers.
    case size(Int)
    /// So many times as many, rounded down.
    case scale(Float)
  }

  /// What is read at a coordinate between positions.
  public enum Method: String, CaseIterable, Sendable {
    /// The number of one position next to it.
    case nearest
    /// A mean of the four around it, weighed by how near they are.
    case bilinear
  }

  /// Where an output position i lies in the input, with s the ratio of the lengths.
  public enum Coordinates: String, CaseIterable, Sendable {
    /// (i + ½)/s − ½: the borders of the planes coincide.
    case halfPixel
    /// The same, but 0 where the output has one position only.
    case pytorchHalfPixel
    /// i/s: the first positions coincide.
    case asymmetric
    /// The first and the last positions coincide.
    case alignCorners
  }

  /// Which position is the nearest one.
  public enum Rounding: String, CaseIterable, Sendable {
    /// The nearer one, of two equally near ones the first.
    case roundPreferFloor
    /// The nearer one, of two equally near ones the second.
    case roundPreferCeil
    /// The one before.
    case floor
    /// The one behind.
    case ceil
  }

  /// What becomes of the height.
  public let height: Length
  /// What becomes of the width.
  public let width: Length
  /// What is read between positions.
  public let method: Method
  /// Where a position lies in the input.
  public let coordinates: Coordinates
  /// For `nearest`: which position is the nearest one.
  public let rounding: Rounding

  /// Both lengths, and how they are reached.
  public init(
    height: Length, width: Length, method: Method = .nearest, coordinates: Coordinates = .halfPixel,
    rounding: Rounding = .roundPreferFloor
  ) {
    (self.height, self.width, self.method) = (height, width, method)
    (self.coordinates, self.rounding) = (coordinates, rounding)
  }

  public var summary: String {
    switch (height, width) {
    case (.scale(let height), .scale(let width)): "resize by \(height)×\(width), \(method.rawValue)"
    default: "resize to \(text(height))×\(text(width)), \(method.rawValue)"
    }
  }

  private func text(_ length: Length) -> String {
    switch length {
    case .size(let size): "\(size)"
    case .scale(let scale): "\(scale) times"
    }
  }

  public var mixesPositions: Bool { true }

  /// [C,H′,W′].
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    let (channels, plane) = try planes(inputs)
    guard let height = length(of: plane.height, height), let width = length(of: plane.width, width) else {
      throw ShapeError(expected: "[C,H,W] that leaves at least one position", received: inputs)
    }
    return try filled([channels, height, width], inputs)
  }

  func length(of input: Int, _ length: Length) -> Int? {
    switch length {
    case .size(let size): return size > 0 ? size : nil
    case .scale(let scale):
      let scaled = (Float(input) * scale).rounded(.down)
      return scaled >= 1 && scaled <= Float(Tensor.largestCount) ? Int(scaled) : nil
    }
  }

  /// Four a number where it is a mean of four.
  public func multiplyAdds(_ inputs: [[Int]]) -> Int {
    method == .nearest ? 0 : 4 * ((try? outputShape(inputs))?.reduce(1, *) ?? 0)
  }

  /// The sum of the numbers that each position reads, times their shares.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    let taps = taps(inputs[0])
    let (rows, columns) = (inputs[0].shape[2], inputs[0].shape[3])
    return inputs[0].withUnsafeElements { x in
      Tensor(shape: [inputs[0].shape[0], inputs[0].shape[1], taps.rows.count, taps.columns.count]) { y in
        var place = 0
        for plane in stride(from: 0, to: x.count, by: rows * columns) {
          for row in taps.rows {
            let (upper, lower) = (plane + row.first * columns, plane + row.second * columns)
            for column in taps.columns {
              let top = column.mix(x[upper + column.first], x[upper + column.second])
              y[place] =
                row.share == 0 ? top : row.mix(top, column.mix(x[lower + column.first], x[lower + column.second]))
              place += 1
            }
          }
        }
      }
    }
  }

  /// Each signal back to the numbers that were read, by the same shares.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    let taps = taps(inputs[0])
    let (rows, columns) = (inputs[0].shape[2], inputs[0].shape[3])
    var back = Tensor(shape: inputs[0].shape)
    back.withUnsafeMutableElements { back in
      gradient.withUnsafeElements { signal in
        var place = 0
        for plane in stride(from: 0, to: back.count, by: rows * columns) {
          for row in taps.rows {
            let (upper, lower) = (plane + row.first * columns, plane + row.second * columns)
            for column in taps.columns {
              let (top, bottom) = (signal[place] * (1 - row.share), signal[place] * row.share)
              back[upper + column.first] += top * (1 - column.share)
              back[upper + column.second] += top * column.share
              back[lower + column.first] += bottom * (1 - column.share)
              back[lower + column.second] += bottom * column.share
              place += 1
            }
          }
        }
      }
    }
    return [back]
  }

  /// The numbers that the position reads, times their shares.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    let taps = taps(inputs[0])
    return taps.rows[index[1]].places.flatMap { row in
      taps.columns[index[2]].places.map { column in
        let tap = [index[0], row.place, column.place]
        return Term(Self.shares(row.share, column.share) + [.init(.input(0), tap, inputs[0][first: tap])])
      }
    }
  }

  /// The signal of each position that reads the number, times its share.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let taps = taps(inputs[0])
    let rows = Self.readers(of: index[1], in: taps.rows)
    let columns = Self.readers(of: index[2], in: taps.columns)
    return rows.flatMap { row in
      columns.map { column in
        let reader = [index[0], row.place, column.place]
        return Term(Self.shares(row.share, column.share) + [.init(.gradient, reader, gradient[first: reader])])
      }
    }
  }

  private static func shares(_ row: Float, _ column: Float) -> [Term.Factor] {
    [.init(.constant("row's share"), [], row), .init(.constant("column's share"), [], column)]
      .filter { $0.value != 1 }
  }

  /// The output positions along an axis that read an input position, and with which share.
  private static func readers(of place: Int, in taps: [ResizeTap]) -> [(place: Int, share: Float)] {
    taps.enumerated().flatMap { number, tap in
      tap.places.filter { $0.place == place }.map { (number, $0.share) }
    }
  }
}
