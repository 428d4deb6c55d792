import Networks
import Tensors

extension ONNXOperator {
  private static let sliding: Set = ["auto_pad", "kernel_shape", "pads", "strides"]

  static let poolings: [String: ONNXOperator] = [
    "MaxPool": ONNXOperator(
      1...1, sliding, added: ["ceil_mode": 10, "dilations": 10, "storage_order": 8], layer: ONNXNode.maxPooling),
    "AveragePool": ONNXOperator(
      1...1, sliding.union(["count_include_pad"]), added: ["ceil_mode": 10, "dilations": 19],
      layer: ONNXNode.averagePooling),
    "GlobalAveragePool": ONNXOperator(1...1, layer: ONNXNode.globalAveragePooling),
  ]
}

extension ONNXNode {
  fileprivate func maxPooling() throws(ModelFileError) -> ONNXPlacement {
    let input = try activation()
    let window = try window(kernel: kernel(), on: plane(of: input))
    // In which order indices are counted matters to the second output alone, which is not supported.
    _ = try flag("storage_order")
    let layer = MaxPooling(
      kernel: window.kernel, stride: window.stride, padding: window.padding, ceiling: try flag("ceil_mode"),
      dilation: window.dilation)
    return ONNXPlacement(layer: layer, inputs: [input])
  }

  fileprivate func averagePooling() throws(ModelFileError) -> ONNXPlacement {
    let input = try activation()
    let window = try window(kernel: kernel(), on: plane(of: input))
    guard window.dilation == 1 else { throw problem("its 'dilations' are \(window.dilation); supported is 1×1") }
    let layer = AveragePooling(
      kernel: window.kernel, stride: window.stride, padding: window.padding, ceiling: try flag("ceil_mode"),
      countsPadding: try flag("count_include_pad"))
    return ONNXPlacement(layer: layer, inputs: [input])
  }

  fileprivate func globalAveragePooling() throws(ModelFileError) -> ONNXPlacement {
    let input = try activation()
    _ = try plane(of: input)
    return ONNXPlacement(layer: GlobalAveragePooling(), inputs: [input])
  }
}
