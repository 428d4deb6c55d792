import Datasets
import Foundation
import Images
import Tensors
import Testing

/// A picture of bytes that a seed determines, as a PNG.
private func png(_ shape: [Int], seed: UInt64) throws -> (image: Tensor, bytes: [UInt8]) {
  let image = Tensor.uniform(shape: shape, seed: seed).map { ($0 * 255).rounded() / 255 }
  return (image, try PNG.encode(image))
}

@Suite struct PictureFolderTests {
  @Test func subfoldersAreClassesInSortedOrder() throws {
    let folder = try TemporaryFolder()
    let pictures = try (0..<3).map { try png([3, 4, 5], seed: UInt64($0)) }
    try folder.write("zebra/b.png", pictures[0].bytes)
    try folder.write("ape/x.PNG", pictures[1].bytes)
    try folder.write("zebra/a.ppm", PPM.encode(pictures[2].image))
    try folder.write("zebra/notes.txt", "not a picture")
    try folder.write(".hidden/c.png", pictures[0].bytes)
    try folder.write("overview.png", png([3, 9, 9], seed: 5).bytes)
    let set = try PictureDataset.read(path: folder.path)
    #expect(set.classes == ["ape", "zebra"])
    #expect(set.labels == [0, 1, 1])
    #expect("\(set.leftOut)" == "1 picture beside the sub-folders")
    #expect(distance(set.images, try Tensor.stacked([1, 2, 0].map { pictures[$0].image })) < 1e-6)
  }

  @Test func picturesAloneHaveNoLabels() throws {
    let folder = try TemporaryFolder()
    for name in ["b", "a"] { try folder.write("\(name).png", png([1, 4, 5], seed: name == "a" ? 1 : 2).bytes) }
    let set = try PictureDataset.read(path: folder.path)
    #expect(set.labels == nil)
    #expect(distance(set.images.entry(0), try png([1, 4, 5], seed: 1).image) < 1e-6)
  }

  @Test func aMaskIsNamedForItsPicture() throws {
    let folder = try TemporaryFolder()
    try folder.write("one/a.png", png([3, 2, 2], seed: 1).bytes)
    try folder.write("one/a-mask.png", PNG.encode(Tensor(shape: [1, 2, 2], elements: [0, 1, 1, 0])))
    try folder.write("one/b.png", png([3, 2, 2], seed: 2).bytes)
    let half = try PictureDataset.read(path: folder.path)
    #expect(half.masks == nil)
    #expect("\(half.leftOut)" == "1 mask where other pictures have none")
    try folder.write("one/b-mask.png", PNG.encode(Tensor(shape: [1, 2, 2], elements: [1, 0, 0, 0])))
    let set = try PictureDataset.read(path: folder.path)
    #expect(set.count == 2)
    #expect(set.leftOut.isEmpty)
    #expect(set.masks?.elements == [0, 1, 1, 0, 1, 0, 0, 0])
    try folder.write("one/b-mask.png", PNG.encode(Tensor(shape: [1, 2, 3])))
    #expect(
      message { try PictureDataset.read(path: folder.path) }?.hasSuffix("this mask is [1,2,3], its picture [3,2,2]")
        == true)
  }

  @Test func aListingSaysWhatAFolderShows() throws {
    let folder = try TemporaryFolder()
    try folder.write("b.png", png([3, 2, 2], seed: 1).bytes)
    try folder.write("a, 1.png", png([3, 2, 2], seed: 2).bytes)
    try folder.write("m.png", PNG.encode(Tensor(shape: [1, 2, 2], elements: [0, 1, 1, 0])))
    let listing = "file,mask,label,class\r\nb.png,m.png,3,house\n\"a, 1.png\",m.png,1,\"a \"\"cat\"\"\"\n"
    try folder.write("labels.csv", listing)
    let set = try PictureDataset.read(path: folder.path)
    #expect(set.labels == [3, 1])
    #expect(set.classes == ["0", "a \"cat\"", "2", "house"])
    #expect(set.masks?.shape == [2, 2, 2])
    #expect(distance(set.images.entry(0), try png([3, 2, 2], seed: 1).image) < 1e-6)
  }

  @Test func aByteOrderMarkBeforeAListingDoesNotCount() throws {
    let folder = try TemporaryFolder()
    try folder.write("b.png", png([3, 2, 2], seed: 1).bytes)
    try folder.write("labels.csv", "\u{FEFF}file,label\r\nb.png,1\r\n")
    #expect(try PictureDataset.read(path: folder.path).labels == [1])
  }

  @Test(arguments: [
    ("", "line 1: the columns 'file' and 'label' are named here, and may be 'mask' and 'class'"),
    ("file,class\na.png,cat", "line 1: the columns 'file' and 'label' are named here, and may be 'mask' and 'class'"),
    ("file,label\na.png,1\na.png,x", "line 3: a label is a whole number from 0 to 65535"),
    ("file,label\na.png,65536", "line 2: a label is a whole number from 0 to 65535"),
    ("label,file\n3", "line 2: the column 'file' is missing"),
    ("file,label\n../a.png,1", "line 2: a file is named by a path inside the folder"),
    ("file,label\n/a.png,1", "line 2: a file is named by a path inside the folder"),
    (
      "file,label,class\na.png,0,\u{1B}[2J",
      "line 2: the name of a class holds a control character, which would steer the terminal"
    ),
    ("file,label,class\na.png,0,cat\n\na.png,0,dog", "line 4: label 0 had another name before"),
  ])
  func aWrongListingIsRefusedInWords(listing: String, sentence: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("labels.csv", listing)
    #expect(folder.fault("") == "labels.csv: \(sentence)" || folder.fault("") == "/labels.csv: \(sentence)")
  }

  @Test func picturesHaveOneShape() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/1.png", png([3, 4, 5], seed: 1).bytes)
    try folder.write("b/2.png", png([1, 4, 5], seed: 1).bytes)
    let fault = "b/2.png: this picture is [1,4,5], the others are [3,4,5]: "
    #expect(folder.fault("")?.contains(fault + "all must have one shape, so save them at one size first") == true)
  }

  @Test func aFolderWithoutPicturesIsRefusedInWords() throws {
    let folder = try TemporaryFolder()
    let wanted = "there are no pictures in it: a set is PNG or PPM files, best in one sub-folder a class"
    #expect(folder.fault("")?.hasSuffix(wanted) == true)
    try folder.write("a/1.png", png([3, 4, 5], seed: 1).bytes)
    try folder.write("b/note.txt", "x")
    #expect(folder.fault("")?.hasSuffix("b: " + wanted) == true)
  }

  @Test func aDamagedPictureIsNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/1.png", png([3, 4, 5], seed: 1).bytes.dropLast(20))
    #expect(folder.fault("")?.contains("a/1.png: the PNG file") == true)
    try folder.write("a/1.png", "text")
    #expect(folder.fault("")?.contains("a/1.png: this is not a picture of a kind that is read here") == true)
  }

  @Test func theNameOfAFileDoesNotSteerTheTerminal() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/\u{1B}[2J.png", "text")
    #expect(folder.fault("")?.contains("a/\u{FFFD}[2J.png: this is not a picture") == true)
  }

  @Test func theNameOfAClassDoesNotSteerTheTerminal() throws {
    let folder = try TemporaryFolder()
    try folder.write("a\u{1B}[2J/1.png", png([3, 4, 5], seed: 1).bytes)
    #expect(
      folder.fault("")?.hasSuffix("the name of a class holds a control character, which would steer the terminal")
        == true)
  }
}
