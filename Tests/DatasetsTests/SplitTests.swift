import Datasets
import Tensors
import Testing

@Suite struct SplitTests {
  @Test(arguments: [2, 3, 10, 19, 640, 12_001, 200_000])
  func everyPictureIsSeenOrHeldOut(count: Int) {
    let split = Split(count: count, batchSize: 64, seed: 3)
    #expect((split.seen + split.heldOut).sorted() == Array(0..<count))
    #expect(split.heldOut.count == min(max(count / 10, 1), 10_000))
  }

  @Test(arguments: [2, 65, 200])
  func anEpochBringsEachPictureOnce(count: Int) {
    let split = Split(count: count, batchSize: 64, seed: 1)
    let epochs = (0..<2).map { epoch in
      (0..<split.batchesPerEpoch).flatMap { split.batch(epoch * split.batchesPerEpoch + $0) }
    }
    for epoch in epochs { #expect(epoch.sorted() == split.seen) }
    #expect(count < 65 || epochs[0] != epochs[1])
  }

  @Test(arguments: [(1500, 62, 22), (12_000, 64, 169), (10, 9, 1), (2, 1, 1)])
  func batchesAreAboutEquallyLarge(count: Int, size: Int, batches: Int) {
    let split = Split(count: count, batchSize: 64, seed: 1)
    #expect(split.batchSize == size)
    #expect(split.batchesPerEpoch == batches)
  }

  @Test func theSeedDrawsTheSplit() {
    let one = Split(count: 100, batchSize: 8, seed: 1)
    #expect(one == Split(count: 100, batchSize: 8, seed: 1))
    #expect(one.heldOut != Split(count: 100, batchSize: 8, seed: 2).heldOut)
  }

  @Test func chosenPicturesComeInTheirOrder() {
    let images = Tensor(shape: [3, 1, 1, 2], elements: [0, 1, 2, 3, 4, 5])
    let set = PictureDataset(images: images, labels: [0, 0, 0], classes: ["a"])
    #expect(set.images([2, 0]) == Tensor(shape: [2, 1, 1, 2], elements: [4, 5, 0, 1]))
  }
}
