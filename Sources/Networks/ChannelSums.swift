/// Sums over places, where the channels of a place stand together.
enum ChannelSums {
  /// Of some channels, in double precision, of which blocks of 32 places are added in single precision first.
  ///
  /// - Parameter numbers: the first of the channels at the first place; places lie `pitch` numbers apart.
  static func sums(_ numbers: UnsafePointer<Float>, places: Int, channels: Int, pitch: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: channels)
    for first in stride(from: 0, to: channels, by: 8) {
      for block in stride(from: 0, to: places, by: 32) {
        var (four, next) = (Lanes.zero, Lanes.zero)
        for place in block..<Swift.min(block + 32, places) {
          let row = numbers + (place &* pitch &+ first)
          four += Lanes(from: row)
          next += Lanes(from: row + 4)
        }
        for lane in 0..<Swift.min(4, channels - first) {
          sums[first + lane] += Double(four[lane])
          if first + lane + 4 < channels { sums[first + lane + 4] += Double(next[lane]) }
        }
      }
    }
    return sums
  }
}
