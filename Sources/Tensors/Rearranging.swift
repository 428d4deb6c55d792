extension Tensor {
  /// The axes in another order: axis i of the result is axis `axes[i]`. Without `axes` they are reversed.
  ///
  /// - Throws: `TensorError.axisOutOfRange`, `TensorError.notAPermutation`.
  public func transposed(_ axes: [Int]? = nil) throws(TensorError) -> Tensor {
    guard let axes else { return transposed(by: (0..<rank).reversed()) }
    var order: [Int] = []
    for axis in axes { order.append(try checkedAxis(axis)) }
    guard order.sorted() == Array(0..<rank) else { throw .notAPermutation(axes: axes, rank: rank) }
    return transposed(by: order)
  }

  /// `transposed` for axes that are known to be a permutation.
  func transposed(by order: [Int]) -> Tensor {
    let strides = shape.rowMajorStrides
    return StridedView(shape: order.map { shape[$0] }, strides: order.map { strides[$0] }, offset: 0).copied(from: self)
  }

  /// The elements along an axis in reverse.
  public func flipped(axis: Int) throws(TensorError) -> Tensor {
    let axis = try checkedAxis(axis)
    guard count > 0 else { return self }
    var view = StridedView(shape: shape, strides: shape.rowMajorStrides, offset: 0)
    view.offset = (shape[axis] - 1) * view.strides[axis]
    view.strides[axis].negate()
    return view.copied(from: self)
  }

  /// Tensors one behind the other along an axis; their other lengths must agree.
  public static func concatenated(_ tensors: [Tensor], axis: Int = 0) throws(TensorError) -> Tensor {
    guard let first = tensors.first else { throw .nothingToJoin }
    let axis = try first.checkedAxis(axis)
    var shape = first.shape
    for tensor in tensors.dropFirst() {
      guard tensor.rank == first.rank, first.shape.agrees(with: tensor.shape, exceptOn: axis) else {
        throw .shapesDiffer(first.shape, tensor.shape, axis: axis)
      }
      shape[axis] += tensor.shape[axis]
    }
    _ = try checkedCount(shape)
    let outer = shape[..<axis].reduce(1, *)
    return Tensor(shape: shape) { result in
      var place = 0
      for block in 0..<outer {
        for tensor in tensors {
          let length = tensor.count / outer
          let piece = tensor.elements[(block * length)..<((block + 1) * length)]
          _ = UnsafeMutableBufferPointer(rebasing: result[place...]).update(from: piece)
          place += length
        }
      }
    }
  }

  /// Tensors of one shape as the entries of a new axis.
  public static func stacked(_ tensors: [Tensor], axis: Int = 0) throws(TensorError) -> Tensor {
    guard let first = tensors.first else { throw .nothingToJoin }
    for tensor in tensors where tensor.shape != first.shape {
      throw .shapesDiffer(first.shape, tensor.shape, axis: nil)
    }
    guard axis >= -first.rank - 1 && axis <= first.rank else { throw .axisOutOfRange(axis: axis, rank: first.rank + 1) }
    let axis = axis < 0 ? axis + first.rank + 1 : axis
    var shape = first.shape
    shape.insert(1, at: axis)
    return try concatenated(tensors.map { $0.reshaped(shape) }, axis: axis)
  }

  /// Zeros around the last two axes, `width` on each side.
  public func padded(_ width: Int) throws(TensorError) -> Tensor {
    guard rank >= 2 else { throw .noPlane(shape: shape) }
    guard (0...Tensor.largestCount).contains(width) else { throw .paddingOutOfRange(width) }
    let (height, breadth) = (shape[rank - 2], shape[rank - 1])
    let (newHeight, newBreadth) = (height + 2 * width, breadth + 2 * width)
    let planes = shape.dropLast(2)
    _ = try Tensor.checkedCount(planes + [newHeight, newBreadth])
    var result = Tensor(shape: planes + [newHeight, newBreadth])
    result.withUnsafeMutableElements { target in
      for plane in 0..<planes.reduce(1, *) {
        for row in 0..<height {
          let source = (plane * height + row) * breadth
          let start = (plane * newHeight + row + width) * newBreadth + width
          let line = UnsafeMutableBufferPointer(rebasing: target[start..<(start + breadth)])
          _ = line.update(from: elements[source..<(source + breadth)])
        }
      }
    }
    return result
  }

  /// The same numbers in another shape, where one length may be −1: whatever makes the counts agree.
  public func reshaped(inferring shape: [Int]) throws(TensorError) -> Tensor {
    var lengths = shape
    if let free = shape.firstIndex(of: -1) {
      lengths[free] = 1
      let known = (try? Tensor.checkedCount(lengths)) ?? 0
      guard known > 0 && count % known == 0 else { throw .cannotReshape(from: self.shape, to: shape) }
      lengths[free] = count / known
    }
    guard let wanted = try? Tensor.checkedCount(lengths), wanted == count else {
      throw .cannotReshape(from: self.shape, to: shape)
    }
    return reshaped(lengths)
  }
}

extension [Int] {
  fileprivate func agrees(with other: [Int], exceptOn axis: Int) -> Bool {
    self[..<axis] == other[..<axis] && self[(axis + 1)...] == other[(axis + 1)...]
  }
}
