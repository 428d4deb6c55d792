import Tensors
import Testing
import Tutoring

/// A number a place, on the pixels that its patch covers.
@Suite struct OcclusionOverlayTests {
  @Test(arguments: [(3, 2, 2), (2, 3, 1), (2, 2, 3), (5, 7, 4), (1, 1, 1)])
  func eachPixelHasTheMeanOfThePatchesThatCoverIt(height: Int, width: Int, stride: Int) {
    let (rows, columns) = ((11 - height) / stride + 1, (9 - width) / stride + 1)
    let drop = Tensor.uniform(shape: [rows, columns], seed: 1)
    let map = drop.spread(over: [3, 11, 9], patch: (height, width), stride: stride)
    #expect(map.shape == [11, 9])
    for y in 0..<11 {
      for x in 0..<9 {
        let covered = (0..<rows * columns).filter { place in
          let (down, across) = (y - place / columns * stride, x - place % columns * stride)
          return (0..<height).contains(down) && (0..<width).contains(across)
        }
        let mean = covered.map { drop[flat: $0] }.reduce(0, +) / Float(covered.count)
        #expect(covered.isEmpty ? map[y, x].isNaN : abs(map[y, x] - mean) < 1e-6)
      }
    }
  }

  @Test func onceAllPlacesAreKnownAFigureHasItToo() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("occlusion p patch=2 stride=1", "run 24", "figure open", "step", "figure done")
    let sizes = ["open.png", "done.png"].compactMap { session.file($0) }
    // A second row of panels makes the sheet higher than wide panels in one row.
    let heights = sizes.map { $0[20..<24].reduce(0) { $0 * 256 + Int($1) } }
    #expect(heights.count == 2 && heights[1] > heights[0] + 200, "\(heights)")
  }
}
