import Plotting
import Tensors

/// Something to look at: one description, drawn in the terminal and in figures alike.
struct View: Sendable {
  enum Content: Sendable {
    /// [3,H,W] or [1,H,W] in 0…1, in its colours.
    case picture(Tensor)
    /// [H,W], by a scale.
    case map(Tensor, ColorScale)
    /// [H,W], by a scale, over the picture that it explains.
    case overlay(Tensor, ColorScale, on: Tensor)
    /// A matrix small enough to read its numbers.
    case matrix(Tensor, windows: [Panel.Window])
    /// One map a channel of [C,H,W], by one scale: the one that fits where none is given.
    case features(Tensor, ColorScale? = nil)
    /// One tile a filter of [O,C,k,k].
    case filters(Tensor)
    /// Small pictures [3,h,w] or [1,h,w] in 0…1, each with a label; in a figure so many in a row.
    case tiles([Tensor], labels: [String], columns: Int? = nil)
    case lines([Series])
    case histogram(Histogram)
    /// The rows of [N,2].
    case points(Tensor, labels: [Int], names: [String])
    /// Some of the bars may be muted: they are there for comparison.
    case bars([Double], labels: [String], muted: Set<Int> = [])
    case table(headings: [String], rows: [[String]])
    case text(String)
  }

  var title: String
  var content: Content
  /// A sign between this view and the next in a figure: "×", "=".
  var sign = ""

  init(_ title: String, _ content: Content) {
    self.title = title
    self.content = content
  }

  /// A tensor as it is best seen: small matrices as numbers, maps, channels, vectors as bars or lines.
  init(_ title: String, of tensor: Tensor) {
    self.init(title, Content(tensor))
  }

  /// A map [H,W] by the scale that fits it.
  init(_ title: String, map: Tensor) {
    self.init(title, .map(map, .fitting([map])))
  }

  /// A map [H,W] whose zeros have the middle of the scale, whatever signs it has.
  init(_ title: String, signedMap map: Tensor) {
    self.init(title, .map(map, .diverging(limit: Double(map.largestMagnitude))))
  }
}

extension View.Content {
  init(_ tensor: Tensor) {
    switch tensor.rank {
    case 0: self = .text(Numeral.typeset(Double(tensor[flat: 0])))
    case 1 where tensor.count <= 24:
      self = .bars(tensor.elements.map(Double.init), labels: tensor.elements.indices.map(String.init))
    case 1: self = .lines([Series(y: tensor.elements.map(Double.init))])
    case 2 where tensor.shape.allSatisfy({ $0 <= 12 }): self = .matrix(tensor, windows: [])
    case 2: self = .map(tensor, .fitting([tensor]))
    case 3 where tensor.shape[0] == 1: self.init(tensor.reshaped(Array(tensor.shape.dropFirst())))
    case 3: self = .features(tensor)
    case 4: self = .filters(tensor)
    default: self = .text("shape \(shapeText(tensor.shape))")
    }
  }
}

extension [View] {
  /// Without the title of a view that stands alone under the same title.
  func titled(apartFrom title: String) -> [View] {
    guard count == 1, self[0].title == title else { return self }
    return [View("", self[0].content)]
  }
}

extension View {
  /// As a panel of a figure.
  var panel: Panel {
    sign.isEmpty ? plainPanel : plainPanel.followed(by: sign)
  }

  private var plainPanel: Panel {
    switch content {
    case .picture(let image): .image(image, title: title)
    case .map(let map, let scale): .heatMap(map, title: title, scale: scale)
    case .overlay(let map, let scale, let picture): .overlay(map, on: picture, title: title, scale: scale)
    case .matrix(let matrix, let windows): .matrix(matrix, title: title, windows: windows)
    case .features(let output, let scale): .featureMaps(output, title: title, scale: scale)
    case .filters(let weights): .filters(weights, title: title)
    case .tiles(let tiles, let labels, let columns): .tiles(tiles, labels: labels, title: title, columns: columns)
    case .lines(let series): .lines(series, title: title)
    case .histogram(let histogram): .histogram(histogram, title: title)
    case .points(let points, let labels, let names): .scatter(points, labels: labels, names: names, title: title)
    case .bars(let values, let labels, let muted): .bars(values, labels: labels, title: title, muted: muted)
    case .table(let headings, let rows): .table(headings: headings, rows: rows, title: title)
    case .text(let text): .text(text, title: title)
    }
  }
}
