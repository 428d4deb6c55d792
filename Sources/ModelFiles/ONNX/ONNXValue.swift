import Networks

/// What a name in a graph stands for.
enum ONNXValue: Sendable {
  case constant(ONNXConstant)
  case activation(ONNXActivation)
  /// An output that only training needs, or that layers do not have.
  case unavailable(why: String)
}

/// What a layer puts out, or the picture.
struct ONNXActivation: Sendable {
  /// The layer's name; `input` for the picture.
  let layer: String
  /// For one picture.
  let shape: [Int]
  /// Whether the file has an axis before these, along which the pictures of a batch lie.
  ///
  /// A file for batches of one picture may drop that axis, and put one back.
  let hasBatch: Bool

  /// The shape as the file has it, for a batch of as many pictures.
  func fullShape(batch: Int) -> [Int] { hasBatch ? [batch] + shape : shape }
}

/// A layer that stands for a node, what it reads, and whether its output has the axis of the batch.
struct ONNXPlacement {
  let layer: any Layer
  let inputs: [ONNXActivation]
  var hasBatch = true
}
