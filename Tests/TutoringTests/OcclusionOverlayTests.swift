import Testing
import Tutoring

@Suite struct OcclusionOverlayTests {
  @Test func onceAllPlacesAreKnownAFigureHasItToo() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("occlusion p patch=2 stride=1", "run 24", "figure open", "step", "figure done")
    let sizes = ["open.png", "done.png"].compactMap { session.file($0) }
    // A second row of panels makes the sheet higher than wide panels in one row.
    let heights = sizes.map { $0[20..<24].reduce(0) { $0 * 256 + Int($1) } }
    #expect(heights.count == 2 && heights[1] > heights[0] + 200, "\(heights)")
  }
}
