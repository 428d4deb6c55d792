import Tensors
import Testing

@Suite struct TensorErrorTests {
  @Test(arguments: [
    (TensorError.negativeLength(shape: [2, -1]), "shape [2,-1] has a negative length"),
    (.tooLarge(shape: [1 << 40]), "shape [1099511627776] is too large: a tensor has at most 536870912 elements"),
    (.doNotBroadcast([4, 3], [2, 3]), "shapes [4,3] and [2,3] do not broadcast: axis 0 has 4 and 2"),
    (.nothingToReduce(operation: "mean", shape: [0], axis: nil), "mean of shape [0] has no elements to work on"),
    (
      .nothingToReduce(operation: "max", shape: [2, 0], axis: 1),
      "max along axis 1 of shape [2,0] has no elements to work on"
    ),
    (.tooFewElements(wanted: 5, count: 1), "5 elements are asked for; there is 1"),
    (.notAPermutation(axes: [0, 0], rank: 2), "[0, 0] does not name each of 2 axes once"),
    (.cannotReshape(from: [2, 3], to: [4, -1]), "shape [2,3] does not reshape to [4,-1]: it has 6 elements"),
    (.nothingToJoin, "there is nothing to join"),
    (.noPlane(shape: [3]), "shape [3] has no last two axes to pad"),
    (.paddingOutOfRange(-1), "the width of padding is 0 to 536870912, not -1"),
    (.notNPY, "this is not an .npy file: it does not begin with \\x93NUMPY"),
    (.npyVersion(4, 0), "the .npy file has version 4.0; versions 1.0, 2.0 and 3.0 are known"),
    (.npyCutShort(wanted: 128, found: 9), "the .npy file is cut short: its header needs 128 bytes, and it has 9"),
    (.npyHeaderTooLong(70000), "the .npy file claims a header of 70000 bytes; 10000 is the most that makes sense"),
    (
      .npyType("<c8"),
      "the .npy file holds elements of type '<c8'; floats, whole numbers and booleans can be read"
    ),
    (.npySize(shape: [3], wanted: 12, found: 8), "the .npy file says shape [3], which is 12 bytes, but holds 8"),
  ])
  func messagesAreSentencesForALearner(error: TensorError, message: String) {
    #expect(error.description == message)
  }
}
