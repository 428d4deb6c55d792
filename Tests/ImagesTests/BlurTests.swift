import Images
import Tensors
import Testing

struct BlurTests {
  @Test(arguments: ["0.4", "1", "2.75", "20"])
  func agreesWithSciPy(sigma: String) throws {
    let blurred = try Fixture.tensor("source.npy").blurred(sigma: #require(Double(sigma)))
    #expect(distance(blurred, try Fixture.tensor("blur-\(sigma).npy")) < 1e-6)
  }

  @Test(arguments: [0.3, 1, 3.3, 50])
  func constantsAndMeansStay(sigma: Double) throws {
    let constant = Tensor(shape: [1, 5, 8], repeating: 0.3)
    #expect(distance(try constant.blurred(sigma: sigma), constant) < 1e-6)
    let image = noise([16, 12], seed: 1)
    let blurred = try image.blurred(sigma: sigma)
    #expect(abs(image.mean() - blurred.mean()) < 1e-6)
  }

  @Test func twoBlursAreOneOfTheRootOfTheSumOfSquares() throws {
    let image = noise([1, 40, 40], seed: 12)
    let twice = try image.blurred(sigma: 1.5).blurred(sigma: 2)
    #expect(distance(twice, try image.blurred(sigma: 2.5)) < 1e-3)
  }

  @Test func zeroChangesNothing() throws {
    let image = noise([1, 4, 4], seed: 12)
    #expect(try image.blurred(sigma: 0) == image)
  }

  @Test(arguments: [-1, 1001, Double.nan, .infinity])
  func otherWidthsAreRefused(sigma: Double) {
    let error = #expect(throws: ImageError.self) { try Tensor(shape: [2, 2]).blurred(sigma: sigma) }
    #expect(error?.description == "a blur's sigma is a number from 0 to 1000, not \(sigma)")
  }
}

struct GrayTests {
  @Test func brightnessIsRec601() throws {
    let primaries = Tensor(shape: [3, 1, 4], elements: [1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1])
    #expect(try primaries.gray() == Tensor(shape: [1, 1, 4], elements: [0.299, 0.587, 0.114, 1]))
  }

  @Test func grayComesBackFromThreeEqualChannels() throws {
    let image = noise([1, 9, 9], seed: 3)
    #expect(try image.colour().shape == [3, 9, 9])
    #expect(try image.colour().gray() == image)
    #expect(try image.gray() == image)
  }
}
