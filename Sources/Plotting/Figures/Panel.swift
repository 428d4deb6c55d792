/// One picture, map, chart or table of a figure, with its title.
///
/// Panels are made by functions named for what they show: `Panel.image`, `.heatMap`, `.lines`, `.matrix` and so on.
public struct Panel: Sendable {
  /// What stands above it.
  public var title: String
  /// A sign such as `×` or `=` that stands between this panel and the next of its row.
  public var sign: String

  var content: any PanelContent

  init(_ title: String, _ content: any PanelContent) {
    self.title = title
    self.sign = ""
    self.content = content
  }

  /// The same panel with a sign behind it.
  public func followed(by sign: String) -> Panel {
    var panel = self
    panel.sign = sign
    return panel
  }
}

/// What a panel shows: how much room it takes and how it is drawn.
protocol PanelContent: Sendable {
  /// Room around the plot for labels, colour bar and legend, with a plot so wide.
  func insets(plotWidth: Double) -> Insets

  /// The size of the plot where the content sets it, within so much room; nil where it fills what it is given.
  func plotSize(in room: Size) -> Size?

  /// How high a plot that fills its room wants to be.
  func height(plotWidth: Double) -> Double

  /// Whether it may be made as high as the plots beside it.
  var fillsHeight: Bool { get }

  /// How high it is made in a row of which the highest plot is so high.
  func height(plotWidth: Double, beside highest: Double) -> Double

  /// The widest plot that still looks well; wider room is left empty.
  func widest(isAlone: Bool) -> Double

  /// Draws the plot and what stands around it.
  func draw(in plot: Rectangle, on drawing: inout Drawing)
}

extension PanelContent {
  func insets(plotWidth: Double) -> Insets { Insets() }
  func widest(isAlone: Bool) -> Double { isAlone ? 720 : 520 }
  func plotSize(in room: Size) -> Size? { nil }
  func height(plotWidth: Double) -> Double { (plotWidth * 0.62).rounded() }

  var fillsHeight: Bool { true }
  func height(plotWidth: Double, beside highest: Double) -> Double { highest }
}

/// The type of a figure: sizes that stay legible when it is printed at half size.
enum Typography {
  static let title = StrokeFont(size: 29, weight: .bold)
  static let panel = StrokeFont(size: 21, weight: .bold)
  static let label = StrokeFont(size: 18)
  static let small = StrokeFont(size: 16)
  static let caption = StrokeFont(size: 20)
  static let footer = StrokeFont(size: 14)
  static let sign = StrokeFont(size: 34)
}
