internal import Tensors

// Between tensors, whose pictures are planes, and a pass' memory, where the channels of a place stand together.
extension PassMemory {
  /// A slot's numbers as a tensor.
  func tensor(_ slot: Slot) -> Tensor {
    Tensor(shape: slot.shape) { numbers in
      guard let start = numbers.baseAddress else { return }
      take(slot, to: start)
    }
  }

  /// Copies a slot's numbers in the order of a tensor.
  func take(_ slot: Slot, to numbers: UnsafeMutablePointer<Float>) {
    guard !slot.isInOrder else { return numbers.update(from: self[slot], count: slot.count) }
    takePlanes(self[slot], pitch: slot.pitch, shape: slot.shape, to: numbers)
  }

  func put(_ tensor: Tensor, into slot: Slot) {
    precondition(tensor.count == slot.count, "\(tensor.shape) in the place of \(slot.shape)")
    tensor.withUnsafeElements { numbers in
      if let start = numbers.baseAddress { put(start, into: slot) }
    }
  }

  /// Fills a slot with numbers that lie in the order of a tensor.
  func put(_ numbers: UnsafePointer<Float>, into slot: Slot) {
    precondition(!slot.hasGaps || slot.pitch == 4, "a tensor is put into a whole, not into a part")
    guard !slot.isInOrder else { return self[slot].update(from: numbers, count: slot.count) }
    putPlanes(numbers, shape: slot.shape, to: self[slot], pitch: slot.pitch)
  }
}

extension Tensor {
  /// Lends pictures [N,C,H,W] as a pass' memory holds them, zeros behind their channels where the pitch is larger.
  func withChannelsLast<Result>(pitch: Int, _ body: (UnsafePointer<Float>) -> Result) -> Result {
    Scratch.lend(shape[0] * shape[2] * shape[3] * pitch) { numbers in
      withUnsafeElements { elements in
        if let planes = elements.baseAddress { putPlanes(planes, shape: shape, to: numbers, pitch: pitch) }
      }
      return body(numbers)
    }
  }

  /// Pictures [N,C,H,W] that are written as a pass' memory holds them.
  init(channelsLast shape: [Int], pitch: Int, _ write: (UnsafeMutablePointer<Float>) -> Void) {
    self.init(shape: shape) { elements in
      guard let planes = elements.baseAddress else { return }
      Scratch.lend(shape[0] * shape[2] * shape[3] * pitch) { numbers in
        write(numbers)
        takePlanes(numbers, pitch: pitch, shape: shape, to: planes)
      }
    }
  }
}

/// Copies the planes of pictures [N,C,H,W] to where the channels of a place stand together, and zeros behind them.
///
/// Up to three numbers behind the last place may be written to.
func putPlanes(
  _ planes: UnsafePointer<Float>, shape: [Int], to target: UnsafeMutablePointer<Float>, pitch: Int
) {
  let (channels, places) = (shape[1], shape[2] * shape[3])
  for image in 0..<shape[0] {
    let (from, to) = (planes + image * channels * places, target + image * places * pitch)
    if channels < 4, places >= 4 {
      forEachFour(of: places) { place in
        @inline(__always) func plane(_ channel: Int) -> Lanes {
          channel < channels ? Lanes(from: from + (channel &* places &+ place)) : .zero
        }
        let four = Lanes.transposed((plane(0), plane(1), plane(2), .zero))
        // In order, for each writes over what the one before has written behind its channels.
        let first = to + place &* pitch
        four.0.store(to: first)
        four.1.store(to: first + pitch)
        four.2.store(to: first + 2 &* pitch)
        four.3.store(to: first + 3 &* pitch)
      }
    } else {
      if pitch > channels { to.update(repeating: 0, count: places * pitch) }
      transpose(from, rows: channels, columns: places, pitch: places, to: to, pitch: pitch)
    }
  }
}

/// Copies pictures whose channels stand together at each place to planes.
///
/// Up to three numbers behind the last place may be read.
func takePlanes(
  _ source: UnsafePointer<Float>, pitch: Int, shape: [Int], to planes: UnsafeMutablePointer<Float>
) {
  let (channels, places) = (shape[1], shape[2] * shape[3])
  for image in 0..<shape[0] {
    let (from, to) = (source + image * places * pitch, planes + image * channels * places)
    if channels < 4, places >= 4 {
      forEachFour(of: places) { place in
        let first = from + place &* pitch
        let four = Lanes.transposed(
          (
            Lanes(from: first), Lanes(from: first + pitch), Lanes(from: first + 2 &* pitch),
            Lanes(from: first + 3 &* pitch)
          ))
        four.0.store(to: to + place)
        if channels > 1 { four.1.store(to: to + (places &+ place)) }
        if channels > 2 { four.2.store(to: to + (2 &* places &+ place)) }
      }
    } else {
      transpose(from, rows: places, columns: channels, pitch: pitch, to: to, pitch: places)
    }
  }
}

/// Sets the first numbers of rows to zero.
func clear(_ numbers: UnsafeMutablePointer<Float>, rows: Int, columns: Int, pitch: Int) {
  if columns == pitch { return numbers.update(repeating: 0, count: rows * columns) }
  for row in 0..<rows { (numbers + row * pitch).update(repeating: 0, count: columns) }
}

/// Writes a matrix' rows as columns.
private func transpose(
  _ source: UnsafePointer<Float>, rows: Int, columns: Int, pitch: Int, to target: UnsafeMutablePointer<Float>,
  pitch targetPitch: Int
) {
  guard rows >= 4, columns >= 4 else {
    for row in 0..<rows {
      for column in 0..<columns { target[column &* targetPitch &+ row] = source[row &* pitch &+ column] }
    }
    return
  }
  // Blocks that stay in the nearest cache whichever way they are gone through; the last four may overlap those before.
  let side = 64
  for top in stride(from: 0, to: rows, by: side) {
    let bottom = Swift.min(top + side, rows)
    for left in stride(from: 0, to: columns, by: side) {
      let right = Swift.min(left + side, columns)
      for row in stride(from: top, to: bottom, by: 4) {
        for column in stride(from: left, to: right, by: 4) {
          let (row, column) = (Swift.min(row, rows &- 4), Swift.min(column, columns &- 4))
          let from = source + (row &* pitch &+ column)
          let to = target + (column &* targetPitch &+ row)
          let four = Lanes.transposed(
            (
              Lanes(from: from), Lanes(from: from + pitch), Lanes(from: from + 2 &* pitch),
              Lanes(from: from + 3 &* pitch)
            ))
          four.0.store(to: to)
          four.1.store(to: to + targetPitch)
          four.2.store(to: to + 2 &* targetPitch)
          four.3.store(to: to + 3 &* targetPitch)
        }
      }
    }
  }
}
