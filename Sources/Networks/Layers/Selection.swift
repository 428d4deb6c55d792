import Tensors

/// Which input element each output element is a copy of, told axis by axis: Transposition, padding, nearest neighbours.
///
/// The place of the input element, without the batch axis, is the sum of one number an output axis.
struct Selection {
  /// For each output axis what each of its indices adds to the place; nil: the output element is no copy.
  let steps: [[Int?]]

  /// The output's shape without the batch axis.
  var shape: [Int] { steps.map(\.count) }

  /// The copies, and `constant` in place of those that are none.
  func gathered(from batch: Tensor, constant: Float = 0) -> Tensor {
    let (pictures, size) = (batch.shape[0], batch.count / batch.shape[0])
    return batch.withUnsafeElements { source in
      Tensor(shape: [pictures] + shape) { target in
        forEachRow(pictures: pictures, size: size) { place, start in
          guard let start else { return target[place..<place + last.count].update(repeating: constant) }
          for (i, step) in last.enumerated() { target[place + i] = step.map { source[start + $0] } ?? constant }
        }
      }
    }
  }

  /// The signals added up where the copies came from.
  func scattered(_ signal: Tensor, to shape: [Int]) -> Tensor {
    var back = Tensor(shape: shape)
    let size = back.count / shape[0]
    back.withUnsafeMutableElements { back in
      signal.withUnsafeElements { signal in
        forEachRow(pictures: shape[0], size: size) { place, start in
          guard let start else { return }
          for (i, step) in last.enumerated() {
            if let step { back[start + step] += signal[place + i] }
          }
        }
      }
    }
    return back
  }

  /// The place of the input element that an output element is a copy of; nil where it is none.
  func place(of index: [Int]) -> Int? {
    zip(index, steps).reduce(0) { sum, axis in sum.flatMap { sum in axis.1[axis.0].map { sum + $0 } } }
  }

  /// The indices of all output elements that are copies of the input element at a place.
  func readers(of place: Int) -> [[Int]] {
    var readers: [[Int]] = []
    let shape = self.shape
    var number = 0
    forEachRow(pictures: 1, size: 0) { _, start in
      defer { number += 1 }
      guard let start else { return }
      for (i, step) in last.enumerated() where step.map({ start + $0 == place }) ?? false {
        var (rest, index) = (number, [i])
        for length in shape.dropLast().reversed() {
          index.insert(rest % length, at: 0)
          rest /= length
        }
        readers.append(steps.isEmpty ? [] : index)
      }
    }
    return readers
  }

  /// The steps along a row.
  private var last: [Int?] { steps.last ?? [0] }

  /// Calls `body` with where each row starts in the output, and where in the input; nil where it holds no copies.
  private func forEachRow(pictures: Int, size: Int, _ body: (_ place: Int, _ start: Int?) -> Void) {
    let outer = Array(steps.dropLast())
    var place = 0
    for picture in 0..<pictures {
      var index = [Int](repeating: 0, count: outer.count)
      for _ in 0..<outer.reduce(1, { $0 * $1.count }) {
        let start = zip(index, outer).reduce(picture * size as Int?) { sum, axis in
          sum.flatMap { sum in axis.1[axis.0].map { sum + $0 } }
        }
        body(place, start)
        place += last.count
        for axis in stride(from: outer.count - 1, through: 0, by: -1) {
          index[axis] += 1
          if index[axis] < outer[axis].count { break }
          index[axis] = 0
        }
      }
    }
  }
}

/// A layer each of whose output elements is a copy of one input element, or a constant.
protocol Selecting: Layer {
  /// Which ones, for an input shape without the batch axis that `outputShape(_:)` accepts.
  func selection(_ shape: [Int]) -> Selection
}

extension Selecting {
  func selection(for batch: Tensor) -> Selection { selection(Array(batch.shape.dropFirst())) }

  func copied(_ batch: Tensor, constant: Float = 0) -> Tensor {
    selection(for: batch).gathered(from: batch, constant: constant)
  }

  /// The one element that was copied there, or the constant.
  func copyTerms(ofOutput index: [Int], _ batch: Tensor, constant: Float = 0) -> [Term] {
    guard let place = selection(for: batch).place(of: index) else {
      return [Term([.init(.constant("padding"), [], constant)])]
    }
    let own = Array(batch.index(ofFlat: place).dropFirst())
    return [Term([.init(.input(0), own, batch[first: own])])]
  }

  /// The signals of all copies of the element.
  func copyTerms(ofInputGradient index: [Int], gradient: Tensor, _ batch: Tensor) -> [Term] {
    selection(for: batch).readers(of: batch.offset(of: [0] + index)).map {
      Term([.init(.gradient, $0, gradient[first: $0])])
    }
  }
}
