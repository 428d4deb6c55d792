/// One method applied to one convolution of a batch, cut into parts.
///
/// A kernel's phases come one after the other. The parts of a phase write to different places and may be computed in
/// any order and on any thread. How a kernel is cut depends on the sizes alone, and so do the bits of its result. The
/// channels of a place stand together before and after: [N][H][W][C].
protocol ConvolutionKernel: Sendable {
  /// How many parts each phase has.
  var phases: [Int] { get }

  /// Numbers that one phase leaves to the next.
  var shared: Int { get }

  /// Computes one part, from the whole batch that comes in to the whole batch that goes out.
  func compute(
    phase: Int, part: Int, from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>,
    shared: UnsafeMutablePointer<Float>, finish: ResolvedFinish)
}

/// A kernel of one phase, whose parts are strips of its output.
protocol StripKernel: ConvolutionKernel {
  /// How many strips make up the whole batch.
  var strips: Int { get }

  /// Computes one strip.
  func compute(
    strip: Int, from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>, finish: ResolvedFinish)
}

extension ConvolutionKernel {
  /// Computes all parts one after the other on this thread.
  func compute(from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>) {
    Scratch.lend(shared) { shared in
      for (phase, parts) in phases.enumerated() {
        for part in 0..<parts {
          compute(phase: phase, part: part, from: input, to: output, shared: shared, finish: .nothing)
        }
      }
    }
  }
}

extension StripKernel {
  var phases: [Int] { [strips] }

  var shared: Int { 0 }

  func compute(
    phase: Int, part: Int, from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>,
    shared: UnsafeMutablePointer<Float>, finish: ResolvedFinish
  ) {
    compute(strip: part, from: input, to: output, finish: finish)
  }
}
