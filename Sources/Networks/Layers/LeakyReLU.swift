import Tensors

/// z where it is positive, else a small share of it.
public struct LeakyReLU: Activation {
  /// The share of negative numbers that passes.
  public let slope: Float

  /// With the slope to the left of 0.
  public init(slope: Float = 0.01) { self.slope = slope }

  public var summary: String { "leaky ReLU, slope \(slope)" }

  /// z, or slope·z.
  public func value(at z: Float) -> Float { z > 0 ? z : slope * z }

  /// 1 where z is positive; at 0 it is the slope to the left, as a ReLU's is.
  public func slope(at z: Float) -> Float { z > 0 ? 1 : slope }

  /// The slope times z.
  public func term(_ z: Term.Factor) -> Term {
    Term([.init(.constant("slope"), [], slope(at: z.value)), z])
  }
}
