import Plotting
import Tensors
import Testing
import Text

@Suite struct ChartTests {
  private let ascii = TerminalStyle(width: 40)
  private let plain = TerminalStyle(plain: true)

  @Test func histogramCountsAsNumpyDoes() {
    let histogram = Histogram(of: Tensor([0, 1, 1, 2, 4, .nan]), bins: 4)
    #expect(histogram.counts == [1, 2, 1, 1])
    #expect(histogram.edges == [0, 1, 2, 3, 4])
    #expect(histogram.missing == 1)
    #expect(Histogram(of: Tensor([1e30, 1e30]), bins: 4).counts.reduce(0, +) == 2)
    #expect(Histogram(of: Tensor([5, 5]), bins: 2) == Histogram(edges: [4.5, 5, 5.5], counts: [0, 2]))
  }

  @Test func plainHistogramIsALineABin() {
    let histogram = Histogram(edges: [0, 0.1, 0.2], counts: [12, 3])
    #expect(plain.histogram(histogram) == "0.0 to 0.1: 12\n0.1 to 0.2: 3")
  }

  @Test func barsAreAsLongAsTheirCounts() {
    let histogram = Histogram(edges: [0, 1, 2, 3], counts: [10, 5, 0])
    let expected = """
      0 to 1 |############################ 10
      1 to 2 |############## 5
      2 to 3 | 0
      """
    #expect(ascii.histogram(histogram) == expected)
    #expect(
      TerminalStyle(unicode: true, width: 20).histogram(histogram) == "0 to 1 │████████ 10\n1 to 2 │████ 5\n2 to 3 │ 0")
  }

  @Test func plainLineSaysStartEndAndExtremes() {
    let series = Series("loss", y: [3, 1, .nan, 2], x: [0, 10, 20, 30])
    #expect(
      plain.linePlot([series])
        == "loss of 4 points: starts with 3 at 0, ends with 2 at 30, smallest 1 at 10, largest 3 at 0, 1 missing.")
  }

  @Test func lineGoesFromCornerToCorner() {
    let lines = TerminalStyle(width: 20).linePlot([Series(y: (0..<9).map(Double.init))]).split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("8 +") && $0.hasSuffix("*") })
    #expect(lines.contains { $0.hasPrefix("0 +*") })
    #expect(lines[lines.count - 1].split(separator: " ").first == "0")
  }

  @Test func brailleIsUsedWhereThereIsUnicode() {
    let text = TerminalStyle(unicode: true, width: 30).linePlot([Series(y: [0, 1, 0])])
    #expect(text.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) })
  }

  @Test func seriesAreToldApartWithoutColours() {
    let text = ascii.linePlot([Series("up", y: [0, 1, 2]), Series("down", y: [2, 1, 0])])
    #expect(text.hasSuffix("* up   + down"))
  }

  @Test func barsShowNamesNumbersAndLengths() {
    let expected = """
       cat   0.9  ########################
      fish  0.45  ############
      """
    #expect(TerminalStyle(width: 36).bars([0.9, 0.45], labels: ["cat", "fish"]) == expected)
    #expect(plain.bars([0.9, -2], labels: ["cat"]) == "cat: 0.9\n1: -2")
  }

  @Test func negativeBarsGoLeftOfOneZero() {
    let expected = """
         cat     1       |##########
        fish  -0.5  #####|
      flower     0       |
      """
    #expect(TerminalStyle(width: 30).bars([1, -0.5, 0], labels: ["cat", "fish", "flower"]) == expected)
    let negative = TerminalStyle(unicode: true, width: 20).bars([-1, -0.5, .nan], labels: ["a", "b", "c"])
    #expect(negative == "a    -1  ██████████│\nb  -0.5       █████│\nc   nan            │")
  }

  @Test(arguments: [([1.0, -1], 40), ([-1e308, 1.7e308], 25), ([-1, 1e9], 19), ([-1e9, 1], 12), ([-3], 80)])
  func barsOnBothSidesKeepToTheWidth(values: [Double], width: Int) {
    for style in [TerminalStyle(width: width), TerminalStyle(unicode: true, width: width)] {
      let lines = style.bars(values, labels: []).split(separator: "\n").map(String.init)
      #expect(lines.allSatisfy { displayWidth($0) <= width }, "\(lines)")
      let zeros = Set(lines.compactMap { line in line.firstIndex { "|│".contains($0) }.map { line[..<$0].count } })
      #expect(zeros.count <= 1)
    }
  }

  @Test func scatterShowsLabels() {
    let points = Tensor(shape: [3, 2], elements: [0, 0, 1, 1, 2, 0])
    let text = ascii.scatter(points, labels: [0, 1, 1], names: ["cat", "fish"])
    #expect(text.contains("1") && text.hasSuffix("0 cat   1 fish"))
    #expect(
      plain.scatter(points, labels: [0, 1, 1]) == "scatter of 3 points with 2 labels, x from 0 to 2, y from 0 to 1.")
  }

  @Test func tableHasHeadings() {
    let table = TerminalStyle(width: 20).table(
      Tensor(shape: [2, 3], elements: [0, 1, 2, 3, 4, 50]), rows: ["a", "bc"])
    #expect(table == "    0  1   2\n a  0  1   2\nbc  3  4  50")
  }

  @Test func tableThatIsTooWideGoesOnBelow() {
    let table = TerminalStyle(width: 8).table(Tensor([1, 2, 3]))
    #expect(table == "   0  1\n0  1  2\n\n   2\n0  3")
  }

  @Test(arguments: [
    (0.981, "0.981"), (0, "0"), (-0.0, "0"), (12288, "12288"), (1.0 / 3, "0.3333"), (1234.56, "1235"),
    (0.00001234, "1.234e-5"), (1e9, "1e9"), (-.infinity, "-inf"), (.nan, "nan"), (99999.6, "100000"),
  ])
  func numbersHaveFourDigits(value: Double, expected: String) {
    #expect(Numeral.text(value) == expected)
  }

  @Test func figuresHaveRealMinusSigns() {
    #expect(Numeral.typeset(-0.5) == "−0.5")
  }
}

@Suite struct TicksTests {
  @Test(arguments: [(0.0, 1.0, 5), (-0.87, 0.87, 4), (3, 1234, 6), (1e-7, 3e-7, 4), (0, 64, 3)])
  func stepsAreOneTwoOrFive(lower: Double, upper: Double, count: Int) {
    let ticks = Ticks(from: lower, to: upper, count: count)
    var step = ticks.step
    while step < 0.99 { step *= 10 }
    while step > 9.99 { step /= 10 }
    #expect([1, 2, 5].contains { abs($0 - step) < 1e-6 })
    #expect(ticks.values.count >= 2 && ticks.values.count <= 2 * count + 1)
    #expect(ticks.values.allSatisfy { $0 >= lower - 1e-9 && $0 <= upper + 1e-9 })
  }

  @Test func labelsHaveTheDecimalsOfTheStep() {
    #expect(Ticks(from: -0.5, to: 0.5, count: 2).labels == ["−0.5", "0", "0.5"])
    #expect(Ticks(from: 0, to: 100, count: 2).labels == ["0", "50", "100"])
  }

  @Test func wholeTicksAreWhole() {
    #expect(Ticks(from: 0, to: 1, count: 8, whole: true).labels == ["0", "1"])
    #expect(Ticks(from: -3, to: 3, count: 30, whole: true).values == [-3, -2, -1, 0, 1, 2, 3])
  }

  @Test func strangeRangesAreSurvived() {
    for (lower, upper) in [(Double.nan, 1), (0, .infinity), (1, 1), (2, 1), (-1e308, 1e308), (1e300, 1.0000001e300)] {
      #expect(Ticks(from: lower, to: upper, count: 4).labels.count <= 10)
    }
  }
}
