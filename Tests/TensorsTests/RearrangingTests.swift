import Tensors
import Testing

@Suite struct RearrangingTests {
  @Test func transposingFlippingJoiningAndPaddingAreNumpys() throws {
    var fixture = try Fixture.tensors("rearranging.npy")[...]
    while let tensor = fixture.popFirst() {
      for axes in permutations(tensor.rank) {
        #expect(try tensor.transposed(axes) == fixture.removeFirst())
      }
      for axis in 0..<tensor.rank {
        #expect(try tensor.flipped(axis: axis) == fixture.removeFirst())
        let reversed = try tensor.flipped(axis: 0)
        #expect(try Tensor.concatenated([tensor, reversed, tensor], axis: axis) == fixture.removeFirst())
      }
      for axis in 0...tensor.rank {
        #expect(try Tensor.stacked([tensor, tensor + 1], axis: axis) == fixture.removeFirst())
      }
      for width in tensor.rank >= 2 ? [0, 1, 3] : [] {
        #expect(try tensor.padded(width) == fixture.removeFirst())
      }
    }
  }

  @Test func transposingWithoutAxesReversesThem() throws {
    let tensor = Tensor.normal(shape: [2, 3, 4], seed: 1)
    #expect(try tensor.transposed() == tensor.transposed([2, 1, 0]))
    #expect(try tensor.transposed([-1, 0, 1]).shape == [4, 2, 3])
    #expect(throws: TensorError.notAPermutation(axes: [0, 0, 1], rank: 3)) { try tensor.transposed([0, 0, 1]) }
    #expect(throws: TensorError.notAPermutation(axes: [0, 1], rank: 3)) { try tensor.transposed([0, 1]) }
  }

  @Test(arguments: [
    ([2, 6], [3, -1], [3, 4]), ([12], [-1], [12]), ([12], [2, -1, 3], [2, 2, 3]), ([1], [], []), ([], [-1], [1]),
    ([0, 3], [-1], [0]), ([0, 3], [3, -1], [3, 0]), ([0], [0, 7], [0, 7]),
  ])
  func reshapingInfersOneLength(from: [Int], to: [Int], shape: [Int]) throws {
    #expect(try Tensor(shape: from).reshaped(inferring: to).shape == shape)
  }

  @Test(arguments: [[5, -1], [-1, -1], [7], [-2, -6], [0, -1], [Int.max, 2, -1]])
  func reshapingToAnotherCountIsRefused(shape: [Int]) {
    #expect(throws: TensorError.cannotReshape(from: [2, 6], to: shape)) {
      try Tensor(shape: [2, 6]).reshaped(inferring: shape)
    }
  }

  @Test func whatDoesNotJoinIsRefusedInWords() {
    #expect(throws: TensorError.nothingToJoin) { try Tensor.concatenated([]) }
    let (a, b) = (Tensor(shape: [2, 3]), Tensor(shape: [2, 4]))
    let joined = #expect(throws: TensorError.self) { try Tensor.concatenated([a, b]) }
    #expect(joined?.description == "shapes [2,3] and [2,4] do not join on axis 0: all other lengths must agree")
    let stacked = #expect(throws: TensorError.self) { try Tensor.stacked([a, b]) }
    #expect(stacked?.description == "shapes [2,3] and [2,4] do not stack: they must be the same")
    #expect(throws: TensorError.paddingOutOfRange(-1)) { try a.padded(-1) }
    #expect(throws: TensorError.noPlane(shape: [3])) { try Tensor([1, 2, 3]).padded(1) }
    #expect(throws: TensorError.self) { try a.padded(Int.max) }
  }
}

/// All orders of 0 … count − 1, in lexicographic order as Python's.
private func permutations(_ count: Int) -> [[Int]] {
  func extend(_ begun: [Int]) -> [[Int]] {
    begun.count == count ? [begun] : (0..<count).filter { !begun.contains($0) }.flatMap { extend(begun + [$0]) }
  }
  return extend([])
}
