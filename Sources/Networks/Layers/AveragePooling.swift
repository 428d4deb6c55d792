public import Tensors

/// The mean under a window.
public struct AveragePooling: Layer {
  /// Kernel, stride and padding.
  public let frame: Window
  /// Whether a last window may hang over the far border; what hangs over is never counted.
  public let ceiling: Bool
  /// Whether the padding's zeros count in the mean.
  public let countsPadding: Bool

  /// - Parameter stride: the kernel's size, where nil.
  public init(
    kernel: Extent, stride: Extent? = nil, padding: Padding = 0, ceiling: Bool = false, countsPadding: Bool = true
  ) {
    frame = Window(kernel: kernel, stride: stride ?? kernel, padding: padding)
    self.ceiling = ceiling
    self.countsPadding = countsPadding
  }

  public var summary: String {
    "average pooling \(poolingText(frame, ceiling: ceiling))"
      + (countsPadding || frame.padding == 0 ? "" : " not counted")
  }

  public var window: Window? { frame }

  /// A mean a window and channel.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    try pooledShape(inputs, frame: frame, ceiling: ceiling)
  }

  /// The sum under each window over the numbers that count in it.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    let sizes = PoolingSizes(inputs[0], frame: frame, ceiling: ceiling)
    return inputs[0].withUnsafeElements { input in
      Tensor(shape: sizes.outputShape) { output in
        sizes.forEachWindow { plane, place, rows, columns in
          var sum: Float = 0
          for row in rows {
            let start = plane + row * sizes.input.width
            for column in columns { sum += input[start + column] }
          }
          output[place] = sum / Float(counted(place, rows, columns, sizes))
        }
      }
    }
  }

  /// Spreads each signal evenly over its window: r/k² to each of k×k; where windows overlap, shares add.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    let sizes = PoolingSizes(inputs[0], frame: frame, ceiling: ceiling)
    var back = Tensor(shape: inputs[0].shape)
    back.withUnsafeMutableElements { back in
      gradient.withUnsafeElements { signal in
        sizes.forEachWindow { plane, place, rows, columns in
          let share = signal[place] / Float(counted(place, rows, columns, sizes))
          for row in rows {
            let start = plane + row * sizes.input.width
            for column in columns { back[start + column] += share }
          }
        }
      }
    }
    return [back]
  }

  /// Every number under the window, times one and the same share.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    let sizes = PoolingSizes(inputs[0], frame: frame, ceiling: ceiling)
    let (rows, columns) = sizes.taps(y: index[1], x: index[2])
    let share = shareFactor(y: index[1], x: index[2], sizes)
    return rows.flatMap { row in
      columns.map { column in
        let tap = [index[0], row, column]
        return Term([share, .init(.input(0), tap, inputs[0][first: tap])])
      }
    }
  }

  /// The share of each window that covers the element, times its signal.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let sizes = PoolingSizes(inputs[0], frame: frame, ceiling: ceiling)
    return sizes.windows(covering: index).map { window in
      Term([
        shareFactor(y: window[1], x: window[2], sizes), .init(.gradient, window, gradient[first: window]),
      ])
    }
  }

  private func shareFactor(y: Int, x: Int, _ sizes: PoolingSizes) -> Term.Factor {
    let (rows, columns) = sizes.taps(y: y, x: x)
    let count = counted(y * sizes.output.width + x, rows, columns, sizes)
    return .share(of: count)
  }

  /// By how many numbers the sum of a window is divided.
  private func counted(_ place: Int, _ rows: Range<Int>, _ columns: Range<Int>, _ sizes: PoolingSizes) -> Int {
    guard countsPadding else { return rows.count * columns.count }
    let (y, x) = (place / sizes.output.width % sizes.output.height, place % sizes.output.width)
    let top = y * frame.stride.height - frame.padding.top
    let left = x * frame.stride.width - frame.padding.left
    let bottom = Swift.min(top + frame.kernel.height, sizes.input.height + frame.padding.bottom)
    let right = Swift.min(left + frame.kernel.width, sizes.input.width + frame.padding.right)
    return (bottom - top) * (right - left)
  }
}
