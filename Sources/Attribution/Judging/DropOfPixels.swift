package import Tensors

extension Occlusion.Patch {
  /// The mean drop under the patches that cover a pixel, [H,W]; 0 where none does.
  package var dropOfPixels: Tensor {
    let (drop, width) = (drop, walk.image.shape[2])
    var sums = [Float](repeating: 0, count: walk.image.shape[1] * width)
    var covers = sums
    for (place, value) in drop.elements.enumerated() {
      let (row, column) = place.quotientAndRemainder(dividingBy: walk.positions.width)
      for y in row * walk.stride..<row * walk.stride + walk.patch.height {
        for x in column * walk.stride..<column * walk.stride + walk.patch.width {
          sums[y * width + x] += value
          covers[y * width + x] += 1
        }
      }
    }
    return Tensor(
      shape: Array(walk.image.shape.dropFirst()), elements: zip(sums, covers).map { $1 == 0 ? 0 : $0 / $1 })
  }
}
