/// A panel's content that may have a colour bar.
protocol BarredContent: PanelContent {
  var bar: ColorBar? { get set }
}

extension PicturePanel: BarredContent {}
extension TilesPanel: BarredContent {}

extension [Panel] {
  /// The panels of a row, with one colour bar where neighbours have the same scale: that of the last of them.
  ///
  /// Panels without a colour bar may stand between them.
  var sharingBars: [Panel] {
    var panels = self
    var next: (index: Int, bar: ColorBar)?
    for index in indices.reversed() {
      guard var content = panels[index].content as? any BarredContent, let bar = content.bar else { continue }
      guard let (shown, other) = next, other.scale == bar.scale else {
        next = (index, bar)
        continue
      }
      content.bar = nil
      panels[index].content = content
      next = (shown, other.merged(with: bar))
      panels[shown] = panels[shown].with(bar: other.merged(with: bar))
    }
    return panels
  }
}

extension Panel {
  fileprivate func with(bar: ColorBar) -> Panel {
    guard var content = content as? any BarredContent else { return self }
    content.bar = bar
    var panel = self
    panel.content = content
    return panel
  }
}

extension ColorBar {
  /// A bar that serves the maps of both.
  fileprivate func merged(with other: ColorBar) -> ColorBar {
    var bar = self
    bar.explainsMissing = explainsMissing || other.explainsMissing
    bar.isWhole = isWhole && other.isWhole
    return bar
  }
}
