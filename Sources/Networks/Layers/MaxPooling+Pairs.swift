import Tensors

// The fast kernels for windows of 2×2 that do not overlap: four windows at a time, a row pair's eight columns split
// into even and odd ones. Nothing is kept from the forward pass but its output: backward finds each winner again as the
// first of the four numbers that equals the maximum.
extension MaxPooling {
  /// Whether windows are 2×2, side by side, inside the plane.
  var takesPairs: Bool {
    frame.kernel == 2 && frame.stride == 2 && !isDilated && frame.padding.isNone && !ceiling
  }

  func maximaOfPairs(
    _ source: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, sizes: PoolingSizes
  ) {
    let width = sizes.output.width
    sizes.forEachRowPair { upper, place in
      let lower = upper &+ sizes.input.width
      var x = 0
      while x &+ 4 <= width {
        let (a, b) = Lanes.evenAndOdd(from: source + (upper &+ 2 &* x))
        let (c, d) = Lanes.evenAndOdd(from: source + (lower &+ 2 &* x))
        Lanes.largest(a, b, c, d).store(to: target + (place &+ x))
        x &+= 4
      }
      while x < width {
        let (a, b, c, d) = square(source, upper &+ 2 &* x, lower &+ 2 &* x)
        target[place &+ x] = larger(larger(a, c), larger(b, d))
        x &+= 1
      }
    }
  }

  /// Sends signals to where their maxima came from.
  ///
  /// - Parameter finish: made of each signal first; where the input is a ReLU's output, a winner is positive where the
  ///   maximum is, so that the ReLU's rule can be followed here already.
  func signalsToWinners(
    _ signals: UnsafePointer<Float>, input source: UnsafePointer<Float>, output maxima: UnsafePointer<Float>,
    into back: UnsafeMutablePointer<Float>, sizes: PoolingSizes, finish: some LaneFinish
  ) {
    if sizes.input.height % 2 + sizes.input.width % 2 > 0 {
      back.update(repeating: 0, count: sizes.planes * sizes.input.height * sizes.input.width)
    }
    sizes.forEachRowPair { upper, place in
      rowPairToWinners(signals, back, source, maxima, upper: upper, place: place, sizes: sizes, finish)
    }
  }

  @inline(__always)
  private func rowPairToWinners(
    _ signals: UnsafePointer<Float>, _ back: UnsafeMutablePointer<Float>, _ source: UnsafePointer<Float>,
    _ maxima: UnsafePointer<Float>, upper: Int, place: Int, sizes: PoolingSizes, _ finish: some LaneFinish
  ) {
    let (lower, width) = (upper &+ sizes.input.width, sizes.output.width)
    var x = 0
    while x &+ 4 <= width {
      let signal = finish(Lanes(from: signals + (place &+ x)), at: place &+ x)
      let maximum = Lanes(from: maxima + (place &+ x))
      let (a, b) = Lanes.evenAndOdd(from: source + (upper &+ 2 &* x))
      let (c, _) = Lanes.evenAndOdd(from: source + (lower &+ 2 &* x))
      let (first, second, third) = (a == maximum, b == maximum, c == maximum)
      let (notA, notB) = (signal.zeroed(where: first), signal.zeroed(where: first | second))
      let to = Lanes.alternating(signal.kept(where: first), notA.kept(where: second))
      to.0.store(to: back + (upper &+ 2 &* x))
      to.1.store(to: back + (upper &+ 2 &* x &+ 4))
      let below = Lanes.alternating(notB.kept(where: third), notB.zeroed(where: third))
      below.0.store(to: back + (lower &+ 2 &* x))
      below.1.store(to: back + (lower &+ 2 &* x &+ 4))
      x &+= 4
    }
    while x < width {
      let signal = finish(Lanes(repeating: signals[place &+ x]), at: place &+ x)[0]
      let maximum = maxima[place &+ x]
      let (a, b, c, _) = square(source, upper &+ 2 &* x, lower &+ 2 &* x)
      let winner = a == maximum ? 0 : b == maximum ? 1 : c == maximum ? 2 : 3
      for corner in 0..<4 {
        back[(corner < 2 ? upper : lower) &+ 2 &* x &+ corner % 2] = corner == winner ? signal : 0
      }
      x &+= 1
    }
  }
}

extension PoolingSizes {
  /// Calls `body` with where a pair of rows starts in the input and where their maxima start in the output.
  @inline(__always)
  fileprivate func forEachRowPair(_ body: (_ upper: Int, _ place: Int) -> Void) {
    for plane in 0..<planes {
      for y in 0..<output.height {
        body((plane * input.height + 2 * y) * input.width, (plane * output.height + y) * output.width)
      }
    }
  }
}

/// The larger one; a NaN where either is one.
@inline(__always)
func larger(_ a: Float, _ b: Float) -> Float { b > a || b != b ? b : a }

@inline(__always)
private func square(
  _ source: UnsafePointer<Float>, _ upper: Int, _ lower: Int
) -> (Float, Float, Float, Float) {
  (source[upper], source[upper &+ 1], source[lower], source[lower &+ 1])
}
