import Tensors

extension Function {
  static let shapes: [Function] = [
    Function("shape", [.needed("a")], .shapes, "the length of each axis, as a list") { arguments in
      Value(try arguments.tensor("a").shape)
    },
    Function("size", [.needed("a")], .shapes, "the number of elements") { arguments in
      .number(Double(try size(arguments)))
    },
    Function("ndim", [.needed("a")], .shapes, "the number of axes") { arguments in
      .number(Double(try arguments.tensor("a").rank))
    },
    Function(
      "transpose", [.needed("a"), .optional("axes")], .shapes, "the axes reversed, or in the order of the list"
    ) { arguments in
      Value(try arguments.tensor("a").transposed(try arguments.has("axes") ? arguments.wholeNumbers("axes") : nil))
    },
    Function(
      "reshape", [.needed("a"), .needed("shape")], .shapes, "the same elements in another shape; -1 is worked out"
    ) { arguments in Value(try arguments.tensor("a").reshaped(inferring: try arguments.wholeNumbers("shape"))) },
    Function("flatten", [.needed("a")], .shapes, "the same elements as a vector") { arguments in
      .tensor(try arguments.tensor("a").flattened)
    },
    Function(
      "concat", [.needed("tensors"), .keyword("axis", "0")], .shapes, "the tensors of a list one behind the other"
    ) { arguments in
      let tensors = try arguments.tensors("tensors")
      let axis = try arguments.axis() ?? 0
      try checkSize([tensors.reduce(0) { $0 + $1.count }])
      return Value(try Tensor.concatenated(tensors, axis: axis))
    },
    Function(
      "stack", [.needed("tensors"), .keyword("axis", "0")], .shapes, "the tensors of a list along a new axis"
    ) { arguments in
      let tensors = try arguments.tensors("tensors")
      try checkSize([tensors.reduce(0) { $0 + $1.count }])
      return Value(try Tensor.stacked(tensors, axis: try arguments.axis() ?? 0))
    },
    Function("pad", [.needed("a"), .needed("n")], .shapes, "n zeros on each side of the last two axes") { arguments in
      let tensor = try arguments.tensor("a")
      let width = try arguments.wholeNumber("n", from: 0)
      guard width <= SizeLimit.elements else { throw SizeError(shape: tensor.shape.dropLast(2) + [width, width]) }
      try checkSize(tensor.shape.dropLast(2) + tensor.shape.suffix(2).map { $0 + 2 * width })
      return arguments.samePicture(try tensor.padded(width))
    },
    Function("flip", [.needed("a"), .needed("axis")], .shapes, "an axis in reverse") { arguments in
      arguments.samePicture(try arguments.tensor("a").flipped(axis: try arguments.wholeNumber("axis")))
    },
  ]

  private static func size(_ arguments: Arguments) throws -> Int {
    switch arguments["a"] {
    case .object(let object): if let count = object.count { return count }
    case .list(let items) where Value.list(items).tensor == nil: return items.count
    default: break
    }
    return try arguments.tensor("a").count
  }
}

extension Arguments {
  /// What was made of the first argument: a picture if that was one, the values having stayed in 0…1.
  func samePicture(_ tensor: Tensor) -> Value {
    guard let first = function.parameters.first, case .image = self[first.name], tensor.hasPictureShape else {
      return Value(tensor)
    }
    return .image(tensor)
  }
}
