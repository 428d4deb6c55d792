import Tensors

extension Convolution {
  /// The gradient at the bias: the sums of each filter's planes, in double precision.
  func planeSums(_ gradient: Tensor) -> Tensor {
    let filters = gradient.shape[1]
    return gradient.withChannelsLast(pitch: filters) { numbers in
      Tensor(
        ChannelSums.sums(numbers, places: gradient.count / filters, channels: filters, pitch: filters).map { Float($0) }
      )
    }
  }
}
