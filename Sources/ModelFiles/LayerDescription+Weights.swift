import Networks
import Tensors

extension LayerDescription {
  /// The layers that have weights but no window.
  func weightedLayer(_ kind: String) throws(ModelFileError) -> (any Layer)? {
    switch kind {
    case "convolution": try convolution()
    case "transposedconvolution": try transposedConvolution()
    case "fullyconnected": try fullyConnected()
    case "batchnorm": try batchNormalization()
    case "instancenorm": try instanceNormalization()
    case "constant":
      ConstantArithmetic(
        try operation(), constant: try tensor("weight"), constantIsFirst: try flag("constant_first"))
    default: nil
    }
  }

  private func convolution() throws(ModelFileError) -> Convolution {
    let (weight, window) = try filters("[O,C,kh,kw]")
    let groups = try groups(of: weight, "filters")
    return Convolution(
      weight: weight, bias: try checkedBias(count: weight.shape[0]), stride: window.stride, padding: window.padding,
      dilation: window.dilation, groups: groups)
  }

  private func transposedConvolution() throws(ModelFileError) -> TransposedConvolution {
    let (weight, window) = try filters("[C,O,kh,kw]")
    let groups = try groups(of: weight, "channels")
    let open = try integers("output_padding", count: 2, in: 0...Self.largest)
    let size =
      json["output_size"] == nil ? nil : try integers("output_size", count: 2, in: 1...Architecture.largestSide)
    return TransposedConvolution(
      weight: weight, bias: try checkedBias(count: weight.shape[1] * groups), stride: window.stride,
      padding: window.padding, dilation: window.dilation, groups: groups,
      outputPadding: Extent(height: open[0], width: open[1]),
      outputSize: size.map { Extent(height: $0[0], width: $0[1]) })
  }

  /// Filters, and the window that slides them.
  private func filters(_ axes: String) throws(ModelFileError) -> (Tensor, Window) {
    guard let weight = tensors["weight"], weight.rank == 4, !weight.shape.contains(0) else {
      throw problem("'\(name).weight' \(axes) is missing or of another shape")
    }
    let window = try window()
    guard window.kernel == Extent(height: weight.shape[2], width: weight.shape[3]) else {
      throw problem("its kernel \(window.kernel) is not that of its weight \(shapeText(weight.shape))")
    }
    return (weight, window)
  }

  private func groups(of weight: Tensor, _ what: String) throws(ModelFileError) -> Int {
    let groups = try integer("groups", in: 1...weight.shape[0])
    guard weight.shape[0] % groups == 0 else { throw problem("\(weight.shape[0]) \(what) make no \(groups) groups") }
    return groups
  }

  private func fullyConnected() throws(ModelFileError) -> FullyConnected {
    guard let weight = tensors["weight"], weight.rank == 2, !weight.shape.contains(0) else {
      throw problem("'\(name).weight' [out,in] is missing or of another shape")
    }
    return FullyConnected(weight: weight, bias: try checkedBias(count: weight.shape[0]))
  }

  private func batchNormalization() throws(ModelFileError) -> BatchNormalization {
    let scale = try channels("weight")
    return BatchNormalization(
      scale: scale, offset: try channels("bias", count: scale.count),
      mean: try channels("running_mean", count: scale.count),
      variance: try channels("running_var", count: scale.count), epsilon: try float("epsilon"))
  }

  private func instanceNormalization() throws(ModelFileError) -> InstanceNormalization {
    let scale = try channels("weight")
    return InstanceNormalization(
      scale: scale, offset: try channels("bias", count: scale.count), epsilon: try float("epsilon"))
  }

  /// One number a channel.
  private func channels(_ key: String, count: Int? = nil) throws(ModelFileError) -> Tensor {
    let tensor = try tensor(key)
    guard tensor.rank == 1, tensor.count > 0, count == nil || tensor.count == count else {
      throw problem("'\(name).\(key)' is not one number a channel")
    }
    return tensor
  }

  private func tensor(_ key: String) throws(ModelFileError) -> Tensor {
    guard let tensor = tensors[key], !tensor.shape.contains(0) else { throw problem("'\(name).\(key)' is missing") }
    return tensor
  }

  private func checkedBias(count: Int) throws(ModelFileError) -> Tensor? {
    let bias = tensors["bias"]
    guard bias == nil || bias?.shape == [count] else { throw problem("'\(name).bias' does not have \(count) numbers") }
    return bias
  }
}
