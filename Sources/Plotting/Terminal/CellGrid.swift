import Tensors

/// How many character cells a picture takes, and how many picture elements stand in them.
struct CellFit: Equatable {
  /// Characters across.
  let columns: Int
  /// Lines of text; each shows two rows of square pixels.
  let lines: Int

  /// The largest size within the room that keeps the form of a picture, a cell being twice as high as wide: small
  /// pictures are enlarged by whole factors up to about 32 columns.
  init(rows: Int, columns: Int, width: Int, lines: Int) {
    let (rows, columns) = (max(rows, 1), max(columns, 1))
    let fit = min(Double(width) / Double(columns), 2 * Double(lines) / Double(rows))
    let scale = fit >= 1 ? max(1, min(Int(fit), 32 / max(rows, columns))) : 0
    if scale > 0 {
      self.columns = columns * scale
      self.lines = (rows * scale + 1) / 2
    } else {
      self.columns = max(1, min(Int((Double(columns) * fit).rounded()), width))
      self.lines = max(1, min(Int((Double(rows) * fit / 2).rounded()), lines))
    }
  }
}

/// A plane of numbers averaged over equal parts of its area; parts without any number are NaN.
///
/// Where there are more parts than numbers, each part takes the number that it lies on.
func areaAverages(_ plane: Tensor, rows: Int, columns: Int) -> [Float] {
  let (height, width) = (plane.shape[0], plane.shape[1])
  let down = spans(of: height, parts: rows)
  let across = spans(of: width, parts: columns)
  return plane.withUnsafeElements { elements in
    down.flatMap { vertical in
      across.map { horizontal in
        var (sum, weight) = (0.0, 0.0)
        for (row, rowShare) in vertical {
          for (column, columnShare) in horizontal {
            let value = Double(elements[row * width + column])
            guard !value.isNaN else { continue }
            sum += value * rowShare * columnShare
            weight += rowShare * columnShare
          }
        }
        return weight > 0 ? Float(sum / weight) : .nan
      }
    }
  }
}

/// For each of `parts` equal parts of a line, which of its `count` elements it covers, and how much of each.
private func spans(of count: Int, parts: Int) -> [[(index: Int, share: Double)]] {
  (0..<parts).map { part in
    guard parts < count else { return [((2 * part + 1) * count / (2 * parts), 1)] }
    let (from, to) = (Double(part * count) / Double(parts), Double((part + 1) * count) / Double(parts))
    return (Int(from)..<min(Int(to.rounded(.up)), count)).map { index in
      (index, min(to, Double(index + 1)) - max(from, Double(index)))
    }
  }
}

extension TerminalStyle {
  /// Rows of colours, two to a line of text, as half blocks; nil leaves the background of the terminal, marked by a
  /// dot where both are missing.
  func halfBlocks(_ colors: [RGB?], columns: Int) -> [String] {
    let rows = colors.count / columns
    return stride(from: 0, to: rows, by: 2).map { row in
      var line = ""
      var look = ""
      for column in 0..<columns {
        let upper = colors[row * columns + column]
        let lower = row + 1 < rows ? colors[(row + 1) * columns + column] : nil
        let next =
          upper == nil && lower == nil
          ? reset : colored(foreground: upper ?? lower, background: upper == nil ? nil : lower)
        if next != look { line += next }
        look = next
        line += upper == nil ? (lower == nil ? "·" : "▄") : "▀"
      }
      return line + reset
    }
  }
}

/// Characters for the numbers of a scale where there are no colours.
enum Ramp {
  /// From dark to light.
  static let light: [Character] = Array(" .:-=+*#%@")
  /// Letters below zero, signs above, nothing at zero.
  static let signed: [Character] = Array("MWwv, .:+#@")
  /// What stands for a cell that is not a number.
  static let missing: Character = "~"

  static func of(_ scale: ColorScale) -> [Character] { scale.kind == .diverging ? signed : light }

  static func character(for value: Float, scale: ColorScale) -> Character {
    let ramp = of(scale)
    guard let position = scale.position(of: Double(value)) else { return missing }
    return ramp[min(Int(position * Double(ramp.count)), ramp.count - 1)]
  }
}
