import Tensors

extension Convolution {
  /// The gradient at the bias: the sums of each filter's planes, in double precision.
  func planeSums(_ gradient: Tensor) -> Tensor {
    gradient.withUnsafeElements { numbers in
      Tensor(numbers.baseAddress.map { planeSums($0, shape: gradient.shape) } ?? [])
    }
  }

  func planeSums(_ gradient: UnsafePointer<Float>, shape: [Int]) -> [Float] {
    let (filters, plane) = (shape[1], shape[2] * shape[3])
    var sums = [Double](repeating: 0, count: filters)
    for index in 0..<shape[0] * filters {
      sums[index % filters] += Convolution.sum(gradient + index * plane, count: plane)
    }
    return sums.map { Float($0) }
  }

  /// A sum in double precision, of which blocks of 32 are added in single precision first.
  static func sum(_ numbers: UnsafePointer<Float>, count: Int) -> Double {
    var sums = SIMD4<Double>.zero
    var index = 0
    while index &+ 32 <= count {
      var block = Lanes(from: numbers + index)
      for step in 1..<8 { block += Lanes(from: numbers + (index &+ 4 &* step)) }
      sums += block.doubles
      index &+= 32
    }
    var total = sums.sum()
    while index < count {
      total += Double(numbers[index])
      index &+= 1
    }
    return total
  }
}
