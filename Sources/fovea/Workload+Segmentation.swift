import Segmentation
import Tensors

extension Workload {
  /// A bright disc on dark noise, cut out of a rectangle.
  static let grabcut = Workload(
    name: "grabcut_256_5", note: "256×256 from a rectangle, 5 rounds"
  ) { _ in
    let side = 256
    var random = RandomSource(seed: 0)
    let image = Tensor(
      shape: [3, side, side],
      elements: (0..<3 * side * side).map { place in
        let (y, x) = (place / side % side - 128, place % side - 120)
        return Float(random.integer(below: 90) + (y * y + x * x < 70 * 70 ? 120 : 0)) / 255
      })
    return {
      let seeds = try Seeds(rectangle: (40, 40, 180, 170), height: side, width: side)
      for _ in try GrabCut(of: image, seeds: seeds) {}
    }
  }
}
