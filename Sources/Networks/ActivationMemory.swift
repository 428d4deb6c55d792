import Tensors

/// How freed activations are kept.
///
/// A pass frees as much memory as it took, and the next one takes it again. The C library would give it back to the
/// system in between, which clears it page by page: half of the time of a small network's pass. It learns from the
/// largest block that was freed (glibc's dynamic threshold, mallopt(3)) and keeps twice as much from then on, so one
/// block of 31 MB, which nobody writes to, is taken and freed.
enum ActivationMemory {
  static let isKept: Bool = {
    let block = Tensor(shape: [31 << 18]) { _ in }
    return block.count > 0
  }()
}
