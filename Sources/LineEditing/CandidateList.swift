import Text

/// Labels in columns, read downwards, as many as fit side by side.
///
/// - Parameters:
///   - width: of the window; every line stays below it.
///   - rows: the most lines that there may be; where more are needed, the last one says how many labels are left out.
package func columns(of labels: [String], width: Int, rows limit: Int) -> [String] {
  let labels = labels.map { shown($0, width: width - 1) }
  let widest = labels.map { displayWidth($0) }.max() ?? 0
  let columnCount = max(1, (width + 1) / (widest + 2))
  let rowCount = (labels.count + columnCount - 1) / columnCount
  let fits = rowCount <= limit
  let kept = fits ? labels : Array(labels.prefix(max(1, limit - 1) * columnCount))
  let lines = lines(of: kept, rowCount: fits ? rowCount : max(1, limit - 1), columnWidth: widest + 2)
  return fits ? lines : lines + ["… and \(labels.count - kept.count) more"]
}

private func lines(of labels: [String], rowCount: Int, columnWidth: Int) -> [String] {
  (0..<rowCount).map { row in
    let inRow = stride(from: row, to: labels.count, by: rowCount).map { labels[$0] }
    let padded = inRow.dropLast().map { $0.padded(to: columnWidth) }
    return padded.joined() + (inRow.last ?? "")
  }
}

/// A label without what would steer the terminal, cut to a width.
private func shown(_ label: String, width: Int) -> String {
  let scalars = label.unicodeScalars.map { isSteering($0) ? "?" : $0 }
  let text = String(String.UnicodeScalarView(scalars))
  return displayWidth(text) <= width ? text : text.cut(to: max(0, width - 1)) + "…"
}
