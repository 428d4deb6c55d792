public import Tensors

/// A picture of which it is known where its object is.
public struct JudgedScene: Sendable {
  /// [C,H,W] in 0…1, of a size that the network takes.
  public let image: Tensor
  /// [H,W], 1 where the object is seen, else 0.
  public let mask: Tensor
  /// What the object is.
  public let classNumber: Int
  /// [H,W], 1 on a mark that gives the class away, else 0; nil where there is none.
  public let mark: Tensor?

  /// - Throws: `AttributionError.maskShape` where a mask does not lie on the picture pixel by pixel.
  public init(image: Tensor, mask: Tensor, classNumber: Int, mark: Tensor? = nil) throws(AttributionError) {
    for plane in [mask, mark].compactMap(\.self) {
      guard image.rank == 3, plane.shape == Array(image.shape.dropFirst()) else {
        throw .maskShape(plane.shape, picture: image.shape)
      }
    }
    (self.image, self.mask, self.classNumber, self.mark) = (image, mask, classNumber, mark)
  }
}
