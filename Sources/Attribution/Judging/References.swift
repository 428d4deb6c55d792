internal import Foundation
import Tensors

extension Contestant {
  /// Maps that ask no network.
  static let references: [Contestant] = [
    Contestant("edges", meaning: "where the brightness changes, whatever a network makes of it", isReference: true) {
      trial in
      { trial.scene.image.edges }
    },
    Contestant("blob", meaning: "a blob in the middle, whatever the picture shows", isReference: true) { trial in
      { .centredBlob(height: trial.scene.mask.shape[0], width: trial.scene.mask.shape[1]) }
    },
    Contestant("mask", meaning: "the true mask of the object", isReference: true) { trial in
      { trial.scene.mask }
    },
  ]
}

extension Tensor {
  /// The magnitude of the brightness's gradient by Sobel's filters, the border repeated: [C,H,W] to [H,W].
  fileprivate var edges: Tensor {
    let (height, width) = (shape[1], shape[2])
    let brightness = brightness
    func at(_ y: Int, _ x: Int) -> Float {
      brightness[Swift.min(Swift.max(y, 0), height - 1) * width + Swift.min(Swift.max(x, 0), width - 1)]
    }
    /// What lies on one side of a pixel, the nearest counted twice.
    func side(_ y: Int, _ x: Int, along: (y: Int, x: Int)) -> Float {
      at(y - along.y, x - along.x) + 2 * at(y, x) + at(y + along.y, x + along.x)
    }
    return Tensor(
      shape: [height, width],
      elements: (0..<height * width).map { pixel in
        let (y, x) = pixel.quotientAndRemainder(dividingBy: width)
        let across = side(y, x + 1, along: (1, 0)) - side(y, x - 1, along: (1, 0))
        let down = side(y + 1, x, along: (0, 1)) - side(y - 1, x, along: (0, 1))
        return (across * across + down * down).squareRoot()
      })
  }

  /// 0.299 R + 0.587 G + 0.114 B (Rec. 601); of other numbers of channels their mean.
  private var brightness: [Float] {
    let channels = shape[0]
    let weights = channels == 3 ? [0.299, 0.587, 0.114] : [Float](repeating: 1 / Float(channels), count: channels)
    let plane = shape[1] * shape[2]
    return (0..<plane).map { pixel in
      weights.indices.reduce(0) { $0 + weights[$1] * elements[$1 * plane + pixel] }
    }
  }

  /// exp(−(‖p − centre‖/s)²), s a third of the shorter side.
  fileprivate static func centredBlob(height: Int, width: Int) -> Tensor {
    let (centreY, centreX) = (Float(height - 1) / 2, Float(width - 1) / 2)
    let size = Float(Swift.min(height, width)) / 3
    return Tensor(
      shape: [height, width],
      elements: (0..<height * width).map { pixel in
        let (y, x) = pixel.quotientAndRemainder(dividingBy: width)
        let (v, u) = ((Float(y) - centreY) / size, (Float(x) - centreX) / size)
        return exp(-(v * v + u * u))
      })
  }
}
