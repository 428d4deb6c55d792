import Networks
import Tensors
import Testing

@Suite struct SoftmaxTests {
  @Test func addsUpToOneAndDoesNotOverflow() {
    let p = Softmax().forward([Tensor(shape: [2, 3], elements: [1e4, 1e4, -1e4, 0, 0, 0])])
    #expect(relativeError(p, [0.5, 0.5, 0, 1.0 / 3, 1.0 / 3, 1.0 / 3]) < 1e-6)
  }

  @Test func aShiftOfAllScoresChangesNothing() {
    let z = Tensor.normal(shape: [1, 10], seed: 1)
    #expect(relativeError(Softmax().forward([z.map { $0 + 3 }]), Softmax().forward([z])) < 1e-6)
  }
}
