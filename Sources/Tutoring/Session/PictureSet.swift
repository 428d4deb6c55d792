import CommandLanguage
import Datasets
import Scenes
import Tensors

/// Pictures with their classes, as `images` makes them.
struct PictureSet: ValueObject {
  let dataset: PictureDataset

  init(_ dataset: PictureDataset) { self.dataset = dataset }

  init(_ scenes: SceneSet) {
    dataset = PictureDataset(
      images: scenes.images, labels: scenes.labels, classes: SceneClass.allCases.map(\.rawValue), masks: scenes.masks)
  }

  var kind: String { "a set of pictures" }

  var summary: String {
    let pictures = "\(dataset.count) pictures \(shapeText(Array(dataset.images.shape.dropFirst())))"
    let classes = dataset.labels == nil ? "without labels" : "of \(dataset.classes.count) classes"
    let leftOut = dataset.leftOut.isEmpty ? "" : "; left out: \(dataset.leftOut)"
    return "\(pictures) \(classes)\(leftOut)"
  }

  var partNames: [String] {
    ["images"] + (dataset.labels == nil ? [] : ["labels", "classes"]) + (dataset.masks == nil ? [] : ["masks"])
  }

  func part(_ name: String) -> Value? {
    switch name {
    case "images": .tensor(dataset.images)
    case "labels": dataset.labels.map { .tensor(Tensor($0.map(Float.init))) }
    case "classes": dataset.labels.map { _ in .list(dataset.classes.map { .text($0) }) }
    case "masks": dataset.masks.map { .tensor($0) }
    default: nil
    }
  }

  var count: Int? { dataset.count }

  func element(_ index: Int) throws -> Value? {
    .image(dataset.images.entry(index))
  }

  /// The class of a picture by name; nil where nobody knows.
  func className(ofPicture index: Int) -> String? {
    dataset.labels.map { dataset.classes[$0[index]] }
  }

  /// "0 cat 12, 1 dog 9": each class's number, name and how many pictures it has, the first few of many.
  var classTable: String? {
    guard dataset.labels != nil else { return nil }
    let counts = dataset.classCounts
    let shown = dataset.classes.prefix(20).enumerated().map { number, name in
      name == String(number) ? "\(name): \(counts[number])" : "\(number) \(name): \(counts[number])"
    }
    return shown.joined(separator: ", ") + (dataset.classes.count > 20 ? ", …" : "")
  }
}
