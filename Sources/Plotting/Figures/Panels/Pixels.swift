import Images
import Tensors

/// Pictures as figures show them: each pixel a square of whole size, or made smaller where they are too large.
struct Pixels: Sendable {
  /// [3,H,W].
  let picture: Tensor

  /// Takes [3,H,W], [1,H,W] or [H,W]; what is not a number becomes light gray, other shapes an empty picture.
  init(_ image: Tensor) {
    let planes = image.rank == 2 ? image.reshaped([1] + image.shape) : image
    guard planes.rank == 3, planes.count > 0, planes.shape[0] == 1 || planes.shape[0] == 3 else {
      picture = Tensor(shape: [3, 1, 1], repeating: RGB.missing.red)
      return
    }
    let clean = planes.map { $0.isNaN ? RGB.missing.red : Swift.min(Swift.max($0, 0), 1) }
    let copies = planes.shape[0] == 1 ? clean.elements + clean.elements + clean.elements : clean.elements
    picture = Tensor(shape: [3, planes.shape[1], planes.shape[2]], elements: copies)
  }

  var rows: Int { picture.shape[1] }
  var columns: Int { picture.shape[2] }

  /// The size on the sheet: the largest whole multiple that fits the room, or, of a picture larger than the room,
  /// the size that fits it.
  func size(in room: Size) -> Size {
    Self.size(rows: rows, columns: columns, in: room)
  }

  static func size(rows: Int, columns: Int, in room: Size) -> Size {
    let fit = Swift.min(room.width / Double(columns), room.height / Double(rows))
    if fit >= 1 { return Size(width: Double(columns) * fit.rounded(.down), height: Double(rows) * fit.rounded(.down)) }
    return Size(
      width: Swift.max(1, (Double(columns) * fit).rounded(.down)),
      height: Swift.max(1, (Double(rows) * fit).rounded(.down)))
  }

  func draw(in frame: Rectangle, on drawing: inout Drawing) {
    drawing.add(.pixels(fitted(to: frame), frame))
  }

  /// The picture itself, or its area averages where the frame has fewer pixels than it.
  private func fitted(to frame: Rectangle) -> Tensor {
    let (height, width) = (Int(frame.height), Int(frame.width))
    guard height < rows || width < columns else { return picture }
    let smaller = try? picture.resized(height: Swift.min(height, rows), width: Swift.min(width, columns))
    return smaller ?? picture
  }
}
