import Tensors

/// z, but not below a least number and not above a most one: a ReLU6 is a clip to 0…6.
public struct Clip: Activation {
  /// What lower numbers become; nil for no bound.
  public let least: Float?
  /// What higher numbers become; nil for no bound. Where it is below `least`, everything becomes it.
  public let most: Float?

  // Infinities in place of no bounds: without a branch four numbers go through at once.
  private let lower: Float
  private let upper: Float

  /// Between the bounds that are given.
  public init(least: Float? = nil, most: Float? = nil) {
    (self.least, self.most) = (least, most)
    (lower, upper) = (least ?? -.infinity, most ?? .infinity)
  }

  public var summary: String {
    switch (least, most) {
    case (let least?, let most?): "clip to \(least)…\(most)"
    case (let least?, nil): "clip to \(least) and above"
    case (nil, let most?): "clip to \(most) and below"
    case (nil, nil): "clip without bounds (identity)"
    }
  }

  /// The nearest number between the bounds. A NaN goes through, so that it is seen.
  public func value(at z: Float) -> Float {
    let raised = z < lower ? lower : z
    return raised > upper ? upper : raised
  }

  /// 1 between the bounds; 0 beyond them and at them, as a ReLU's is at 0.
  public func slope(at z: Float) -> Float { z > lower && z < upper ? 1 : 0 }

  /// z itself, or the bound that it was moved to.
  public func term(_ z: Term.Factor) -> Term {
    let value = value(at: z.value)
    return value == z.value ? Term([z]) : Term([.init(.constant("bound"), [], value)])
  }
}
