import Networks
import Tensors

/// Where a class is most probable.
struct ClassPlace {
  let number: Int
  let value: Float
  /// Row of a [rows, classes], or row and column of a [classes,H,W]; empty where the scores are a vector.
  let place: [Int]
}

extension Network {
  /// Every class at the place where it is most probable, the most probable class first.
  ///
  /// - Parameter probabilities: [K], [rows, K] as detectors have it, or [K,H,W] as a convolutional network on a larger
  ///   picture.
  func bestPlaces(of probabilities: Tensor) -> [ClassPlace] {
    let shape = probabilities.shape
    let stride = shape[(classAxis + 1)...].reduce(1, *)
    var strongest = [Int?](repeating: nil, count: shape[classAxis])
    for place in 0..<probabilities.count {
      let number = place / stride % shape[classAxis]
      let former = strongest[number].map { probabilities[flat: $0] } ?? -.infinity
      if probabilities[flat: place] > former { strongest[number] = place }
    }
    let best = strongest.enumerated().compactMap { number, place in
      place.map { place in
        var index = probabilities.index(ofFlat: place)
        index.remove(at: classAxis)
        return ClassPlace(number: number, value: probabilities[flat: place], place: index)
      }
    }
    return best.sorted { ($1.value, $0.number) < ($0.value, $1.number) }
  }
}
