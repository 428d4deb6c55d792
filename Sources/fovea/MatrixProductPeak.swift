import Dispatch
import Tensors

/// How fast this machine multiplies large matrices: what convolutions are measured against.
enum MatrixProductPeak {
  /// 10⁹ multiplications and additions a second, on so many threads at once; the best of several runs.
  static func measured(threads: Int) throws -> Double {
    let side = 768
    let (left, right) = (Tensor.uniform(shape: [side, side], seed: 1), Tensor.uniform(shape: [side, side], seed: 2))
    _ = try left.matrixProduct(right)
    let clock = ContinuousClock()
    let times = (0..<12).map { _ in
      clock.measure {
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
          for _ in 0..<4 { _ = try? left.matrixProduct(right) }
        }
      } / .seconds(1)
    }
    return Double(2 * 4 * threads * side * side * side) / (times.min() ?? .infinity) / 1e9
  }
}
