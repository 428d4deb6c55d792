package import Tensors

extension Convolution {
  /// Strips that a batch is cut into where it is large enough: two for each of two threads, so that they end together.
  static let leastStrips = 4

  /// A method on the way forward, in at least so many strips where the sizes allow.
  func forwardKernel(
    _ method: ConvolutionMethod, _ sizes: ConvolutionSizes, strips: Int? = nil
  ) -> any ConvolutionKernel {
    switch method {
    case .unfolding:
      UnfoldingKernel(
        sizes: sizes, filters: transformed.unfolded(of: filters, groups: groups), bias: bias?.elements,
        atLeast: strips ?? Self.leastStrips)
    case .pointwise:
      PointwiseKernel(
        sizes, filters: .forward(transformed.unfolded(of: filters, groups: groups)), bias: bias?.elements,
        atLeast: strips ?? Self.leastStrips)
    case .depthwise:
      DepthwiseKernel(
        sizes, weight: filters.elements, bias: bias?.elements, isBackward: false, atLeast: strips ?? Self.leastStrips)
    case .winograd:
      winogradKernel(sizes, flipped: false, bias: bias?.elements, strips: strips)
    }
  }

  /// A method on the way back to the input, in at least so many strips where the sizes allow.
  func backwardKernel(
    _ method: ConvolutionMethod, _ sizes: ConvolutionSizes, strips: Int? = nil
  ) -> any ConvolutionKernel {
    switch method {
    case .unfolding:
      FoldingKernel(
        sizes: sizes, filters: transformed.folding(of: filters), atLeast: strips ?? Self.leastStrips)
    case .pointwise:
      PointwiseKernel(
        sizes.reversed, filters: .backward(transformed.folding(of: filters), groupFilters: sizes.groupFilters),
        bias: nil, atLeast: strips ?? Self.leastStrips)
    case .depthwise:
      DepthwiseKernel(
        sizes, weight: filters.elements, bias: nil, isBackward: true, atLeast: strips ?? Self.leastStrips)
    case .winograd:
      winogradKernel(sizes.reversed, flipped: true, bias: nil, strips: strips)
    }
  }

  private func winogradKernel(
    _ sizes: ConvolutionSizes, flipped: Bool, bias: [Float]?, strips: Int?
  ) -> any ConvolutionKernel {
    let matrices = WinogradMatrices(
      transformed.winograd(of: filters, flipped: flipped), channels: sizes.channels, filters: sizes.filters, bias: bias)
    if strips == nil, WinogradPhasesKernel.suits(sizes) {
      return WinogradPhasesKernel(sizes: sizes, matrices: matrices)
    }
    return WinogradKernel(
      sizes: sizes, matrices: matrices,
      atLeast: strips ?? WinogradTiles.usefulStrips(of: sizes, most: Self.leastStrips))
  }

  /// The output by one method, which must cover the layer, or by the fastest; in at least so many strips.
  package func forward(_ input: Tensor, by method: ConvolutionMethod? = nil, strips: Int? = nil) -> Tensor {
    let layer = method == nil ? layer(for: input.shape) : self
    let sizes = layer.sizes(ofPadded: input.shape)
    let kernel = layer.forwardKernel(method ?? .fastest(for: sizes), sizes, strips: strips)
    return input.withChannelsLast(pitch: sizes.channels) { input in
      Tensor(channelsLast: sizes.outputShape, pitch: sizes.filters) { kernel.compute(from: input, to: $0) }
    }
  }

  /// The signal at an input of the given shape, by one method or by the fastest; in at least so many strips.
  package func backward(
    _ gradient: Tensor, inputShape: [Int], by method: ConvolutionMethod? = nil, strips: Int? = nil
  ) -> Tensor {
    let layer = method == nil ? layer(for: inputShape) : self
    let sizes = layer.sizes(ofPadded: inputShape)
    precondition(gradient.shape == sizes.outputShape, "signal \(gradient.shape) for output \(sizes.outputShape)")
    let kernel = layer.backwardKernel(method ?? .fastest(for: sizes), sizes, strips: strips)
    return gradient.withChannelsLast(pitch: sizes.filters) { gradient in
      Tensor(channelsLast: inputShape, pitch: sizes.channels) { kernel.compute(from: gradient, to: $0) }
    }
  }

  /// The gradient at the filters, summed over the batch, by one method or by the fastest.
  package func weightGradient(_ gradient: Tensor, input: Tensor, by method: ConvolutionMethod? = nil) -> Tensor {
    let sizes = sizes(input: input)
    precondition(gradient.shape == sizes.outputShape, "signal \(gradient.shape) for output \(sizes.outputShape)")
    var result = Tensor(shape: filters.shape)
    result.withUnsafeMutableElements { result in
      gradient.withChannelsLast(pitch: sizes.filters) { gradient in
        input.withChannelsLast(pitch: sizes.channels) { input in
          guard let result = result.baseAddress else { return }
          addWeightGradient(gradient, input: input, sizes: sizes, to: result, by: method)
        }
      }
    }
    return result
  }

  /// Adds the gradient at the filters, summed over the batch, by one method or by the fastest; channels are last.
  func addWeightGradient(
    _ gradient: UnsafePointer<Float>, input: UnsafePointer<Float>, sizes: ConvolutionSizes,
    to result: UnsafeMutablePointer<Float>, by method: ConvolutionMethod? = nil
  ) {
    switch method ?? .fastest(for: sizes) {
    case .unfolding, .depthwise: UnfoldingKernel.addWeightGradient(gradient, input, sizes: sizes, to: result)
    case .pointwise: PointwiseKernel.addWeightGradient(gradient, input, sizes: sizes, to: result)
    case .winograd: WinogradKernel.addWeightGradient(gradient, input, sizes: sizes, to: result)
    }
  }

  /// Whether a method can compute this layer for inputs of a shape.
  package func isCovered(by method: ConvolutionMethod, inputShape: [Int]) -> Bool {
    method.covers(sizes(input: inputShape))
  }

  /// The lengths of all axes for a batch of pictures.
  func sizes(input shape: [Int]) -> ConvolutionSizes {
    ConvolutionSizes(input: shape, weight: filters.shape, window: sliding, groups: groups)
  }

  func sizes(input: Tensor) -> ConvolutionSizes { sizes(input: input.shape) }
}
