public import Networks

/// A scene before a network: what a contestant explains.
public struct Trial: Sendable {
  public let network: Network
  public let scene: JudgedScene
  /// The probability of the scene's class.
  public let probability: Score
  /// The score of the scene's class, as the unit of the network's scores that a signal starts from.
  public let unit: Unit
  /// Of what a contestant draws at random.
  public let seed: UInt64

  /// - Throws: `AttributionError.unknownClass`, or the network's error about the picture's size.
  public init(_ scene: JudgedScene, in network: Network, seed: UInt64 = 0) throws(AttributionError) {
    probability = try network.score(.probability(class: scene.classNumber), of: scene.image).0
    unit = try network.score(.logit(class: scene.classNumber), of: scene.image).0.unit
    (self.network, self.scene, self.seed) = (network, scene, seed)
  }

  /// For a scene of a size and a class that were tried before.
  init(sure scene: JudgedScene, in network: Network, seed: UInt64) {
    do {
      try self.init(scene, in: network, seed: seed)
    } catch {
      preconditionFailure("a scene like those that were tried when the walk was made: \(error)")
    }
  }
}
