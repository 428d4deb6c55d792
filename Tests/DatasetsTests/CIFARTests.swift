import Datasets
import Tensors
import Testing

@Suite struct CIFARTests {
  @Test(arguments: ["two.bin", "two.bin.gz"])
  func recordsAreALabelAndThreePlanes(file: String) throws {
    let set = try PictureDataset.read(path: Fixture.path(file))
    #expect(distance(set.images, try Fixture.tensor("two.npy").map { $0 / 255 }) < 1e-7)
    #expect(set.labels == [3, 8])
    #expect(set.labels?.map { set.classes[$0] } == ["cat", "ship"])
  }

  @Test func aWrongFileIsRefusedInWords() throws {
    let folder = try TemporaryFolder()
    var bytes = try Fixture.bytes("two.bin")
    try folder.write("short.bin", bytes.dropLast())
    #expect(
      folder.fault("short.bin")
        == "short.bin: its 6145 bytes are no multiple of 3073, the size of a record of CIFAR-10: a label and 3072 bytes "
        + "of pixels")
    bytes[3073] = 10
    try folder.write("label.bin", bytes)
    #expect(folder.fault("label.bin") == "label.bin: picture 1 has label 10, and labels go from 0 to 9")
    try folder.write("empty.bin", [])
    #expect(folder.fault("empty.bin") == "empty.bin: there are no pictures in it: the file is empty")
  }

  @Test func namesMustBeTen() throws {
    let folder = try TemporaryFolder()
    try folder.write("two.bin", Fixture.bytes("two.bin"))
    try folder.write("names.txt", "a\nb\n")
    #expect(folder.fault("two.bin", labels: "names.txt") == "names.txt: it names 2 classes, and there are 10")
  }
}
