import Tensors

/// Valid cross-correlation: out[o,y,x] = Σ kernel[o,c,i,j] · image[c,y+i,x+j].
///
/// - Parameters:
///   - image: [C,H,W] or [H,W].
///   - kernel: [O,C,k,k]; or [k,k], which is moved over each channel by itself.
/// - Returns: [O,H−k+1,W−k+1]; with a kernel [k,k] the channels of the image.
func correlate(_ image: Tensor, _ kernel: Tensor) throws -> Tensor {
  guard image.rank == 2 || image.rank == 3 else { throw CorrelationError.image(image.shape) }
  guard kernel.rank == 2 || kernel.rank == 4, kernel.count > 0 else { throw CorrelationError.kernel(kernel.shape) }
  let planes = image.rank == 3 ? image : image.reshaped([1] + image.shape)
  let (height, width) = (
    planes.shape[1] - kernel.shape[kernel.rank - 2], planes.shape[2] - kernel.shape[kernel.rank - 1]
  )
  guard height >= 0, width >= 0 else { throw CorrelationError.doesNotFit(kernel.shape, image.shape) }
  guard kernel.rank == 2 || kernel.shape[1] == planes.shape[0] else {
    throw CorrelationError.channels(kernel.shape, image.shape)
  }
  let outputs = kernel.rank == 4 ? kernel.shape[0] : planes.shape[0]
  let shape = [outputs, height + 1, width + 1]
  try checkSize(shape)
  let products = Double(shape.reduce(1, *)) * Double(kernel.count) / Double(kernel.rank == 4 ? outputs : 1)
  try checkWork(
    products, perElement: 6,
    "a kernel of shape \(shapeText(kernel.shape)) over an image of shape \(shapeText(image.shape))")
  let result = Tensor(shape: shape) { sums in
    sums.update(repeating: 0)
    planes.withUnsafeElements { image in
      kernel.withUnsafeElements { correlate(image, size: planes.shape, $0, size: kernel.shape, into: sums, shape) }
    }
  }
  return image.rank == 2 && kernel.rank == 2 ? result.reshaped(Array(shape.dropFirst())) : result
}

/// Adds to each row of sums the rows of the image, times one weight of the kernel after the other.
private func correlate(
  _ image: UnsafeBufferPointer<Float>, size: [Int], _ kernel: UnsafeBufferPointer<Float>, size kernelSize: [Int],
  into sums: UnsafeMutableBufferPointer<Float>, _ shape: [Int]
) {
  let isShared = kernelSize.count == 2
  let (kernelHeight, kernelWidth) = (kernelSize[kernelSize.count - 2], kernelSize[kernelSize.count - 1])
  for output in 0..<shape[0] {
    for channel in isShared ? output..<(output + 1) : 0..<size[0] {
      let weights = isShared ? 0 : (output * size[0] + channel) * kernelHeight * kernelWidth
      for y in 0..<shape[1] {
        let row = (output * shape[1] + y) * shape[2]
        for tap in 0..<(kernelHeight * kernelWidth) {
          let weight = kernel[weights + tap]
          let source = (channel * size[1] + y + tap / kernelWidth) * size[2] + tap % kernelWidth
          for x in 0..<shape[2] { sums[row + x] += weight * image[source + x] }
        }
      }
    }
  }
}

/// Why a kernel cannot be moved over an image.
private enum CorrelationError: Error, CustomStringConvertible {
  case image([Int])
  case kernel([Int])
  case doesNotFit([Int], [Int])
  case channels([Int], [Int])

  var description: String {
    switch self {
    case .image(let shape): "conv(…) needs an image [C,H,W] or [H,W], not one of shape \(shapeText(shape))"
    case .kernel(let shape): "conv(…) needs a kernel [O,C,k,k] or [k,k], not one of shape \(shapeText(shape))"
    case .doesNotFit(let kernel, let image):
      "a kernel of shape \(shapeText(kernel)) does not fit into an image of shape \(shapeText(image))"
    case .channels(let kernel, let image):
      "a kernel of shape \(shapeText(kernel)) has \(kernel[1]) input channels, "
        + "and the image of shape \(shapeText(image)) has \(image.count == 3 ? image[0] : 1)"
    }
  }
}
