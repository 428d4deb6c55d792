/// One addend of a number: a product of factors, each of which says where it comes from.
public struct Term: Sendable, Equatable {
  /// What is multiplied; a term with one factor is that number itself.
  public var factors: [Factor]

  /// The product of the factors, in double precision.
  public var value: Double

  /// A term whose value is known better than the product of rounded factors.
  public init(factors: [Factor], value: Double) {
    self.factors = factors
    self.value = value
  }

  /// A term whose value is the product of its factors.
  public init(_ factors: [Factor]) {
    self.init(factors: factors, value: factors.reduce(1) { $0 * Double($1.value) })
  }

  /// One number of a product: whose it is, where it stands there, and what it is.
  public struct Factor: Sendable, Equatable {
    /// Whose number a factor is, as the layer sees it.
    public enum Source: Sendable, Hashable {
      case weight
      case bias
      /// The layer's input of that number.
      case input(Int)
      case output
      /// The signal that came back to the layer's output.
      case gradient
      /// A number that no tensor holds, such as "1/4".
      case constant(String)
    }

    /// Whose number it is.
    public var source: Source
    /// Where it stands there, without the batch axis; empty for a constant.
    public var index: [Int]
    /// What it is.
    public var value: Float

    /// A number, whose it is and where it stands.
    public init(_ source: Source, _ index: [Int], _ value: Float) {
      self.source = source
      self.index = index
      self.value = value
    }
  }
}
