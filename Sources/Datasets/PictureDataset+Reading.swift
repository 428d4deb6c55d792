import Foundation
import Images
import Tensors

extension PictureDataset {
  /// The set at a path: a folder of PNG or PPM files, or a file in the form of MNIST, of CIFAR-10 or of numpy, each as it
  /// is or gzipped. What a file holds says which; a CIFAR-10 file, which begins like anything, is named `.bin`.
  ///
  /// - Parameter labels: a file that names the classes, one a line, or that holds the labels: .npy or IDX.
  /// - Throws: `DatasetError` that names the file and says what is wrong, before memory is taken for what cannot be.
  public static func read(path: String, labels: String? = nil) throws(DatasetError) -> PictureDataset {
    let set = try at(path) { () throws(DatasetError) in
      isFolder(path) ? try PictureFolder(path: path).dataset() : try dataset(ofFile: path)
    }
    guard let labels else { return set }
    return try set.labelled(byFile: labels)
  }

  /// The same pictures, their classes named or labelled by a file.
  public func labelled(byFile path: String) throws(DatasetError) -> PictureDataset {
    try at(path) { () throws(DatasetError) in
      switch try LabelsFile.read(path, pictures: count) {
      case .names(let names): try named(names)
      case .labels(let labels): try labelled(labels)
      }
    }
  }

  private static func dataset(ofFile path: String) throws(DatasetError) -> PictureDataset {
    let source = try ByteSource(path: path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let bare = name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name
    if bare.lowercased().hasSuffix(".bin") { return try CIFAR.dataset(source) }
    if ArrayPictures.recognises(source.start) {
      let images = try ArrayPictures.images(source)
      return try PictureDataset(images: images, masks: nil).labelled(beside: path, LabelsFile.arrayNames(for: name))
    }
    if IDX.recognises(source.start) {
      let images = try IDX.images(source)
      return try PictureDataset(images: images, masks: nil).labelled(beside: path, IDX.labelNames(for: name))
    }
    throw ImageFile.recognises(source.start) ? .onePicture : .unknownKind
  }

  /// The labels from the first of some files that is there, in the folder of the pictures' file; else none.
  private func labelled(beside path: String, _ names: [String]) throws(DatasetError) -> PictureDataset {
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    for name in names where FileManager.default.fileExists(atPath: folder + name) {
      return try at(folder + name) { () throws(DatasetError) in
        guard case .labels(let labels) = try LabelsFile.read(folder + name, pictures: count) else { throw .unknownKind }
        return try labelled(labels)
      }
    }
    return self
  }
}

/// Whether there is a folder at a path.
func isFolder(_ path: String) -> Bool {
  var isFolder: ObjCBool = false
  return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
}
