public import Tensors
import Text

extension TerminalStyle {
  /// A picture [3,H,W], [1,H,W] or [H,W] with values in 0…1 that fits the window: half blocks in colour, a ramp of
  /// characters without, one sentence in plain style.
  ///
  /// - Parameters:
  ///   - rows: lines of text that it may take, less than the window has; no limit but the window's if nil.
  ///   - width: columns that it may take, to stand beside something else.
  public func picture(_ image: Tensor, rows: Int? = nil, width: Int? = nil) -> String {
    limited(rows: rows, width: width).pictures([(title: "", image: image)])
  }

  /// Pictures beside each other as far as the window is wide, each under its title.
  public func pictures(_ images: [(title: String, image: Tensor)]) -> String {
    guard !plain else { return images.map { sentence(for: $0.image, title: $0.title) }.joined(separator: "\n") }
    let share = images.count > 1 ? max(8, min(width, (width - 2) / 2)) : width
    let lines = images.count > 2 ? max(1, pictureRows / 2) : pictureRows
    let blocks = images.map {
      TextBlock(title: text($0.title), lines: pictureLines($0.image, width: share, lines: lines))
    }
    return TextBlock.sideBySide(blocks, width: width)
  }

  /// The style of a part of the window, so many rows and columns large.
  func limited(rows: Int?, width: Int?) -> TerminalStyle {
    var style = self
    style.width = max(1, min(width ?? self.width, self.width))
    if let rows { style.height = max(1, min(rows, pictureRows)) + Self.reservedRows }
    return style
  }

  func pictureLines(_ image: Tensor, width: Int, lines: Int) -> [String] {
    guard let planes = image.colorPlanes else {
      return ["(nothing to draw in shape \(shapeText(image.shape)))".cut(to: width)]
    }
    let (rows, columns) = (planes[0].shape[0], planes[0].shape[1])
    let fit = CellFit(rows: rows, columns: columns, width: width, lines: lines)
    guard color != .none && unicode else {
      return ramp(gray(planes), fit: fit, scale: .gray(0, 1))
    }
    let parts = planes.map { areaAverages($0, rows: fit.pixelRows(of: rows), columns: fit.columns) }
    let colors = parts[0].indices.map { index -> RGB? in
      let color = RGB(parts[0][index], parts[parts.count / 2][index], parts[parts.count - 1][index])
      return color.red.isNaN || color.green.isNaN || color.blue.isNaN ? nil : color
    }
    return halfBlocks(colors, columns: fit.columns)
  }

  func ramp(_ map: Tensor, fit: CellFit, scale: ColorScale) -> [String] {
    let cells = areaAverages(map, rows: fit.lines, columns: fit.columns)
    return (0..<fit.lines).map { line in
      String(cells[line * fit.columns..<(line + 1) * fit.columns].map { Ramp.character(for: $0, scale: scale) })
    }
  }

  private func gray(_ planes: [Tensor]) -> Tensor {
    guard planes.count == 3 else { return planes[0] }
    let (red, green, blue) = (planes[0].elements, planes[1].elements, planes[2].elements)
    let light = red.indices.map { 0.299 * red[$0] + 0.587 * green[$0] + 0.114 * blue[$0] }
    return Tensor(shape: planes[0].shape, elements: light)
  }
}

extension CellFit {
  /// Rows of square pixels in the lines: an odd last one is left empty where the picture is not made smaller.
  func pixelRows(of rows: Int) -> Int {
    let whole = max(1, columns == 0 ? 1 : 2 * lines)
    return rows % 2 == 1 && whole > rows && whole % rows != 0 && (whole - 1) % rows == 0 ? whole - 1 : whole
  }
}

extension Tensor {
  /// The one or three planes of a picture; nil where the tensor is none or is empty.
  var colorPlanes: [Tensor]? {
    guard count > 0 else { return nil }
    if rank == 2 { return [self] }
    guard rank == 3, shape[0] == 1 || shape[0] == 3 else { return nil }
    return planes
  }
}
