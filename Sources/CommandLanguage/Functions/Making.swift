import Tensors

extension Function {
  static let making: [Function] = [
    Function("zeros", [.needed("shape")], .making, "zeros in a shape") { arguments in
      Value(Tensor(shape: try arguments.shape("shape"), repeating: 0))
    },
    Function("ones", [.needed("shape")], .making, "ones in a shape") { arguments in
      Value(Tensor(shape: try arguments.shape("shape"), repeating: 1))
    },
    Function("arange", [.needed("n")], .making, "the whole numbers from 0 to n − 1") { arguments in
      let count = try arguments.wholeNumber("n", from: 0)
      try placed(at: arguments.place("n")) { try checkSize([count]) }
      return .tensor(Tensor((0..<count).map { Float($0) }))
    },
    Function(
      "normal", [.needed("shape"), .optional("seed")], .making,
      "independent numbers from the standard normal distribution"
    ) { arguments in Value(Tensor.normal(shape: try arguments.shape("shape"), seed: try arguments.seed())) },
    Function(
      "uniform", [.needed("shape"), .optional("seed")], .making,
      "independent numbers from 0 up to 1, all alike probable"
    ) { arguments in Value(Tensor.uniform(shape: try arguments.shape("shape"), seed: try arguments.seed())) },
    Function(
      "load", [.needed("file")], .making, "the tensor of an .npy file, the picture of a PNG or PPM file"
    ) { arguments in
      guard case .text(let file) = arguments["file"] else {
        throw arguments.wrong("file", "A file's name is text", hint: "Write it in double quotes: load(\"a.npy\").")
      }
      return try placed(at: arguments.place("file")) { try arguments.scope.load(file) }
    },
  ]
}

extension Arguments {
  /// The seed given, else the session's.
  fileprivate func seed() throws(LanguageError) -> UInt64 {
    has("seed") ? UInt64(try wholeNumber("seed", from: 0)) : scope.seed
  }
}
