public import Tensors

/// The largest number under a window; equal ones: the first in row-major order wins.
public struct MaxPooling: Layer {
  /// Kernel, stride, padding and dilation; what lies outside the plane never wins.
  public let frame: Window
  /// Whether a last window may hang over the far border.
  public let ceiling: Bool

  /// - Parameters:
  ///   - stride: the kernel's size, where nil.
  ///   - dilation: the distance between neighbouring taps.
  public init(
    kernel: Extent, stride: Extent? = nil, padding: Padding = 0, ceiling: Bool = false, dilation: Extent = 1
  ) {
    frame = Window(kernel: kernel, stride: stride ?? kernel, padding: padding, dilation: dilation)
    self.ceiling = ceiling
  }

  public var summary: String { "max pooling \(poolingText(frame, ceiling: ceiling))" }

  public var window: Window? { frame }

  /// A maximum a window and channel.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    try pooledShape(inputs, frame: frame, ceiling: ceiling)
  }

  /// The largest number under each window.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    let sizes = PoolingSizes(inputs[0], frame: frame, ceiling: ceiling)
    return inputs[0].withUnsafeElements { input in
      Tensor(shape: sizes.outputShape) { output in
        guard let input = input.baseAddress else { return }
        forEachWinner(in: input, sizes: sizes) { place, winner in output[place] = input[winner] }
      }
    }
  }

  /// Sends each signal to the position that won in the forward pass; where windows overlap, signals add.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    let sizes = PoolingSizes(inputs[0], frame: frame, ceiling: ceiling)
    var back = Tensor(shape: inputs[0].shape)
    back.withUnsafeMutableElements { back in
      inputs[0].withUnsafeElements { input in
        gradient.withUnsafeElements { signal in
          guard let input = input.baseAddress else { return }
          forEachWinner(in: input, sizes: sizes) { place, winner in back[winner] += signal[place] }
        }
      }
    }
    return [back]
  }

  /// Calls `body` with each place of the output and that of the input whose number won there.
  private func forEachWinner(
    in input: UnsafePointer<Float>, sizes: PoolingSizes, _ body: (_ place: Int, _ winner: Int) -> Void
  ) {
    if isDilated { return DilatedTaps(sizes).forEachWinner(in: input, planes: sizes.planes, body) }
    sizes.forEachWindow { plane, place, rows, columns in
      body(place, winner(in: input, plane: plane, rows, columns, width: sizes.input.width))
    }
  }

  /// The one number that won.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    [Term([factor(winnerOf: index, in: inputs[0])])]
  }

  /// The signal of each window over the element, counted where the element won.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let sizes = PoolingSizes(inputs[0], frame: frame, ceiling: ceiling)
    let windows = isDilated ? DilatedTaps(sizes).windows(covering: index) : sizes.windows(covering: index)
    return windows.map { window in
      let won = factor(winnerOf: window, in: inputs[0]).index == index
      return Term([.init(.constant("wins"), [], won ? 1 : 0), .init(.gradient, window, gradient[first: window])])
    }
  }

  /// The input that an output element took its number from.
  private func factor(winnerOf index: [Int], in input: Tensor) -> Term.Factor {
    let sizes = PoolingSizes(input, frame: frame, ceiling: ceiling)
    let plane = index[0] * sizes.input.height * sizes.input.width
    let place = input.withUnsafeElements { numbers in
      guard let input = numbers.baseAddress else { return plane }
      if isDilated { return DilatedTaps(sizes).winner(in: input, plane: plane, y: index[1], x: index[2]) }
      let (rows, columns) = sizes.taps(y: index[1], x: index[2])
      return winner(in: input, plane: plane, rows, columns, width: sizes.input.width)
    }
    return Term.Factor(.input(0), Array(input.index(ofFlat: place).dropFirst()), input[flat: place])
  }

  /// The place of the first largest number of a window.
  private func winner(
    in input: UnsafePointer<Float>, plane: Int, _ rows: Range<Int>, _ columns: Range<Int>, width: Int
  ) -> Int {
    var best = plane + rows.lowerBound * width + columns.lowerBound
    for row in rows {
      for place in plane + row * width + columns.lowerBound..<plane + row * width + columns.upperBound
      // A NaN wins, and the first of them, so that it is seen downstream.
      where input[place] > input[best] || (input[place].isNaN && !input[best].isNaN) {
        best = place
      }
    }
    return best
  }
}
