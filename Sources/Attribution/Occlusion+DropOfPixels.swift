package import Tensors

extension Occlusion.Patch {
  /// The mean drop under the patches that cover a pixel, [H,W]; NaN where none does, and before all are known.
  package var dropOfPixels: Tensor {
    let (drop, width) = (drop, walk.image.shape[2])
    var sums = [Double](repeating: 0, count: walk.image.shape[1] * width)
    var covers = sums
    for (place, value) in drop.elements.enumerated() {
      let (row, column) = place.quotientAndRemainder(dividingBy: walk.positions.width)
      for y in row * walk.stride..<row * walk.stride + walk.patch.height {
        for x in column * walk.stride..<column * walk.stride + walk.patch.width {
          sums[y * width + x] += Double(value)
          covers[y * width + x] += 1
        }
      }
    }
    return Tensor(shape: Array(walk.image.shape.dropFirst()), elements: zip(sums, covers).map { Float($0 / $1) })
  }
}
