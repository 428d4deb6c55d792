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

  @Test func aSampleComesFromAllThatIsSeen() {
    let split = Split(count: 1000, batchSize: 64, seed: 1)
    let sample = split.sample(90)
    #expect(sample.count == 90)
    #expect(Set(sample).isSubset(of: split.seen))
    // However the pictures are sorted, each tenth of them has about a tenth of the sample.
    for tenth in 0..<10 { #expect((7...11).contains(sample.count { $0 / 100 == tenth })) }
    #expect(split.sample(1000) == split.seen)
  }

  @Test func aBatchIsTheSameWheneverItIsAskedFor() {
    let (split, fresh) = (Split(count: 300, batchSize: 64, seed: 1), Split(count: 300, batchSize: 64, seed: 1))
    let batches = (0..<10).map { split.batch($0) }
    for number in [7, 2, 9, 0, 3] {
      #expect(split.batch(number) == batches[number])
      #expect(Split(count: 300, batchSize: 64, seed: 1).batch(number) == batches[number])
    }
    #expect(split == fresh)
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
