import Networks
public import Tensors

/// A contestant's map of a scene, for the measures to look at.
public struct JudgedMap: Sendable {
  public let trial: Trial
  /// [H,W].
  public let map: Tensor
  /// The pixels by their places in row-major order, the map's highest first; of equal ones the one that comes first.
  public let order: [Int]
  private let contestant: Contestant
  private let otherTrial: Trial

  /// - Parameter otherTrial: the same scene before the network whose map this one is compared with by whoever asks for
  ///   `remade()`.
  init(by contestant: Contestant, in trial: Trial, otherTrial: Trial) {
    (self.contestant, self.trial, self.otherTrial) = (contestant, trial, otherTrial)
    map = contestant.map(of: trial)
    precondition(map.shape == trial.scene.mask.shape, "\(contestant.name) made a map \(map.shape)")
    order = map.descendingOrder
  }

  /// The contestant's map of the same scene and class in the network whose top is drawn anew, [H,W].
  ///
  /// What the contestant draws at random is another draw: two maps of the same random masks would be alike by them.
  ///
  /// - Complexity: as much as the map itself.
  public func remade() -> Tensor { contestant.map(of: otherTrial) }

  /// As many of the map's highest pixels as are 1 on a plane [H,W], and how many of these lie where it is 1.
  public func topArea(on plane: Tensor) -> (size: Int, within: Int) {
    let size = plane.elements.count { $0 > 0 }
    return (size, order.prefix(size).count { plane[flat: $0] > 0 })
  }
}
