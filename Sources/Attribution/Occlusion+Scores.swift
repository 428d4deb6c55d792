import Networks
import Tensors

extension Occlusion {
  /// Where a patch lies: row and column of its upper left pixel.
  func position(ofPatch number: Int) -> (y: Int, x: Int) {
    (number / positions.width * stride, number % positions.width * stride)
  }

  /// The scores with each of some patches on the picture.
  func scores(ofPatches numbers: Range<Int>) -> [Float] {
    // A patch that changes nothing leaves the score, to the last bit, whatever shares its group.
    zip(numbers, score.values(in: passes.outputs(atPlaces: numbers))).map { changes($0) ? $1 : baseline }
  }

  /// The picture with a patch on it.
  func occluded(byPatch number: Int) -> Tensor {
    var covered = image
    forEachRow(ofPatch: number) { row in
      filling.withUnsafeElements { filling in
        covered.withUnsafeMutableElements { covered in
          for place in row { covered[place] = filling[place] }
        }
      }
    }
    return covered
  }

  /// Whether the picture under a patch is anything else than the fill.
  private func changes(_ number: Int) -> Bool {
    var changed = false
    forEachRow(ofPatch: number) { row in
      changed = changed || image.elements[row] != filling.elements[row]
    }
    return changed
  }

  /// The places, in row-major order, of each row of a patch in each channel.
  private func forEachRow(ofPatch number: Int, _ body: (Range<Int>) -> Void) {
    let (y, x) = position(ofPatch: number)
    let (height, width) = (image.shape[1], image.shape[2])
    for channel in 0..<image.shape[0] {
      for row in y..<y + patch.height {
        let start = (channel * height + row) * width + x
        body(start..<start + patch.width)
      }
    }
  }
}
