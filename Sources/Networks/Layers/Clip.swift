import Tensors

/// z, but not below a least number and not above a most one: a ReLU6 is a clip to 0…6.
public struct Clip: Activation {
  /// What lower numbers become; nil for no bound.
  public let least: Float?
  /// What higher numbers become; nil for no bound. Where it is below `least`, everything becomes it.
  public let most: Float?

  /// Between the bounds that are given.
  public init(least: Float? = nil, most: Float? = nil) {
    self.least = least
    self.most = most
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
    var value = z
    if let least, value < least { value = least }
    if let most, value > most { value = most }
    return value
  }

  /// 1 between the bounds; 0 beyond them and at them, as a ReLU's is at 0.
  public func slope(at z: Float) -> Float {
    if let least, z <= least { return 0 }
    if let most, z >= most { return 0 }
    return 1
  }

  /// z itself, or the bound that it was moved to.
  public func term(_ z: Term.Factor) -> Term {
    let value = value(at: z.value)
    return value == z.value ? Term([z]) : Term([.init(.constant("bound"), [], value)])
  }
}
