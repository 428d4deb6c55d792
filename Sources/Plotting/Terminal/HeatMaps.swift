public import Tensors
import Text

extension TerminalStyle {
  /// A map [H,W] in the colours of a scale (one that fits it, if none is given), with its scale and its rows and
  /// columns numbered; one sentence in plain style.
  ///
  /// - Parameters:
  ///   - rows: lines of text that it may take with its numbers and its scale, less than the window has.
  ///   - width: columns that it may take, to stand beside something else.
  public func heatMap(_ map: Tensor, scale: ColorScale? = nil, rows: Int? = nil, width: Int? = nil) -> String {
    limited(rows: rows, width: width).heatMaps([(title: "", map: map)], scale: scale)
  }

  /// Several maps with one scale, beside each other as far as the window is wide.
  public func heatMaps(_ maps: [(title: String, map: Tensor)], scale: ColorScale? = nil) -> String {
    let planes = maps.map { (title: $0.title, map: $0.map.asMap) }
    let scale = scale ?? .fitting(planes.map { $0.map })
    guard !plain else { return planes.map { sentence(forMap: $0.map, title: $0.title) }.joined(separator: "\n") }
    let share = maps.count > 1 ? max(10, min(width, (width - 2) / 2)) : width
    let bar = scaleBar(scale, remark: Summary(of: planes.flatMap { $0.map.elements }))
    let barRows = max(2, bar.count { $0 == "\n" } + 1)
    let lines = max(1, (maps.count > 2 ? pictureRows / 2 : pictureRows) - barRows)
    let blocks = planes.map {
      TextBlock(title: text($0.title), lines: numberedLines($0.map, scale: scale, width: share, lines: lines))
    }
    return TextBlock.sideBySide(blocks, width: width) + "\n" + bar
  }

  /// The channels of a layer's output [C,H,W] as a grid of small maps with one scale, each under its number.
  public func featureMaps(_ output: Tensor, scale: ColorScale? = nil) -> String {
    let planes = output.planes
    guard !plain else { return sentence(forFeatureMaps: planes) }
    guard let first = planes.first else {
      return "(no feature maps in shape \(shapeText(output.shape)))".cut(to: width)
    }
    let scale = scale ?? .fitting(planes)
    let titles = planes.indices.map(String.init)
    let maps = grid(of: titles, rows: first.shape[0], columns: first.shape[1], room: pictureRows - 2) { number, fit in
      mapLines(planes[number], scale: scale, fit: fit)
    }
    return maps + "\n" + scaleBar(scale, remark: Summary(of: output.elements))
  }

  func mapLines(_ map: Tensor, scale: ColorScale, fit: CellFit) -> [String] {
    guard color != .none && unicode else { return ramp(map, fit: fit, scale: scale) }
    let cells = areaAverages(map, rows: fit.pixelRows(of: map.shape[0]), columns: fit.columns)
    return halfBlocks(cells.map { scale.color(of: $0) }, columns: fit.columns)
  }

  /// The map with the numbers of rows at its left and of columns below it; without them where the room is too small.
  private func numberedLines(_ map: Tensor, scale: ColorScale, width: Int, lines: Int) -> [String] {
    let (rows, columns) = (map.shape[0], map.shape[1])
    let margin = "\(rows - 1)".count + 1
    guard width >= margin + 4, lines >= 3 else {
      return mapLines(map, scale: scale, fit: CellFit(rows: rows, columns: columns, width: width, lines: lines))
    }
    let fit = CellFit(rows: rows, columns: columns, width: width - margin, lines: lines - 1)
    var labels = [String](repeating: "", count: fit.lines)
    for row in Ticks.indices(upTo: rows - 1, count: max(1, fit.lines / 3)) {
      labels[min((2 * row + 1) * fit.lines / (2 * rows), fit.lines - 1)] = "\(row)"
    }
    let numbered = zip(labels, mapLines(map, scale: scale, fit: fit)).map {
      paint($0.padded(to: margin - 1, right: true), as: .muted) + " " + $1
    }
    return numbered + [String(repeating: " ", count: margin) + paint(columnNumbers(columns, fit: fit), as: .muted)]
  }

  private func columnNumbers(_ columns: Int, fit: CellFit) -> String {
    var line = ""
    for column in Ticks.indices(upTo: columns - 1, count: max(1, fit.columns / 6)) {
      let place = (2 * column + 1) * fit.columns / (2 * columns)
      guard place >= line.count + (line.isEmpty ? 0 : 1), place + "\(column)".count <= fit.columns else { continue }
      line = line.padded(to: place) + "\(column)"
    }
    return line
  }

  /// The colours of a scale between its true ends, and what there is to say of signs.
  private func scaleBar(_ scale: ColorScale, remark summary: Summary) -> String {
    let (low, high) = (Numeral.text(scale.lower), Numeral.text(scale.upper))
    let room = min(24, width - low.count - high.count - 4)
    var notes = scale.kind == .diverging ? ["0 in the middle"] : []
    if let remark = summary.remark, remark != "none negative", remark != "all positive" { notes.append(remark) }
    if summary.missing > 0 { notes.append("\(summary.missing) missing") }
    let note = notes.joined(separator: ", ")
    guard room >= Ramp.of(scale).count else {
      let strip = width >= 13 ? ["[\(strip(of: scale, width: min(24, width - 2)))]"] : []
      let lines = ["\(low) to \(high)".cut(to: width)] + strip + [note.cut(to: width)]
      return lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }
    let bar = "\(low) [\(strip(of: scale, width: room))] \(high)"
    if note.isEmpty { return bar }
    return displayWidth(bar) + 2 + note.count <= width ? bar + "  " + note : bar + "\n" + note.cut(to: width)
  }

  private func strip(of scale: ColorScale, width: Int) -> String {
    let ramp = Ramp.of(scale)
    guard color != .none && unicode else { return String(ramp) }
    let colors = (0..<width).map { scale.map.color(at: (Double($0) + 0.5) / Double(width)) }
    return halfBlocks(colors.map { $0 } + colors.map { $0 }, columns: width).joined()
  }
}
