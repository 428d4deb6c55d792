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

    package init(index: [Int], claimed: Double, measured: Double, bend: Double, crossesKink: Bool) {
      (self.index, self.claimed, self.measured) = (index, claimed, measured)
      (self.bend, self.crossesKink) = (bend, crossesKink)
    }
  }

  /// All elements that were tried.
  public let samples: [Sample]

  package init(samples: [Sample]) { self.samples = samples }

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
  public var agreeing: Int { clean.count { agrees($0) } }

  /// Whether those that do not agree all lie at kinks, where a ReLU or a pooling decides otherwise within the step.
  public var disagreesAtKinksAlone: Bool { clean.allSatisfy { agrees($0) || $0.crossesKink } }

  /// Whether the map is the gradient of the score, as far as the samples away from kinks tell: 95 % of them agree; or
  /// three quarters, where the others all cross kinks that bend the score to and fro within the step.
  ///
  /// Of true gradients at pictures before trained networks 87 % and more agree; of the maps by `deconvnet` and `guided`
  /// 40 % and less. Nearer to the score these differ from the gradient in few elements, but steps cross no kinks there.
  public var isGradient: Bool {
    guard isConclusive else { return false }
    return agreeing * 20 >= clean.count * 19 || (disagreesAtKinksAlone && agreeing * 4 >= clean.count * 3)
  }

  private func agrees(_ sample: Sample) -> Bool {
    disagreement(sample) <= 0.02 * scale + abs(sample.bend) / 2
  }

  private func disagreement(_ sample: Sample) -> Double { abs(sample.measured - sample.claimed) }
}
