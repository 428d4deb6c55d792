import Networks
import Tensors

/// A parameter of a procedure, as it is typed, checked, completed and explained.
package struct Parameter: Sendable {
  enum Kind: Sendable {
    /// A picture: a name or an expression.
    case picture
    /// A picture, or one of these words.
    case pictureOr([String])
    /// Pictures: a set, or an expression with the axes [N,C,H,W].
    case pictures
    /// Numbers with axes: a name or an expression.
    case tensor
    /// A class by its name or number.
    case classNumber
    /// A layer by its name.
    case layer
    /// `C`, `C,Y,X`, `C,max`, or for vectors `K` or a class name.
    case unit
    /// A whole number.
    case integer(ClosedRange<Int>)
    /// One side of a square, or `[height, width]`.
    case size
    /// A number, or one of these words.
    case numberOr([String], ClosedRange<Double>)
    /// One of these words.
    case choice([String])
    /// `all` of these names, one, or some in a list.
    case someOf([Named])
  }

  /// A name that can be typed for a parameter, and what it stands for.
  struct Named: Sendable {
    let name: String
    let meaning: String
  }

  package let name: String
  let kind: Kind
  /// What stands there when it is not given, as the help shows it; nil where it must be given.
  package var initial: String?
  package let meaning: String
  /// It may be left out though nothing stands for it.
  package var isOptional = false
  /// The layer that stands for one that is not given, where it depends on the network.
  var layer: (@Sendable (Network) -> Int?)?
}

extension Parameter {
  /// The picture that a method looks at.
  static let image = Parameter(name: "image", kind: .picture, meaning: "the picture")

  /// The pictures that a method goes through.
  static let images = Parameter(name: "images", kind: .pictures, meaning: "the pictures: a set, or numbers [N,C,H,W]")

  /// The layer of a unit that a method explains.
  static let layerOfUnit = Parameter(
    name: "layer", kind: .layer, initial: "scores", meaning: "the layer of the unit that is explained")

  /// The unit that a method explains.
  static let unitOfLayer = Parameter(
    name: "unit", kind: .unit, initial: "top class; elsewhere the strongest activation",
    meaning: "the unit of that layer; C alone is the sum over its positions",
    isOptional: true)
}

/// The checked values of a procedure's parameters.
struct Arguments: Sendable {
  enum Value: Sendable {
    case picture(Tensor, label: String)
    case pictures(Tensor, label: String)
    case tensor(Tensor)
    case classNumber(Int)
    case layer(Int)
    case unit(Unit, label: String)
    case integer(Int)
    case size(height: Int, width: Int)
    case number(Double)
    case word(String)
    case words([String])
  }

  private(set) var values: [String: Value] = [:]

  subscript(name: String) -> Value? {
    get { values[name] }
    set { values[name] = newValue }
  }

  func picture(_ name: String = "image") -> (tensor: Tensor, label: String) {
    guard case .picture(let tensor, let label) = values[name] else { preconditionFailure("no picture \(name)") }
    return (tensor, label)
  }

  /// [N,C,H,W] and what they are called.
  func pictures(_ name: String = "images") -> (tensor: Tensor, label: String) {
    guard case .pictures(let tensor, let label) = values[name] else { preconditionFailure("no pictures \(name)") }
    return (tensor, label)
  }

  /// The picture as it is shown beside what a method makes of it.
  var pictureView: View {
    let (image, label) = picture()
    return View(label, .picture(image))
  }

  func tensor(_ name: String) -> Tensor {
    guard case .tensor(let tensor) = values[name] else { preconditionFailure("no tensor \(name)") }
    return tensor
  }

  /// A picture that may have been given by a word.
  func pictureIfAny(_ name: String) -> Tensor? {
    guard case .picture(let tensor, _) = values[name] else { return nil }
    return tensor
  }

  func classNumber(_ name: String = "class") -> Int? {
    guard case .classNumber(let number) = values[name] else { return nil }
    return number
  }

  func layer(_ name: String = "layer") -> Int? {
    guard case .layer(let number) = values[name] else { return nil }
    return number
  }

  func unit(_ name: String = "unit") -> (unit: Unit, label: String)? {
    guard case .unit(let unit, let label) = values[name] else { return nil }
    return (unit, label)
  }

  func integer(_ name: String) -> Int {
    guard case .integer(let number) = values[name] else { preconditionFailure("no whole number \(name)") }
    return number
  }

  func size(_ name: String) -> (height: Int, width: Int) {
    guard case .size(let height, let width) = values[name] else { preconditionFailure("no size \(name)") }
    return (height, width)
  }

  func number(_ name: String) -> Double? {
    guard case .number(let number) = values[name] else { return nil }
    return number
  }

  /// The names that were typed; nil for all of them.
  func words(_ name: String) -> [String]? {
    guard case .words(let words) = values[name] else { return nil }
    return words
  }

  func word(_ name: String) -> String? {
    guard case .word(let word) = values[name] else { return nil }
    return word
  }
}
