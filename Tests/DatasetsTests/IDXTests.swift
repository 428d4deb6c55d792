import Datasets
import Tensors
import Testing

@Suite struct IDXTests {
  @Test(arguments: ["plain-images-idx3-ubyte", "packed-images-idx3-ubyte.gz", "crossed-images.idx3-ubyte.gz"])
  func picturesAndTheLabelsBesideThemAreNumpys(file: String) throws {
    let set = try PictureDataset.read(path: Fixture.path(file))
    #expect(distance(set.images, try Fixture.tensor("images.npy")) < 1e-7)
    #expect(set.labels == [2, 0, 1, 2, 4])
    #expect(set.classes == ["0", "1", "2", "3", "4"])
    #expect(set.masks == nil)
  }

  @Test func membersOfAGzipFileFollowEachOther() throws {
    let set = try PictureDataset.read(path: Fixture.path("members-images-idx3-ubyte.gz"))
    #expect(distance(set.images, try Fixture.tensor("images.npy")) < 1e-7)
  }

  @Test func withoutALabelsFileNobodyKnowsTheClasses() throws {
    let set = try PictureDataset.read(path: Fixture.path("members-images-idx3-ubyte.gz"))
    #expect(set.labels == nil)
    #expect(set.classes == [])
    #expect(message { try set.named(["a"]) } == "nothing says what the pictures show: they have no labels to name")
  }

  @Test func zerosBehindAGzipFileAreNoFault() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.gz", Fixture.bytes("packed-images-idx3-ubyte.gz") + [0, 0, 0])
    #expect(try PictureDataset.read(path: path).count == 5)
  }

  @Test func aNameMayHoldTheWordInAnyFolder() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("my-images/images-images-idx3-ubyte", idx([1, 1, 1], [255]))
    try folder.write("my-images/images-labels-idx1-ubyte", idx([1], [1]))
    #expect(try PictureDataset.read(path: path).labels == [1])
  }

  @Test(arguments: [
    (idx(type: 0x0D, [1, 1, 1], [0, 0, 0, 0]), "this IDX file holds elements of type 0x0d; bytes (0x08) are read"),
    (idx([2, 2], [0, 0, 0, 0]), "this IDX file has 2 axes; pictures have three: [N,H,W]"),
    (idx([2, 1, 1, 1], [0, 0]), "this IDX file has 4 axes; pictures have three: [N,H,W]"),
    (idx([4], [0, 1, 2, 3]), "this IDX file holds labels, not pictures: name the file of the pictures"),
    (idx([0, 28, 28], []), "there are no pictures in it: its header says [0,28,28]"),
    (idx([2, 1, 2], [1, 2, 3]), "the file ends too early: 20 bytes are needed, and there are 19"),
    (idx([2, 1, 2], [1, 2, 3, 4, 5]), "the file goes on behind the 20 bytes that it should have"),
    (
      idx([.max, .max, .max], [1]),
      "pictures of shape [4294967295,1,4294967295,4294967295] are more than the 256 million numbers that are read"
    ),
    (
      idx([1 << 16, 1 << 6, 1 << 6], [1]),
      "the file ends too early: 268435472 bytes are needed, and there are 17"
    ),
    ([], unknown), ([0, 0, 8], unknown), ([0, 0, 7, 3, 0, 0, 0, 0], unknown), (Array("P7\n".utf8), unknown),
  ])
  func aWrongFileIsRefusedInWords(bytes: [UInt8], sentence: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("wrong", bytes)
    #expect(folder.fault("wrong") == "wrong: \(sentence)")
  }

  @Test func labelsMustBeAsManyAsPictures() throws {
    let folder = try TemporaryFolder()
    try folder.write("a-images-idx3-ubyte", idx([2, 1, 1], [0, 255]))
    try folder.write("a-labels-idx1-ubyte", idx([3], [0, 1, 2]))
    #expect(folder.fault("a-images-idx3-ubyte") == "a-labels-idx1-ubyte: there are 3 labels for 2 pictures")
    try folder.write("a-labels-idx1-ubyte", idx([.max], []))
    #expect(folder.fault("a-images-idx3-ubyte") == "a-labels-idx1-ubyte: there are 4294967295 labels for 2 pictures")
    try folder.write("a-labels-idx1-ubyte", idx([2, 1, 1], [0, 1]))
    #expect(
      folder.fault("a-images-idx3-ubyte") == "a-labels-idx1-ubyte: this IDX file holds no labels: they have one axis")
    try folder.write("a-labels-idx1-ubyte", "cat\ndog\n")
    #expect(folder.fault("a-images-idx3-ubyte") == "a-labels-idx1-ubyte: \(unknown)")
  }

  @Test func whatIsNoFileIsSaidSo() throws {
    let folder = try TemporaryFolder()
    #expect(folder.fault("nothing") == "nothing: there is no such file")
    try folder.write("picture.ppm", "P3 1 1 1 0 0 0")
    #expect(folder.fault("picture.ppm") == "picture.ppm: this is one picture, not a set: image load reads it")
  }
}

let unknown =
  "this is no set of pictures of a kind that is read here: a folder of PNG or PPM files, IDX as MNIST's, "
  + "CIFAR-10's .bin, or .npy"
