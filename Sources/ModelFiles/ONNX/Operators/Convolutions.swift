import Networks
import Tensors

extension ONNXOperator {
  private static let sliding: Set = ["auto_pad", "dilations", "group", "kernel_shape", "pads", "strides"]

  static let convolutions: [String: ONNXOperator] = [
    "Conv": ONNXOperator(2...3, sliding, layer: ONNXNode.convolution),
    "ConvTranspose": ONNXOperator(
      2...3, sliding.union(["output_padding", "output_shape"]), layer: ONNXNode.transposedConvolution),
  ]
}

extension ONNXNode {
  fileprivate func convolution() throws(ModelFileError) -> ONNXPlacement {
    let input = try activation()
    let weight = try filters("[O,C,kh,kw]")
    let plane = try plane(of: input)
    let groups = try groups(dividing: weight.shape[0], "filters")
    let window = try window(kernel: Extent(height: weight.shape[2], width: weight.shape[3]), on: plane)
    let layer = Convolution(
      weight: weight, bias: try offset(count: weight.shape[0]), stride: window.stride, padding: window.padding,
      dilation: window.dilation, groups: groups)
    return ONNXPlacement(layer: layer, inputs: [input])
  }

  fileprivate func transposedConvolution() throws(ModelFileError) -> ONNXPlacement {
    let input = try activation()
    let weight = try filters("[C,O,kh,kw]")
    let plane = try plane(of: input)
    let groups = try groups(dividing: weight.shape[0], "channels")
    let kernel = Extent(height: weight.shape[2], width: weight.shape[3])
    var window = Window(kernel: kernel, stride: try extent("strides"), dilation: try extent("dilations"))
    let more = try extent("output_padding", default: 0, least: 0)
    let size = try outputSize()
    window.padding = try cut(of: window, on: plane, more: more, size: size)
    let (outputs, overflow) = weight.shape[1].multipliedReportingOverflow(by: groups)
    guard !overflow else { throw problem("its weight has the shape \(shapeText(weight.shape))") }
    let layer = TransposedConvolution(
      weight: weight, bias: try offset(count: outputs), stride: window.stride, padding: window.padding,
      dilation: window.dilation, groups: groups, outputPadding: more, outputSize: size)
    return ONNXPlacement(layer: layer, inputs: [input])
  }

  /// The weight of a convolution of planes.
  private func filters(_ form: String) throws(ModelFileError) -> Tensor {
    let weight = try neededConstant(1, "weight")
    guard weight.rank == 4, !weight.shape.contains(0) else {
      let dimensions = [3: "a one-dimensional convolution", 5: "a three-dimensional convolution"][weight.rank]
      throw problem(
        "its weight has the shape \(shapeText(weight.shape))\(dimensions.map { ", \($0)" } ?? ""); "
          + "supported are two-dimensional ones, with weights \(form)")
    }
    try checkKernel(Extent(height: weight.shape[2], width: weight.shape[3]))
    return weight.tensor
  }

  private func groups(dividing count: Int, _ what: String) throws(ModelFileError) -> Int {
    let groups = try integer("group", default: 1)
    guard groups > 0, count % groups == 0 else { throw problem("\(count) \(what) make no \(groups) groups") }
    return groups
  }

  private func offset(count: Int) throws(ModelFileError) -> Tensor? {
    guard let bias = try constant(2, "bias") else { return nil }
    guard bias.shape == [count] else {
      throw problem("its bias has the shape \(shapeText(bias.shape)), not [\(count)]")
    }
    return bias.tensor
  }

  /// What a transposed convolution takes off its output's borders: given, or such that a wanted size comes out.
  private func cut(
    of window: Window, on plane: Extent, more: Extent, size: Extent?
  ) throws(ModelFileError) -> Padding {
    let rule = try word("auto_pad", default: "NOTSET", oneOf: ["NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID"])
    let wanted: Extent
    if let size {
      wanted = size
    } else if rule == "NOTSET" {
      return try padding()
    } else if rule == "VALID" {
      return 0
    } else {
      wanted = Extent(height: plane.height * window.stride.height, width: plane.width * window.stride.width)
    }
    let rows = (plane.height - 1) * window.stride.height + more.height + window.reach.height - wanted.height
    let columns = (plane.width - 1) * window.stride.width + more.width + window.reach.width - wanted.width
    guard rows >= 0, columns >= 0 else {
      throw problem("its output of \(wanted) would be larger than what its filters reach; that is not supported")
    }
    // What is odd is taken off behind for SAME_UPPER, else before.
    return rule == "SAME_UPPER"
      ? Padding(top: rows / 2, left: columns / 2, bottom: rows - rows / 2, right: columns - columns / 2)
      : Padding(top: rows - rows / 2, left: columns - columns / 2, bottom: rows / 2, right: columns / 2)
  }

  /// The height and width that must come out, before which may stand the lengths of the batch and the channels; nil
  /// where none is given.
  private func outputSize() throws(ModelFileError) -> Extent? {
    guard let size = try integers("output_shape"), !size.isEmpty else { return nil }
    guard [2, 4].contains(size.count), size.allSatisfy({ (1...Architecture.largestSide).contains($0) }) else {
      throw problem("its 'output_shape' is \(Self.text(size)), not a height and a width")
    }
    return Extent(height: size[size.count - 2], width: size[size.count - 1])
  }
}
