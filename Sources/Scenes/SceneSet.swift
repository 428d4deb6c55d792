import Dispatch
public import Tensors

/// Many scenes, as many of each class as of any other (up to one), in random order.
public struct SceneSet: Sendable {
  /// [N,3,64,64], 0…1.
  public let images: Tensor
  /// The class of each, 0…9.
  public let labels: [Int]
  /// [N,64,64], 1 where the object is seen, else 0.
  public let masks: Tensor
  /// The seed of each: `Scene(sceneClass, seed:)` draws it alone, if the set is one of `shown`.
  public let seeds: [UInt64]

  public var count: Int { labels.count }

  /// Draws the set that a seed names, on all cores. The first scenes of a larger set are those of a smaller one.
  ///
  /// - Parameter shortcut: whether a mark in the corner gives each class away.
  public init(count: Int, seed: UInt64, stream: SceneStream = .shown, shortcut: Bool = false) {
    let entries = SceneSet.entries(count: count, seed: seed, stream: stream)
    labels = entries.map(\.sceneClass.label)
    seeds = entries.map(\.seed)
    let plane = Layer.side * Layer.side
    var masks = Tensor(shape: [count, Layer.side, Layer.side])
    images = Tensor(shape: [count, 3, Layer.side, Layer.side]) { images in
      masks.withUnsafeMutableElements { masks in
        let (images, masks) = (Rows(images, length: 3 * plane), Rows(masks, length: plane))
        DispatchQueue.concurrentPerform(iterations: count) { index in
          let (sceneClass, seed) = entries[index]
          let recipe = SceneRecipe(sceneClass, seed: seed, stream: stream)
          let scene = Scene(recipe, mark: shortcut ? sceneClass : nil)
          images.write(scene.image, row: index)
          masks.write(scene.mask, row: index)
        }
      }
    }
    self.masks = masks
  }

  /// A class and a seed for each scene: the ten classes shuffled, then again.
  private static func entries(
    count: Int, seed: UInt64, stream: SceneStream
  ) -> [(sceneClass: SceneClass, seed: UInt64)] {
    var source = RandomSource(seed: seed, stream: 64 + stream.rawValue)
    var deck: [SceneClass] = []
    return (0..<count).map { _ in
      if deck.isEmpty { deck = SceneClass.allCases.shuffled(using: &source) }
      return (deck.removeLast(), UInt64(source.integer(below: 1 << 32)))
    }
  }
}

/// Rows of one array that workers fill side by side.
///
/// A bare address, since a buffer pointer does not go from thread to thread; no two workers write the same row.
private struct Rows: Sendable {
  private let address: UInt
  private let length: Int

  init(_ buffer: UnsafeMutableBufferPointer<Float>, length: Int) {
    address = UInt(bitPattern: buffer.baseAddress)
    self.length = length
  }

  func write(_ tensor: Tensor, row: Int) {
    guard let base = UnsafeMutablePointer<Float>(bitPattern: address) else { return }
    tensor.withUnsafeElements { elements in
      UnsafeMutableBufferPointer(start: base + row * length, count: length).update(fromContentsOf: elements)
    }
  }
}

extension UnsafeMutableBufferPointer {
  fileprivate func update(fromContentsOf elements: UnsafeBufferPointer<Element>) {
    _ = update(from: elements)
  }
}
