import Tensors

extension Function {
  static let reductions: [Function] = [
    reduction(.sum, "the sum of all elements"),
    reduction(.mean, "their mean"),
    reduction(.std, "their standard deviation, the mean taken over n"),
    reduction(.var, "their variance, the mean taken over n"),
    reduction(.min, "the smallest"),
    reduction(.max, "the largest"),
    reduction(.argmin, "where the smallest is, counted through the flattened tensor"),
    reduction(.argmax, "where the largest is, counted through the flattened tensor"),
    reduction(.norm, "the 2-norm, the root of the sum of squares"),
    reduction(.any, "whether at least one is not zero"),
    reduction(.all, "whether none is zero"),
    reduction(.median, "the one in the middle"),
  ]

  /// A reduction of all elements, or along an axis.
  private static func reduction(_ reduction: Reduction, _ meaning: String) -> Function {
    let isCondition = reduction == .any || reduction == .all
    return Function(reduction.rawValue, [.needed("a"), .keyword("axis")], .reductions, meaning) { arguments in
      if let axis = try arguments.axis() {
        return Value(try arguments.tensor("a").reduced(by: reduction, axis: axis))
      }
      let number =
        if let number = arguments["a"].scalar { reduction.ofOne(number) } else {
          try arguments.tensor("a").reduced(by: reduction)
        }
      return isCondition ? .boolean(number != 0) : .number(number)
    }
  }
}

extension Reduction {
  /// The reduction of a single number, which keeps its 64 bits.
  fileprivate func ofOne(_ number: Double) -> Double {
    switch self {
    case .sum, .mean, .min, .max, .median: number
    case .norm: abs(number)
    case .std, .var: number - number
    case .argmin, .argmax: 0
    case .any, .all: number == 0 ? 0 : 1
    }
  }
}
