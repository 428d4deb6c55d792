import Tensors

/// What plain style says in place of what it does not draw.
extension TerminalStyle {
  /// One sentence for a picture: its size, its range, where it is lightest, how much of it is light.
  func sentence(for image: Tensor, title: String) -> String {
    guard let planes = image.colorPlanes else {
      return subject("nothing to draw in shape \(shapeText(image.shape))", title)
    }
    let (rows, columns) = (planes[0].shape[0], planes[0].shape[1])
    let light = (0..<rows * columns).map { index in planes.reduce(0) { $0 + $1[flat: index] } / Float(planes.count) }
    let (all, summary) = (Summary(of: image.elements), Summary(of: light))
    let kind = planes.count == 3 ? "colour picture" : "gray picture"
    guard summary.count > 0 else { return subject("\(kind) \(columns) wide, \(rows) high, no numbers", title) }
    let bright = light.count { $0 > 0.5 }
    return subject(
      "\(kind) \(columns) wide, \(rows) high, \(all.range), lightest at row \(summary.place / columns), column "
        + "\(summary.place % columns), \(percent(bright, of: light.count)) above half", title)
  }

  /// One sentence for a map: its size, its range, where it is largest, how much lies above the middle of the range.
  func sentence(forMap map: Tensor, title: String) -> String {
    let (rows, columns) = (map.shape[0], map.shape[1])
    let summary = Summary(of: map.elements)
    var parts = ["map \(columns) wide, \(rows) high"]
    if summary.count > 0 && summary.lowest == summary.highest {
      parts.append(summary.lowest == 0 ? "all zero" : "\(Numeral.text(summary.lowest)) everywhere")
    } else if summary.count > 0 {
      parts += [summary.range]
      if let remark = summary.remark, remark != "none negative" { parts.append(remark) }
      parts.append("largest at row \(summary.place / columns), column \(summary.place % columns)")
      parts.append("\(summary.percent) above half (\(Numeral.text(summary.half)))")
    } else {
      parts.append("no numbers")
    }
    if summary.missing > 0 { parts.append("\(summary.missing) missing") }
    return subject(parts.joined(separator: ", "), title)
  }

  /// One sentence for the channels of a layer.
  func sentence(forFeatureMaps planes: [Tensor]) -> String {
    guard let first = planes.first else { return "no feature maps" }
    let summaries = planes.map { Summary(of: $0.elements) }
    let all = Summary(of: planes.flatMap { $0.elements })
    let silent = summaries.count { $0.lowest == 0 && $0.highest == 0 }
    let (channel, place) = all.place.quotientAndRemainder(dividingBy: first.count)
    let columns = first.shape[1]
    return "\(planes.count) maps \(columns) wide, \(first.shape[0]) high, \(all.range), largest in map \(channel) at "
      + "row \(place / columns), column \(place % columns), \(silent) of them all zero."
  }

  /// One sentence for a series: from where to where it goes, and its extremes.
  func sentence(for series: Series) -> String {
    let name = series.name.isEmpty ? "line" : text(series.name)
    let points = zip(series.x, series.y).filter { $0.0.isFinite && $0.1.isFinite }
    guard let first = points.first, let last = points.last, let low = points.min(by: { $0.1 < $1.1 }),
      let high = points.max(by: { $0.1 < $1.1 })
    else { return "\(name) of \(series.y.count) points, none of them a number." }
    let missing = series.y.count - points.count
    func at(_ point: (Double, Double)) -> String { "\(Numeral.text(point.1)) at \(Numeral.text(point.0))" }
    return "\(name) of \(series.y.count) points: starts with \(at(first)), ends with \(at(last)), "
      + "smallest \(at(low)), largest \(at(high))\(missing > 0 ? ", \(missing) missing" : "")."
  }

  func percent(_ part: Int, of whole: Int) -> String {
    "\(whole > 0 ? Int((Double(part) / Double(whole) * 100).rounded()) : 0) %"
  }

  private func subject(_ sentence: String, _ title: String) -> String {
    transliterated((title.isEmpty ? "" : sanitized(title) + ": ") + sentence + ".")
  }
}
