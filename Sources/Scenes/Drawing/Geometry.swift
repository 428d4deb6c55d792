import Foundation

/// A place or a direction: x to the right, y down.
typealias Point = SIMD2<Float>

/// Red, green and blue, each 0…1.
typealias Color = SIMD3<Float>

extension SIMD2<Float> {
  /// The direction at an angle from the x axis, turning towards y.
  init(angle: Float) { self.init(cos(angle), sin(angle)) }

  var length: Float { (x * x + y * y).squareRoot() }

  func dot(_ other: Self) -> Float { x * other.x + y * other.y }
}

/// An upright rectangle, from its corner of least x and y to the opposite one.
struct Box: Equatable {
  var least: Point
  var most: Point

  static let nothing = Box(least: Point(repeating: .infinity), most: Point(repeating: -.infinity))

  init(least: Point, most: Point) {
    self.least = least
    self.most = most
  }

  init(around points: [Point], margin: Float = 0) {
    self = points.reduce(Box.nothing) { $0.including($1) }.grown(by: margin)
  }

  var size: Point { most - least }
  var center: Point { (least + most) / 2 }

  var corners: [Point] { [least, Point(most.x, least.y), most, Point(least.x, most.y)] }

  func including(_ point: Point) -> Box {
    Box(least: pointwiseMin(least, point), most: pointwiseMax(most, point))
  }

  func joined(with other: Box) -> Box {
    Box(least: pointwiseMin(least, other.least), most: pointwiseMax(most, other.most))
  }

  func grown(by margin: Float) -> Box { Box(least: least - margin, most: most + margin) }
}

func clamped(_ x: Float, _ low: Float = 0, _ high: Float = 1) -> Float {
  x < low ? low : x > high ? high : x
}

func mixed(_ a: Float, _ b: Float, _ share: Float) -> Float { a + (b - a) * share }

func mixed(_ a: Point, _ b: Point, _ share: Float) -> Point { a + (b - a) * share }

func mixed(_ a: Color, _ b: Color, _ share: Float) -> Color { a + (b - a) * share }

/// 0 below `low`, 1 above `high`, smooth between.
func smoothStep(_ low: Float, _ high: Float, _ x: Float) -> Float {
  let t = clamped((x - low) / (high - low))
  return t * t * (3 - 2 * t)
}

/// What is left of `x` above the nearest whole number below it.
///
/// Shifted into the positive numbers first, where truncation is one instruction; |x| stays below 4096.
func fraction(_ x: Float) -> Float {
  let shifted = x + 4096
  return shifted - Float(Int(shifted))
}

/// How far `x` is from the nearest whole number: 0…½.
func distanceToWhole(_ x: Float) -> Float { 0.5 - abs(fraction(x) - 0.5) }

extension SIMD3<Float> {
  /// A colour by its hue (0 red, ⅓ green, ⅔ blue, repeating), its saturation and its brightness.
  init(hue: Float, saturation: Float, value: Float) {
    func channel(_ shift: Float) -> Float {
      let distance = abs(fraction(hue + shift) * 6 - 3) - 1
      return value * (1 - saturation * (1 - Scenes.clamped(distance)))
    }
    self.init(channel(0), channel(2.0 / 3), channel(1.0 / 3))
  }

  /// The perceived brightness.
  var luminance: Float { 0.3 * x + 0.59 * y + 0.11 * z }

  func lighter(by amount: Float) -> Color { Scenes.mixed(self, Color(repeating: 1), amount) }
  func darker(by amount: Float) -> Color { self * (1 - amount) }
}
