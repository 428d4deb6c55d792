import Foundation
import Scenes
import Tensors
import Testing

/// What natural pictures have in common, in the average over many scenes.
struct StatisticsTests {
  static let scenes = SceneSet(count: 120, seed: 21)

  @Test func powerSpectrumFallsAsOneOverTheSquareOfTheFrequency() {
    // Along rows, columns averaged: power 1/f² of a plane becomes 1/f² on average over the other axis too, but with
    // its low frequencies flattened; the slope between 4 and 24 cycles a picture is what is asked for.
    let frequencies = [4, 6, 8, 12, 16, 24]
    let powers = frequencies.map { Self.power(at: $0) }
    let slope = Self.slope(frequencies.map { log(Double($0)) }, powers.map(log))
    #expect(slope < -1.4 && slope > -3, "slope \(slope)")
    #expect(zip(powers, powers.dropFirst()).allSatisfy { $0 > $1 }, "\(powers)")
  }

  @Test func picturesAreNeitherDarkNorBright() {
    let mean = Self.scenes.images.elements.reduce(0.0) { $0 + Double($1) } / Double(Self.scenes.images.count)
    #expect(mean > 0.3 && mean < 0.65, "mean \(mean)")
  }

  @Test func objectsStandAllOverThePicture() {
    var cover = [Float](repeating: 0, count: 4096)
    for (place, value) in Self.scenes.masks.elements.enumerated() { cover[place % 4096] += value / 120 }
    #expect(cover[32 * 64 + 32] > 0.4 && cover[32 * 64 + 32] < 0.95)
    #expect(cover[32 * 64 + 6] > 0.03)
    #expect(cover[32 * 64 + 58] > 0.03)
  }

  /// The mean power of the green channel's rows at a frequency, in cycles a picture, under a Hann window.
  private static func power(at frequency: Int) -> Double {
    let waves = (0..<64).map { x -> (Double, Double) in
      let window = 0.5 - 0.5 * cos(2 * .pi * (Double(x) + 0.5) / 64)
      let phase = 2 * .pi * Double(frequency * x) / 64
      return (window * cos(phase), window * sin(phase))
    }
    return scenes.images.withUnsafeElements { elements in
      var sum = 0.0
      for picture in 0..<scenes.count {
        for row in 0..<64 {
          var (real, imaginary) = (0.0, 0.0)
          let start = (picture * 3 + 1) * 4096 + row * 64
          for x in 0..<64 {
            real += waves[x].0 * Double(elements[start + x])
            imaginary += waves[x].1 * Double(elements[start + x])
          }
          sum += real * real + imaginary * imaginary
        }
      }
      return sum
    }
  }

  /// The slope of the line through points, by least squares.
  private static func slope(_ x: [Double], _ y: [Double]) -> Double {
    let count = Double(x.count)
    let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
    let covariance = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    return covariance / x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
  }
}
