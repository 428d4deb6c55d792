internal import Synchronization
internal import Tensors

/// What the kernels make of a layer's filters: made when first asked for, then kept as long as the filters.
///
/// Copies of a layer share it; a layer whose filters change takes a new one.
final class TransformedFilters: Sendable {
  private let forward = Mutex<[Float]?>(nil)
  private let flipped = Mutex<[Float]?>(nil)
  private let unfolded = Mutex<UnfoldedFilters?>(nil)
  private let folding = Mutex<FoldingFilters?>(nil)
  private let padded = Mutex<Convolution?>(nil)

  /// The matrices of Winograd's products (see `WinogradFilters`).
  func winograd(of weight: Tensor, flipped isFlipped: Bool) -> [Float] {
    func make() -> [Float] {
      WinogradFilters.transformed(
        weight.elements, filters: weight.shape[0], channels: weight.shape[1], flipped: isFlipped)
    }
    return isFlipped ? flipped.withLock { kept(&$0, make) } : forward.withLock { kept(&$0, make) }
  }

  /// The matrices that unfolded strips are multiplied by.
  func unfolded(of weight: Tensor, groups: Int) -> UnfoldedFilters {
    unfolded.withLock { kept(&$0) { UnfoldedFilters(weight, groups: groups) } }
  }

  /// A layer of fewer channels as one of four.
  func withFourChannels(_ layer: Convolution) -> Convolution {
    padded.withLock { kept(&$0) { layer.padded(toChannels: 4) } }
  }

  /// The matrix that signals are multiplied by.
  func folding(of weight: Tensor) -> FoldingFilters {
    folding.withLock { kept(&$0) { FoldingFilters(weight) } }
  }
}

/// What is in `place`, made first where it is empty.
private func kept<Value>(_ place: inout Value?, _ make: () -> Value) -> Value {
  if let value = place { return value }
  let made = make()
  place = made
  return made
}
