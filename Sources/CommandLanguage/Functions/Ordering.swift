import Tensors

extension Function {
  static let ordering: [Function] = [
    Function(
      "sort", [.needed("a"), .keyword("axis", "-1")], .order, "in ascending order along an axis"
    ) { arguments in
      if arguments["a"].scalar != nil { return arguments["a"] }
      return Value(try arguments.tensor("a").sorted(axis: try arguments.axis() ?? -1))
    },
    Function(
      "cumsum", [.needed("a"), .keyword("axis")], .order,
      "the sum up to each element, of the flattened tensor or along an axis"
    ) { arguments in
      let tensor = try arguments.tensor("a")
      if let axis = try arguments.axis() { return Value(try tensor.cumulativeSum(axis: axis)) }
      return Value(tensor.cumulativeSum())
    },
    Function("top", [.needed("a"), .needed("k")], .order, "the k largest values, largest first") { arguments in
      .tensor(try largest(arguments).values)
    },
    Function(
      "top_indices", [.needed("a"), .needed("k")], .order, "where the k largest values are in the flattened tensor"
    ) { arguments in Value(try largest(arguments).places) },
  ]

  private static func largest(_ arguments: Arguments) throws -> (values: Tensor, places: [Int]) {
    let count = try arguments.wholeNumber("k", from: 0)
    return try placed(at: arguments.place("k")) { try arguments.tensor("a").largest(count) }
  }
}
