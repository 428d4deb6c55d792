import Datasets
import Tensors
import Testing

/// Pictures of one pixel, each with the value given.
private func pixels(_ values: [Float], labels: [Int], classes: [String]) -> PictureDataset {
  PictureDataset(images: Tensor(shape: [values.count, 1, 1, 1], elements: values), labels: labels, classes: classes)
}

@Suite struct PictureDatasetTests {
  private let animals = pixels([0, 0.5], labels: [1, 0], classes: ["cat", "dog"])

  @Test func countsThePicturesOfEachClass() {
    #expect(pixels([0, 0, 1], labels: [1, 1, 0], classes: ["a", "b", "c"]).classCounts == [1, 2, 0])
  }

  @Test func joinedSetsKeepTheirOrder() throws {
    let whole = try PictureDataset.joined([("a", animals), ("b", pixels([1], labels: [1], classes: ["cat", "dog"]))])
    #expect(whole.images.elements == [0, 0.5, 1])
    #expect(whole.labels == [1, 0, 1])
    #expect(whole.classes == ["cat", "dog"])
  }

  @Test func setsOfOtherShapesAreNotJoined() {
    let wide = PictureDataset(images: Tensor(shape: [1, 1, 1, 2]), labels: [0], classes: ["cat", "dog"])
    #expect(
      message { try PictureDataset.joined([("a", animals), ("b", wide)]) }
        == "b: its pictures are [1,1,2], those before it [1,1,1]: one network cannot learn from both")
  }

  @Test func setsOfOtherClassesAreNotJoined() {
    let plants = pixels([1], labels: [1], classes: ["tree", "flower"])
    #expect(
      message { try PictureDataset.joined([("a", animals), ("b", plants)]) }
        == "b: its classes are tree, flower, those before it cat, dog")
  }

  @Test func aClassWithoutAPictureMayHaveAName() throws {
    let folder = try TemporaryFolder()
    let pictures = try folder.write("a-images-idx3-ubyte", idx([2, 1, 1], [7, 9]))
    try folder.write("a-labels-idx1-ubyte", idx([2], [1, 0]))
    let names = try folder.write("names.txt", "hen\nhare\nfox\n")
    let set = try PictureDataset.read(path: pictures, labels: names)
    #expect(set.classes == ["hen", "hare", "fox"])
    #expect(set.classCounts == [1, 1, 0])
    #expect(message { try set.named(["hen", "hare"]) } == "it names 2 classes, and there are 3")
    try folder.write("names.txt", "hen\n")
    #expect(
      folder.fault("a-images-idx3-ubyte", labels: "names.txt") == "names.txt: it names 1 classes, and there are 2")
  }

  @Test func masksThatOnlyOneSetHasAreCounted() throws {
    let masked = PictureDataset(
      images: Tensor(shape: [2, 1, 1, 1]), labels: [0, 1], classes: ["cat", "dog"], masks: Tensor(shape: [2, 1, 1]))
    let whole = try PictureDataset.joined([("a", animals), ("b", masked)])
    #expect(whole.masks == nil)
    #expect("\(whole.leftOut)" == "2 masks where other pictures have none")
    #expect(try PictureDataset.joined([("a", masked), ("b", masked)]).leftOut.isEmpty)
  }

  @Test func namesMustBeAsManyAsClasses() {
    #expect(message { try animals.named(["cat"]) } == "it names 1 classes, and there are 2")
    #expect(
      message { try animals.named(["cat", "dog\u{1B}[2J"]) }
        == "the name of a class holds a control character, which would steer the terminal")
  }
}
