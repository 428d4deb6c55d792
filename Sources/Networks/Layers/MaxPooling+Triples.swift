// The fast kernel for windows of 3×3 two apart, which AlexNet and its successors pool with: four windows at a time, a
// row's columns split into even and odd ones. Windows that reach over a border take the general way.
extension MaxPooling {
  /// Whether windows are 3×3 at stride 2.
  var takesTriples: Bool { frame.kernel == 3 && frame.stride == 2 && !isDilated }

  func maximaOfTriples(
    _ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, sizes: PoolingSizes
  ) {
    sizes.forEachFour { corner, place in
      let row = (
        largestOfThree(input + corner), largestOfThree(input + (corner &+ sizes.input.width)),
        largestOfThree(input + (corner &+ 2 &* sizes.input.width))
      )
      Winograd.store(larger(larger(row.0, row.1), row.2), output + place)
    } otherwise: { plane, place, rows, columns in
      output[place] = input[winner(in: input, plane: plane, rows, columns, width: sizes.input.width)]
    }
  }

  /// Adds signals where their maxima came from: the first of the nine numbers that equals the maximum.
  func signalsToWinnersOfTriples(
    _ signal: UnsafePointer<Float>, input: UnsafePointer<Float>, output: UnsafePointer<Float>,
    into back: UnsafeMutablePointer<Float>, sizes: PoolingSizes
  ) {
    let width = sizes.input.width
    sizes.forEachFour { corner, place in
      let winners = firstOfNine(input + corner, width: width, equal: Winograd.load(output + place))
      for lane in 0..<4 {
        back[corner &+ 2 &* lane &+ Int(winners[lane])] += signal[place &+ lane]
      }
    } otherwise: { plane, place, rows, columns in
      back[winner(in: input, plane: plane, rows, columns, width: width)] += signal[place]
    }
  }

  /// For each of four windows how far behind its corner the first number stands that is its maximum.
  @inline(__always)
  private func firstOfNine(
    _ corner: UnsafePointer<Float>, width: Int, equal maximum: SIMD4<Float>
  ) -> SIMD4<Int32> {
    var first = SIMD4<Int32>()
    // From the last to the first, each hiding those behind it. Where the maximum is no number, so is the winner.
    for row in (0..<3).reversed() {
      let start = row &* width
      let (even, odd) = evenAndOdd(corner + start)
      let (next, _) = evenAndOdd(corner + (start &+ 2))
      hide(&first, by: next, at: start &+ 2, equal: maximum)
      hide(&first, by: odd, at: start &+ 1, equal: maximum)
      hide(&first, by: even, at: start, equal: maximum)
    }
    return first
  }

  @inline(__always)
  private func hide(
    _ first: inout SIMD4<Int32>, by numbers: SIMD4<Float>, at place: Int, equal maximum: SIMD4<Float>
  ) {
    let wins = (numbers .== maximum) .| (numbers .!= numbers)
    first.replace(with: SIMD4(repeating: Int32(truncatingIfNeeded: place)), where: wins)
  }

  @inline(__always)
  private func largestOfThree(_ row: UnsafePointer<Float>) -> SIMD4<Float> {
    let (even, odd) = evenAndOdd(row)
    return larger(larger(even, odd), evenAndOdd(row + 2).0)
  }
}

extension PoolingSizes {
  /// Calls `four` with the corner in the input and the place in the output of four windows beside one another, where
  /// all of them lie inside and ten columns can be read, and `otherwise` with every other window, in order.
  @inline(__always)
  fileprivate func forEachFour(
    _ four: (_ corner: Int, _ place: Int) -> Void,
    otherwise: (_ plane: Int, _ place: Int, _ rows: Range<Int>, _ columns: Range<Int>) -> Void
  ) {
    var place = 0
    for number in 0..<planes {
      let plane = number &* inputPlane
      for y in 0..<output.height {
        let top = 2 &* y &- frame.padding.top
        let isInside = top >= 0 && top &+ 3 <= input.height
        var x = 0
        while x < output.width {
          let left = 2 &* x &- frame.padding.left
          if isInside && left >= 0 && left &+ 10 <= input.width && x &+ 4 <= output.width {
            four(plane &+ top &* input.width &+ left, place)
            (x, place) = (x &+ 4, place &+ 4)
          } else {
            let (rows, columns) = taps(y: y, x: x)
            otherwise(plane, place, rows, columns)
            (x, place) = (x &+ 1, place &+ 1)
          }
        }
      }
    }
  }
}
