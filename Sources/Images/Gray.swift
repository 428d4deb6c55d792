public import Tensors

extension Tensor {
  /// The brightness of a picture by Rec. 601, 0.299 R + 0.587 G + 0.114 B: [1,H,W].
  ///
  /// A picture of one channel stays what it is.
  public func gray() throws(ImageError) -> Tensor {
    let (channels, height, width) = try pictureSize()
    guard channels == 3 else { return reshaped([1, height, width]) }
    let pixels = height * width
    return Tensor(shape: [1, height, width]) { gray in
      withUnsafeElements { rgb in
        for pixel in 0..<pixels {
          // In double the weights add up to 1, so that a gray of three equal channels keeps its value.
          let (r, g, b) = (Double(rgb[pixel]), Double(rgb[pixels + pixel]), Double(rgb[2 * pixels + pixel]))
          gray[pixel] = Float(0.299 * r + 0.587 * g + 0.114 * b)
        }
      }
    }
  }

  /// The picture in three channels, equal ones where it was gray: [3,H,W].
  public func colour() throws(ImageError) -> Tensor {
    let (channels, height, width) = try pictureSize()
    guard channels == 1 else { return self }
    return Tensor(shape: [3, height, width], elements: elements + elements + elements)
  }
}
