import Tensors

/// How a row of pixels becomes one of another length: each new pixel is a weighted mean of neighbouring old ones.
struct Resampling {
  /// The first old pixel that each new one takes.
  var starts: [Int]
  /// The weights of each new pixel's neighbours, adding up to 1.
  var weights: [[Float]]

  /// Area averages where the row gets shorter, Catmull–Rom where it gets longer.
  init(from length: Int, to newLength: Int) {
    self = newLength < length ? .area(from: length, to: newLength) : .catmullRom(from: length, to: newLength)
  }

  private init(_ pixels: [(start: Int, weights: [Double])]) {
    starts = pixels.map(\.start)
    weights = pixels.map { pixel in
      let sum = pixel.weights.reduce(0, +)
      return pixel.weights.map { Float($0 / sum) }
    }
  }

  /// Each new pixel is the mean of what it covers, old pixels on its edge counting by their share.
  private static func area(from length: Int, to newLength: Int) -> Resampling {
    Resampling(
      (0..<newLength).map { pixel in
        // In units of 1/newLength of an old pixel the edges are whole numbers, so that no share is off by a rounding.
        let start = pixel * length
        let end = start + length
        let first = start / newLength
        let last = (end - 1) / newLength
        let shares = (first...last).map { old in
          Double(min(end, (old + 1) * newLength) - max(start, old * newLength))
        }
        return (first, shares)
      })
  }

  /// The cubic through the four nearest old pixels; at the border through those that there are.
  private static func catmullRom(from length: Int, to newLength: Int) -> Resampling {
    Resampling(
      (0..<newLength).map { pixel in
        let centre = (Double(pixel) + 0.5) * Double(length) / Double(newLength) - 0.5
        let nearest = Int(centre.rounded(.down))
        let neighbours = max(0, nearest - 1)...min(length - 1, nearest + 2)
        return (neighbours.lowerBound, neighbours.map { catmullRomWeight(Double($0) - centre) })
      })
  }

  /// The Catmull–Rom spline (Keys's cubic with a = −1/2) at a distance from the centre.
  private static func catmullRomWeight(_ distance: Double) -> Double {
    let t = abs(distance)
    if t < 1 { return (1.5 * t - 2.5) * t * t + 1 }
    return t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0
  }
}

extension Resampling {
  /// Rows of `length` numbers each, resampled along the row.
  func alongRows(_ source: UnsafeBufferPointer<Float>, length: Int, into target: UnsafeMutableBufferPointer<Float>) {
    for row in 0..<source.count / length {
      for (pixel, start) in starts.enumerated() {
        var sum: Float = 0
        for (place, weight) in weights[pixel].enumerated() {
          sum += weight * source[row * length + start + place]
        }
        target[row * starts.count + pixel] = sum
      }
    }
  }

  /// Planes of `height` rows of `width` numbers, resampled down the columns.
  func alongColumns(
    _ source: UnsafeBufferPointer<Float>, height: Int, width: Int, into target: UnsafeMutableBufferPointer<Float>
  ) {
    guard let old = source.baseAddress, let new = target.baseAddress else { return }
    target.update(repeating: 0)
    for plane in 0..<source.count / (height * width) {
      for (pixel, start) in starts.enumerated() {
        let out = new + (plane * starts.count + pixel) * width
        for (place, weight) in weights[pixel].enumerated() {
          add(weight, times: old + (plane * height + start + place) * width, to: out, count: width)
        }
      }
    }
  }
}
