import Tensors

extension Function {
  static let windows: [Function] = [
    Function(
      "conv", [.needed("image"), .needed("kernel")], .windows,
      "valid cross-correlation with a kernel [O,C,k,k], or [k,k] for each channel"
    ) { arguments in
      let (image, kernel) = (try arguments.tensor("image"), try arguments.tensor("kernel"))
      return Value(try placed(at: arguments.range) { try correlate(image, kernel) })
    },
    Function("maxpool", [.needed("a"), .needed("k")], .windows, "the largest of each k×k window, stride k") {
      arguments in
      Value(try pool(arguments) { $0.max() })
    },
    Function("meanpool", [.needed("a"), .needed("k")], .windows, "the mean of each k×k window, stride k") { arguments in
      Value(try pool(arguments) { $0.mean() })
    },
    Function("gram", [.needed("a")], .windows, "V Vᵀ, with V the maps [C,H,W] seen as [C,H·W]") { arguments in
      let maps = try arguments.tensor("a")
      guard maps.rank >= 2 else {
        throw arguments.wrong("a", "gram(…) needs maps [C,H,W], and this has the shape \(shapeText(maps.shape))")
      }
      let rows = maps.reshaped([maps.shape[0], maps.shape.dropFirst().reduce(1, *)])
      return Value(try Evaluator.product(rows, try rows.transposed()))
    },
  ]

  /// Each k×k window of the last two axes, from its elements to one number; a window that is cut off is left out.
  private static func pool(_ arguments: Arguments, _ reduce: (Window) -> Float) throws -> Tensor {
    let tensor = try arguments.tensor("a")
    let side = try arguments.wholeNumber("k", from: 1)
    guard tensor.rank >= 2 else {
      throw arguments.wrong("a", "A window needs rows and columns, and this has the shape \(shapeText(tensor.shape))")
    }
    let (height, width) = (tensor.shape[tensor.rank - 2], tensor.shape[tensor.rank - 1])
    guard side <= height, side <= width else {
      throw arguments.wrong("k", "A window of \(side) × \(side) does not fit into \(height) × \(width)")
    }
    let (rows, columns) = (height / side, width / side)
    return Tensor(shape: tensor.shape.dropLast(2) + [rows, columns]) { pooled in
      tensor.withUnsafeElements { elements in
        for place in pooled.indices {
          let (plane, row, column) = (place / (rows * columns), place / columns % rows, place % columns)
          let start = (plane * height + row * side) * width + column * side
          pooled[place] = reduce(Window(elements: elements, start: start, rowStep: width, side: side))
        }
      }
    }
  }

  /// A square of a plane.
  private struct Window {
    let elements: UnsafeBufferPointer<Float>
    let start: Int
    let rowStep: Int
    let side: Int

    /// The largest element; NaN if one is.
    func max() -> Float {
      var largest = -Float.infinity
      forEach { if $0 > largest || $0.isNaN { largest = $0 } }
      return largest
    }

    func mean() -> Float {
      var sum = 0.0
      forEach { sum += Double($0) }
      return Float(sum / Double(side * side))
    }

    private func forEach(_ body: (Float) -> Void) {
      for row in 0..<side {
        for column in 0..<side { body(elements[start + row * rowStep + column]) }
      }
    }
  }
}
