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
    // Everything above the last element that is taken, those equal to it as long as there is room, then NaN.
    let sorted = sorted().elements
    let numbers = sorted.prefix { !$0.isNaN }.count
    let last = count == 0 ? .infinity : count <= numbers ? sorted[numbers - count] : -.infinity
    let above = elements.indices.filter { elements[$0] > last }
    let equal = elements.indices.lazy.filter { elements[$0] == last }.prefix(count - above.count)
    let missing = elements.indices.lazy.filter { elements[$0].isNaN }.prefix(count - min(count, numbers))
    let descending = above.sorted { (elements[$0], $1) > (elements[$1], $0) }
    let places = descending + equal + missing
    return (Tensor(places.map { elements[$0] }), places)
  }
}

extension UnsafeBufferPointer<Float> {
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
