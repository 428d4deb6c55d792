public import Tensors

extension Tensor {
  /// The picture, or any planes, in another size: area averages along an axis that shrinks, Catmull–Rom along one
  /// that grows.
  ///
  /// Pixels are squares whose centres lie at halves. A constant stays what it is.
  /// - Returns: the leading axes as they were, then height and width.
  /// - Throws: `ImageError.size` where a side would be below 1 or the whole too large.
  public func resized(height: Int, width: Int) throws(ImageError) -> Tensor {
    let (oldHeight, oldWidth) = try planeSize()
    guard height > 0, width > 0, height <= pixelLimit / width else { throw .size(height: height, width: width) }
    // The axis that leaves less to do for the other goes first.
    let columnsFirst = height * oldWidth <= oldHeight * width
    return columnsFirst
      ? resizedColumns(to: height).resizedRows(to: width) : resizedRows(to: width).resizedColumns(to: height)
  }

  /// The picture resized to cover a height and a width, then cut to them at its centre.
  public func fitted(height: Int, width: Int) throws(ImageError) -> Tensor {
    let (oldHeight, oldWidth) = try planeSize()
    guard height > 0, width > 0, height <= pixelLimit / width else { throw .size(height: height, width: width) }
    let scale = Swift.max(Double(height) / Double(oldHeight), Double(width) / Double(oldWidth))
    let coverHeight = Swift.max(height, Int((scale * Double(oldHeight)).rounded()))
    let coverWidth = Swift.max(width, Int((scale * Double(oldWidth)).rounded()))
    return try resized(height: coverHeight, width: coverWidth).cropped(
      y: (coverHeight - height) / 2, x: (coverWidth - width) / 2, height: height, width: width)
  }

  /// The rows from `y` and the columns from `x` on, so many of each.
  ///
  /// - Throws: `ImageError.cropOutside` where they do not all lie in the picture.
  public func cropped(y: Int, x: Int, height: Int, width: Int) throws(ImageError) -> Tensor {
    let (oldHeight, oldWidth) = try planeSize()
    guard y >= 0, x >= 0, height > 0, width > 0, height <= oldHeight, width <= oldWidth, y <= oldHeight - height,
      x <= oldWidth - width
    else {
      throw .cropOutside(y: y, x: x, height: height, width: width, ofHeight: oldHeight, ofWidth: oldWidth)
    }
    var kept: [Float] = []
    kept.reserveCapacity(count / (oldHeight * oldWidth) * height * width)
    for plane in 0..<count / (oldHeight * oldWidth) {
      for row in y..<y + height {
        let start = (plane * oldHeight + row) * oldWidth + x
        kept += elements[start..<start + width]
      }
    }
    return Tensor(shape: shape.dropLast(2) + [height, width], elements: kept)
  }

  /// The lengths of the last two axes.
  func planeSize() throws(ImageError) -> (height: Int, width: Int) {
    guard rank >= 2, count > 0 else { throw .notAPicture(shape: shape) }
    return (shape[rank - 2], shape[rank - 1])
  }

  private func resizedRows(to width: Int) -> Tensor {
    let old = shape[rank - 1]
    guard width != old else { return self }
    let resampling = Resampling(from: old, to: width)
    return Tensor(shape: shape.dropLast() + [width]) { target in
      withUnsafeElements { resampling.alongRows($0, length: old, into: target) }
    }
  }

  private func resizedColumns(to height: Int) -> Tensor {
    let (old, width) = (shape[rank - 2], shape[rank - 1])
    guard height != old else { return self }
    let resampling = Resampling(from: old, to: height)
    return Tensor(shape: shape.dropLast(2) + [height, width]) { target in
      withUnsafeElements { resampling.alongColumns($0, height: old, width: width, into: target) }
    }
  }
}
