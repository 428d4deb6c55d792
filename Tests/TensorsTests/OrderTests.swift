import Tensors
import Testing

@Suite struct OrderTests {
  @Test func quantilesInterpolateLinearly() throws {
    let fixture = try Fixture.tensors("quantiles.npy")
    let quantiles = try fixture[0].quantiles(fixture[1].elements.map { Double($0) })
    #expect(Tensor(quantiles.map { Float($0) }).matches(fixture[2], within: 1e-6))
    #expect(try Tensor([1, .infinity, .infinity]).quantile(0.75) == .infinity)
    #expect(try Tensor([1, .nan]).quantile(0).isNaN)
    #expect(throws: TensorError.quantileOutOfRange(1.5)) { try fixture[0].quantile(1.5) }
    #expect(throws: TensorError.self) { try fixture[0].quantile(.nan) }
  }

  @Test func largestComeFirstAndEqualsInTheirOrder() throws {
    let fixture = try Fixture.tensors("largest.npy")
    for count in 0...fixture[0].count {
      let (values, places) = try fixture[0].largest(count)
      #expect(values.elements == Array(fixture[1].elements.prefix(count)))
      #expect(places.map { Float($0) } == Array(fixture[2].elements.prefix(count)))
    }
    #expect(try Tensor([.nan, 1, .nan, 2]).largest(4).places == [3, 1, 0, 2])
    let error = #expect(throws: TensorError.self) { try Tensor([1, 2]).largest(3) }
    #expect(error?.description == "3 elements are asked for; there are 2")
  }
}
