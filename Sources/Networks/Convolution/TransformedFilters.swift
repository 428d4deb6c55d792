internal import Synchronization
internal import Tensors

/// What the fast kernels make of a layer's filters: made when first asked for, then kept as long as the filters.
///
/// Copies of a layer share it; a layer whose filters change takes a new one.
final class TransformedFilters: Sendable {
  private let forward = Mutex<[Float]?>(nil)
  private let flipped = Mutex<[Float]?>(nil)

  /// The matrices of Winograd's products (see `WinogradFilters`).
  func winograd(of weight: Tensor, flipped isFlipped: Bool) -> [Float] {
    isFlipped
      ? flipped.withLock { Self.kept(&$0, of: weight, flipped: true) }
      : forward.withLock { Self.kept(&$0, of: weight, flipped: false) }
  }

  private static func kept(_ matrices: inout [Float]?, of weight: Tensor, flipped: Bool) -> [Float] {
    if let matrices { return matrices }
    let made = WinogradFilters.transformed(
      weight.elements, filters: weight.shape[0], channels: weight.shape[1], flipped: flipped)
    matrices = made
    return made
  }
}
