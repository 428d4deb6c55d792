import Tensors

extension Function {
  static let vectors: [Function] = [
    comparison("dot", "the sum of the products of their elements") { try $0.dot($1) },
    comparison("cosine", "the cosine of the angle between them, flattened") { try $0.cosine($1) },
    comparison("corr", "Pearson's correlation of their elements") { try $0.correlation($1) },
    comparison("distance", "their Euclidean distance, flattened") { try $0.distance($1) },
    comparison(
      "iou", "of two masks, the share of what either covers that both cover; all but 0 counts; NaN where both are empty"
    ) {
      try $0.intersectionOverUnion($1)
    },
  ]

  /// A number that says how two tensors of as many elements stand to each other.
  private static func comparison(
    _ name: String, _ meaning: String, _ measure: @escaping @Sendable (Tensor, Tensor) throws -> Double
  ) -> Function {
    Function(name, [.needed("a"), .needed("b")], .vectors, meaning) { arguments in
      .number(try measure(try arguments.tensor("a"), try arguments.tensor("b")))
    }
  }
}
