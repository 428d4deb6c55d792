import Networks
import Tensors
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

  /// A pooling takes a plane where each window has a tap inside, tried out tap by tap.
  @Test(arguments: 0..<300)
  func aWindowThatLiesOnPaddingAloneIsFound(seed: Int) throws {
    var random = RandomSource(seed: UInt64(seed))
    func number(_ range: ClosedRange<Int>) -> Int { range.lowerBound + random.integer(below: range.count) }
    let window = Window(
      kernel: Extent(height: number(1...4), width: 1), stride: Extent(height: number(1...4), width: 1),
      padding: Padding(top: number(0...5), left: 0, bottom: number(0...5), right: 0),
      dilation: Extent(height: number(1...7), width: 1))
    let (length, ceiling) = (number(1...9), number(0...1) == 1)
    let layer = MaxPooling(
      kernel: window.kernel, stride: window.stride, padding: window.padding, ceiling: ceiling,
      dilation: window.dilation)
    guard let positions = window.positions(on: Extent(height: length, width: 1), ceiling: ceiling),
      max(window.padding.top, window.padding.bottom) < window.kernel.height
    else { return }
    let isFilled = (0..<positions.height).allSatisfy { position in
      (0..<window.kernel.height).contains { tap in
        let place = position * window.stride.height - window.padding.top + tap * window.dilation.height
        return (0..<length).contains(place)
      }
    }
    #expect(((try? layer.outputShape([[1, length, 1]])) != nil) == isFilled, "\(window) on \(length)")
  }

  @Test func aShapeIsFoundWithoutListingTaps() throws {
    let layer = MaxPooling(kernel: 4096, stride: 1, padding: 4095, dilation: 4)
    let clock = ContinuousClock()
    var shape: [Int] = []
    let time = try clock.measure { for _ in 0..<50 { shape = try layer.outputShape([[1, 16384, 16384]]) } }
    #expect(shape == [1, 8194, 8194])
    #expect(time < .seconds(1), "\(time)")
  }
}
