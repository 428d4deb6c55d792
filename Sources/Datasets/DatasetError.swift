public import Files
public import Images
public import Tensors
import Text

/// Why a set of pictures could not be read, joined or named.
public enum DatasetError: Error, Equatable {
  /// Something is wrong with the file or folder at `path`.
  indirect case at(path: String, reason: DatasetError)

  /// The file is missing, no file, too large or not to be read.
  case file(FileProblem)
  /// A picture is damaged, or of a kind that is not read.
  case image(ImageError)
  /// An .npy file is damaged, or of a kind that is not read.
  case array(TensorError)
  /// A gzipped file is damaged.
  case gzip(String)

  /// The file holds no set of pictures.
  case unknownKind
  /// The file is one picture where a set is wanted.
  case onePicture
  /// The file has fewer bytes than its header says.
  case endsEarly(wanted: Int, found: Int)
  /// The file has more bytes than its header says.
  case tooLong(wanted: Int)
  /// The file holds, unpacked, more bytes than are read.
  case tooLarge(limit: Int)
  /// The pictures have more numbers than are read.
  case tooManyNumbers(shape: [Int])
  /// The file or folder is empty; the text says how one sees it, or what is wanted.
  case noPictures(String)

  /// The elements of an IDX file are no bytes.
  case idxType(UInt8)
  /// An IDX file has too few or too many axes for pictures.
  case idxAxes(Int)
  /// An IDX file of labels stands where pictures are wanted.
  case idxHoldsLabels
  /// An IDX file of something else stands where labels are wanted.
  case idxHoldsNoLabels
  /// A file of CIFAR-10 ends within a record.
  case cifarSize(bytes: Int)

  /// An array has no shape of pictures.
  case arrayShape([Int])
  /// The numbers of an array are no brightnesses.
  case arrayRange(least: Float, most: Float)
  /// An array holds NaN or infinity.
  case arrayNotFinite
  /// An array is no list of labels.
  case labelArray

  /// A picture is not as large as the others.
  case pictureSize([Int], first: [Int])
  /// A mask is not as large as its picture.
  case maskSize([Int], picture: [Int])
  /// A line of a labels.csv is wrong.
  case listing(line: Int, problem: String)

  /// Classes are to be named where pictures have none.
  case noLabels
  /// There are more or fewer labels than pictures.
  case labelCount(labels: Int, pictures: Int)
  /// A label is no class's number.
  case labelOutOfRange(label: Int, picture: Int, classes: Int)
  /// The names do not fit the number of classes.
  case nameCount(names: Int, classes: Int)
  /// A name would do something to the terminal.
  case steeringName

  /// Pictures of another shape cannot join.
  case shapesDiffer([Int], [Int])
  /// Pictures of other classes cannot join.
  case classesDiffer([String], [String])
  /// Pictures without labels cannot join those with labels, nor the other way round.
  case labelsMissing
}

extension DatasetError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .at(let path, let reason): "\(shown(path)): \(reason)"
    case .file(.tooLarge(let bytes)):
      "the file has \(bytes) bytes, more than the \(ByteSource.fileLimit >> 20) MB that are read"
    case .file(let problem): "\(problem)"
    case .image(let problem): "\(problem)"
    case .array(let problem): "\(problem)"
    case .gzip(let problem): "the gzip file is damaged: \(problem)"
    case .unknownKind:
      "this is no set of pictures of a kind that is read here: a folder of PNG or PPM files, IDX as MNIST's, "
        + "CIFAR-10's .bin, or .npy"
    case .onePicture: "this is one picture, not a set: image load reads it"
    case .endsEarly(let wanted, let found):
      "the file ends too early: \(wanted) bytes are needed, and there are \(found)"
    case .tooLong(let wanted): "the file goes on behind the \(wanted) bytes that it should have"
    case .tooLarge(let limit): "it holds more than the \(limit >> 20) MB that are read of such a file"
    case .tooManyNumbers(let shape):
      "pictures of shape \(shapeText(shape)) are more than the \(PictureDataset.largestCount >> 20) million numbers "
        + "that are read"
    case .noPictures(let wanted): "there are no pictures in it: \(wanted)"
    case .idxType(let type):
      "this IDX file holds elements of type 0x\(type < 16 ? "0" : "")\(String(type, radix: 16)); bytes (0x08) are read"
    case .idxAxes(let axes): "this IDX file has \(axes) axes; pictures have three: [N,H,W]"
    case .idxHoldsLabels: "this IDX file holds labels, not pictures: name the file of the pictures"
    case .idxHoldsNoLabels: "this IDX file holds no labels: they have one axis"
    case .cifarSize(let bytes):
      "its \(bytes) bytes are no multiple of 3073, the size of a record of CIFAR-10: a label and 3072 bytes of pixels"
    case .arrayShape(let shape):
      "an array of pictures has the shape [N,H,W], [N,1,H,W] or [N,3,H,W], not \(shapeText(shape))"
    case .arrayRange(let least, let most):
      "the numbers go from \(least) to \(most), and pictures hold floats from 0 to 1 or whole numbers from 0 to 255: "
        + "scale them before saving, for example (a - a.min()) / (a.max() - a.min())"
    case .arrayNotFinite: "there are numbers in it that are not finite"
    case .labelArray: "labels are whole numbers from 0 up, one a picture, in an array of one axis"
    case .pictureSize(let shape, let first):
      "this picture is \(shapeText(shape)), the others are \(shapeText(first)): all must have one shape, so save them at one size first"
    case .maskSize(let mask, let picture): "this mask is \(shapeText(mask)), its picture \(shapeText(picture))"
    case .listing(let line, let problem): "line \(line): \(problem)"
    case .noLabels: "nothing says what the pictures show: they have no labels to name"
    case .labelCount(let labels, let pictures): "there are \(labels) labels for \(pictures) pictures"
    case .labelOutOfRange(let label, let picture, let classes):
      "picture \(picture) has label \(label), and labels go from 0 to \(classes - 1)"
    case .nameCount(let names, let classes): "it names \(names) classes, and there are \(classes)"
    case .steeringName: "the name of a class holds a control character, which would steer the terminal"
    case .shapesDiffer(let one, let other):
      "its pictures are \(shapeText(other)), those before it \(shapeText(one)): one network cannot learn from both"
    case .classesDiffer(let one, let other):
      "its classes are \(other.joined(separator: ", ")), those before it \(one.joined(separator: ", "))"
    case .labelsMissing: "its pictures have no labels, those before it have: all or none must"
    }
  }

  /// A path as a message may hold it: what a folder's files are called must not steer a terminal.
  private func shown(_ path: String) -> String {
    String(String.UnicodeScalarView(path.unicodeScalars.map { isSteering($0) ? "\u{FFFD}" : $0 }))
  }

  /// The same, with the file or folder that it is about, unless that is named already.
  func placed(at path: String) -> DatasetError {
    if case .at = self { return self }
    return .at(path: path, reason: self)
  }
}

/// Runs `body`; what it throws names the file or folder.
func at<Result>(
  _ path: String, _ body: () throws(DatasetError) -> Result
) throws(DatasetError) -> Result {
  do throws(DatasetError) {
    return try body()
  } catch {
    throw error.placed(at: path)
  }
}
