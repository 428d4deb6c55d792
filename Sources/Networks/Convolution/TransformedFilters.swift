internal import Synchronization
internal import Tensors

/// What the kernels make of a layer's filters: made when first asked for, then kept as long as filters and bias.
///
/// Copies of a layer share it; a layer whose filters or bias change takes a new one.
final class TransformedFilters: Sendable {
  private let forward = Mutex<[Float]?>(nil)
  private let flipped = Mutex<[Float]?>(nil)
  private let rows = Mutex<UnfoldedFilters?>(nil)

  /// The matrices of Winograd's products (see `WinogradFilters`).
  func winograd(of weight: Tensor, flipped isFlipped: Bool) -> [Float] {
    func make() -> [Float] {
      WinogradFilters.transformed(
        weight.elements, filters: weight.shape[0], channels: weight.shape[1], flipped: isFlipped)
    }
    return isFlipped ? flipped.withLock { kept(&$0, make) } : forward.withLock { kept(&$0, make) }
  }

  /// The matrix that unfolded strips are multiplied by.
  func unfolded(of weight: Tensor, bias: Tensor?) -> UnfoldedFilters {
    rows.withLock { kept(&$0) { UnfoldedFilters(weight, bias: bias) } }
  }
}

/// What is in `place`, made first where it is empty.
private func kept<Value>(_ place: inout Value?, _ make: () -> Value) -> Value {
  if let value = place { return value }
  let made = make()
  place = made
  return made
}
