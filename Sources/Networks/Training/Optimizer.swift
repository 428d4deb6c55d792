internal import Foundation
package import Tensors

/// How a parameter moves against its gradient.
public enum Optimizer: Sendable, Equatable {
  /// v ← μv + g; w ← w − ηv (Sutskever et al. 2013).
  case momentum(Float)
  /// Adam (Kingma & Ba 2015) with the decay apart from the gradient (Loshchilov & Hutter 2019).
  case adam(beta1: Float = 0.9, beta2: Float = 0.999)
}

/// A parameter's running means, between updates.
package struct Moments: Sendable {
  package var first: Tensor
  /// Of the squares; Adam's alone.
  package var second: Tensor

  package init(shape: [Int]) {
    first = Tensor(shape: shape)
    second = Tensor(shape: shape)
  }
}

extension Optimizer {
  /// One update of a parameter.
  ///
  /// - Parameters:
  ///   - count: updates so far, this one included.
  ///   - decay: λ of w ← w − ηλw.
  package func update(
    _ parameter: inout Tensor, gradient: Tensor, moments: inout Moments, count: Int, rate: Float, decay: Float
  ) {
    parameter.withUnsafeMutableElements { w in
      moments.first.withUnsafeMutableElements { m in
        moments.second.withUnsafeMutableElements { v in
          gradient.withUnsafeElements { g in
            switch self {
            case .momentum(let mu): Self.momentum(w, g, m, mu: mu, rate: rate, decay: decay)
            case .adam(let beta1, let beta2):
              Self.adam(w, g, m, v, beta1: beta1, beta2: beta2, count: count, rate: rate, decay: decay)
            }
          }
        }
      }
    }
  }

  private typealias Numbers = UnsafeMutableBufferPointer<Float>

  private static func momentum(
    _ w: Numbers, _ g: UnsafeBufferPointer<Float>, _ m: Numbers, mu: Float, rate: Float, decay: Float
  ) {
    for i in w.indices {
      m[i] = mu * m[i] + g[i]
      w[i] -= rate * (m[i] + decay * w[i])
    }
  }

  /// m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ); w ← w − η(m̂/(√v̂ + ε) + λw).
  private static func adam(
    _ w: Numbers, _ g: UnsafeBufferPointer<Float>, _ m: Numbers, _ v: Numbers, beta1: Float, beta2: Float, count: Int,
    rate: Float, decay: Float
  ) {
    let first = 1 / (1 - powf(beta1, Float(count)))
    let second = 1 / (1 - powf(beta2, Float(count)))
    for i in w.indices {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i]
      w[i] -= rate * (first * m[i] / ((second * v[i]).squareRoot() + 1e-8) + decay * w[i])
    }
  }
}
