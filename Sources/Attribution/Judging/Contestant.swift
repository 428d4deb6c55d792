public import Tensors

/// A way to make a map of what a network sees, to be judged.
public struct Contestant: Sendable {
  /// Looks at a scene before a network, and gives what makes the map [H,W] once it is sure that there can be one.
  public typealias Making = @Sendable (Trial) throws(AttributionError) -> () -> Tensor

  /// As it is typed and shown.
  public let name: String
  /// What its map holds, in a few words.
  public let meaning: String
  /// Its map depends on no network: a yardstick for those that do.
  public let isReference: Bool
  let make: Making

  /// A contestant of the caller's own.
  public init(_ name: String, meaning: String, isReference: Bool = false, make: @escaping Making) {
    (self.name, self.meaning, self.isReference, self.make) = (name, meaning, isReference, make)
  }

  /// Eleven methods and three references.
  public static let all = methods + references
}
