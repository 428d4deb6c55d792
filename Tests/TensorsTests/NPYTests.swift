import Tensors
import Testing

@Suite struct NPYTests {
  @Test(arguments: [[], [0], [5], [3, 4], [2, 0, 3], [2, 3, 4, 5]])
  func writtenFilesReadBack(shape: [Int]) throws {
    let tensor = Tensor.normal(shape: shape, seed: 3)
    let bytes = tensor.npy()
    #expect(try Tensor(npy: bytes) == tensor)
    #expect((bytes.count - 4 * tensor.count) % 64 == 0)
  }
}
