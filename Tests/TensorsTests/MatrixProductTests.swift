import Tensors
import Testing

@Suite struct MatrixProductTests {
  @Test func productsOfVectorsMatricesAndBatchesAreNumpys() throws {
    let fixture = try Fixture.tensors("products.npy")
    for start in stride(from: 0, to: fixture.count, by: 3) {
      let product = try fixture[start].matrixProduct(fixture[start + 1])
      #expect(
        product.matches(fixture[start + 2], within: 1e-5), "\(fixture[start].shape) @ \(fixture[start + 1].shape)")
    }
  }

  @Test(arguments: [
    ([2, 3], [4, 5], "axis 1 has 3 and axis 0 has 4"),
    ([3], [4], "axis 0 has 3 and axis 0 has 4"),
    ([], [4], "a single number is multiplied with *"),
    ([2, 2, 3], [3, 3, 2], "the axes before the last two do not broadcast"),
  ])
  func shapesWithoutAProductAreNamed(a: [Int], b: [Int], reason: String) {
    let error = #expect(throws: TensorError.self) { try Tensor(shape: a).matrixProduct(Tensor(shape: b)) }
    #expect(error?.description == "shapes \(shapeText(a)) and \(shapeText(b)) have no matrix product: \(reason)")
  }
}
