import Datasets
import Testing

@Suite struct LabelsFileTests {
  @Test(arguments: [
    "hen\nred fox\n", "hen\r\nred fox\r\n", "\u{FEFF}hen\nred fox", "  hen\t\n\n\n\tred fox \n  \n",
  ])
  func aNameIsALineWithoutWhatIsNotSeen(text: String) throws {
    let folder = try TemporaryFolder()
    #expect(try LabelsFile.names(path: folder.write("names.txt", text)) == ["hen", "red fox"])
  }

  @Test(arguments: ["hen\tfox", "\u{1B}[2Jhen", "hen\u{202E}", "hen\n\u{FEFF}fox"])
  func aNameThatSteersTheTerminalIsRefused(text: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("names.txt", text)
    #expect(
      message { try LabelsFile.names(path: path) }
        == "\(path): the name of a class holds a control character, which would steer the terminal")
  }
}
