/// How a map compares with central differences of the score on some of its elements.
public struct GradientCheck: Sendable {
  /// One element that was tried.
  public struct Sample: Sendable, Equatable {
    /// Where the element stands.
    public let index: [Int]
    /// What the map says.
    public let claimed: Double
    /// What the score does: (f(a + h) − f(a − h))/2h.
    public let measured: Double
    /// How far the slope towards more is from the slope towards less.
    public let bend: Double
    /// Whether a ReLU or a max pooling decides otherwise within the step than at the picture itself.
    public let crossesKink: Bool
  }

  /// All elements that were tried.
  public let samples: [Sample]

  /// The largest magnitude among all that is claimed and measured.
  public var scale: Double { samples.reduce(0) { Swift.max($0, abs($1.measured), abs($1.claimed)) } }

  /// The samples away from kinks.
  ///
  /// In a deep network hardly a step crosses none: of a million ReLUs one is always close to 0. It counts where the score
  /// bends there by more than 2 % of `scale`, for then differences find a mean of two slopes.
  public var clean: [Sample] {
    let scale = scale
    return samples.filter { !$0.crossesKink || abs($0.bend) <= 0.02 * scale }
  }

  /// The largest disagreement away from kinks, as a share of `scale`.
  public var worst: Double {
    let scale = scale
    return scale == 0 ? 0 : clean.reduce(0) { Swift.max($0, disagreement($1)) } / scale
  }

  /// Whether enough samples are away from kinks to tell anything: a quarter of them.
  public var isConclusive: Bool { clean.count * 4 >= samples.count && !samples.isEmpty }

  /// How many of the samples away from kinks agree, within 2 % of `scale` and half of the bend: differences know the
  /// slope no better than that.
  public var agreeing: Int {
    let scale = scale
    return clean.count { disagreement($0) <= 0.02 * scale + abs($0.bend) / 2 }
  }

  /// Whether the map is the gradient of the score, as far as the samples away from kinks tell: 95 % of them agree.
  public var isGradient: Bool { isConclusive && agreeing * 20 >= clean.count * 19 }

  private func disagreement(_ sample: Sample) -> Double { abs(sample.measured - sample.claimed) }
}
