import Datasets
import Foundation
import Tensors
import Testing

/// The data sets themselves, which are not a part of the package: from `$FOVEA_DATA`, or a folder beside it.
private enum RealData {
  static let folder: String? = {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let beside = package.deletingLastPathComponent().appending(path: "shared/data").path
    let folders = [ProcessInfo.processInfo.environment["FOVEA_DATA"], beside].compactMap { $0 }
    return folders.first { FileManager.default.fileExists(atPath: $0 + "/t10k-images-idx3-ubyte.gz") }
  }()

  static func set(_ name: String, labels: String? = nil) throws -> PictureDataset {
    let folder = try #require(folder)
    return try PictureDataset.read(path: "\(folder)/\(name)", labels: labels.map { "\(folder)/\($0)" })
  }
}

/// The sum of all pixels as bytes, which float sums would round.
private func byteSum(_ images: Tensor) -> Int {
  images.elements.reduce(0) { $0 + Int(($1 * 255).rounded()) }
}

@Suite(.enabled(if: RealData.folder != nil, "the data sets are not here: set FOVEA_DATA to their folder"))
struct RealDatasetTests {
  @Test func mnistIsWhatNumpyReads() throws {
    let set = try RealData.set("t10k-images-idx3-ubyte.gz")
    #expect(set.images.shape == [10_000, 1, 28, 28])
    #expect(set.labels?.prefix(10) == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
    #expect(set.classes == (0..<10).map(String.init))
    #expect(byteSum(set.images) == 264_923_200)
    #expect(byteSum(set.images.entry(9999)) == 41_833)
    #expect((6..<12).map { Int((set.images[0, 0, 7, $0] * 255).rounded()) } == [84, 185, 159, 151, 60, 36])
  }

  @Test func trainingDigitsAreWhatNumpyReads() throws {
    let set = try RealData.set("mnist-train12k-images-idx3-ubyte.gz")
    #expect(set.images.shape == [12_000, 1, 28, 28])
    #expect(set.labels?.prefix(10) == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
    #expect(byteSum(set.images) == 314_373_114)
  }

  @Test func fashionHasItsNames() throws {
    let set = try RealData.set("fashion900-images-idx3-ubyte.gz", labels: "fashion-labels.txt")
    #expect(set.images.shape == [900, 1, 28, 28])
    #expect(byteSum(set.images) == 50_799_019)
    #expect(set.classes.count == 10)
    #expect(set.classCounts == [Int](repeating: 90, count: 10))
  }

  @Test func cifarIsWhatNumpyReads() throws {
    let set = try RealData.set("cifar10-test-0000-0999.bin")
    #expect(set.images.shape == [1000, 3, 32, 32])
    #expect(set.labels?.prefix(10) == [3, 8, 8, 0, 6, 6, 1, 6, 3, 1])
    #expect(set.classCounts == [103, 89, 100, 103, 90, 86, 112, 102, 106, 109])
    #expect(byteSum(set.images) == 374_560_331)
    #expect((0..<3).map { Int((set.images[3, $0, 5, 7] * 255).rounded()) } == [195, 147, 165])
    #expect((0..<3).map { Int((set.images[999, $0, 31, 31] * 255).rounded()) } == [93, 110, 131])
  }

  @Test func theNamesOfCIFARsClassesAreItsAuthors() throws {
    let set = try RealData.set("cifar10-train-0000-0999.bin")
    #expect(try RealData.set("cifar10-train-0000-0999.bin", labels: "cifar10-labels.txt") == set)
    #expect(set.labels?.prefix(10) == [6, 9, 9, 4, 1, 1, 2, 7, 8, 3])
  }

  @Test func batchesAreJoined() throws {
    let files = ["cifar10-train-0000-0999.bin", "cifar10-train-1000-1999.bin"]
    let whole = try PictureDataset.joined(files.map { ($0, try RealData.set($0)) })
    #expect(whole.images.shape == [2000, 3, 32, 32])
    #expect(whole.images.entry(1000) == (try RealData.set(files[1]).images.entry(0)))
  }
}
