import Networks
import Tensors

extension ONNXOperator {
  static let normalizations: [String: ONNXOperator] = [
    "BatchNormalization": ONNXOperator(
      5...5, ["epsilon", "momentum"], added: ["training_mode": 14], removed: ["spatial": 8],
      layer: ONNXNode.batchNormalization),
    "InstanceNormalization": ONNXOperator(3...3, ["epsilon"], layer: ONNXNode.instanceNormalization),
    "LRN": ONNXOperator(1...1, ["alpha", "beta", "bias", "size"], layer: ONNXNode.localResponseNormalization),
  ]
}

extension ONNXNode {
  fileprivate func batchNormalization() throws(ModelFileError) -> ONNXPlacement {
    guard try !flag("training_mode") else {
      throw problem("it is set to training; export the network with training=TrainingMode.EVAL")
    }
    guard try flag("spatial", default: true) else {
      throw problem("its 'spatial' is 0, a mean a pixel; supported is 1, a mean a channel")
    }
    let input = try activation()
    let channels = try channels(of: input)
    let layer = BatchNormalization(
      scale: try vector(1, "scale", count: channels), offset: try vector(2, "bias", count: channels),
      mean: try vector(3, "mean", count: channels), variance: try vector(4, "variance", count: channels),
      epsilon: try epsilon())
    return ONNXPlacement(layer: layer, inputs: [input])
  }

  fileprivate func instanceNormalization() throws(ModelFileError) -> ONNXPlacement {
    let input = try activation()
    _ = try plane(of: input)
    let channels = try channels(of: input)
    let layer = InstanceNormalization(
      scale: try vector(1, "scale", count: channels), offset: try vector(2, "bias", count: channels),
      epsilon: try epsilon())
    return ONNXPlacement(layer: layer, inputs: [input])
  }

  fileprivate func localResponseNormalization() throws(ModelFileError) -> ONNXPlacement {
    let input = try activation()
    _ = try plane(of: input)
    let size = try integer("size")
    guard (1...LayerDescription.largest).contains(size) else {
      throw problem("its 'size' is \(size), not from 1 to \(LayerDescription.largest)")
    }
    let layer = LocalResponseNormalization(
      size: size, alpha: try number("alpha", default: 1e-4), beta: try number("beta", default: 0.75),
      bias: try number("bias", default: 1))
    return ONNXPlacement(layer: layer, inputs: [input])
  }

  /// The length of the axis behind the batch axis.
  private func channels(of input: ONNXActivation) throws(ModelFileError) -> Int {
    guard input.hasBatch, let channels = input.shape.first else {
      throw problem("it takes [N,C,…], not \(shapeText(input.fullShape(batch: batch)))")
    }
    return channels
  }

  /// A weight of one number a channel.
  private func vector(_ place: Int, _ what: String, count: Int) throws(ModelFileError) -> Tensor {
    let vector = try neededConstant(place, what)
    guard vector.shape == [count] else {
      throw problem("its \(what) has the shape \(shapeText(vector.shape)), not [\(count)]")
    }
    return vector.tensor
  }

  private func epsilon() throws(ModelFileError) -> Float {
    let epsilon = try number("epsilon", default: 1e-5)
    guard epsilon >= 0 else { throw problem("its 'epsilon' is \(epsilon), below 0") }
    return epsilon
  }
}
