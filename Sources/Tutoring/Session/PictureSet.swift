import CommandLanguage
import Foundation
import Images
import Scenes
import Tensors

/// Pictures with their classes, as `images` makes them.
struct PictureSet: ValueObject {
  /// [N,C,H,W], values in 0…1.
  let images: Tensor
  /// The class of each.
  let labels: [Int]
  /// [N,H,W], where each picture's object is; nil where nobody knows.
  let masks: Tensor?
  let classes: [String]

  init(_ scenes: SceneSet) {
    images = scenes.images
    labels = scenes.labels
    masks = scenes.masks
    classes = SceneClass.allCases.map(\.rawValue)
  }

  /// The PNGs of a folder with one sub-folder a class; classes are numbered in sorted order.
  init(folder: String) throws {
    let files = FileManager.default
    let classes = try PictureSet.folders(in: folder)
    var pictures: [Tensor] = []
    var labels: [Int] = []
    for (label, name) in classes.enumerated() {
      for file in try files.contentsOfDirectory(atPath: "\(folder)/\(name)").sorted() where file.hasSuffix(".png") {
        let picture = try ImageFile.read(path: "\(folder)/\(name)/\(file)")
        if let first = pictures.first, first.shape != picture.shape {
          let shapes = "it is \(shapeText(picture.shape)), the others are \(shapeText(first.shape))"
          throw SessionError.damaged("\(name)/\(file)", why: shapes)
        }
        pictures.append(picture)
        labels.append(label)
      }
    }
    guard !pictures.isEmpty else { throw SessionError.damaged(folder, why: "its sub-folders hold no PNG files") }
    self.images = try Tensor.stacked(pictures)
    self.labels = labels
    self.masks = nil
    self.classes = classes
  }

  private static func folders(in folder: String) throws -> [String] {
    guard let entries = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw SessionError.notAFile(folder)
    }
    return entries.sorted().filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder) && isFolder.boolValue
    }
  }

  var kind: String { "a set of pictures" }
  var summary: String { "\(labels.count) pictures \(Array(images.shape.dropFirst())) of \(classes.count) classes" }
  var partNames: [String] { ["images", "labels"] + (masks == nil ? [] : ["masks"]) }

  func part(_ name: String) -> Value? {
    switch name {
    case "images": .tensor(images)
    case "labels": .tensor(Tensor(labels.map(Float.init)))
    case "masks": masks.map { .tensor($0) }
    default: nil
    }
  }

  var count: Int? { labels.count }

  func element(_ index: Int) throws -> Value? {
    .image(try images.sliced([.index(index)]))
  }
}
