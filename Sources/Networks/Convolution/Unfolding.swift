/// The pieces of a picture that a kernel's taps meet, as the rows of a matrix (im2col), and the way back (col2im).
struct Unfolding {
  let sizes: ConvolutionSizes

  /// Writes the matrix [channels·kh·kw, rows·width] of what each tap meets at the output rows given.
  ///
  /// - Parameter picture: the first channel's plane; the others follow.
  func unfold(
    _ picture: UnsafePointer<Float>, channels: Int, rows: Range<Int>, into matrix: UnsafeMutablePointer<Float>
  ) {
    let window = sizes.window
    var place = matrix
    for channel in 0..<channels {
      let plane = picture + channel &* sizes.inputPlane
      for i in 0..<window.kernel.height {
        for j in 0..<window.kernel.width {
          if keepsWidth {
            unfoldRows(plane, tap: (i, j), rows: rows, into: place)
          } else {
            for row in rows {
              unfoldRow(plane, tap: (i, j), row: row, into: place + (row &- rows.lowerBound) &* sizes.output.width)
            }
          }
          place += rows.count &* sizes.output.width
        }
      }
    }
  }

  /// Adds such a matrix back to the picture, each element to the place that it was read from.
  func fold(
    _ matrix: UnsafePointer<Float>, channels: Int, rows: Range<Int>, into picture: UnsafeMutablePointer<Float>
  ) {
    let window = sizes.window
    var place = matrix
    for channel in 0..<channels {
      let plane = picture + channel &* sizes.inputPlane
      for i in 0..<window.kernel.height {
        for j in 0..<window.kernel.width {
          for row in rows {
            foldRow(place, tap: (i, j), row: row, into: plane)
            place += sizes.output.width
          }
        }
      }
    }
  }

  /// Whether rows that follow one another in the picture do so in the matrix.
  private var keepsWidth: Bool { sizes.window.stride == 1 && sizes.output.width == sizes.input.width }

  /// What one tap meets along all rows: one piece of the plane, shifted, with zeros in place of what wraps around.
  @inline(__always)
  private func unfoldRows(
    _ plane: UnsafePointer<Float>, tap: (Int, Int), rows: Range<Int>, into place: UnsafeMutablePointer<Float>
  ) {
    let width = sizes.output.width
    let inside = columns(tap: tap.1)
    let down = tap.0 &* sizes.window.dilation.height &- sizes.window.padding.top
    let first = Swift.min(Swift.max(rows.lowerBound, -down), rows.upperBound)
    let end = Swift.max(Swift.min(rows.upperBound, sizes.input.height &- down), first)
    guard first < end, !inside.isEmpty else {
      place.update(repeating: 0, count: rows.count &* width)
      return
    }
    place.update(repeating: 0, count: (first &- rows.lowerBound) &* width)
    let top = place + (first &- rows.lowerBound) &* width
    let count = (end &- first) &* width
    let from = plane + ((first &+ down) &* width &+ inside.lowerBound &+ shift(tap: tap.1))
    (top + inside.lowerBound).update(from: from, count: count &- width &+ inside.count)
    (top + count).update(repeating: 0, count: (rows.upperBound &- end) &* width)
    guard inside.count < width else { return }
    for row in 0..<(end &- first) {
      for x in 0..<inside.lowerBound { top[row &* width &+ x] = 0 }
      for x in inside.upperBound..<width { top[row &* width &+ x] = 0 }
    }
  }

  /// What one tap meets along one row of outputs.
  @inline(__always)
  private func unfoldRow(
    _ plane: UnsafePointer<Float>, tap: (Int, Int), row: Int, into place: UnsafeMutablePointer<Float>
  ) {
    let width = sizes.output.width
    let inside = columns(tap: tap.1)
    guard let source = rowStart(tap: tap.0, row: row), !inside.isEmpty else {
      place.update(repeating: 0, count: width)
      return
    }
    let stride = sizes.window.stride.width
    var from = plane + (source + inside.lowerBound &* stride &+ shift(tap: tap.1))
    for x in 0..<inside.lowerBound { place[x] = 0 }
    if stride == 1 {
      (place + inside.lowerBound).update(from: from, count: inside.count)
    } else if stride == 2 {
      Unfolding.takeEvery(second: from, count: inside.count, to: place + inside.lowerBound)
    } else {
      for x in inside {
        place[x] = from.pointee
        from += stride
      }
    }
    for x in inside.upperBound..<width { place[x] = 0 }
  }

  @inline(__always)
  private func foldRow(
    _ place: UnsafePointer<Float>, tap: (Int, Int), row: Int, into plane: UnsafeMutablePointer<Float>
  ) {
    let inside = columns(tap: tap.1)
    guard let target = rowStart(tap: tap.0, row: row), !inside.isEmpty else { return }
    let stride = sizes.window.stride.width
    let to = plane + (target + inside.lowerBound &* stride &+ shift(tap: tap.1))
    let from = place + inside.lowerBound
    if stride == 1 {
      for x in 0..<inside.count { to[x] += from[x] }
    } else if stride == 2 {
      Unfolding.addToEvery(second: to, count: inside.count, from: from)
    } else {
      for x in 0..<inside.count { to[x &* stride] += from[x] }
    }
  }

  /// Copies numbers that are two apart side by side, and reads nothing behind the last.
  @inline(__always)
  private static func takeEvery(
    second from: UnsafePointer<Float>, count: Int, to place: UnsafeMutablePointer<Float>
  ) {
    var x = 0
    while x &+ 4 < count {
      Lanes.evenAndOdd(from: from + 2 &* x).even.store(to: place + x)
      x &+= 4
    }
    while x < count {
      place[x] = from[2 &* x]
      x &+= 1
    }
  }

  /// Adds numbers that are side by side to such as are two apart.
  @inline(__always)
  private static func addToEvery(
    second to: UnsafeMutablePointer<Float>, count: Int, from: UnsafePointer<Float>
  ) {
    var x = 0
    while x &+ 4 < count {
      let place = to + 2 &* x
      let spread = Lanes.alternating(Lanes(from: from + x), .zero)
      (Lanes(from: place) + spread.0).store(to: place)
      (Lanes(from: place + 4) + spread.1).store(to: place + 4)
      x &+= 4
    }
    while x < count {
      to[2 &* x] += from[x]
      x &+= 1
    }
  }

  /// Where the input row that a tap meets begins in its plane; nil in the padding.
  @inline(__always)
  func rowStart(tap: Int, row: Int) -> Int? {
    let window = sizes.window
    let y = row &* window.stride.height &+ tap &* window.dilation.height &- window.padding.top
    return y >= 0 && y < sizes.input.height ? y &* sizes.input.width : nil
  }

  /// How far to the right of x·stride a tap reads.
  @inline(__always)
  func shift(tap: Int) -> Int {
    tap &* sizes.window.dilation.width &- sizes.window.padding.left
  }

  /// The output columns at which a tap meets the picture, not its padding.
  @inline(__always)
  func columns(tap: Int) -> Range<Int> {
    let stride = sizes.window.stride.width
    let shift = shift(tap: tap)
    let first = shift >= 0 ? 0 : (stride &- 1 &- shift) / stride
    let end = Swift.min(sizes.output.width, (sizes.input.width &- 1 &- shift &+ stride) / stride)
    return first < end && sizes.input.width > shift ? first..<end : 0..<0
  }
}
