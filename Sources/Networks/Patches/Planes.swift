import Tensors

/// Planes whose channels stand together at each place, kept to be cut from.
struct Planes: Sendable {
  let channels: Int
  let size: Extent
  /// [H][W][C].
  private let numbers: [Float]

  /// - Parameters:
  ///   - planes: [1,C,H,W].
  ///   - channels: C, or more and zeros behind them.
  init(_ planes: Tensor, channels: Int) {
    let size = Extent(height: planes.shape[2], width: planes.shape[3])
    (self.channels, self.size) = (channels, size)
    numbers = planes.withChannelsLast(pitch: channels) { start in
      Array(UnsafeBufferPointer(start: start, count: size.height * size.width * channels))
    }
  }

  func withLines(_ body: (PlaneLines) -> Void) {
    numbers.withUnsafeBufferPointer { numbers in
      guard let start = numbers.baseAddress else { return }
      body(PlaneLines(start: start, width: size.width, pitch: channels))
    }
  }
}

/// The lines of planes, or of pieces of them, in memory.
struct PlaneLines {
  let start: UnsafePointer<Float>
  /// Places in a line.
  let width: Int
  /// Numbers from place to place.
  let pitch: Int

  /// The same from another place on.
  func moved(rows: Int, columns: Int) -> PlaneLines {
    PlaneLines(start: start + (rows * width + columns) * pitch, width: width, pitch: pitch)
  }

  /// Copies so many places of a line, without gaps between them.
  @inline(__always)
  func copy(row: Int, column: Int, count: Int, channels: Int, to target: UnsafeMutablePointer<Float>) {
    let from = start + (row &* width &+ column) &* pitch
    if pitch == channels { return target.update(from: from, count: count &* channels) }
    for place in 0..<count { (target + place &* channels).update(from: from + place &* pitch, count: channels) }
  }
}
