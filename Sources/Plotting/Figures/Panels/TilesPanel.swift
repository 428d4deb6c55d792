public import Tensors

extension Panel {
  /// Small pictures in a grid, each with a label below: [3,h,w] and [1,h,w] as they are, [h,w] in a scale's colours.
  public static func tiles(
    _ tiles: [Tensor], labels: [String] = [], title: String = "", columns: Int? = nil, scale: ColorScale? = nil
  ) -> Panel {
    let maps = tiles.filter { $0.rank == 2 }
    let scale = maps.isEmpty ? nil : scale ?? .fitting(maps)
    let pixels = tiles.map { tile in
      Pixels(tile.rank == 2 && tile.count > 0 ? (scale ?? .fitting(maps)).picture(of: tile) : tile)
    }
    let bar = scale.map { ColorBar(scale: $0, maps: maps) }
    return Panel(title, TilesPanel(tiles: pixels, labels: labels, columns: columns, bar: bar))
  }

  /// The filters of a convolution [O,C,k,k] with one scale, numbered: as colours where C is 3, with zero as middle
  /// gray, and otherwise the channel `slice` of each as a map.
  public static func filters(_ weights: Tensor, title: String = "", slice: Int = 0, columns: Int? = nil) -> Panel {
    guard weights.rank == 4, weights.count > 0 else { return .tiles([], title: title) }
    let channels = weights.shape[1]
    let largest = weights.elements.reduce(0) { $1.isFinite ? Swift.max($0, $1.magnitude) : $0 }
    let tiles = (0..<weights.shape[0]).map { filter -> Tensor in
      let whole = weights.entry(filter)
      guard channels == 3 else { return whole.entry(Swift.min(Swift.max(slice, 0), channels - 1)) }
      return whole.map { largest > 0 ? 0.5 + $0 / (2 * largest) : 0.5 }
    }
    let scale = ColorScale.diverging(limit: Double(largest))
    return .tiles(tiles, labels: tiles.indices.map(String.init), title: title, columns: columns, scale: scale)
  }

  /// Maps that a figure has room for.
  private static let mostMaps = 144

  /// The channels of a layer's output [C,H,W] with one scale, numbered; of many the first.
  public static func featureMaps(
    _ output: Tensor, title: String = "", columns: Int? = nil, scale: ColorScale? = nil
  ) -> Panel {
    let planes = output.planes
    let tiles = Array(planes.prefix(mostMaps))
    let title = tiles.count < planes.count ? "\(title), maps 0 to \(tiles.count - 1) of \(planes.count)" : title
    return .tiles(
      tiles, labels: tiles.indices.map(String.init), title: title, columns: columns, scale: scale ?? .fitting(planes))
  }
}

extension Tensor {
  /// The maps [H,W] of a tensor [C,H,W]; none where it has another rank.
  var planes: [Tensor] {
    guard rank == 3, count > 0 else { return [] }
    return (0..<shape[0]).map(entry)
  }
}

/// Equal squares of pixels in rows and columns.
struct TilesPanel: PanelContent {
  let tiles: [Pixels]
  let labels: [String]
  var columns: Int?
  var bar: ColorBar?

  private static let gap = 12.0

  private var columnCount: Int {
    let count = max(tiles.count, 1)
    if let columns { return max(1, min(columns, count)) }
    let most = min(Int((Double(count) * 1.3).squareRoot().rounded(.up)), 12)
    // As few as fill as many rows: nine tiles are three by three.
    let rows = (count + most - 1) / most
    return (count + rows - 1) / rows
  }

  private var rowCount: Int { (tiles.count + columnCount - 1) / columnCount }
  private var labelHeight: Double { labels.contains { !$0.isEmpty } ? Typography.small.lineHeight + 2 : 0 }

  /// The size of a tile, the same for all: that of the largest one.
  private func tileSize(width: Double) -> Size {
    let rows = tiles.map { $0.rows }.max() ?? 1
    let columns = tiles.map { $0.columns }.max() ?? 1
    let room = (width - Double(columnCount - 1) * Self.gap) / Double(columnCount)
    return Pixels.size(rows: rows, columns: columns, in: Size(width: max(room, 4), height: 420))
  }

  func widest(isAlone: Bool) -> Double {
    isAlone ? Double(columnCount) * (columnCount > 4 ? 210 : 290) : 560
  }

  func plotSize(in room: Size) -> Size? {
    let tile = tileSize(width: room.width)
    return Size(
      width: Double(columnCount) * (tile.width + Self.gap) - Self.gap,
      height: max(1, Double(rowCount) * (tile.height + Self.gap + labelHeight) - Self.gap))
  }

  func insets(plotWidth: Double) -> Insets {
    guard let bar else { return Insets() }
    let height = plotSize(in: Size(width: plotWidth, height: 0))?.height ?? 100
    return Insets(bottom: bar.explainsMissing ? 34 : 0, right: bar.width(height: height))
  }

  func draw(in plot: Rectangle, on drawing: inout Drawing) {
    let tile = tileSize(width: plot.width)
    for (number, pixels) in tiles.enumerated() {
      let frame = Rectangle(
        x: plot.x + Double(number % columnCount) * (tile.width + Self.gap),
        y: plot.y + Double(number / columnCount) * (tile.height + Self.gap + labelHeight),
        width: tile.width, height: tile.height)
      pixels.draw(in: frame, on: &drawing)
      drawing.frame(frame, color: .grid)
      guard number < labels.count else { continue }
      let place = Point(frame.middle.x, frame.bottom + 3 + Typography.small.ascent)
      drawing.text(labels[number], at: place, font: Typography.small, color: .faint, alignment: .center)
    }
    var tilesAlone = plot
    tilesAlone.height -= labelHeight
    bar?.draw(beside: tilesAlone, on: &drawing)
  }
}
