/// The filters of a 3 × 3 convolution as the 36 matrices that Winograd's products take, and their gradients back.
enum WinogradFilters {
  /// Numbers from one of the 36 matrices to the next: a cache line more than they hold, as in `WinogradTiles`.
  static func pitch(filters: Int, channels: Int) -> Int { filters * channels + 16 }

  /// G w Gᵀ as 36 matrices [C][O], or [O][C] of the flipped kernels for the way back to the input.
  ///
  /// - Parameter weight: [O,C,3,3].
  static func transformed(_ weight: [Float], filters: Int, channels: Int, flipped: Bool) -> [Float] {
    let (rows, columns) = flipped ? (filters, channels) : (channels, filters)
    // From one matrix row to the next and from one column to the next in `weight`.
    let (rowPitch, columnPitch) = flipped ? (9 * channels, 9) : (9, 9 * channels)
    let pitch = pitch(filters: filters, channels: channels)
    return [Float](unsafeUninitializedCapacity: Winograd.products * pitch) { matrices, count in
      count = Winograd.products * pitch
      guard let start = matrices.baseAddress else { return }
      start.update(repeating: 0, count: count)
      weight.withUnsafeBufferPointer { weight in
        guard let weight = weight.baseAddress else { return }
        for row in 0..<rows {
          for column in stride(from: 0, to: columns, by: 4) {
            let result = start + row * columns + column
            transform(
              weight + row * rowPitch + column * columnPitch, lanePitch: columnPitch,
              lanes: Swift.min(4, columns - column), flipped: flipped, to: result, pitch: pitch)
          }
        }
      }
    }
  }

  /// The kernels of four neighbours in a row of the matrices.
  @inline(__always)
  private static func transform(
    _ weight: UnsafePointer<Float>, lanePitch: Int, lanes: Int, flipped: Bool, to place: UnsafeMutablePointer<Float>,
    pitch: Int
  ) {
    @inline(__always) func gather(_ tap: Int) -> Lanes {
      let tap = flipped ? 8 &- tap : tap
      var result = Lanes.zero
      for lane in 0..<lanes { result[lane] = weight[lane &* lanePitch &+ tap] }
      return result
    }
    @inline(__always) func down(_ j: Int) -> Winograd.Six {
      Winograd.filter((gather(j), gather(3 &+ j), gather(6 &+ j)))
    }
    let c = (down(0), down(1), down(2))
    @inline(__always) func put(_ row: Winograd.Three, _ i: Int) {
      let u = Winograd.filter(row)
      put(u.0, 6 &* i)
      put(u.1, 6 &* i &+ 1)
      put(u.2, 6 &* i &+ 2)
      put(u.3, 6 &* i &+ 3)
      put(u.4, 6 &* i &+ 4)
      put(u.5, 6 &* i &+ 5)
    }
    @inline(__always) func put(_ value: Lanes, _ product: Int) {
      value.store(to: place + product &* pitch, column: 0, width: lanes)
    }
    put((c.0.0, c.1.0, c.2.0), 0)
    put((c.0.1, c.1.1, c.2.1), 1)
    put((c.0.2, c.1.2, c.2.2), 2)
    put((c.0.3, c.1.3, c.2.3), 3)
    put((c.0.4, c.1.4, c.2.4), 4)
    put((c.0.5, c.1.5, c.2.5), 5)
  }

  /// Adds Gᵀ u G of 36 gradient matrices [C][O] to weights [O,C,3,3].
  static func addGradient(
    _ matrices: UnsafePointer<Float>, filters: Int, channels: Int, to weight: UnsafeMutablePointer<Float>
  ) {
    let pitch = pitch(filters: filters, channels: channels)
    for channel in 0..<channels {
      for first in stride(from: 0, to: filters, by: 4) {
        addGradient(
          matrices + (channel * filters + first), pitch: pitch, lanes: Swift.min(4, filters - first),
          to: weight + 9 * (first * channels + channel), lanePitch: 9 * channels)
      }
    }
  }

  @inline(__always)
  private static func addGradient(
    _ matrices: UnsafePointer<Float>, pitch: Int, lanes: Int, to weight: UnsafeMutablePointer<Float>, lanePitch: Int
  ) {
    @inline(__always) func take(_ product: Int) -> Lanes {
      Lanes(from: matrices + product &* pitch, column: 0, width: lanes)
    }
    @inline(__always) func down(_ j: Int) -> Winograd.Three {
      Winograd.filterGradient((take(j), take(6 &+ j), take(12 &+ j), take(18 &+ j), take(24 &+ j), take(30 &+ j)))
    }
    let c = (down(0), down(1), down(2), down(3), down(4), down(5))
    @inline(__always) func put(_ row: Winograd.Six, _ i: Int) {
      let w = Winograd.filterGradient(row)
      for lane in 0..<lanes {
        let row = weight + (lane &* lanePitch &+ 3 &* i)
        row[0] += w.0[lane]
        row[1] += w.1[lane]
        row[2] += w.2[lane]
      }
    }
    put((c.0.0, c.1.0, c.2.0, c.3.0, c.4.0, c.5.0), 0)
    put((c.0.1, c.1.1, c.2.1, c.3.1, c.4.1, c.5.1), 1)
    put((c.0.2, c.1.2, c.2.2, c.3.2, c.4.2, c.5.2), 2)
  }
}
