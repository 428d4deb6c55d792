import Tensors

// Windows with gaps between their taps, at any distance: the general case, which few networks have.
extension MaxPooling {
  var isDilated: Bool { frame.dilation != 1 }
}

/// The rows that each row of windows covers, and the columns that each column of windows covers.
struct DilatedTaps {
  private let rows: [[Int]]
  private let columns: [[Int]]
  private let input: Extent

  init(_ sizes: PoolingSizes) {
    let (frame, input, output) = (sizes.frame, sizes.input, sizes.output)
    func covered(_ windows: Int, _ stride: Int, _ before: Int, _ taps: Int, _ dilation: Int, _ length: Int) -> [[Int]] {
      (0..<windows).map { window in
        (0..<taps).map { window * stride - before + $0 * dilation }.filter { (0..<length).contains($0) }
      }
    }
    rows = covered(
      output.height, frame.stride.height, frame.padding.top, frame.kernel.height, frame.dilation.height, input.height)
    columns = covered(
      output.width, frame.stride.width, frame.padding.left, frame.kernel.width, frame.dilation.width, input.width)
    self.input = input
  }

  /// Calls `body` with each place of the output and the place in the input of the number that won there.
  func forEachWinner(
    in elements: UnsafePointer<Float>, planes: Int, _ body: (_ place: Int, _ winner: Int) -> Void
  ) {
    var place = 0
    for plane in 0..<planes {
      for y in rows.indices {
        for x in columns.indices {
          body(place, winner(in: elements, plane: plane * input.height * input.width, y: y, x: x))
          place += 1
        }
      }
    }
  }

  /// The place of the first largest number of a window; a NaN wins, and the first of them.
  func winner(in elements: UnsafePointer<Float>, plane: Int, y: Int, x: Int) -> Int {
    var best = plane + rows[y][0] * input.width + columns[x][0]
    for row in rows[y] {
      for column in columns[x] {
        let place = plane + row * input.width + column
        if elements[place] > elements[best] || (elements[place].isNaN && !elements[best].isNaN) { best = place }
      }
    }
    return best
  }

  /// The output indices [c,y,x] whose windows cover an input index [c,y,x].
  func windows(covering index: [Int]) -> [[Int]] {
    rows.indices.filter { rows[$0].contains(index[1]) }.flatMap { y in
      columns.indices.filter { columns[$0].contains(index[2]) }.map { x in [index[0], y, x] }
    }
  }
}
