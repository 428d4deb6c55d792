internal import Foundation
import Tensors

/// 1/(1 + exp(−z)): any number becomes one between 0 and 1.
public struct Sigmoid: Activation {
  /// The layer has nothing to set.
  public init() {}

  public var summary: String { "sigmoid" }

  /// 1/(1 + exp(−z)), which is 0 where the exponential overflows.
  public func value(at z: Float) -> Float { 1 / (1 + exp(-z)) }

  /// s(1 − s), at most ¼.
  public func slope(at z: Float) -> Float {
    // 1 − s as the sigmoid of −z: where s is near 1 the difference would lose its digits.
    value(at: z) * value(at: -z)
  }

  /// A number that is no product.
  public func term(_ z: Term.Factor) -> Term { Term([.init(.constant("sigmoid(z)"), z.index, value(at: z.value))]) }
}

/// The hyperbolic tangent: any number becomes one between −1 and 1.
public struct Tanh: Activation {
  /// The layer has nothing to set.
  public init() {}

  public var summary: String { "tanh" }

  /// tanh z.
  public func value(at z: Float) -> Float { tanh(z) }

  /// 1 − tanh² z.
  public func slope(at z: Float) -> Float {
    let t = tanh(z)
    return (1 - t) * (1 + t)
  }

  /// A number that is no product.
  public func term(_ z: Term.Factor) -> Term { Term([.init(.constant("tanh(z)"), z.index, value(at: z.value))]) }
}

/// z times a ramp that rises from 0 at −3 to 1 at 3 (Howard et al. 2019).
public struct HardSwish: Activation {
  /// The layer has nothing to set.
  public init() {}

  public var summary: String { "hard swish" }

  /// z·clip(z/6 + ½, 0, 1).
  public func value(at z: Float) -> Float { z * ramp(z) }

  /// 0 below −3, 1 above 3, z/3 + ½ between.
  public func slope(at z: Float) -> Float { z <= -3 ? 0 : z >= 3 ? 1 : z / 3 + 0.5 }

  /// The ramp times z.
  public func term(_ z: Term.Factor) -> Term { Term([.init(.constant("ramp"), [], ramp(z.value)), z]) }

  private func ramp(_ z: Float) -> Float { z <= -3 ? 0 : z >= 3 ? 1 : z / 6 + 0.5 }
}
