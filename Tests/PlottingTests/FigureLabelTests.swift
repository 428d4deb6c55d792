import Foundation
import Plotting
import Tensors
import Testing

/// What is written in figures, read back from the SVG.
@Suite struct FigureLabelTests {
  private func texts(_ panels: [Panel], caption: String = "") throws -> [String] {
    try Figure(title: "", caption: caption, panels: panels).svg().components(separatedBy: "aria-label=\"").dropFirst()
      .map { String($0.prefix { $0 != "\"" }) }
  }

  private static let signs = Tensor(shape: [12, 12], elements: (0..<144).map { Float($0 % 7) - 3 })

  @Test func barsOfWholeNumbersShowWholeNumbers() throws {
    let bits = Tensor(shape: [12, 12], elements: (0..<144).map { Float($0 % 2) })
    #expect(Set(try texts([.heatMap(bits, axes: false)])) == ["0", "1"])
    #expect(Set(try texts([.heatMap(Self.signs, axes: false)])) == ["−3", "−2", "−1", "0", "1", "2", "3"])
  }

  @Test(arguments: [2, 0.869, 37, 0.0123, 4e-7, 5.5e8] as [Float])
  func labelsOfABarHaveEquallyManyDecimals(largest: Float) throws {
    let map = Tensor(shape: [9, 9], elements: (0..<81).map { Float($0) / 80 * largest })
    let labels = try texts([.heatMap(map, axes: false)])
    let decimals = labels.filter { $0 != "0" }.map { label in
      label.prefix { $0 != "e" }.split(separator: ".").dropFirst().first?.count ?? 0
    }
    #expect(labels.count >= 3 && Set(decimals).count == 1, "\(labels)")
  }

  @Test func neighboursWithOneScaleHaveOneBar() throws {
    let scale = ColorScale.diverging(limit: 4.5)
    let map = Panel.heatMap(Self.signs, scale: scale, axes: false)
    let other = Panel.heatMap(Self.signs, scale: .diverging(limit: 8), axes: false)
    let picture = Panel.image(Tensor(shape: [1, 8, 8]))
    func count(_ panels: [Panel]) throws -> Int { try texts(panels).count { $0 == "4.5" } }
    #expect(try count([map, map]) == 1)
    #expect(try count([map, picture, map]) == 1)
    #expect(try count([map, other, map]) == 2)
    #expect(try Figure(title: "", rows: [[map], [map]]).svg().components(separatedBy: "\"4.5\"").count == 3)
  }

  @Test func smallMapsShowTheirNumbers() throws {
    let map = Tensor(shape: [2, 2], elements: [-0.123456, 0.5, .nan, 1])
    #expect(try texts([.heatMap(map, axes: false)]).contains("−0.123"))
    #expect(!(try texts([.heatMap(map)]).contains("nan")))
    let large = Tensor(shape: [9, 9], elements: (0..<81).map { Float($0) + 0.25 })
    #expect(!(try texts([.heatMap(large)]).contains("7.25")))
  }

  @Test func numbersInCrowdedCellsHaveFewerDigits() throws {
    let values = Tensor(shape: [10, 10], elements: (0..<100).map { Float($0) * 0.01234 - 0.5 })
    let matrix = Panel.matrix(values, scale: .diverging(limit: 1))
    #expect(try texts([matrix]).contains("−0.488"))
    let crowded = try texts([matrix, matrix, matrix, matrix])
    #expect(crowded.contains("−0.49") && !crowded.contains("−0.488"))
  }

  @Test func longNamesOfBarsLeaveRoomForTheBars() throws {
    let name = "scores.weight[1,14] (−0.1518) × code[14] (2.29)"
    let bars = Panel.bars([0.3, -0.2], labels: [name, "short"])
    for count in 1...3 {
      let row = Array(repeating: Panel.image(Tensor(shape: [3, 64, 64])), count: count - 1) + [bars]
      let layout = FigureLayout(rows: [row], top: 0)
      #expect(layout.plots[0][count - 1].width >= 0.4 * layout.panels[0][count - 1].width)
    }
    let lines = try texts([bars])
    #expect(lines.contains("scores.weight[1,14] (−0.1518)") && lines.contains("× code[14] (2.29)"))
  }

  @Test func mutedBarsAreGrey() throws {
    func greys(_ muted: Set<Int>) throws -> Int {
      let bars = Panel.bars([3, 1, 2], labels: ["a", "b", "c"], muted: muted)
      return try Figure(title: "", panels: [bars]).svg().ranges(of: "#adadad").count
    }
    #expect(try greys([]) == 0)
    #expect(try greys([2]) == 1 && greys([0, 1]) == 2)
  }

  @Test func lowPanelsStandAtTheMiddleOfTheirRow() {
    let panels = [Panel.image(Tensor(shape: [3, 64, 64])), .bars([1, 2, 3], labels: ["a", "b", "c"])]
    let plots = FigureLayout(rows: [panels], top: 0).plots[0]
    #expect(plots[1].height < 0.5 * plots[0].height)
    #expect(abs(plots[0].y + plots[0].height / 2 - plots[1].y - plots[1].height / 2) <= 1)
  }

  @Test func gapsInCaptionsBecomeDots() throws {
    let caption = "cat 0.981  fish 0.002.  The rest:  none"
    #expect(try texts([], caption: caption) == ["cat 0.981 · fish 0.002. The rest: none"])
  }

  @Test func longTitlesAreShownInFull() throws {
    let title = (0..<60).map { "word\($0)" }.joined(separator: " ")
    let svg = try Figure(title: title, panels: [.image(Tensor(shape: [1, 4, 4]), title: title)]).svg()
    for number in 0..<60 { #expect(svg.components(separatedBy: "word\(number)").count >= 4) }
  }

  @Test func onePictureChannelIsGray() {
    let ramp = Tensor(shape: [1, 8, 8], elements: (0..<64).map { Float($0) / 63 })
    let sheet = Figure(title: "", panels: [.image(ramp)]).rendered()
    let plot = FigureLayout(rows: [[.image(ramp)]], top: 44).plots[0][0]
    for step in stride(from: 2, to: Int(plot.width), by: 9) {
      let (y, x) = (Int(plot.y) + step, Int(plot.x) + step)
      #expect(sheet[0, y, x] == sheet[1, y, x] && sheet[1, y, x] == sheet[2, y, x])
    }
  }
}
