import Images
import Tensors

extension Function {
  static let pictures: [Function] = [
    Function(
      "resize", [.needed("image"), .needed("h"), .needed("w")], .pictures,
      "in another size: area averages where it shrinks, Catmull–Rom where it grows"
    ) { arguments in
      let image = try planes(arguments)
      let (height, width) = (try arguments.wholeNumber("h", from: 1), try arguments.wholeNumber("w", from: 1))
      try checkSize(image.shape.dropLast(2) + [height, width])
      return resampled(try image.resized(height: height, width: width), arguments)
    },
    Function(
      "crop", [.needed("image"), .needed("y"), .needed("x"), .needed("h"), .needed("w")], .pictures,
      "h rows from y on and w columns from x on"
    ) { arguments in
      let image = try planes(arguments)
      let (y, x) = (try arguments.wholeNumber("y"), try arguments.wholeNumber("x"))
      let (height, width) = (try arguments.wholeNumber("h"), try arguments.wholeNumber("w"))
      return arguments.samePicture(try image.cropped(y: y, x: x, height: height, width: width))
    },
    Function(
      "cover", [.needed("image"), .needed("h"), .needed("w")], .pictures,
      "resized until it covers h rows and w columns, the rest cut off on both sides"
    ) { arguments in
      let image = try planes(arguments)
      let (height, width) = (try arguments.wholeNumber("h", from: 1), try arguments.wholeNumber("w", from: 1))
      try checkSize(image.shape.dropLast(2) + [height, width])
      let fitted = try image.fitted(height: height, width: width)
      // Enlarging overshoots at edges, and a picture stays in 0…1.
      let isPicture = image.elements.allSatisfy { (0...1).contains($0) }
      return resampled(isPicture ? fitted.map { min(max($0, 0), 1) } : fitted, arguments)
    },
    Function("gray", [.needed("image")], .pictures, "its brightness by Rec. 601, [1,H,W]") { arguments in
      arguments.samePicture(try arguments.tensor("image").gray())
    },
    Function(
      "blur", [.needed("image"), .needed("sigma")], .pictures,
      "under a Gaussian of so many pixels, the border reflected"
    ) { arguments in
      let image = try planes(arguments)
      let sigma = try arguments.number("sigma")
      try checkWork(
        Double(image.count) * (8 * sigma + 1), perElement: 8,
        "a blur of \(ValueFormat().text(sigma)) pixels over shape \(shapeText(image.shape))")
      return try placed(at: arguments.place("sigma")) { arguments.samePicture(try image.blurred(sigma: sigma)) }
    },
  ]

  /// Catmull–Rom overshoots at edges, and then the result is no picture any more.
  private static func resampled(_ result: Tensor, _ arguments: Arguments) -> Value {
    result.elements.allSatisfy { (0...1).contains($0) } ? arguments.samePicture(result) : Value(result)
  }

  /// A picture, or anything else whose last two axes are rows and columns.
  private static func planes(_ arguments: Arguments) throws -> Tensor {
    let tensor = try arguments.tensor("image")
    guard tensor.rank >= 2, tensor.count > 0 else {
      throw arguments.wrong(
        "image", "A picture has rows and columns, and this has the shape \(shapeText(tensor.shape))")
    }
    return tensor
  }
}
