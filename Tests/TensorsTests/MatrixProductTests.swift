import Tensors
import Testing

@Suite struct MatrixProductTests {
  @Test func productsAreSumsOfProducts() throws {
    let a = Tensor.normal(shape: [5, 7], seed: 1)
    let b = Tensor.normal(shape: [7, 4], seed: 2)
    let product = try a.matrixProduct(b)
    #expect(product.shape == [5, 4])
    for i in 0..<5 {
      for j in 0..<4 {
        let sum = (0..<7).reduce(0.0) { $0 + Double(a[i, $1]) * Double(b[$1, j]) }
        #expect(abs(Double(product[i, j]) - sum) < 1e-5)
      }
    }
  }
}
