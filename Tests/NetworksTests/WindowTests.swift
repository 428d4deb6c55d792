import Networks
import Testing

@Suite struct WindowTests {
  @Test(arguments: [
    (Window(kernel: 3, stride: 2), Extent(height: 8, width: 7), false, Extent(height: 3, width: 3)),
    (Window(kernel: 3, stride: 2), Extent(height: 8, width: 7), true, Extent(height: 4, width: 3)),
    // The last window would start in the padding behind the plane: it is left out.
    (Window(kernel: 2, stride: 3, padding: 1), Extent(height: 4, width: 5), true, Extent(height: 2, width: 2)),
    (Window(kernel: 3, dilation: 2), Extent(5), false, Extent(1)),
  ])
  func countsItsPositions(window: Window, plane: Extent, ceiling: Bool, expected: Extent) {
    #expect(window.positions(on: plane, ceiling: ceiling) == expected)
  }

  @Test func hasNoneOnAPlaneThatIsTooSmall() {
    #expect(Window(kernel: 3).positions(on: Extent(height: 2, width: 5)) == nil)
    #expect(Window(kernel: 3, dilation: 2).positions(on: 4) == nil)
  }
}
