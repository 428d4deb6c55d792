import Foundation

/// Colours for the numbers from 0 to 1, even to the eye: equal steps in the number look equally large.
///
/// The maps are made, not listed: a path through OKLab whose lightness rises (`sequential`) or falls alike on both
/// sides of a neutral middle (`diverging`), cut into steps of equal length. So they survive gray print, and hues are
/// chosen (blue to yellow, blue to red-orange) that people with any common colour vision tell apart.
public struct ColorMap: Equatable, Sendable {
  /// The colours at equal distances from 0 to 1.
  public let colors: [RGB]

  init(colors: [RGB]) {
    self.colors = colors.map { $0.clamped }
  }

  /// The colour of a number; below 0 and above 1 the ends'.
  public func color(at position: Double) -> RGB {
    guard position > 0 else { return colors[0] }
    let place = Swift.min(position, 1) * Double(colors.count - 1)
    let below = Swift.min(Int(place), colors.count - 2)
    return colors[below].mixed(with: colors[below + 1], Float(place - Double(below)))
  }

  /// From black to white.
  public static let gray = ColorMap(colors: (0...255).map { RGB(gray: Float($0) / 255) })

  /// From a dark blue over teal and green to a light yellow; lightness rises all the way.
  public static let sequential = ColorMap(
    colors: evenlySpaced(along: sequentialPath, count: 256).map { $0.rgb })

  /// Blue below, light gray in the middle, red-orange above; both sides equally dark at equal distance from it.
  public static let diverging = ColorMap(colors: divergingColors(count: 257))

  /// Colours for kinds without an order, told apart by lightness as well as by hue.
  public static let categories: [RGB] = [
    (0.50, 0.13, 255), (0.68, 0.15, 52), (0.56, 0.12, 155), (0.55, 0.17, 355), (0.75, 0.11, 220),
    (0.40, 0.10, 300), (0.78, 0.14, 90), (0.45, 0.13, 30), (0.72, 0.10, 330), (0.40, 0.00, 0),
  ].map { OKLab(lightness: $0, chroma: $1, hue: $2).displayable.rgb }

  private static func sequentialPath(_ t: Double) -> OKLab {
    let lightness = 0.20 + 0.75 * t
    let hue = 285 - 180 * pow(t, 1.6)
    // As colourful as every screen can show all the way, least so in the blue-greens.
    let chroma = 0.095 + 0.045 * t * t * t
    return OKLab(lightness: lightness, chroma: chroma, hue: hue)
  }

  private static func divergingColors(count: Int) -> [RGB] {
    let half = count / 2
    func arm(_ hue: Double, _ distance: Int) -> OKLab { divergingColor(hue, Double(distance) / Double(half)) }
    let negative = stride(from: half, to: 0, by: -1).map { arm(256, $0).rgb }
    let positive = (1...half).map { arm(38, $0).rgb }
    return negative + [arm(0, 0).rgb] + positive
  }

  /// Lightness and chroma depend on the distance from the middle alone, so that both arms weigh the same.
  private static func divergingColor(_ hue: Double, _ distance: Double) -> OKLab {
    let chroma = 0.145 * distance * (1.45 - 0.45 * distance)
    let lightness = 0.965 - 0.535 * distance * (0.75 + 0.25 * distance)
    return OKLab(lightness: lightness, chroma: chroma, hue: hue).displayable
  }
}

extension OKLab {
  /// The colour itself, or the most colourful one of its lightness and hue that a screen can show.
  var displayable: OKLab {
    guard !isDisplayable else { return self }
    var low = 0.0
    var high = 1.0
    for _ in 0..<30 {
      let middle = (low + high) / 2
      if fadedTo(middle).isDisplayable { low = middle } else { high = middle }
    }
    return fadedTo(low)
  }

  private func fadedTo(_ share: Double) -> OKLab {
    OKLab(lightness: lightness, a: a * share, b: b * share)
  }
}

/// Points of a path through OKLab at equal distances from each other along it.
func evenlySpaced(along path: (Double) -> OKLab, count: Int) -> [OKLab] {
  let fine = (0...4096).map { path(Double($0) / 4096) }
  var travelled = [0.0]
  for (from, to) in zip(fine, fine.dropFirst()) {
    travelled.append(travelled[travelled.count - 1] + from.distance(to: to))
  }
  let step = travelled[4096] / Double(count - 1)
  var place = 0
  return (0..<count).map { number in
    while place < 4096 && travelled[place] < Double(number) * step { place += 1 }
    return fine[place]
  }
}
