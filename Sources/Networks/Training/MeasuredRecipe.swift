public import Tensors

extension InputRecipe {
  /// The recipe by which a set of pictures has mean 0 and deviation 1 in each channel.
  ///
  /// Rounded to thousandths, as recipes are written down; a deviation is at least 0.01, so that pictures of one colour do
  /// not divide by 0.
  ///
  /// - Parameter images: [N,C,H,W] in 0…1.
  public static func measured(on images: Tensor) -> InputRecipe {
    let (channels, plane) = (images.shape[1], images.shape[2] * images.shape[3])
    var (sums, squares) = ([Double](repeating: 0, count: channels), [Double](repeating: 0, count: channels))
    images.withUnsafeElements { numbers in
      for start in stride(from: 0, to: numbers.count, by: plane) {
        let channel = start / plane % channels
        for place in start..<start + plane {
          sums[channel] += Double(numbers[place])
          squares[channel] += Double(numbers[place]) * Double(numbers[place])
        }
      }
    }
    let count = Double(Swift.max(images.shape[0] * plane, 1))
    let means = sums.map { $0 / count }
    let deviations = zip(squares, means).map { (Swift.max($0 / count - $1 * $1, 0)).squareRoot() }
    return InputRecipe(mean: means.map(thousandths), std: deviations.map { Swift.max(thousandths($0), 0.01) })
  }

  private static func thousandths(_ number: Double) -> Float { Float((number * 1000).rounded() / 1000) }
}
