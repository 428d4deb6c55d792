import Tensors
import Testing

@Suite struct ReductionsTests {
  @Test func reductionsAreNumpysWholeAndAlongEveryAxis() throws {
    var fixture = try Fixture.tensors("reductions.npy")[...]
    while let tensor = fixture.popFirst() {
      for axis in [nil] + (0..<tensor.rank).map(Optional.some) {
        for reduction in tensor.count == 0 ? [] : Reduction.numpyOrder {
          let expected = fixture.removeFirst()
          let result =
            try axis.map { try tensor.reduced(by: reduction, axis: $0) } ?? Tensor(Float(tensor.reduced(by: reduction)))
          #expect(
            result.matches(expected, within: 1e-6),
            "\(reduction) along \(axis as Any) of \(tensor): \(result), not \(expected)")
        }
        let sums = try axis.map { try tensor.cumulativeSum(axis: $0) } ?? tensor.cumulativeSum()
        #expect(sums.matches(fixture.removeFirst(), within: 1e-6))
        let sorted = try axis.map { try tensor.sorted(axis: $0) } ?? tensor.sorted()
        // numpy sorts along the last axis where no axis is given in its own way: None flattens.
        #expect(sorted.matches(fixture.removeFirst()))
      }
    }
  }

  @Test(arguments: [0, 1, 2])
  func negativeAxesCountFromTheLast(axis: Int) throws {
    let tensor = Tensor.normal(shape: [3, 20, 5], seed: 1)
    for reduction in Reduction.allCases {
      #expect(try tensor.reduced(by: reduction, axis: axis - 3) == tensor.reduced(by: reduction, axis: axis))
    }
  }

  @Test func sumsKeepTheirDigitsOverAMillionElements() {
    let tensor = Tensor(shape: [1_000_000], repeating: 0.1)
    #expect(abs(tensor.sum() - 1_000_000 * Double(0.1 as Float)) < 1e-6)
    #expect(tensor.standardDeviation() < 1e-12)
    let shifted = Tensor.uniform(shape: [100_000], seed: 1) + 1000
    #expect(abs(shifted.variance() - 1 / 12.0) < 1e-3)
  }

  @Test func nothingHasASumButNoMean() throws {
    let nothing = Tensor(shape: [0])
    #expect(nothing.sum() == 0)
    #expect(try nothing.reduced(by: .all) == 1)
    #expect(try nothing.reduced(by: .any) == 0)
    for reduction in [Reduction.mean, .std, .var, .min, .max, .argmin, .argmax, .median] {
      #expect(throws: TensorError.nothingToReduce(operation: reduction.rawValue, shape: [0], axis: nil)) {
        try nothing.reduced(by: reduction)
      }
    }
    #expect(throws: TensorError.nothingToReduce(operation: "max", shape: [3, 0], axis: 1)) {
      try Tensor(shape: [3, 0]).maximum(axis: -1)
    }
    #expect(try Tensor(shape: [3, 0]).maximum(axis: 0) == Tensor(shape: [0]))
    #expect(try Tensor(shape: [3, 0]).sum(axis: 1) == Tensor(shape: [3]))
  }

  @Test func axesThatAreNotThereAreRefusedInWords() {
    func message(_ tensor: Tensor, _ axis: Int) -> String? {
      (#expect(throws: TensorError.self) { try tensor.sum(axis: axis) })?.description
    }
    #expect(message(Tensor(shape: [2, 3]), 2) == "axis 2 is asked for, but there are axes 0 to 1 (or -2 to -1)")
    #expect(message(Tensor(shape: [2]), -2) == "axis -2 is asked for, but there is only axis 0 (or -1)")
    #expect(message(Tensor(5), 0) == "axis 0 is asked for, but a single number has no axes")
  }
}

extension Reduction {
  /// The order in which the fixture has them.
  fileprivate static let numpyOrder: [Reduction] = [
    .sum, .mean, .std, .var, .min, .max, .argmin, .argmax, .norm, .any, .all, .median,
  ]
}
