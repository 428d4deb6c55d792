/// The pieces of a picture that a kernel's taps meet, as the rows of a matrix (im2col), and the way back (col2im).
struct Unfolding {
  let sizes: ConvolutionSizes

  /// Numbers behind a matrix that `unfold` may write to.
  static let overrun = 4

  /// Writes the matrix [rows·width, kh·kw·channels] of what a group's taps meet at the output rows given.
  ///
  /// - Parameter picture: the group's first channel of the first place.
  func unfold(_ picture: UnsafePointer<Float>, rows: Range<Int>, into matrix: UnsafeMutablePointer<Float>) {
    let length = sizes.window.kernel.width &* sizes.groupChannels
    var to = matrix
    forEachPlace(rows: rows) { x, lines, taps in
      for line in lines {
        if line < 0 {
          Unfolding.clear(to, count: length)
        } else if taps.count == sizes.window.kernel.width && isOneRun {
          Unfolding.copy(picture + (line &+ start(x: x)), count: length, to: to)
        } else {
          Unfolding.clear(to, count: length)
          forEachRun(of: taps, line: line, x: x) { place, start, count in
            (to + start).update(from: picture + place, count: count)
          }
        }
        to += length
      }
    }
  }

  /// Adds such a matrix back to some rows of the picture, each element to the place that it was read from.
  ///
  /// - Parameters:
  ///   - rows: the output rows that the matrix belongs to.
  ///   - band: the input rows that are added to.
  func fold(
    _ matrix: UnsafePointer<Float>, rows: Range<Int>, into picture: UnsafeMutablePointer<Float>, band: Range<Int>
  ) {
    let length = sizes.window.kernel.width &* sizes.groupChannels
    let line = sizes.input.width &* sizes.channels
    let inside = band.lowerBound &* line..<band.upperBound &* line
    var from = matrix
    forEachPlace(rows: rows) { x, lines, taps in
      for line in lines {
        if inside.contains(line) {
          forEachRun(of: taps, line: line, x: x) { place, start, count in
            Unfolding.add(from + start, count: count, to: picture + place)
          }
        }
        from += length
      }
    }
  }

  /// Calls `body` with each place of some output rows: its column, where the lines of the picture that the rows of the
  /// kernel meet begin, -1 in the padding, and the kernel's columns that meet the picture.
  @inline(__always)
  private func forEachPlace(
    rows: Range<Int>, _ body: (_ x: Int, _ lines: UnsafeBufferPointer<Int>, _ taps: Range<Int>) -> Void
  ) {
    let (window, line) = (sizes.window, sizes.input.width &* sizes.channels)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: window.kernel.height) { lines in
      for row in rows {
        for i in 0..<window.kernel.height {
          let y = row &* window.stride.height &+ i &* window.dilation.height &- window.padding.top
          lines[i] = y >= 0 && y < sizes.input.height ? y &* line : -1
        }
        for x in 0..<sizes.output.width { body(x, UnsafeBufferPointer(lines), insideTaps(x: x)) }
      }
    }
  }

  /// Whether the taps of a row of the kernel meet numbers that follow one another.
  private var isOneRun: Bool { sizes.window.dilation.width == 1 && sizes.groups == 1 }

  /// Where the first tap of a row of the kernel lies in a line.
  @inline(__always)
  private func start(x: Int) -> Int { (x &* sizes.window.stride.width &- sizes.window.padding.left) &* sizes.channels }

  /// Calls `body` with where taps begin in the picture and in a row of the matrix, and how many numbers follow there.
  @inline(__always)
  private func forEachRun(
    of taps: Range<Int>, line: Int, x: Int, _ body: (_ place: Int, _ start: Int, _ count: Int) -> Void
  ) {
    let (channels, all) = (sizes.groupChannels, sizes.channels)
    let place = line &+ start(x: x)
    if isOneRun { return body(place &+ taps.lowerBound &* all, taps.lowerBound &* all, taps.count &* all) }
    for tap in taps { body(place &+ tap &* sizes.window.dilation.width &* all, tap &* channels, channels) }
  }

  /// The taps of a row of the kernel that meet the picture, not its padding.
  @inline(__always)
  private func insideTaps(x: Int) -> Range<Int> {
    let (window, width) = (sizes.window, sizes.input.width)
    let first = x &* window.stride.width &- window.padding.left
    if first >= 0 && first &+ window.reach.width <= width { return 0..<window.kernel.width }
    let step = window.dilation.width
    let start = first >= 0 ? 0 : (step &- 1 &- first) / step
    let end = first >= width ? 0 : Swift.min(window.kernel.width, (width &- 1 &- first) / step &+ 1)
    return start < end ? start..<end : 0..<0
  }

  /// Copies numbers, and up to three behind them for others to be written over.
  @inline(__always)
  private static func copy(_ from: UnsafePointer<Float>, count: Int, to: UnsafeMutablePointer<Float>) {
    var index = 0
    while index < count {
      Lanes(from: from + index).store(to: to + index)
      index &+= 4
    }
  }

  /// Sets numbers to zero, and up to three behind them for others to be written over.
  @inline(__always)
  private static func clear(_ to: UnsafeMutablePointer<Float>, count: Int) {
    var index = 0
    while index < count {
      Lanes.zero.store(to: to + index)
      index &+= 4
    }
  }

  @inline(__always)
  private static func add(_ from: UnsafePointer<Float>, count: Int, to: UnsafeMutablePointer<Float>) {
    var index = 0
    while index &+ 4 <= count {
      (Lanes(from: to + index) + Lanes(from: from + index)).store(to: to + index)
      index &+= 4
    }
    while index < count {
      to[index] += from[index]
      index &+= 1
    }
  }
}
