import Tensors

/// A layer whose work on a pass is cut into parts, in memory that the pass lends.
///
/// Any other layer is one part that reads and writes tensors; see `Network.forwardStages`.
protocol StagedLayer: Layer {
  /// Whether a ReLU and a pooling of 2×2 behind it can be parts of it, for inputs of these shapes.
  func poolsPairs(_ inputs: [Slot]) -> Bool

  /// Whether it can read its inputs as they lie in memory, and write the signals at them so: with gaps between places
  /// only where it says so itself.
  func takes(_ inputs: [Slot]) -> Bool

  /// The work that writes the output.
  func forwardStages(_ inputs: [Slot], to output: Slot, finish: Finish, scratch: (Int) -> Slot) -> [Stage]

  /// The work that writes the signal at each input, given the complete one at the output.
  ///
  /// - Parameters:
  ///   - targets: where the signals go, one an input.
  ///   - finishes: what becomes of each of them.
  ///   - scratch: lends so many numbers for as long as these stages run.
  func backwardStages(
    _ signal: Slot, inputs: [Slot?], output: Slot?, to targets: [Slot], finishes: [Finish], rule: BackwardRule,
    scratch: (Int) -> Slot
  ) -> [Stage]
}

extension StagedLayer {
  func takes(_ inputs: [Slot]) -> Bool { !inputs.contains(where: \.hasGaps) }

  func poolsPairs(_ inputs: [Slot]) -> Bool { false }
}
