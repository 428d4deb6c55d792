import Networks
import Tensors

extension ONNXOperator {
  static let activations: [String: ONNXOperator] = [
    "Relu": ONNXOperator(1...1, layer: elementwise(ReLU())),
    "Sigmoid": ONNXOperator(1...1, layer: elementwise(Sigmoid())),
    "Tanh": ONNXOperator(1...1, layer: elementwise(Tanh())),
    "HardSwish": ONNXOperator(1...1, layer: elementwise(HardSwish())),
    "LeakyRelu": ONNXOperator(1...1, ["alpha"], layer: ONNXNode.leakyRectifier),
    "Clip": ONNXOperator(1...1, from: [11: 1...3], removed: ["min": 10, "max": 10], layer: ONNXNode.clip),
    "Softmax": ONNXOperator(1...1, ["axis"], layer: softmax { Softmax(axis: $0) }),
    "LogSoftmax": ONNXOperator(1...1, ["axis"], layer: softmax { LogSoftmax(axis: $0) }),
    "Dropout": ONNXOperator(
      1...1, from: [12: 1...3], added: ["seed": 12], removed: ["ratio": 11], layer: ONNXNode.dropout),
    "Identity": ONNXOperator(1...1, layer: elementwise(Identity()), constant: ONNXNode.unchanged),
  ]

  private static func elementwise(_ layer: any Layer) -> Placing {
    { node in { () throws(ModelFileError) in try node.elementwise(layer) } }
  }

  private static func softmax(_ layer: @escaping @Sendable (_ axis: Int) -> any Layer) -> Placing {
    { node in { () throws(ModelFileError) in try node.softmax(layer) } }
  }
}

extension ONNXNode {
  /// A layer whose output has the shape of its one input.
  func elementwise(_ layer: any Layer) throws(ModelFileError) -> ONNXPlacement {
    let input = try activation()
    return ONNXPlacement(layer: layer, inputs: [input], hasBatch: input.hasBatch)
  }

  fileprivate func unchanged() throws(ModelFileError) -> ONNXConstant { try neededConstant(0, "input") }

  fileprivate func leakyRectifier() throws(ModelFileError) -> ONNXPlacement {
    try elementwise(LeakyReLU(slope: try number("alpha", default: 0.01)))
  }

  /// Bounds are attributes before version 11, inputs since.
  fileprivate func clip() throws(ModelFileError) -> ONNXPlacement {
    let bounds: (least: Float?, most: Float?)
    if opset < 11 {
      bounds = (
        attributes["min"] == nil ? nil : try number("min"), attributes["max"] == nil ? nil : try number("max")
      )
    } else {
      bounds = (try number(1, "least value"), try number(2, "largest value"))
    }
    guard bounds.least?.isNaN != true, bounds.most?.isNaN != true else { throw problem("a bound of it is no number") }
    if let least = bounds.least, let most = bounds.most, least > most {
      throw problem("its least value \(least) is above its largest, \(most)")
    }
    return try elementwise(Clip(least: bounds.least, most: bounds.most))
  }

  /// Over one axis since version 13; before, over all axes from one on together.
  fileprivate func softmax(_ layer: (Int) -> any Layer) throws(ModelFileError) -> ONNXPlacement {
    let input = try activation()
    let shape = input.fullShape(batch: batch)
    var axis = try axis(try integer("axis", default: opset < 13 ? 1 : -1), rank: shape.count)
    if opset < 13 {
      let long = (axis..<shape.count).filter { shape[$0] > 1 }
      guard long.count <= 1 else {
        throw problem(
          "before version 13 it goes over all of \(shapeText(shape)) from axis \(axis) on together; supported is one axis"
        )
      }
      axis = long.first ?? Swift.max(axis, Swift.min(1, shape.count - 1))
    }
    if input.hasBatch {
      guard axis > 0 else { throw problem("it goes over the pictures of a batch; supported are the other axes") }
      axis -= 1
    }
    return try elementwise(layer(axis == input.shape.count - 1 ? -1 : axis))
  }

  /// The rate is an attribute before version 12, an input since.
  fileprivate func dropout() throws(ModelFileError) -> ONNXPlacement {
    let rate = opset < 12 ? try number("ratio", default: 0.5) : try number(1, "ratio") ?? 0.5
    guard try number(2, "mode") ?? 0 == 0 else {
      throw problem("it is set to training; export the network with training=TrainingMode.EVAL")
    }
    return try elementwise(Dropout(rate: rate))
  }
}
