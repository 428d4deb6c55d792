import Attribution
import Networks
import Scenes
import Tensors

extension JudgedScene {
  /// The scenes that `images scenes` draws, each with its true mask, as a network takes them.
  ///
  /// - Parameter shortcut: whether a mark gives each class away; its pixels are those in which the scene with it and the
  ///   same scene without it differ.
  /// - Throws: `SessionError.noSceneClass` for a network that does not tell the scenes' classes apart.
  static func drawn(count: Int, seed: UInt64, shortcut: Bool, for network: Network) throws -> [JudgedScene] {
    let numbers = try SceneClass.allCases.map { try network.number(of: $0) }
    let scenes = SceneSet(count: count, seed: seed, shortcut: shortcut)
    let plain = shortcut ? SceneSet(count: count, seed: seed).images : nil
    let fitting = try InputFitting(
      of: Array(scenes.images.shape.dropFirst()), to: network, through: network.probabilities)
    return try (0..<count).map { index in
      let image = scenes.images.entry(index)
      return try JudgedScene(
        image: fitting.applied(to: image), mask: fitting.applied(toPlane: scenes.masks.entry(index)),
        classNumber: numbers[scenes.labels[index]],
        mark: plain.map { try fitting.applied(toPlane: image.difference(from: $0.entry(index))) })
    }
  }

  /// Pictures [N,C,H,W] of a size that the network takes, each with its mask of [N,H,W], to be judged for the class that
  /// the network gives it.
  static func given(_ images: Tensor, masks: Tensor, to network: Network) throws -> [JudgedScene] {
    try (0..<images.shape[0]).map { index in
      let image = images.entry(index)
      let scores = try network.forward(image, through: network.scores).output(network.scores)
      return try JudgedScene(image: image, mask: masks.entry(index), classNumber: network.topClass(of: scores))
    }
  }
}

extension Network {
  /// The class of that name.
  fileprivate func number(of sceneClass: SceneClass) throws(SessionError) -> Int {
    guard let number = classNumber(named: sceneClass.rawValue) else {
      throw .noSceneClass(sceneClass.rawValue, network: name)
    }
    return number
  }
}

extension Tensor {
  /// [C,H,W] to [H,W]: 1 where a pixel is another one.
  fileprivate func difference(from other: Tensor) -> Tensor {
    (self - other).largestOverChannels.map { $0 > 0 ? 1 : 0 }
  }
}
