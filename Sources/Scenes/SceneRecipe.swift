import Tensors

/// Which of two unrelated families of pictures a seed names one of.
public enum SceneStream: UInt64, CaseIterable, Sendable {
  /// What a learner is shown. No network of this package was trained on any of it.
  case shown
  /// What networks are trained on.
  case training
}

/// All that a scene is drawn from: its class and the dials of each of its parts.
///
/// The dials do not depend on the class, so the scenes of one seed share their background whatever they show.
public struct SceneRecipe: Equatable, Sendable {
  public var sceneClass: SceneClass
  /// The object's pose, proportions and colours.
  public var figure: Dials
  /// Its place, size and direction.
  public var placement: Dials
  public var light: Dials
  public var backdrop: Dials
  /// The things that lie about behind the object.
  public var clutter: Dials
  /// What stands before it.
  public var occluder: Dials
  /// The exposure, the contrast and the grain.
  public var film: Dials

  /// The recipe that a seed names.
  public init(_ sceneClass: SceneClass, seed: UInt64, stream: SceneStream = .shown) {
    var part: UInt64 = 1 + 16 * stream.rawValue
    func dials(_ count: Int) -> Dials {
      defer { part += 1 }
      var source = RandomSource(seed: seed, stream: part)
      return Dials(count: count, from: &source)
    }
    self.sceneClass = sceneClass
    figure = dials(64)
    placement = dials(8)
    light = dials(16)
    backdrop = dials(224)
    clutter = dials(96)
    occluder = dials(72)
    film = dials(8)
  }

  /// Every dial moved by the same share of the way to another recipe's; the class stays.
  ///
  /// Between two recipes of one class lies a path of scenes along which poses, colours and places change evenly,
  /// except that a dial which picks one of several kinds does so at once.
  public func mixed(with other: SceneRecipe, share: Float) -> SceneRecipe {
    var result = self
    for part in SceneRecipe.parts {
      result[keyPath: part] = self[keyPath: part].mixed(with: other[keyPath: part], share: share)
    }
    return result
  }

  /// The dials of each part.
  private static var parts: [WritableKeyPath<SceneRecipe, Dials>] {
    [\.figure, \.placement, \.light, \.backdrop, \.clutter, \.occluder, \.film]
  }
}
