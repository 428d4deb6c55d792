import Tensors

/// The most pixels that a picture may have, checked before memory is taken for them.
let pixelLimit = 100_000_000

/// Checks that a size a file claims is one to allocate.
func checkSize(width: Int, height: Int, format: String) throws(ImageError) {
  guard width > 0, height > 0 else { throw .emptyPicture(format: format) }
  guard height <= pixelLimit / width else { throw .tooManyPixels(format: format, width: width, height: height) }
}

extension Tensor {
  /// A picture's channels, rows and columns.
  ///
  /// - Throws: `ImageError.notAPicture` where it is neither [1,H,W], [3,H,W] nor [H,W].
  func pictureSize() throws(ImageError) -> (channels: Int, height: Int, width: Int) {
    let channels = rank == 3 ? shape[0] : 1
    guard rank == 2 || rank == 3, channels == 1 || channels == 3, count > 0 else { throw .notAPicture(shape: shape) }
    return (channels, shape[rank - 2], shape[rank - 1])
  }
}
