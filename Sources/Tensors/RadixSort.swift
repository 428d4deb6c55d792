extension UnsafeBufferPointer<Float> {
  /// Writes the elements in ascending order, NaN last.
  ///
  /// The bits of floats, turned so that whole numbers order them, are sorted by their lowest eleven, then the middle,
  /// then the highest; each pass keeps the order of equals (LSD radix sort).
  ///
  /// - Complexity: three passes, whatever the order was; a comparison sort does few elements faster.
  func copy(sortedInto result: UnsafeMutableBufferPointer<Float>) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * count) { scratch in
      var keys = UnsafeMutableBufferPointer(rebasing: scratch[..<count])
      var passed = UnsafeMutableBufferPointer(rebasing: scratch[count...])
      for place in indices { keys[place] = self[place].orderedBits }
      if count < 1000 {
        keys.sort()
      } else {
        for shift in [0, 11, 22] as [UInt32] {
          keys.distribute(into: passed, by: shift)
          swap(&keys, &passed)
        }
      }
      for place in indices { result[place] = Float(orderedBits: keys[place]) }
    }
  }
}

extension UnsafeMutableBufferPointer<UInt32> {
  /// Copies the keys in the order of eleven of their bits.
  fileprivate func distribute(into result: UnsafeMutableBufferPointer, by shift: UInt32) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 2048) { places in
      places.initialize(repeating: 0)
      for key in self { places[Int(key >> shift & 2047)] += 1 }
      var begin = 0
      for digit in places.indices { (places[digit], begin) = (begin, begin + places[digit]) }
      for key in self {
        let digit = Int(key >> shift & 2047)
        result[places[digit]] = key
        places[digit] += 1
      }
    }
  }
}

extension Float {
  /// Bits that grow with the number: those of negative numbers inverted, the others above them, NaN above all.
  fileprivate var orderedBits: UInt32 {
    isNaN ? .max : sign == .minus ? ~bitPattern : bitPattern | 1 << 31
  }

  fileprivate init(orderedBits bits: UInt32) {
    self.init(bitPattern: bits >> 31 == 0 ? ~bits : bits & ~(1 << 31))
  }
}
