import CommandLanguage
import Tensors

/// What `stats` tells of the numbers in a tensor; NaN are counted and left out.
struct Statistics {
  let count: Int
  let missing: Int
  let zeros: Int
  let quantiles: [Double]
  let mean: Double
  let deviation: Double

  init(of tensor: Tensor) {
    let numbers = Tensor(tensor.elements.filter { !$0.isNaN })
    count = tensor.count
    missing = tensor.count - numbers.count
    zeros = numbers.elements.count { $0 == 0 }
    quantiles = numbers.count == 0 ? [] : [0, 0.25, 0.5, 0.75, 1].map { (try? numbers.quantile($0)) ?? .nan }
    mean = numbers.count == 0 ? .nan : numbers.mean()
    deviation = numbers.count == 0 ? .nan : numbers.standardDeviation()
  }

  /// Names and numbers, one a row.
  func rows(_ format: ValueFormat) -> [[String]] {
    let names = ["min", "quartile 1", "median", "quartile 3", "max"]
    return [["count", format.text(Double(count))]]
      + zip(names, quantiles).map { [$0, format.text($1)] }
      + [
        ["mean", format.text(mean)], ["std", format.text(deviation)],
        ["zeros", "\(format.text(Double(zeros))) (\(format.text(100 * Double(zeros) / Double(max(count, 1)))) %)"],
        ["NaN", format.text(Double(missing))],
      ]
  }
}
