public import Images
public import Tensors

/// A figure: a title, panels in rows and columns, a caption, and where it all came from.
///
/// ```swift
/// let figure = Figure(
///   title: "What hides the cat", caption: "Probability of the class cat with a gray patch at each place.",
///   panels: [.image(cat, title: "picture"), .heatMap(map, title: "drop of the probability")],
///   provenance: [("command", "occlusion cat class=cat"), ("network", "small")])
/// try figure.png()
/// ```
public struct Figure: Sendable {
  /// The line at the top.
  public var title: String
  /// Sentences below the panels, which should stand alone.
  public var caption: String
  /// The panels row by row.
  public var panels: [[Panel]]
  /// A small line at the foot.
  public var footer: String
  /// What made the figure: texts that the PNG and the SVG carry without showing them.
  public var provenance: [(key: String, value: String)]

  /// A figure of rows of panels.
  public init(
    title: String, caption: String = "", rows: [[Panel]], footer: String = "",
    provenance: [(key: String, value: String)] = []
  ) {
    self.title = title
    self.caption = caption
    self.panels = rows
    self.footer = footer
    self.provenance = provenance
  }

  /// A figure of panels that fill rows of `columns`; without a number, one row, or several of up to four.
  public init(
    title: String, caption: String = "", panels: [Panel], columns: Int? = nil, footer: String = "",
    provenance: [(key: String, value: String)] = []
  ) {
    let rowCount = (panels.count + 3) / 4
    let columns = max(1, columns ?? (panels.count + rowCount - 1) / max(rowCount, 1))
    let rows = stride(from: 0, to: panels.count, by: columns).map { start in
      Array(panels[start..<min(start + columns, panels.count)])
    }
    self.init(title: title, caption: caption, rows: rows, footer: footer, provenance: provenance)
  }

  /// The pictures of a run in one strip, each with its step below: [3,H,W] and [1,H,W] as they are, maps [H,W] with
  /// one scale.
  public static func strip(
    title: String, caption: String = "", frames: [(label: String, image: Tensor)], scale: ColorScale? = nil,
    columns: Int? = nil, footer: String = "", provenance: [(key: String, value: String)] = []
  ) -> Figure {
    let tiles = Panel.tiles(
      frames.map { $0.image }, labels: frames.map { $0.label }, columns: columns ?? min(max(frames.count, 1), 8),
      scale: scale)
    return Figure(title: title, caption: caption, rows: [[tiles]], footer: footer, provenance: provenance)
  }

  /// The figure as a picture [3,H,W].
  public func rendered() -> Tensor { Raster(drawing()).picture }

  /// The figure as a PNG file with its provenance in text chunks.
  ///
  /// - Throws: `ImageError`, where the sheet is too large or a key of the provenance is none that PNG allows.
  public func png() throws(ImageError) -> [UInt8] {
    try PNG.encode(rendered(), text: [(key: "Title", value: title), (key: "Description", value: caption)] + provenance)
  }

  /// The figure as an SVG document with its provenance as metadata.
  ///
  /// - Throws: `ImageError`, where a picture in it is too large.
  public func svg() throws(ImageError) -> String {
    try SVG(drawing()).document(title: title, description: caption, metadata: provenance)
  }

  /// The texts of a PNG file: what `provenance` was when the figure was made, after `Title` and `Description`.
  public static func provenance(of png: [UInt8]) throws(ImageError) -> [(key: String, value: String)] {
    try PNG.text(of: png)
  }
}
