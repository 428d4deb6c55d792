import Images
import Tensors
import Testing

struct ResizingTests {
  @Test(arguments: [(11, 15), (7, 31), (23, 10), (1, 1), (22, 30)])
  func shrinkingIsTheMeanOfTheArea(height: Int, width: Int) throws {
    let resized = try Fixture.tensor("source.npy").resized(height: height, width: width)
    #expect(distance(resized, try Fixture.tensor("area-\(height)x\(width).npy")) < 1e-6)
  }

  @Test(arguments: [(46, 62), (24, 32), (23, 97)])
  func enlargingIsCatmullRom(height: Int, width: Int) throws {
    let resized = try Fixture.tensor("source.npy").resized(height: height, width: width)
    #expect(distance(resized, try Fixture.tensor("catmull-rom-\(height)x\(width).npy")) < 2e-6)
  }

  @Test(arguments: [(1, 1), (5, 40), (40, 5), (9, 7), (100, 100)])
  func aConstantStaysWhatItIs(height: Int, width: Int) throws {
    let resized = try Tensor(shape: [2, 9, 7], repeating: 0.7).resized(height: height, width: width)
    #expect(distance(resized, Tensor(shape: [2, height, width], repeating: 0.7)) < 2e-7)
  }

  @Test func theSameSizeIsTheSamePicture() throws {
    let image = noise([3, 4, 5], seed: 4)
    #expect(try image.resized(height: 4, width: 5) == image)
  }

  @Test func shrinkingKeepsTheMean() throws {
    let image = noise([1, 31, 17], seed: 8)
    let small = try image.resized(height: 5, width: 3)
    #expect(abs(image.mean() - small.mean()) < 1e-6)
  }

  @Test func axesAreIndependent() throws {
    let image = noise([6, 8], seed: 6)
    let both = try image.resized(height: 3, width: 16)
    let turns = try image.resized(height: 6, width: 16).resized(height: 3, width: 16)
    #expect(distance(both, turns) < 1e-6)
  }

  @Test func aCropIsItsPartOfThePicture() throws {
    let image = noise([3, 5, 6], seed: 7)
    let part = try image.cropped(y: 1, x: 2, height: 3, width: 4)
    #expect(part.shape == [3, 3, 4])
    #expect(part[2, 0, 0] == image[2, 1, 2])
    #expect(part[1, 2, 3] == image[1, 3, 5])
    #expect(try image.cropped(y: 0, x: 0, height: 5, width: 6) == image)
  }

  @Test func fittingCoversThenCutsAtTheCentre() throws {
    let wide = noise([3, 10, 30], seed: 2)
    #expect(try wide.fitted(height: 10, width: 10) == wide.cropped(y: 0, x: 10, height: 10, width: 10))
    let high = noise([1, 41, 20], seed: 2)
    let halved = try high.resized(height: 21, width: 10)
    #expect(try high.fitted(height: 10, width: 10) == halved.cropped(y: 5, x: 0, height: 10, width: 10))
    #expect(try wide.fitted(height: 227, width: 64).shape == [3, 227, 64])
  }

  @Test func impossibleSizesAreRefusedInWords() {
    let image = Tensor(shape: [3, 4, 4])
    expect("a picture of 0 rows and 3 columns cannot be made: 1 to 100 million pixels are possible") {
      try image.resized(height: 0, width: 3)
    }
    expect("a picture of 100000 rows and 100000 columns cannot be made: 1 to 100 million pixels are possible") {
      try image.fitted(height: 100_000, width: 100_000)
    }
    expect("3 × 2 pixels from row 2, column 0 do not lie in a picture of 4 × 4") {
      try image.cropped(y: 2, x: 0, height: 3, width: 2)
    }
    expect("3 × 9223372036854775807 pixels from row 1, column 1 do not lie in a picture of 4 × 4") {
      try image.cropped(y: 1, x: 1, height: 3, width: .max)
    }
    expect("a picture has the shape [1,H,W], [3,H,W] or [H,W] with at least one pixel, not [5]") {
      try Tensor(shape: [5]).resized(height: 1, width: 1)
    }
  }

  private func expect(_ words: String, from body: () throws -> Tensor) {
    do {
      _ = try body()
      Issue.record("no error where '\(words)' was expected")
    } catch {
      #expect((error as? ImageError)?.description == words)
    }
  }
}
