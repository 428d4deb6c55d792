import Plotting
import Tensors
import Testing
import Text

/// Inputs that nobody means to draw: nothing may end the program, and text keeps to its rules.
@Suite struct StrangeInputTests {
  static let tensors: [Tensor] = [
    Tensor(shape: [0], elements: []), Tensor(shape: [3, 0, 5]), Tensor(shape: [1, 1], repeating: 1), Tensor(3),
    Tensor(shape: [1, 1, 1], repeating: .nan), Tensor(shape: [3, 1, 1], repeating: .infinity),
    Tensor(shape: [2, 2], elements: [.nan, .infinity, -.infinity, 0]), Tensor(shape: [4, 4], repeating: .nan),
    Tensor(shape: [1, 700], repeating: -1), Tensor(shape: [700, 1], repeating: 2), Tensor(shape: [2, 3, 4, 5]),
    Tensor(shape: [5, 3, 3], repeating: 0.5), Tensor(shape: [2, 2], elements: [3e38, -3e38, 1e-37, 0]),
    Tensor(shape: [3, 33, 17], repeating: 0.3), Tensor([1, .nan, 3]),
  ]

  static let styles: [TerminalStyle] = [1, 2, 7, 20, 80].flatMap { width in
    [
      TerminalStyle(plain: true, width: width), TerminalStyle(width: width), TerminalStyle(unicode: true, width: width),
      TerminalStyle(color: .ansi256, unicode: true, width: width, height: 5),
      TerminalStyle(color: .trueColor, unicode: true, width: width, height: 24),
    ]
  }

  private func everything(_ tensor: Tensor, _ style: TerminalStyle) -> [String] {
    let values = tensor.elements.map(Double.init)
    return [
      style.picture(tensor), style.heatMap(tensor),
      style.heatMaps([(title: "a", map: tensor), (title: "bé", map: tensor)]),
      style.featureMaps(tensor), style.tiles([(title: "a", image: tensor), (title: "日本", image: tensor)]),
      style.histogram(Histogram(of: tensor, bins: 5)), style.linePlot([Series(y: values)]),
      style.linePlot([Series("a", y: values), Series("λ", y: values.reversed())], xLabel: "x", yLabel: "ε"),
      style.bars(values, labels: ["a"]), style.scatter(tensor),
      style.scatter(tensor, labels: [0, 1, -7], names: ["x"]), style.table(tensor),
    ]
  }

  @Test(arguments: tensors)
  func terminalSurvives(tensor: Tensor) {
    for style in Self.styles {
      for text in everything(tensor, style) {
        let lines = text.split(separator: "\n").map(String.init)
        if style.plain {
          #expect(text.utf8.allSatisfy { $0 == 0x0A || ($0 >= 0x20 && $0 < 0x7F) }, "\(text)")
        } else if style.width >= 20 {
          #expect(lines.allSatisfy { displayWidth($0) <= style.width }, "\(style)\n\(text)")
        }
        if style.color == .none { #expect(!text.contains("\u{1B}")) }
        if !style.unicode { #expect(text.utf8.allSatisfy { $0 < 0x80 }, "\(text)") }
      }
    }
  }

  @Test(arguments: tensors)
  func figuresSurvive(tensor: Tensor) throws {
    let values = tensor.elements.map(Double.init)
    let panels: [Panel] = [
      .image(tensor, axes: true), .heatMap(tensor), .overlay(tensor, on: tensor), .filters(tensor),
      .featureMaps(tensor),
      .tiles([tensor, tensor], labels: ["a"]), .lines([Series("日本", y: values)]), .histogram(Histogram(of: tensor)),
      .scatter(tensor, labels: [-1]), .bars(values.suffix(5), labels: []),
      .matrix(tensor.count < 50 ? tensor : Tensor([1])),
      .table(headings: [], rows: []), .text(""),
    ]
    let figure = Figure(title: "", panels: panels, columns: 4)
    #expect(figure.rendered().elements.allSatisfy { $0 >= 0 && $0 <= 1 })
    _ = try figure.svg()
  }

  @Test func figureWithoutPanelsIsASheetOfText() throws {
    #expect(Figure(title: "Only words", panels: []).rendered().shape[1] > 50)
    #expect(Figure(title: "", panels: []).rendered().count > 0)
  }
}
