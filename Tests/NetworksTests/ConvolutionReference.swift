import Networks
import Tensors

/// The convolution as its formula reads, element by element in double precision: what every kernel is held against.
struct NaiveConvolution: Sendable {
  var weight: Tensor
  var bias: Tensor?
  var window: Window
  var groups: Int

  /// Calls `body` with the flat places of each output, weight and input that one product joins.
  private func forEachProduct(input: [Int], output: [Int], _ body: (_ z: Int, _ w: Int, _ a: Int) -> Void) {
    let (channels, kernel) = (weight.shape[1], window.kernel)
    for n in 0..<output[0] {
      for o in 0..<output[1] {
        for y in 0..<output[2] {
          for x in 0..<output[3] {
            for c in 0..<channels {
              for i in 0..<kernel.height {
                for j in 0..<kernel.width {
                  let row = y * window.stride.height + i * window.dilation.height - window.padding.top
                  let column = x * window.stride.width + j * window.dilation.width - window.padding.left
                  guard row >= 0, row < input[2], column >= 0, column < input[3] else { continue }
                  let channel = o / (output[1] / groups) * channels + c
                  body(
                    ((n * output[1] + o) * output[2] + y) * output[3] + x,
                    ((o * channels + c) * kernel.height + i) * kernel.width + j,
                    ((n * input[1] + channel) * input[2] + row) * input[3] + column)
                }
              }
            }
          }
        }
      }
    }
  }

  func outputShape(_ input: [Int]) -> [Int] {
    let reach = window.reach
    let room = (
      input[2] + window.padding.top + window.padding.bottom - reach.height,
      input[3] + window.padding.left + window.padding.right - reach.width
    )
    return [
      input[0], weight.shape[0], room.0 / window.stride.height + 1, room.1 / window.stride.width + 1,
    ]
  }

  func forward(_ input: Tensor) -> [Double] {
    let shape = outputShape(input.shape)
    var result = [Double](repeating: 0, count: shape.reduce(1, *))
    let plane = shape[2] * shape[3]
    for index in result.indices { result[index] = bias.map { Double($0.elements[index / plane % shape[1]]) } ?? 0 }
    forEachProduct(input: input.shape, output: shape) { z, w, a in
      result[z] += Double(weight.elements[w]) * Double(input.elements[a])
    }
    return result
  }

  func inputGradient(_ gradient: Tensor, input: [Int]) -> [Double] {
    var result = [Double](repeating: 0, count: input.reduce(1, *))
    forEachProduct(input: input, output: gradient.shape) { z, w, a in
      result[a] += Double(weight.elements[w]) * Double(gradient.elements[z])
    }
    return result
  }

  func weightGradient(_ gradient: Tensor, input: Tensor) -> [Double] {
    var result = [Double](repeating: 0, count: weight.count)
    forEachProduct(input: input.shape, output: gradient.shape) { z, w, a in
      result[w] += Double(gradient.elements[z]) * Double(input.elements[a])
    }
    return result
  }

  func biasGradient(_ gradient: Tensor) -> [Double] {
    var result = [Double](repeating: 0, count: gradient.shape[1])
    let plane = gradient.shape[2] * gradient.shape[3]
    for (index, value) in gradient.elements.enumerated() { result[index / plane % gradient.shape[1]] += Double(value) }
    return result
  }
}

/// The largest distance between two lists of numbers, as a share of the largest magnitude in the second.
func relativeError(_ found: Tensor, _ expected: [Double]) -> Double {
  precondition(found.count == expected.count, "\(found.shape) against \(expected.count) numbers")
  var (error, largest) = (0.0, 0.0)
  for (a, b) in zip(found.elements, expected) {
    error = a.isFinite ? max(error, abs(Double(a) - b)) : .infinity
    largest = max(largest, abs(b))
  }
  return largest > 0 ? error / largest : error
}
