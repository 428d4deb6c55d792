public import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Tensor {
  /// The picture, or any planes, under a Gaussian of standard deviation `sigma` in pixels.
  ///
  /// The kernel reaches ⌈4σ⌉ pixels each way; beyond the border the picture is its mirror image, the border's pixel
  /// twice (d c b a | a b c d | d c b a). So the mean of a plane and a constant stay what they are.
  /// - Throws: `ImageError.blurWidth` unless 0 ≤ σ ≤ 1000; 0 changes nothing.
  public func blurred(sigma: Double) throws(ImageError) -> Tensor {
    let (height, width) = try planeSize()
    guard sigma >= 0, sigma <= 1000 else { throw .blurWidth(sigma) }
    guard sigma > 0 else { return self }
    let kernel = gaussianKernel(sigma: sigma)
    let blurredDown = Tensor(shape: shape) { target in
      withUnsafeElements { blurColumns($0, height: height, width: width, kernel: kernel, into: target) }
    }
    return Tensor(shape: shape) { target in
      blurredDown.withUnsafeElements { blurRows($0, width: width, kernel: kernel, into: target) }
    }
  }
}

/// A Gaussian at the whole numbers from −⌈4σ⌉ to ⌈4σ⌉, adding up to 1.
private func gaussianKernel(sigma: Double) -> [Float] {
  let radius = Int((4 * sigma).rounded(.up))
  let values = (-radius...radius).map { exp(-0.5 * Double($0 * $0) / (sigma * sigma)) }
  let sum = values.reduce(0, +)
  return values.map { Float($0 / sum) }
}

/// Where the mirrored row at `place` takes its pixel from.
private func mirrored(_ place: Int, length: Int) -> Int {
  let period = 2 * length
  let within = ((place % period) + period) % period
  return within < length ? within : period - 1 - within
}

private func blurColumns(
  _ source: UnsafeBufferPointer<Float>, height: Int, width: Int, kernel: [Float],
  into target: UnsafeMutableBufferPointer<Float>
) {
  guard let source = source.baseAddress, let out = target.baseAddress else { return }
  let radius = kernel.count / 2
  target.update(repeating: 0)
  for top in stride(from: 0, to: target.count, by: height * width) {
    for y in 0..<height {
      for (tap, weight) in kernel.enumerated() {
        let row = mirrored(y + tap - radius, length: height)
        add(weight, times: source + top + row * width, to: out + top + y * width, count: width)
      }
    }
  }
}

private func blurRows(
  _ source: UnsafeBufferPointer<Float>, width: Int, kernel: [Float], into target: UnsafeMutableBufferPointer<Float>
) {
  guard let out = target.baseAddress else { return }
  let radius = kernel.count / 2
  target.update(repeating: 0)
  let places = (-radius..<width + radius).map { mirrored($0, length: width) }
  withUnsafeTemporaryAllocation(of: Float.self, capacity: places.count) { extended in
    guard let start = extended.baseAddress else { return }
    for row in stride(from: 0, to: target.count, by: width) {
      for (place, origin) in places.enumerated() { extended[place] = source[row + origin] }
      for (tap, weight) in kernel.enumerated() {
        add(weight, times: start + tap, to: out + row, count: width)
      }
    }
  }
}
