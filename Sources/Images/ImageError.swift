public import Files
import Tensors

/// Why a picture could not be read, made or written.
public enum ImageError: Error, Equatable {
  /// The file at `path` could not be read.
  case file(path: String, problem: FileProblem)
  /// The file at `path` was read, and what it holds is no picture for the reason given.
  indirect case contents(path: String, reason: ImageError)

  /// A file has no bytes.
  case empty
  /// A file is of no kind that is read.
  case unknownFormat
  /// A file is of a kind that is known and not read: JPEG, GIF, WebP, BMP or TIFF.
  case otherFormat(String)
  /// A file ends before its pixels do.
  case endsEarly(format: String)
  /// A file breaks the rules of its format.
  case damaged(format: String, reason: String)
  /// A picture is to have no pixels.
  case emptyPicture(format: String)
  /// A file claims more pixels than are read.
  case tooManyPixels(format: String, width: Int, height: Int)
  /// A pixel has a colour that its palette has not.
  case paletteIndex(index: Int, count: Int, y: Int, x: Int)

  /// A tensor's shape is none of a picture.
  case notAPicture(shape: [Int])
  /// A pixel is NaN.
  case notANumber(index: [Int])
  /// A keyword is none that a PNG file may hold.
  case textKeyword(String)
  /// A text holds the character that ends texts in a PNG file.
  case textHoldsZero(keyword: String)

  /// A picture is to have a size that none has.
  case size(height: Int, width: Int)
  /// A rectangle lies outside its picture.
  case cropOutside(y: Int, x: Int, height: Int, width: Int, ofHeight: Int, ofWidth: Int)
  /// A standard deviation is negative or no number.
  case blurWidth(Double)
}

extension ImageError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .file(let path, .tooLarge(let bytes)): "\(path): the file has \(bytes) bytes, more than a picture needs"
    case .file(let path, let problem): "\(path): \(problem)"
    case .contents(let path, let reason): "\(path): \(reason)"

    case .empty: "the file is empty"
    case .unknownFormat: "this is not a picture of a kind that is read here: PNG, or PPM and PGM (P2, P3, P5, P6)"
    case .otherFormat(let format): "this is a \(format) picture; PNG, PPM and PGM are read: save it as one of them"
    case .endsEarly(let format): "the \(format) file ends too early"
    case .damaged(let format, let reason): "the \(format) file is damaged: \(reason)"
    case .emptyPicture(let format): "the \(format) file holds a picture without pixels"
    case .tooManyPixels(let format, let width, let height):
      "the \(format) file claims \(width) × \(height) pixels, more than the 100 million that are read"
    case .paletteIndex(let index, let count, let y, let x):
      "the PNG file is damaged: its pixel at row \(y), column \(x) has colour \(index) of a palette of \(count)"

    case .notAPicture(let shape):
      "a picture has the shape [1,H,W], [3,H,W] or [H,W] with at least one pixel, not \(shapeText(shape))"
    case .notANumber(let index): "the picture holds NaN at \(shapeText(index)), which no file of 8 bits can keep"
    case .textKeyword(let keyword):
      "'\(keyword)' cannot name a text in a PNG file: a keyword is 1 to 79 Latin characters without spaces at its ends"
    case .textHoldsZero(let keyword): "the text '\(keyword)' holds the character 0, which a PNG file cannot keep"

    case .size(let height, let width):
      "a picture of \(height) rows and \(width) columns cannot be made: 1 to 100 million pixels are possible"
    case .cropOutside(let y, let x, let height, let width, let ofHeight, let ofWidth):
      "\(height) × \(width) pixels from row \(y), column \(x) do not lie in a picture of \(ofHeight) × \(ofWidth)"
    case .blurWidth(let sigma): "a blur's sigma is a number from 0 to 1000, not \(sigma)"
    }
  }
}
