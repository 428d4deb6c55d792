import Foundation

/// What a surface looks like: two colours in a pattern, and how it takes the light.
struct Paint {
  var base: Color
  var accent: Color
  var pattern: Pattern = .plain
  var relief: Relief = .flat
  /// The strength of the lamp's mirror image.
  var gloss: Float = 0
  /// The strength of fine irregularities, and how many of them lie in a unit.
  var grain: Float = 0.035
  var grainFrequency: Float = 4
  /// The share of what lies behind that is hidden.
  var opacity: Float = 1

  init(
    _ base: Color, accent: Color? = nil, pattern: Pattern = .plain, roundness: Float = 0, gloss: Float = 0,
    grain: Float = 0.035, grainFrequency: Float = 4, opacity: Float = 1
  ) {
    self.base = base
    self.accent = accent ?? base
    self.pattern = pattern
    relief = roundness > 0 ? .rounded(roundness) : .flat
    self.gloss = gloss
    self.grain = grain
    self.grainFrequency = grainFrequency
    self.opacity = opacity
  }

  /// The colour at a point of the drawing, where a pixel is `pixel` units wide, before light falls on it.
  func color(at point: Point, pixel: Float) -> Color {
    let painted = pattern == .plain ? base : mixed(base, accent, pattern.share(at: point, pixel: pixel))
    guard grain > 0 else { return painted }
    return painted * (1 + grain * Noise.pink.value(at: point * (grainFrequency * 8)))
  }

  func with(relief: Relief) -> Paint {
    var paint = self
    paint.relief = relief
    return paint
  }
}

/// How a surface bends away from the viewer. Lengths are in the drawing's units.
enum Relief: Equatable {
  case flat
  /// Upright at its outline, facing the viewer at a depth.
  case rounded(Float)
  /// A cylinder that stands at an x, of a radius.
  case cylinder(axis: Float, radius: Float)
}

/// Where on a surface its second colour shows. Lengths are in the drawing's units, angles in radians.
enum Pattern: Equatable {
  case plain
  /// Bands across a direction, bent by noise.
  case stripes(angle: Float, period: Float, width: Float, waviness: Float)
  case spots(period: Float, radius: Float)
  case checks(period: Float)
  /// The second colour is the mortar's.
  case bricks(length: Float, height: Float)
  /// Overlapping rows of half-disks; the second colour outlines them.
  case scales(period: Float)
  /// Patches where noise is high.
  case patches(frequency: Float, threshold: Float)
  /// From one colour to the other along a direction, from `start` on for `length`.
  case gradient(angle: Float, start: Float, length: Float)
  /// Long streaks along a direction: wood, bark, feathers.
  case streaks(angle: Float, frequency: Float)
  /// Wedges around a point.
  case rays(center: Point, count: Float, width: Float)

  /// How much of the second colour there is, 0…1, with edges as soft as a pixel is wide.
  func share(at point: Point, pixel: Float) -> Float {
    switch self {
    case .plain:
      return 0
    case .stripes(let angle, let period, let width, let waviness):
      let bend = waviness == 0 ? 0 : waviness * Noise.soft.value(at: point * 24)
      let phase = (point.dot(Point(angle: angle)) + bend) / period
      return Pattern.band((width / 2 - distanceToWhole(phase)) * period, pixel)
    case .spots(let period, let radius):
      let row = (point.y / period + 4096).rounded(.down)
      let x = point.x / period + (Int(row) & 1 == 0 ? 0 : 0.5)
      let offset = Point(fraction(x) - 0.5, fraction(point.y / period) - 0.5) * period
      return Pattern.band(radius - offset.length, pixel)
    case .checks(let period):
      let x = distanceToWhole(point.x / period) - 0.25
      let y = distanceToWhole(point.y / period) - 0.25
      let edge = min(abs(x), abs(y)) * period
      return Pattern.band(x * y > 0 ? edge : -edge, pixel)
    case .bricks(let length, let height):
      let row = (point.y / height + 4096).rounded(.down)
      let x = point.x / length + (Int(row) & 1 == 0 ? 0 : 0.5)
      let gap = min(distanceToWhole(x) * length, distanceToWhole(point.y / height) * height)
      return Pattern.band(height * 0.12 - gap, pixel)
    case .scales(let period):
      return Pattern.scale(at: point / period, pixel: pixel / period)
    case .patches(let frequency, let threshold):
      return smoothStep(threshold - 0.15, threshold + 0.15, Noise.soft.value(at: point * (frequency * 16)))
    case .gradient(let angle, let start, let length):
      return smoothStep(start, start + length, point.dot(Point(angle: angle)))
    case .streaks(let angle, let frequency):
      let along = Point(angle: angle)
      let across = point.x * along.y - point.y * along.x
      let place = Point(point.dot(along) * frequency * 2, across * frequency * 16)
      return clamped(0.5 + 0.4 * Noise.pink.value(at: place))
    case .rays(let center, let count, let width):
      let offset = point - center
      let phase = atan2(offset.y, offset.x) * count / (2 * .pi)
      return Pattern.band((width / 2 - distanceToWhole(phase)) * offset.length * (2 * .pi) / count, pixel)
    }
  }

  /// 1 where `depth` is more than half a pixel, 0 where it is less than minus that.
  private static func band(_ depth: Float, _ pixel: Float) -> Float { clamped(0.5 + depth / pixel) }

  private static func scale(at point: Point, pixel: Float) -> Float {
    let row = (point.y * 2 + 4096).rounded(.down)
    let x = fraction(point.x + (Int(row) & 1 == 0 ? 0 : 0.5)) - 0.5
    let y = fraction(point.y * 2) / 2
    let rim = abs(Point(x, y).length - 0.45)
    return band(0.07 - rim, pixel)
  }
}
