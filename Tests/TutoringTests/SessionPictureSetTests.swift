import Foundation
import Images
import Tensors
import Testing

/// `images load`: sets of pictures from folders and files.
@Suite struct SessionPictureSetTests {
  /// A session with a folder `animals` of four pictures 6×6 in two classes, and an array `a.npy` of two.
  private func prepared() throws -> SessionUnderTest {
    let session = try SessionUnderTest()
    for (name, seed) in [("cat/1", 1), ("cat/2", 2), ("dog/1", 3), ("dog/2", 4)] {
      let file = "\(session.folder)/animals/\(name).png"
      try FileManager.default.createDirectory(
        atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(PNG.encode(Tensor.uniform(shape: [1, 6, 6], seed: UInt64(seed)))).write(to: URL(filePath: file))
    }
    try write("a.npy", Tensor.uniform(shape: [2, 6, 6], seed: 5).npy(), session)
    return session
  }

  private func write(_ name: String, _ bytes: [UInt8], _ session: SessionUnderTest) throws {
    try Data(bytes).write(to: URL(filePath: "\(session.folder)/\(name)"))
  }

  @Test func aFolderIsASetWithClasses() throws {
    let session = try prepared()
    #expect(
      try session.type("images load \(session.folder)/animals as pets") == "pets  4 pictures [1,6,6] of 2 classes\n")
    #expect(
      try session.type("info pets")
        == "pets  4 pictures [1,6,6] of 2 classes\nfrom \(session.folder)/animals; 0 cat: 2, 1 dog: 2\n")
    #expect(try session.value("pets.labels").hasSuffix("[0 0 1 1]"))
    #expect(try session.value("pets.classes") == #"["cat", "dog"]"#)
    #expect(try session.value("shape(pets.images)") == "[4, 1, 6, 6]")
    #expect(try session.value("all(pets[3] == pets.images[-1])") == "true")
  }

  @Test func anElementIsAPictureThatGoesThroughTheNetwork() throws {
    let session = try prepared()
    try session.type("images load \(session.folder)/animals as pets")
    #expect(try session.type("forward pets[2]").contains("pets[2] (dog) through tiny: "))
    #expect(try session.type("forward pets[-4]").contains("pets[-4] (cat) through tiny: "))
    try session.type("occlusion pets[2] patch=2 stride=2", "run")
    #expect(try session.value("shape(occlusion.heatmap)") == "[3, 3]")
  }

  @Test func labelsNameTheClassesOrAreThemInEitherPlace() throws {
    let session = try prepared()
    let folder = session.folder
    #expect(try session.type("images load \(folder)/a.npy as a") == "a  2 pictures [1,6,6] without labels\n")
    #expect(session.fault("print a.labels")?.contains("has no part 'labels'") == true)
    try write("numbers.npy", Tensor([1, 0]).npy(), session)
    try session.type("images load \(folder)/a.npy labels=\(folder)/numbers.npy as a")
    #expect(try session.value("a.labels").hasSuffix("[1 0]"))
    try write("names.txt", Array("hen\nhare\n".utf8), session)
    try session.type("images load labels=\(folder)/names.txt \(folder)/animals as pets")
    #expect(try session.value("pets.classes") == #"["hen", "hare"]"#)
  }

  @Test func whatIsWrongStandsUnderItsWord() throws {
    let session = try prepared()
    let folder = session.folder
    try write("names.txt", Array("hen\n".utf8), session)
    let line = "images load \(folder)/animals labels=\(folder)/names.txt as pets"
    #expect(session.fault(line)?.contains("names.txt: it names 1 classes, and there are 2") == true)
    #expect(session.fault("images load \(folder)/none as pets")?.contains("/none: there is no such file") == true)
    #expect(session.fault("images load as pets")?.contains("A folder or a file is missing") == true)
    #expect(session.fault("images load \(folder)/animals")?.contains("The picture needs a name: as NAME") == true)
    #expect(session.fault("images load \(folder)/animals seed=1 as pets")?.contains("There is no 'seed=' here") == true)
  }

  @Test func filesAreFoundInTheFolderOfData() throws {
    let files = try prepared()
    let session = try SessionUnderTest(data: files.folder)
    #expect(try session.type("images load animals as pets").hasPrefix("pets  4 pictures"))
    #expect(try session.type("image load animals/cat/1.png as cat").hasPrefix("cat "))
  }

  @Test func tabOffersFilesBehindLabels() throws {
    let session = try prepared()
    let line = "images load \(session.folder)/animals labels=\(session.folder)/a"
    let texts = session.session.offers(for: line, cursor: line.count).offers.map(\.text)
    #expect(texts == ["\(session.folder)/a.npy", "\(session.folder)/animals/"])
  }
}
