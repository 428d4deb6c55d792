/// A piece of a pass' memory: where one tensor's numbers lie.
///
/// Slots are places, not pointers: a pass is planned once and runs in whatever memory is free. Pictures [N,C,H,W] lie
/// with their channels last, [N][H][W][C]: what a layer does at a place it does for all channels, four at a time.
/// Everything else lies as in a tensor.
struct Slot: Sendable {
  /// Whose memory it is a piece of.
  enum Bank: Sendable {
    /// What goes forward.
    case activations
    /// What comes back.
    case signals
  }

  let bank: Bank
  /// Numbers before it in its bank.
  let start: Int
  /// With the batch axis.
  let shape: [Int]
  /// Numbers from a place of a picture to the next: its channels, or those of the whole that it is a part of, or four
  /// where it has fewer and zeros make them up. 1 for what is no picture.
  let pitch: Int

  init(bank: Bank, start: Int, shape: [Int], pitch: Int? = nil) {
    (self.bank, self.start, self.shape) = (bank, start, shape)
    self.pitch = pitch ?? (shape.count == 4 ? shape[1] : 1)
  }

  var count: Int { shape.reduce(1, *) }

  /// Numbers of memory that it takes up, where it is not a part of another.
  var length: Int { shape.count == 4 ? count / Swift.max(shape[1], 1) * pitch : count }

  /// Whether other numbers stand between its places: the channels of the whole that it is a part of, or zeros.
  var hasGaps: Bool { shape.count == 4 && pitch > shape[1] }

  /// Whether the numbers lie in the order of a tensor.
  var isInOrder: Bool { Self.isInOrder(shape) && !hasGaps }

  /// Whether numbers of a shape lie in the order of a tensor, where they have no gaps.
  static func isInOrder(_ shape: [Int]) -> Bool {
    shape.count != 4 || shape[1] == 1 || shape[2] * shape[3] == 1
  }

  /// The axes in the order in which the numbers lie.
  var layout: [Int] { shape.count == 4 ? [shape[0], shape[2], shape[3], shape[1]] : shape }

  /// The same numbers in another shape.
  func reshaped(_ shape: [Int]) -> Slot { Slot(bank: bank, start: start, shape: shape) }
}

/// The memory that a pass runs in; valid as long as the call that lends it.
struct PassMemory {
  let activations: UnsafeMutablePointer<Float>
  let signals: UnsafeMutablePointer<Float>

  subscript(_ slot: Slot) -> UnsafeMutablePointer<Float> {
    switch slot.bank {
    case .activations: activations + slot.start
    case .signals: signals + slot.start
    }
  }
}

/// Hands out pieces of a bank while a pass is planned, and takes them back once no later stage reads them.
struct SlotAllocator {
  private let bank: Slot.Bank
  /// Pieces that are free again, in order.
  private var holes: [Range<Int>] = []
  /// The numbers that the bank needs.
  private(set) var size = 0

  init(_ bank: Slot.Bank) { self.bank = bank }

  /// The first hole that is large enough, else memory that nothing has used.
  mutating func slot(_ shape: [Int], pitch: Int? = nil) -> Slot {
    let length = Self.rounded(Slot(bank: bank, start: 0, shape: shape, pitch: pitch).length)
    for (index, hole) in holes.enumerated() where hole.count >= length {
      holes[index] = hole.lowerBound + length..<hole.upperBound
      if holes[index].isEmpty { holes.remove(at: index) }
      return Slot(bank: bank, start: hole.lowerBound, shape: shape, pitch: pitch)
    }
    if let last = holes.last, last.upperBound == size {
      holes.removeLast()
      size = last.lowerBound
    }
    defer { size += length }
    return Slot(bank: bank, start: size, shape: shape, pitch: pitch)
  }

  /// Takes a slot back and joins it with its neighbours.
  mutating func free(_ slot: Slot) {
    var hole = slot.start..<slot.start + Self.rounded(slot.length)
    var place = holes.firstIndex { $0.lowerBound >= hole.upperBound } ?? holes.count
    if place < holes.count, holes[place].lowerBound == hole.upperBound {
      hole = hole.lowerBound..<holes.remove(at: place).upperBound
    }
    if place > 0, holes[place - 1].upperBound == hole.lowerBound {
      place -= 1
      hole = holes.remove(at: place).lowerBound..<hole.upperBound
    }
    holes.insert(hole, at: place)
  }

  /// Whole cache lines, and one more: vectors may read a few numbers beyond the end.
  private static func rounded(_ count: Int) -> Int { (count + 31) / 16 * 16 }
}
