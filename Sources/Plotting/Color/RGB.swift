/// A colour in sRGB, each part from 0 to 1.
public struct RGB: Equatable, Hashable, Sendable {
  /// 0…1.
  public var red: Float
  /// 0…1.
  public var green: Float
  /// 0…1.
  public var blue: Float

  /// A colour from its three parts.
  public init(_ red: Float, _ green: Float, _ blue: Float) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// A shade of gray.
  public init(gray: Float) {
    self.init(gray, gray, gray)
  }

  /// The three parts in 255ths, rounded; what is not a number counts as 0.
  public var bytes: (red: Int, green: Int, blue: Int) {
    (Self.byte(red), Self.byte(green), Self.byte(blue))
  }

  private static func byte(_ part: Float) -> Int {
    part > 0 ? Int((min(part, 1) * 255).rounded()) : 0
  }

  /// The nearest colour whose parts all lie in 0…1.
  var clamped: RGB {
    RGB(min(max(red, 0), 1), min(max(green, 0), 1), min(max(blue, 0), 1))
  }

  /// As written in SVG: `#1a2b3c`.
  public var hexadecimal: String {
    let parts = bytes
    return "#" + [parts.red, parts.green, parts.blue].map(Self.twoDigits).joined()
  }

  private static func twoDigits(_ byte: Int) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  /// The colour that lies `share` of the way to another.
  public func mixed(with other: RGB, _ share: Float) -> RGB {
    RGB(
      red + (other.red - red) * share, green + (other.green - green) * share, blue + (other.blue - blue) * share)
  }

  /// How light the colour looks, from 0 to 1 (the L of OKLab).
  public var lightness: Double { OKLab(self).lightness }
}
