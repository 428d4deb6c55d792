public import Tensors

extension Tensor {
  /// Weights with which signals keep their size through ReLUs: normal, variance 2/fan-in (He et al. 2015).
  ///
  /// - Parameter shape: [O,C,kh,kw] or [out,in]; all axes but the first are the fan-in.
  public static func heNormal(shape: [Int], from random: inout RandomSource) -> Tensor {
    let fanIn = shape.dropFirst().reduce(1, *)
    let deviation = (2 / Float(fanIn)).squareRoot()
    return Tensor(shape: shape, elements: (0..<shape.reduce(1, *)).map { _ in deviation * random.normal() })
  }
}
