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

  /// Its map of a scene before a network of whose layers and sizes it has made one.
  func map(of trial: Trial) -> Tensor {
    do {
      return try make(trial)()
    } catch {
      preconditionFailure("\(name) in a network in which it was tried when the walk was made: \(error)")
    }
  }

  /// Eleven methods and three references.
  public static let all = methods + references
}
