extension Tensor {
  /// All elements in ascending order, NaN last, as a vector.
  public func sorted() -> Tensor {
    flattened.mapRows(along: 0, toLength: count) { row, result in row.copy(sortedInto: result) }
  }

  /// Each row along an axis in ascending order, NaN last.
  public func sorted(axis: Int) throws(TensorError) -> Tensor {
    let axis = try checkedAxis(axis)
    return mapRows(along: axis, toLength: shape[axis]) { row, result in row.copy(sortedInto: result) }
  }

  /// The sum of all elements up to each one in row-major order, as a vector.
  public func cumulativeSum() -> Tensor {
    flattened.mapRows(along: 0, toLength: count) { row, result in row.copy(summedInto: result) }
  }

  /// The sum of the elements of a row up to each one.
  public func cumulativeSum(axis: Int) throws(TensorError) -> Tensor {
    let axis = try checkedAxis(axis)
    return mapRows(along: axis, toLength: shape[axis]) { row, result in row.copy(summedInto: result) }
  }

  /// The middle element in order, or the mean of the two in the middle; NaN if any is.
  public func median() throws(TensorError) -> Double { try reduced(by: .median) }

  /// The middle of each row along an axis.
  public func median(axis: Int) throws(TensorError) -> Tensor { try reduced(by: .median, axis: axis) }

  /// The element at (count − 1)·q in order, interpolated linearly between two; NaN if any is.
  public func quantile(_ q: Double) throws(TensorError) -> Double { try quantiles([q])[0] }

  /// Several quantiles for the cost of one sorting.
  public func quantiles(_ qs: [Double]) throws(TensorError) -> [Double] {
    for q in qs where !(0...1).contains(q) { throw .quantileOutOfRange(q) }
    guard count > 0 else { throw .nothingToReduce(operation: "quantile", shape: shape, axis: nil) }
    return withUnsafeElements { $0.quantiles(qs) }
  }

  /// The `count` largest elements, largest first, and where they stand in row-major order.
  ///
  /// Of equal elements the one at the lowest place comes first; NaN comes last.
  ///
  /// - Throws: `TensorError.tooFewElements`.
  public func largest(_ count: Int) throws(TensorError) -> (values: Tensor, places: [Int]) {
    guard (0...self.count).contains(count) else { throw .tooFewElements(wanted: count, count: self.count) }
    let order = elements.indices.sorted { a, b in
      let (x, y) = (elements[a], elements[b])
      if x == y || (x.isNaN && y.isNaN) { return a < b }
      return x > y || y.isNaN
    }
    let places = Array(order.prefix(count))
    return (Tensor(places.map { elements[$0] }), places)
  }
}

extension UnsafeBufferPointer<Float> {
  fileprivate func copy(sortedInto result: UnsafeMutableBufferPointer<Float>) {
    // The order of floats breaks down at NaN, so they are put behind the others first.
    var ordered = result.startIndex
    var unordered = result.endIndex
    for element in self {
      if element.isNaN {
        unordered -= 1
        result[unordered] = element
      } else {
        result[ordered] = element
        ordered += 1
      }
    }
    var numbers = UnsafeMutableBufferPointer(rebasing: result[..<ordered])
    numbers.sort()
  }

  fileprivate func copy(summedInto result: UnsafeMutableBufferPointer<Float>) {
    var sum = 0.0
    for place in indices {
      sum += Double(self[place])
      result[place] = Float(sum)
    }
  }

  func quantiles(_ qs: [Double]) -> [Double] {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { sorted in
      copy(sortedInto: sorted)
      return qs.map { q in
        guard !sorted[count - 1].isNaN else { return .nan }
        let place = q * Double(count - 1)
        let below = Int(place)
        let low = Double(sorted[below])
        let high = Double(sorted[Swift.min(below + 1, count - 1)])
        let share = place - Double(below)
        // An infinity times a share of 0, or less itself, would be NaN.
        return share == 0 || low == high ? low : low * (1 - share) + high * share
      }
    }
  }
}
