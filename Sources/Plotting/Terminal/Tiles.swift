public import Tensors
import Text

extension TerminalStyle {
  /// Small pictures [3,h,w], [1,h,w] or [h,w] as a grid that fits the window, each under its title; a sentence each in
  /// plain style.
  public func tiles(_ images: [(title: String, image: Tensor)]) -> String {
    guard !plain else { return pictures(images) }
    let planes = images.compactMap { $0.image.colorPlanes?.first }
    let (rows, columns) = (planes.map { $0.shape[0] }.max() ?? 1, planes.map { $0.shape[1] }.max() ?? 1)
    return grid(of: images.map { text($0.title) }, rows: rows, columns: columns, room: pictureRows) { number, fit in
      pictureLines(images[number].image, width: fit.columns, lines: fit.lines)
    }
  }

  /// Tiles of one size under their titles; on a terminal no more of them than leave room for the prompt.
  ///
  /// - Parameters:
  ///   - rows: pixels of a tile, and so `columns`.
  ///   - room: the lines that the grid may take.
  ///   - lines: draws the tile of a number.
  func grid(
    of titles: [String], rows: Int, columns: Int, room: Int, lines: (_ number: Int, _ fit: CellFit) -> [String]
  ) -> String {
    let widest = titles.map { displayWidth($0) }.max() ?? 0
    let fits = [24, 16, 12, 8].map { CellFit(rows: rows, columns: columns, width: min($0, width), lines: 12) }
    let perRow = fits.map { max(1, (width + 2) / (max($0.columns, widest) + 2)) }
    // The largest with which all fit the window, or else the smallest that can be made out.
    let choice = fits.indices.first { size in
      (titles.count + perRow[size] - 1) / perRow[size] * (fits[size].lines + 1) <= room
    }
    let size = choice ?? fits.count - 1
    let shown = height == nil ? titles.count : max(1, room / (fits[size].lines + 1)) * perRow[size]
    let blocks = titles.prefix(shown).enumerated().map { TextBlock(title: $1, lines: lines($0, fits[size])) }
    let rest = titles.count > shown ? "\n… and \(titles.count - shown) more" : ""
    return TextBlock.sideBySide(blocks, width: width) + text(rest)
  }
}
