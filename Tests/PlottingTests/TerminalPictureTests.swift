import Plotting
import Tensors
import Testing
import Text

@Suite struct TerminalPictureTests {
  private let colored = TerminalStyle(color: .trueColor, unicode: true)
  private let ascii = TerminalStyle()
  private let plain = TerminalStyle(plain: true)

  /// Two rows and two columns, enlarged 16 times: 32 columns.
  private let checks = Tensor(shape: [1, 2, 2], elements: [0, 1, 1, 0])

  @Test func halfBlocksShowTwoRowsInALine() {
    let tall = Tensor(shape: [3, 2, 64], elements: (0..<384).map { $0 % 128 < 64 ? 1 : 0 })
    let lines = TerminalStyle(color: .trueColor, unicode: true).picture(tall).split(separator: "\n")
    #expect(lines.count == 1)
    #expect(
      lines[0] == "\u{1B}[0;38;2;255;255;255;48;2;0;0;0m" + String(repeating: "▀", count: 64) + "\u{1B}[0m")
  }

  @Test func fewColoursUseTheFixedPalette() {
    let red = Tensor(shape: [3, 2, 64], elements: (0..<384).map { $0 < 128 ? 1 : 0 })
    let style = TerminalStyle(color: .ansi256, unicode: true)
    #expect(style.picture(red) == "\u{1B}[0;38;5;196;48;5;196m" + String(repeating: "▀", count: 64) + "\u{1B}[0m")
  }

  @Test func withoutColoursThereIsARamp() {
    let ramp = Tensor(shape: [2, 40], elements: (0..<80).map { Float($0 % 40) / 39 })
    #expect(ascii.picture(ramp) == "    ....::::----====++++****####%%%%@@@@")
  }

  @Test func smallPicturesAreEnlargedByWholeFactors() {
    let lines = ascii.picture(checks).split(separator: "\n")
    #expect(lines.count == 16)
    #expect(lines[0] == String(repeating: " ", count: 16) + String(repeating: "@", count: 16))
    #expect(lines[15] == String(repeating: "@", count: 16) + String(repeating: " ", count: 16))
  }

  @Test func plainIsOneSentence() {
    let picture = Tensor(shape: [1, 2, 2], elements: [0.02, 0.4, 0.97, 0.8])
    #expect(
      plain.picture(picture)
        == "gray picture 2 wide, 2 high, 0.02 to 0.97, lightest at row 1, column 0, 50 % above half.")
  }

  @Test func mapIsNumberedAndHasItsScale() {
    let map = Tensor(shape: [2, 4], elements: [0, 0.5, 1, 0.25, 0, 0, 0, 0.9])
    let lines = ascii.heatMap(map).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.last == "0 [ .:-=+*#%@] 1")
    #expect(lines[lines.count - 2].split(separator: " ") == ["0", "1", "2", "3"])
    // Each element is eight columns wide and four lines high; its row's number stands in the middle.
    #expect(lines[1] == "          ++++++++@@@@@@@@::::::::")
    #expect(lines[2] == "0         ++++++++@@@@@@@@::::::::")
  }

  @Test func signedMapsHaveZeroInTheMiddle() {
    let lines = ascii.heatMap(Tensor(shape: [1, 3], elements: [-2, 0, 1])).split(separator: "\n")
    #expect(lines.last == "-2 [MWwv, .:+#@] 2  0 in the middle")
    #expect(lines[0].contains("M") && lines[0].contains("+"))
  }

  @Test func mapsOfOneSignOrNoneAreSaidToBeSo() {
    #expect(ascii.heatMap(Tensor(shape: [3, 3])).hasSuffix("all zero"))
    #expect(ascii.heatMap(Tensor(shape: [3, 3], repeating: -2)).hasSuffix("0 in the middle, all negative"))
    #expect(plain.heatMap(Tensor(shape: [3, 3])) == "map 3 wide, 3 high, all zero.")
    #expect(plain.heatMap(Tensor(shape: [1, 2], elements: [-1, -2])).contains("all negative"))
  }

  @Test func cellsThatAreNotNumbersStayBlank() {
    let map = Tensor(shape: [2, 2], elements: [0, 1, .nan, .nan])
    #expect(ascii.heatMap(map).contains("~~~~") && ascii.heatMap(map).hasSuffix("2 missing"))
    #expect(colored.heatMap(map).contains("\u{1B}[0m" + String(repeating: "·", count: 32)))
    #expect(
      plain.heatMap(map)
        == "map 2 wide, 2 high, 0 to 1, largest at row 0, column 1, 50 % above half (0.5), 2 missing.")
  }

  @Test func severalMapsShareOneScale() {
    let maps = [
      ("a", Tensor(shape: [2, 2], elements: [0, 1, 2, 3])), ("b", Tensor(shape: [2, 2], elements: [0, 0, 0, 9])),
    ]
    let text = ascii.heatMaps(maps.map { (title: $0.0, map: $0.1) })
    #expect(text.hasSuffix("\n0 [ .:-=+*#%@] 9"))
    #expect(text.split(separator: "\n").count { $0.contains("[") } == 1)
  }

  @Test func channelsStandInANumberedGrid() {
    let text = ascii.featureMaps(Tensor.uniform(shape: [6, 8, 8], seed: 1))
    #expect(text.split(separator: "\n").first?.split(separator: " ") == ["0", "1", "2"])
    #expect(
      plain.featureMaps(Tensor(shape: [2, 3, 3]))
        == "2 maps 3 wide, 3 high, 0 to 0, largest in map 0 at row 0, column 0, 2 of them all zero.")
  }

  @Test func smallPicturesStandUnderTheirTitles() {
    let tiles = (0..<4).map { (title: "picture \($0): 1.25", image: Tensor(shape: [3, 4, 4], repeating: 1)) }
    let lines = ascii.tiles(tiles).split(separator: "\n").map(String.init)
    #expect(lines[0] == "picture 0: 1.25           picture 1: 1.25           picture 2: 1.25")
    #expect(lines.count == 26 && lines[1].hasPrefix("@@@@@@@@@@@@@@@@@@@@@@@@  @@@@"))
    #expect(plain.tiles(tiles).split(separator: "\n").count == 4)
  }

  @Test(arguments: [1, 9, 16, 200])
  func aGridOfPicturesFitsTheWindow(count: Int) {
    for (columns, rows) in [(80, 24), (40, 12), (200, 60), (20, 4)] {
      let style = TerminalStyle(color: .ansi256, unicode: true, width: columns, height: rows)
      let tiles = (0..<count).map { (title: "\($0): 0.125", image: Tensor(shape: [3, 14, 14], repeating: 0.5)) }
      let lines = style.tiles(tiles).split(separator: "\n").map(String.init)
      let room = max(1, rows - 6)
      // One row of the smallest tiles is shown in any window, and a line counts those that are not.
      #expect(lines.count <= max(room, 5) + 1, "\(count) in \(columns)×\(rows): \(lines.count)")
      #expect(lines.allSatisfy { displayWidth($0) <= columns })
      let shown = lines.reduce(0) { $0 + $1.split(separator: ": 0.125", omittingEmptySubsequences: false).count - 1 }
      #expect(shown >= 1 && (shown == count || lines.last == "… and \(count - shown) more"), "\(count): \(shown)")
      if columns >= 80 && count <= 16 { #expect(shown == count) }
    }
  }

  @Test func pictureFitsTheWindow() {
    for (columns, rows) in [(80, 24), (40, 12), (200, 60), (20, 4), (1, 1)] {
      let style = TerminalStyle(color: .ansi256, unicode: true, width: columns, height: rows)
      let lines = style.picture(Tensor(shape: [3, 64, 64], repeating: 0.5)).split(separator: "\n")
      #expect(lines.count <= max(1, rows - 6))
      #expect(lines.allSatisfy { displayWidth(String($0)) <= columns })
    }
  }

  @Test(arguments: [(4, 20), (9, 30), (12, 36), (18, 80)])
  func picturesAndMapsKeepToTheirPartOfTheWindow(rows: Int, width: Int) {
    let map = Tensor.normal(shape: [15, 15], seed: 1)
    for style in [colored, ascii, TerminalStyle(color: .ansi256, unicode: true, width: 80, height: 24)] {
      for text in [style.picture(map, rows: rows, width: width), style.heatMap(map, rows: rows, width: width)] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.count <= max(rows, 3) && lines.allSatisfy { displayWidth($0) <= width }, "\(text)")
      }
    }
  }

  @Test func formIsKeptWithCellsTwiceAsHighAsWide() {
    let lines = TerminalStyle(width: 80).picture(Tensor(shape: [3, 64, 64])).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 32)
    #expect(lines[0].count == 64)
  }
}
