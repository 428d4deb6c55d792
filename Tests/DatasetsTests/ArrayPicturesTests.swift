import Datasets
import Tensors
import Testing

@Suite struct ArrayPicturesTests {
  @Test func bytesAreDividedAndFloatsAreNot() throws {
    let bytes = try PictureDataset.read(path: Fixture.path("bytes.npy"))
    #expect(distance(bytes.images, try Fixture.tensor("bytes.npy").reshaped([4, 1, 3, 2]).map { $0 / 255 }) == 0)
    let floats = try PictureDataset.read(path: Fixture.path("colour.npy"))
    #expect(floats.images == (try Fixture.tensor("colour.npy")))
    let truths = try PictureDataset.read(path: Fixture.path("truths.npy"))
    #expect(truths.images.elements == (try Fixture.tensor("truths.npy").elements))
  }

  @Test(arguments: ["fortran.npy", "colour.npy.gz"])
  func orderAndPackingChangeNothing(file: String) throws {
    #expect(
      try PictureDataset.read(path: Fixture.path(file)) == PictureDataset.read(path: Fixture.path("colour.npy")))
  }

  @Test func labelsLieBesideOrAreGiven() throws {
    let beside = try PictureDataset.read(path: Fixture.path("bytes.npy"))
    #expect(beside.labels == [1, 0, 1, 3])
    #expect(beside.classes == ["0", "1", "2", "3"])
    let given = try PictureDataset.read(
      path: Fixture.path("images.npy"), labels: Fixture.path("plain-labels-idx1-ubyte"))
    #expect(given.labels == [2, 0, 1, 2, 4])
    let array = try PictureDataset.read(path: Fixture.path("bytes.npy"), labels: Fixture.path("bytes-labels.npy"))
    #expect(array == beside)
  }

  @Test func namesAreAtLeastAsManyAsLabelsGoUpTo() throws {
    let folder = try TemporaryFolder()
    try folder.write("bytes.npy", Fixture.bytes("bytes.npy"))
    try folder.write("bytes-labels.npy", Fixture.bytes("bytes-labels.npy"))
    let names = try folder.write("names.txt", "a\r\n b \n\nc\nd")
    #expect(try PictureDataset.read(path: folder.path + "/bytes.npy", labels: names).classes == ["a", "b", "c", "d"])
    try folder.write("names.txt", "a\nb\nc")
    #expect(folder.fault("bytes.npy", labels: "names.txt") == "names.txt: it names 3 classes, and there are 4")
  }

  @Test(arguments: [
    (
      Tensor(shape: [1, 1, 2], elements: [0, 255]),
      "the numbers go from 0.0 to 255.0, and pictures hold floats from 0 to 1 or whole numbers from 0 to 255: scale them "
        + "before saving, for example (a - a.min()) / (a.max() - a.min())"
    ),
    (
      Tensor(shape: [1, 1, 2], elements: [-0.5, 1]),
      "the numbers go from -0.5 to 1.0, and pictures hold floats from 0 to 1 or whole numbers from 0 to 255: scale them "
        + "before saving, for example (a - a.min()) / (a.max() - a.min())"
    ),
    (Tensor(shape: [1, 1, 2], elements: [0, .nan]), "there are numbers in it that are not finite"),
    (Tensor(shape: [2, 2]), "an array of pictures has the shape [N,H,W], [N,1,H,W] or [N,3,H,W], not [2,2]"),
    (Tensor(shape: [2, 2, 2, 3]), "an array of pictures has the shape [N,H,W], [N,1,H,W] or [N,3,H,W], not [2,2,2,3]"),
    (Tensor(shape: [0, 2, 2]), "there are no pictures in it: its shape is [0,2,2]"),
  ])
  func whatIsNoPictureIsRefusedInWords(array: Tensor, sentence: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.npy", array.npy())
    #expect(folder.fault("a.npy") == "a.npy: \(sentence)")
  }

  @Test(arguments: [Tensor([0, 1, 0.5, 2]), Tensor([0, 1, 0, -1]), Tensor(shape: [2, 2]), Tensor([0, 1, 0, .nan])])
  func labelsAreWholeNumbersFromZeroUp(labels: Tensor) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.npy", Fixture.bytes("bytes.npy"))
    try folder.write("a-labels.npy", labels.npy())
    #expect(
      folder.fault("a.npy")
        == "a-labels.npy: labels are whole numbers from 0 up, one a picture, in an array of one axis")
  }

  @Test func aLabelThatNoSetHasIsRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.npy", Fixture.bytes("bytes.npy"))
    try folder.write("a-labels.npy", Tensor([0, 1, 1e9, 0]).npy())
    #expect(folder.fault("a.npy") == "a-labels.npy: picture 2 has label 1000000000, and labels go from 0 to 65535")
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let folder = try TemporaryFolder()
    let images = Tensor.uniform(shape: [3, 3, 5, 4], seed: 4)
    let path = try folder.write("a.npy", images.npy())
    #expect(try PictureDataset.read(path: path).images == images)
  }
}
