import Foundation
import FoundationXML
import Images
import Plotting
import Tensors
import Testing

@Suite struct FigureTests {
  private static let picture = Tensor.uniform(shape: [3, 64, 64], seed: 1)
  private static let map = Tensor.normal(shape: [15, 15], seed: 2)

  /// One of every kind.
  static let panels: [Panel] = [
    .image(picture, title: "picture", axes: true),
    .heatMap(map, title: "a map with a title that is so long that it must be broken into lines"),
    .overlay(map, on: picture, title: "over"),
    .filters(Tensor.normal(shape: [8, 3, 5, 5], seed: 3), title: "filters"),
    .featureMaps(Tensor.uniform(shape: [4, 8, 8], seed: 4), title: "maps"),
    .lines([Series("a", y: [1, 2, .nan, 4]), Series("b", y: [3])], title: "lines", xLabel: "x", yLabel: "y"),
    .histogram(Histogram(of: map), title: "histogram"),
    .scatter(Tensor.normal(shape: [20, 2], seed: 5), labels: (0..<20).map { $0 % 3 }, names: ["u", "v", "w"]),
    .bars([0.5, -0.2, .nan], labels: ["cat", "fish", "car"], title: "bars", highlighted: 0),
    .matrix(Tensor(shape: [3, 3], elements: [1, 0, -1, 2, 0, -2, 1, 0, -1]), windows: [.init(row: 0, column: 1)]),
    .table(headings: ["layer", "weights"], rows: [["conv1", "448"], ["fc", "-3"]]),
    .text("Some prose that is long enough to be broken into lines in its panel, or so one hopes."),
  ]

  @Test(arguments: [1, 2, 3, 4, 6])
  func panelsDoNotOverlapAndStayOnTheSheet(columns: Int) {
    let rows = stride(from: 0, to: Self.panels.count, by: columns).map {
      Array(Self.panels[$0..<min($0 + columns, Self.panels.count)])
    }
    let layout = FigureLayout(rows: rows, top: 0)
    let frames = layout.panels.flatMap { $0 }
    for (number, frame) in frames.enumerated() {
      #expect(frames.dropFirst(number + 1).allSatisfy { !$0.overlaps(frame) })
      #expect(frame.right <= FigureLayout.widest)
    }
    for (frame, plot) in zip(frames, layout.plots.flatMap { $0 }) {
      #expect(plot.x >= frame.x && plot.right <= frame.right + 0.5 && plot.bottom <= frame.bottom + 0.5)
    }
  }

  @Test func plotsAlignInRowsAndColumns() {
    let layout = FigureLayout(rows: [Array(Self.panels[0..<3]), Array(Self.panels[5..<8])], top: 0)
    for row in layout.plots { #expect(Set(row.map { $0.y }).count == 1) }
    for column in 0..<3 { #expect(layout.plots[0][column].x == layout.plots[1][column].x) }
  }

  @Test(arguments: [1, 2, 3])
  func picturesAreEnlargedByWholeFactors(count: Int) {
    let panels = (0..<count).map { _ in Panel.image(Self.picture) }
    for plot in FigureLayout(rows: [panels], top: 0).plots[0] {
      #expect(plot.width.truncatingRemainder(dividingBy: 64) == 0)
      #expect(plot.width >= 256 && plot.width == plot.height)
    }
  }

  @Test func largePicturesAreMadeSmaller() {
    let plot = FigureLayout(rows: [[.image(Tensor(shape: [3, 900, 1800]))]], top: 0).plots[0][0]
    #expect(plot.width == 720 && plot.height == 360)
  }

  @Test func pixelsStaySharp() throws {
    let checks = Tensor(shape: [1, 2, 2], elements: [0, 1, 1, 0])
    let sheet = Figure(title: "", panels: [.image(checks)]).rendered()
    let plot = FigureLayout(rows: [[.image(checks)]], top: 44).plots[0][0]
    let values = Set((0..<Int(plot.width)).map { sheet[0, Int(plot.y), Int(plot.x) + $0] })
    #expect(values == [0, 1])
  }

  @Test func colourBarShowsTheTrueEnds() throws {
    let svg = try Figure(title: "", panels: [.heatMap(Tensor(shape: [1, 2], elements: [-0.869, 0.25]))]).svg()
    for label in ["−0.869", "0.869", "0.000", "−0.400", "0.400"] {
      #expect(svg.contains("aria-label=\"\(label)\""), "\(label)")
    }
  }

  @Test func mapsOfOneSignOrNoneAreSaidToBeSo() {
    #expect(Panel.heatMap(Tensor(shape: [2, 2]), title: "drop").title == "drop (all zero)")
    #expect(Panel.heatMap(Tensor(shape: [2, 2], repeating: -1)).title == "all negative")
    #expect(Panel.heatMap(Tensor(shape: [1, 2], elements: [-1, 2]), title: "drop").title == "drop")
  }

  @Test func legendNamesTheSeries() throws {
    let svg = try Figure(title: "", panels: [.lines([Series("loss", y: [1, 2])], xLabel: "step")]).svg()
    #expect(svg.contains("aria-label=\"loss\"") && svg.contains("aria-label=\"step\""))
  }

  @Test func provenanceIsReadBack() throws {
    let figure = Figure(
      title: "Drop", caption: "Of the score.", panels: [.image(Self.picture)],
      provenance: [
        (key: "command", value: "occlusion cat class=cat"), (key: "seed", value: "4"), (key: "rule", value: "∂S/∂x"),
      ])
    let texts = try Figure.provenance(of: figure.png())
    #expect(texts.map { $0.key } == ["Title", "Description", "command", "seed", "rule"])
    #expect(texts.map { $0.value } == ["Drop", "Of the score.", "occlusion cat class=cat", "4", "∂S/∂x"])
  }

  @Test func svgIsWellFormed() throws {
    let figure = Figure(
      title: "a < b & \"c\" \u{1}", caption: "λ‖x‖² → ≥", panels: Self.panels, columns: 3, footer: "fovea",
      provenance: [(key: "command", value: "x <= 3 && y > \"2\"")])
    let parser = XMLParser(data: Data(try figure.svg().utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
  }

  @Test func pngIsSmall() throws {
    let figure = Figure(
      title: "Two panels", caption: "With words.", panels: [.image(Self.picture), .heatMap(Self.map)])
    #expect(try figure.png().count < 150_000)
  }

  @Test func longTitlesAndCaptionsStayOnTheSheet() {
    let words = String(repeating: "a title that goes on ", count: 30)
    let sheet = Figure(title: words, caption: words, panels: [.image(Self.picture)], footer: words).rendered()
    let (height, width) = (sheet.shape[1], sheet.shape[2])
    #expect(width <= 1600)
    // Nothing is drawn in the margins.
    for y in 0..<height { #expect(sheet[0, y, width - 20] == 1 && sheet[0, y, 20] == 1) }
  }

  @Test func stripShowsEveryFrame() throws {
    let frames = (0..<10).map { (label: "step \($0)", image: Self.picture) }
    let svg = try Figure.strip(title: "Film", frames: frames).svg()
    #expect((0..<10).allSatisfy { svg.contains("aria-label=\"step \($0)\"") })
    #expect(svg.components(separatedBy: "<image").count == 11)
  }
}
