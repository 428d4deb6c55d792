import Networks
import Tensors

/// The attributes that convolutions and poolings share.
extension ONNXNode {
  /// No window or border of a network that fits this program comes near it.
  private static let largest = LayerDescription.largest

  /// Kernel, stride, padding and dilation on planes of a size.
  ///
  /// - Parameter plane: the one that an `auto_pad` by size is worked out for; the layer then takes those that need as much.
  func window(kernel: Extent, on plane: Extent) throws(ModelFileError) -> Window {
    var window = Window(
      kernel: kernel, stride: try extent("strides"), dilation: try extent("dilations"))
    let rule = try word("auto_pad", default: "NOTSET", oneOf: ["NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID"])
    switch rule {
    case "NOTSET": window.padding = try padding()
    case "VALID": break
    default: window.padding = window.samePadding(rule == "SAME_UPPER" ? .sameUpper : .sameLower, on: plane)
    }
    return window
  }

  /// The kernel's size where an attribute alone gives it.
  func kernel() throws(ModelFileError) -> Extent {
    guard attributes["kernel_shape"] != nil else { throw problem("its 'kernel_shape' is missing") }
    return try extent("kernel_shape")
  }

  /// Throws where an attribute gives another kernel than the weight has.
  func checkKernel(_ kernel: Extent) throws(ModelFileError) {
    guard attributes["kernel_shape"] != nil else { return }
    guard try extent("kernel_shape") == kernel else {
      throw problem("its 'kernel_shape' is not the \(kernel) of its weight")
    }
  }

  /// A height and a width, `other` each where the attribute is left out.
  func extent(_ name: String, default other: Int = 1, least: Int = 1) throws(ModelFileError) -> Extent {
    guard let lengths = try integers(name), !lengths.isEmpty else { return Extent(other) }
    guard lengths.count == 2, lengths.allSatisfy((least...Self.largest).contains) else {
      throw problem("its '\(name)' is \(Self.text(lengths)), not two whole numbers from \(least) to \(Self.largest)")
    }
    return Extent(height: lengths[0], width: lengths[1])
  }

  /// What 'pads' adds around a plane; nothing where it is left out.
  func padding() throws(ModelFileError) -> Padding {
    guard let pads = try integers("pads"), !pads.isEmpty else { return 0 }
    guard pads.count == 4, pads.allSatisfy((0...Self.largest).contains) else {
      throw problem("its 'pads' are \(Self.text(pads)), not four whole numbers from 0 to \(Self.largest)")
    }
    return Padding(top: pads[0], left: pads[1], bottom: pads[2], right: pads[3])
  }

  /// The plane of an input [C,H,W].
  func plane(of input: ONNXActivation) throws(ModelFileError) -> Extent {
    guard input.hasBatch, input.shape.count == 3 else {
      throw problem(
        "it takes planes [N,C,H,W], not \(shapeText(input.fullShape(batch: batch))); only two-dimensional ones are supported"
      )
    }
    return Extent(height: input.shape[1], width: input.shape[2])
  }
}
