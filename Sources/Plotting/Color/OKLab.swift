import Foundation

/// A colour in OKLab (Björn Ottosson 2020), where equal distances look about equally far apart.
public struct OKLab: Equatable, Sendable {
  /// From 0, black, to 1, white.
  public var lightness: Double
  /// From green (negative) to red.
  public var a: Double
  /// From blue (negative) to yellow.
  public var b: Double

  /// A colour from its coordinates.
  public init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  /// The same space in polar coordinates; the hue in degrees.
  public init(lightness: Double, chroma: Double, hue: Double) {
    let angle = hue * .pi / 180
    self.init(lightness: lightness, a: chroma * cos(angle), b: chroma * sin(angle))
  }

  /// The coordinates of a colour of the screen.
  public init(_ color: RGB) {
    let r = Self.linear(Double(color.red))
    let g = Self.linear(Double(color.green))
    let b = Self.linear(Double(color.blue))
    let long = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let medium = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let short = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    self.init(
      lightness: 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
      a: 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
      b: 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short)
  }

  /// The colour in sRGB; parts below 0 or above 1 mean that a screen cannot show it.
  public var rgb: RGB {
    let long = pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3)
    let medium = pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3)
    let short = pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3)
    return RGB(
      Float(Self.encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short)),
      Float(Self.encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short)),
      Float(Self.encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short)))
  }

  /// Whether a screen can show the colour.
  public var isDisplayable: Bool {
    let color = rgb
    return [color.red, color.green, color.blue].allSatisfy { $0 > -0.0005 && $0 < 1.0005 }
  }

  /// How far apart two colours look.
  public func distance(to other: OKLab) -> Double {
    let lightnesses = lightness - other.lightness
    return (lightnesses * lightnesses + (a - other.a) * (a - other.a) + (b - other.b) * (b - other.b)).squareRoot()
  }

  private static func linear(_ part: Double) -> Double {
    part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
  }

  private static func encoded(_ part: Double) -> Double {
    part <= 0.0031308 ? 12.92 * part : 1.055 * pow(part, 1 / 2.4) - 0.055
  }
}
