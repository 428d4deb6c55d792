/// The identity: what a dropout layer is once training is over.
public struct Dropout: Unchanging {
  /// The share of activations that training set to zero; kept for the record.
  public let rate: Float

  /// With the rate that training used.
  public init(rate: Float = 0.5) { self.rate = rate }

  public var summary: String { "dropout \(rate) (identity)" }
}
