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
  ///
  /// - Parameter finish: made of each signal first.
  func signalsToWinnersOfTriples(
    _ signal: UnsafePointer<Float>, input: UnsafePointer<Float>, output: UnsafePointer<Float>,
    into back: UnsafeMutablePointer<Float>, sizes: PoolingSizes, finish: some LaneFinish
  ) {
    let width = sizes.input.width
    for row in 0..<sizes.planes * sizes.output.height {
      let (plane, y) = row.quotientAndRemainder(dividingBy: sizes.output.height)
      let place = row &* sizes.output.width
      let inside = sizes.foursInside(y: y)
      let corner = plane &* sizes.inputPlane &+ sizes.corner(y: y, x: inside.lowerBound)
      addToWinners(
        count: inside.count, maxima: output + (place &+ inside.lowerBound), among: input + corner, width: width,
        columns: width &+ sizes.frame.padding.left &- 2 &* inside.lowerBound, to: back + corner
      ) { x in
        let window = place &+ inside.lowerBound &+ x
        return finish(Lanes(from: signal + window), at: window)
      }
      for x in 0..<sizes.output.width where !inside.contains(x) {
        let (rows, columns) = sizes.taps(y: y, x: x)
        let winner = winner(in: input, plane: plane &* sizes.inputPlane, rows, columns, width: width)
        back[winner] += finish(Lanes(repeating: signal[place &+ x]), at: place &+ x)[0]
      }
    }
  }

  /// Adds the signals of windows beside one another, a multiple of four.
  ///
  /// - Parameters:
  ///   - width: of the plane.
  ///   - columns: how many of it there are from the first window on: the last window may hang over by one.
  @inline(__always)
  private func addToWinners(
    count: Int, maxima: UnsafePointer<Float>, among numbers: UnsafePointer<Float>, width: Int, columns: Int,
    to back: UnsafeMutablePointer<Float>, signals: (_ x: Int) -> Lanes
  ) {
    // For each of the three rows what the last window sends to its right column, the left one of the next.
    var carried = (Lanes.zero, Lanes.zero, Lanes.zero)
    for x in stride(from: 0, to: count, by: 4) {
      let maximum = Lanes(from: maxima + x)
      var rest = signals(x)
      @inline(__always) func add(row: Int, carried: inout Lanes) {
        let start = row &* width &+ 2 &* x
        let last = 2 &* x &+ 8 < columns ? numbers[start &+ 8] : -.infinity
        carried = addToRow(
          of: maximum, &rest, carried: carried, among: numbers + start, last: last, to: back + start)
      }
      add(row: 0, carried: &carried.0)
      add(row: 1, carried: &carried.1)
      add(row: 2, carried: &carried.2)
    }
    guard count > 0, 2 &* count < columns else { return }
    let end = back + 2 &* count
    end[0] += carried.0[3]
    end[width] += carried.1[3]
    end[2 &* width] += carried.2[3]
  }

  /// Adds what is left of four windows' signals to the winners in one row, all but the right column's, which it returns.
  @inline(__always)
  private func addToRow(
    of maximum: Lanes, _ rest: inout Lanes, carried: Lanes, among numbers: UnsafePointer<Float>, last: Float,
    to back: UnsafeMutablePointer<Float>
  ) -> Lanes {
    @inline(__always) func taken(_ candidates: Lanes) -> Lanes {
      // Where the maximum is a NaN, so is the winner.
      let wins = (candidates == maximum) | candidates.isNaN
      let share = rest.kept(where: wins)
      rest = rest.zeroed(where: wins)
      return share
    }
    let (even, odd) = Lanes.evenAndOdd(from: numbers)
    let (left, middle) = (taken(even), taken(odd))
    let right = taken(even.shifted(filledFrom: Lanes(repeating: last)))
    let eight = Lanes.alternating(left + carried.unshifted(before: right), middle)
    (Lanes(from: back) + eight.0).store(to: back)
    (Lanes(from: back + 4) + eight.1).store(to: back + 4)
    return right
  }
}

extension PoolingSizes {
  /// Windows of a row of them, a multiple of four, that lie inside the plane but perhaps for one column on the right.
  fileprivate func foursInside(y: Int) -> Range<Int> {
    let (top, left) = (2 * y - frame.padding.top, frame.padding.left)
    let first = (left + 1) / 2
    guard top >= 0, top + 3 <= input.height, first < output.width else { return 0..<0 }
    let end = Swift.min(output.width, (input.width - 2 + left) / 2 + 1)
    return first..<first + Swift.max(0, end - first) / 4 * 4
  }

  /// Where a window begins in its plane.
  fileprivate func corner(y: Int, x: Int) -> Int {
    (2 * y - frame.padding.top) * input.width + 2 * x - frame.padding.left
  }
}
