// The fast kernel for windows of 3×3 two apart, which AlexNet and its successors pool with: four windows at a time, a
// row's columns split into even and odd ones.
extension MaxPooling {
  /// Whether windows are 3×3 at stride 2.
  var takesTriples: Bool { frame.kernel == 3 && frame.stride == 2 && !isDilated }

  /// The largest numbers of columns first, which windows one below another then share.
  func maximaOfTriples(
    _ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, sizes: PoolingSizes
  ) {
    let (left, width) = (frame.padding.left, sizes.output.width)
    // Four windows read ten numbers, the last four perhaps some behind the end.
    let length = Swift.max(left + sizes.input.width, 2 * width + 10)
    Scratch.lend(length) { line in
      // What lies outside the plane never wins.
      line.update(repeating: -.infinity, count: length)
      for row in 0..<sizes.planes * sizes.output.height {
        let (plane, y) = row.quotientAndRemainder(dividingBy: sizes.output.height)
        largestOfRows(
          input + plane &* sizes.inputPlane, rows: sizes.taps(y: y, x: 0).rows, width: sizes.input.width,
          into: line + left)
        largestOfColumns(line, into: output + row &* width, count: width)
      }
    }
  }

  /// The largest number of each column of up to three rows.
  @inline(__always)
  private func largestOfRows(
    _ plane: UnsafePointer<Float>, rows: Range<Int>, width: Int, into line: UnsafeMutablePointer<Float>
  ) {
    let (first, last) = (plane + rows.lowerBound &* width, plane + (rows.upperBound &- 1) &* width)
    let middle = plane + (rows.lowerBound &+ rows.upperBound &- 1) / 2 &* width
    var x = 0
    while x &+ 4 <= width {
      Lanes.largest(Lanes(from: first + x), Lanes(from: middle + x), Lanes(from: last + x)).store(to: line + x)
      x &+= 4
    }
    while x < width {
      line[x] = larger(larger(first[x], middle[x]), last[x])
      x &+= 1
    }
  }

  /// The largest number of each three in a row, two apart.
  @inline(__always)
  private func largestOfColumns(_ line: UnsafePointer<Float>, into row: UnsafeMutablePointer<Float>, count: Int) {
    for x in stride(from: 0, to: count, by: 4) {
      let (even, odd) = Lanes.evenAndOdd(from: line + 2 &* x)
      let (next, _) = Lanes.evenAndOdd(from: line + (2 &* x &+ 2))
      Lanes.largest(even, odd, next).store(to: row, column: x, width: count)
    }
  }

  /// Adds signals where their maxima came from: the first of the nine numbers that equals the maximum.
  func signalsToWinnersOfTriples(
    _ signal: UnsafePointer<Float>, input: UnsafePointer<Float>, output: UnsafePointer<Float>,
    into back: UnsafeMutablePointer<Float>, sizes: PoolingSizes
  ) {
    let width = sizes.input.width
    sizes.forEachFour { corner, place in
      let maximum = Lanes(from: output + place)
      var rest = Lanes(from: signal + place)
      for row in 0..<3 {
        let start = corner &+ row &* width
        addToWinners(of: maximum, &rest, among: input + start, to: back + start)
      }
    } otherwise: { plane, place, rows, columns in
      back[winner(in: input, plane: plane, rows, columns, width: width)] += signal[place]
    }
  }

  /// Adds what is left of four windows' signals to the winners among a row's nine numbers.
  @inline(__always)
  private func addToWinners(
    of maximum: Lanes, _ rest: inout Lanes, among numbers: UnsafePointer<Float>, to back: UnsafeMutablePointer<Float>
  ) {
    @inline(__always) func taken(_ candidates: Lanes) -> Lanes {
      // Where the maximum is a NaN, so is the winner.
      let wins = (candidates == maximum) | candidates.isNaN
      let share = rest.kept(where: wins)
      rest = rest.zeroed(where: wins)
      return share
    }
    let (even, odd) = Lanes.evenAndOdd(from: numbers)
    let (left, middle) = (taken(even), taken(odd))
    let right = taken(even.shifted(filledFrom: Lanes(repeating: numbers[8])))
    let first = Lanes.alternating(left, middle)
    (Lanes(from: back) + first.0).store(to: back)
    (Lanes(from: back + 4) + first.1).store(to: back + 4)
    // The right column is the next window's left one.
    let second = Lanes.alternating(.zero, right)
    (Lanes(from: back + 1) + second.0).store(to: back + 1)
    (Lanes(from: back + 5) + second.1).store(to: back + 5)
  }
}

extension PoolingSizes {
  /// Calls `four` with the corner in the input and the place in the output of four windows beside one another, where
  /// all of them lie inside, and `otherwise` with every other window, in order.
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
          if isInside && left >= 0 && left &+ 9 <= input.width && x &+ 4 <= output.width {
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
