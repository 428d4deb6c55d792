internal import Foundation

/// How the learning rate changes in the course of training, as a factor of the rate given.
public enum Schedule: Sendable, Equatable {
  case constant
  /// From 0 up to 1 in the first `warmup` of the course, then down to 0 along half a cosine (Loshchilov & Hutter 2017).
  case cosine(warmup: Double)
  /// A factor `drop` more at each of the points of the course, such as 0.5 and 0.75.
  case steps(at: [Double], drop: Double)

  /// The factor at a part of the course, 0…1.
  public func factor(at progress: Double) -> Double {
    switch self {
    case .constant: 1
    case .cosine(let warmup) where progress < warmup: progress / warmup
    case .cosine(let warmup): (1 + cos(Double.pi * (progress - warmup) / Swift.max(1 - warmup, 1e-9))) / 2
    case .steps(let points, let drop): pow(drop, Double(points.count { $0 <= progress }))
    }
  }
}
