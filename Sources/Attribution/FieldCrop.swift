import Networks
import Tensors

/// Cuts what a unit sees out of pictures, to pieces of one size.
struct FieldCrop: Sendable {
  /// Nil where the unit sees the whole picture.
  let field: ReceptiveField?
  let picture: Extent

  /// Rows and columns of a piece: the field's, at the most the picture's.
  var size: Extent {
    guard let field else { return picture }
    return Extent(
      height: Swift.min(field.size.height, picture.height), width: Swift.min(field.size.width, picture.width))
  }

  /// The piece that a position sees.
  ///
  /// - Parameters:
  ///   - image: [C,H,W], of the picture's size.
  ///   - position: row and column in the unit's layer; nil where it has none.
  ///   - outside: what stands where the piece reaches over the picture's border, or where the field does not reach.
  /// - Returns: [C,h,w].
  func piece(of image: Tensor, at position: (y: Int, x: Int)?, outside: Float) -> Tensor {
    guard let field, let position else { return image }
    let seen = field.pixels(y: position.y, x: position.x, of: picture)
    // A field larger than the picture is shown as all of the picture, the part beyond its reach left empty.
    let top = field.size.height < picture.height ? field.top + position.y * field.stride.height : 0
    let left = field.size.width < picture.width ? field.left + position.x * field.stride.width : 0
    let size = size
    var piece = Tensor(shape: [image.shape[0], size.height, size.width], repeating: outside)
    for channel in 0..<image.shape[0] {
      for row in seen.rows {
        let source = (channel * picture.height + row) * picture.width
        let target = (channel * size.height + row - top) * size.width - left
        for column in seen.columns { piece[flat: target + column] = image[flat: source + column] }
      }
    }
    return piece
  }
}
