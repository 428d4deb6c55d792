import Tensors
import Testing

@Suite struct SimilarityTests {
  @Test func measuresAreNumpys() throws {
    let fixture = try Fixture.tensors("similarity.npy")
    let (a, b) = (fixture[0], fixture[1])
    let measures = [try a.dot(b), try a.cosine(b), try a.correlation(b), try a.distance(b)]
    for (measure, expected) in zip(measures, fixture[2...]) {
      #expect(abs(measure - Double(expected[flat: 0])) < 1e-6)
    }
  }

  @Test func aTensorIsLikeItself() throws {
    let tensor = Tensor.normal(shape: [1000], seed: 4)
    #expect(try tensor.distance(tensor) == 0)
    #expect(try abs(tensor.cosine(tensor) - 1) < 1e-12)
    #expect(try abs(tensor.correlation(-tensor) + 1) < 1e-12)
    #expect(try tensor.cosine(Tensor(shape: [1000])).isNaN)
  }

  @Test func countsMustAgree() {
    let error = #expect(throws: TensorError.self) { try Tensor([1, 2]).dot(Tensor([1, 2, 3])) }
    #expect(error?.description == "dot needs as many elements on both sides, not 2 and 3")
  }

  @Test func intersectionOverUnionCountsWhatIsNotZero() throws {
    let (a, b) = (Tensor([0, 1, 2, 0, 1, 1]), Tensor([1, 1, -3, 0, 0, 1]))
    #expect(try a.intersectionOverUnion(b) == 3.0 / 5)
    #expect(try a.intersectionOverUnion(a) == 1)
    #expect(try a.intersectionOverUnion(b * 0) == 0)
    #expect(try (a * 0).intersectionOverUnion(b * 0).isNaN)
    #expect(throws: TensorError.countsDiffer(operation: "iou", 6, 2)) { try a.intersectionOverUnion(Tensor([1, 0])) }
  }
}
