import CommandLanguage
import Plotting
import Tensors

extension [View] {
  /// As text for a terminal: pictures and maps beside each other, the rest below each other.
  func text(_ style: TerminalStyle, _ format: ValueFormat) -> String {
    guard count > 1, !style.plain, allSatisfy(\.isPicture) else {
      return map { $0.text(style, format) }.joined(separator: "\n")
    }
    let maps = compactMap { view -> (title: String, map: Tensor, scale: ColorScale)? in
      if case .map(let map, let scale) = view.content { (view.title, map, scale) } else { nil }
    }
    if maps.count == count, maps.allSatisfy({ $0.scale == maps[0].scale }) {
      return style.heatMaps(maps.map { ($0.title, $0.map) }, scale: maps[0].scale)
    }
    let width = Swift.max(12, (style.width - 2 * (count - 1)) / count)
    return style.sideBySide(map { ($0.title, $0.content.picture(style, width: width)) })
  }
}

extension View {
  /// It is drawn in pixels.
  fileprivate var isPicture: Bool {
    switch content {
    case .picture, .map: true
    default: false
    }
  }
}

extension View.Content {
  /// A picture or a map no wider than `width`.
  fileprivate func picture(_ style: TerminalStyle, width: Int) -> String {
    switch self {
    case .picture(let image): style.picture(image, width: width)
    case .map(let map, let scale): style.heatMap(map, scale: scale, width: width)
    default: ""
    }
  }
}

extension View {
  /// As text for a terminal, its title first.
  func text(_ style: TerminalStyle, _ format: ValueFormat) -> String {
    let body = content.text(style, format)
    return title.isEmpty ? body : "\(title)\n\(body)"
  }
}

extension View.Content {
  fileprivate func text(_ style: TerminalStyle, _ format: ValueFormat) -> String {
    switch self {
    case .picture(let image): style.picture(image)
    case .map(let map, let scale), .overlay(let map, let scale, _): style.heatMap(map, scale: scale)
    case .matrix(let matrix, _): matrix.formatted(precision: format.precision, width: format.width)
    case .features(let output, let scale): style.featureMaps(output, scale: scale)
    case .filters(let weights): style.tiles(View.Content.tiles(weights))
    case .tiles(let tiles, let labels, _): style.tiles(Array(zip(labels, tiles)))
    case .lines(let series): style.linePlot(series)
    case .histogram(let histogram): style.histogram(histogram)
    case .points(let points, let labels, let names): style.scatter(points, labels: labels, names: names)
    case .bars(let values, let labels, _): style.bars(values, labels: labels)
    case .table(let headings, let rows):
      // Only a terminal has an edge: it would break the lines, and not take them away again where they are redrawn.
      style.height == nil
        ? columns([headings] + rows, rightFrom: 1) : columns([headings] + rows, blocksOf: style.width)
    case .text(let text): text
    }
  }

  /// One tile a filter, of its first channel where it has no three; all by one scale.
  private static func tiles(_ weights: Tensor) -> [(title: String, image: Tensor)] {
    guard weights.count > 0 else { return [] }
    let tiles = (0..<weights.shape[0]).map { weights.entry($0).entries(0..<(weights.shape[1] == 3 ? 3 : 1)) }
    return tiles.asSignedPictures.enumerated().map { ("\($0)", $1) }
  }
}
