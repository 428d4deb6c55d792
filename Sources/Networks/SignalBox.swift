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
    let top = rows.lowerBound * window.stride.height - window.padding.top
    let bottom = (rows.upperBound - 1) * window.stride.height - window.padding.top + window.reach.height
    let left = columns.lowerBound * window.stride.width - window.padding.left
    let right = (columns.upperBound - 1) * window.stride.width - window.padding.left + window.reach.width
    return SignalBox(rows: top..<bottom, columns: left..<right)
  }
}

extension Tensor {
  /// Sets everything outside a box to 0, in every plane of [N,C,H,W].
  mutating func clear(outside box: SignalBox) {
    let (height, width) = (shape[2], shape[3])
    let rows = box.rows.clamped(to: 0..<height)
    let columns = box.columns.clamped(to: 0..<width)
    if rows.count == height && columns.count == width { return }
    withUnsafeMutableElements { numbers in
      for first in stride(from: 0, to: numbers.count, by: height * width) {
        for y in 0..<height {
          let row = UnsafeMutableBufferPointer(rebasing: numbers[first + y * width..<first + (y + 1) * width])
          if rows.contains(y) {
            row[..<columns.lowerBound].update(repeating: 0)
            row[columns.upperBound...].update(repeating: 0)
          } else {
            row.update(repeating: 0)
          }
        }
      }
    }
  }
}
