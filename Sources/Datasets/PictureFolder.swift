import Foundation
import Images
import Tensors

/// A folder of PNG or PPM files: by classes in sub-folders, listed in a `labels.csv`, or the pictures alone.
struct PictureFolder {
  let path: String

  /// One picture's files, and what it shows.
  struct Entry {
    var file: String
    var mask: String?
    var label: Int?
  }

  func dataset() throws(DatasetError) -> PictureDataset {
    if let listing = try Listing.read(folder: path) {
      return try dataset(listing.entries).labelled(listing.entries.compactMap(\.label), names: listing.names)
    }
    let folders = try names(in: "").filter { isFolder("\(path)/\($0)") }
    let beside = try entries(in: "", label: nil)
    if folders.isEmpty { return try dataset(beside) }
    try LabelsFile.check(folders)
    var entries: [Entry] = []
    for (label, folder) in folders.enumerated() {
      let found = try self.entries(in: folder + "/", label: label)
      guard !found.isEmpty else { throw .at(path: "\(path)/\(folder)", reason: .noPictures(Self.wanted)) }
      entries += found
    }
    let set = try dataset(entries)
    var labelled = PictureDataset(
      images: set.images, labels: entries.compactMap(\.label), classes: folders, masks: set.masks)
    labelled.leftOut = PictureDataset.LeftOut(pictures: beside.count, masks: set.leftOut.masks)
    return labelled
  }

  private static let wanted = "a set is PNG or PPM files, best in one sub-folder a class"
  private static let endings = [".png", ".ppm", ".pgm", ".pnm"]

  /// What a folder holds in sorted order, without what is hidden.
  private func names(in folder: String) throws(DatasetError) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)") else {
      throw .file(.unreadable(reason: "the folder cannot be listed"))
    }
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The pictures of a folder, each with the mask that is named for it: `00000-mask.png` beside `00000.png`.
  private func entries(in folder: String, label: Int?) throws(DatasetError) -> [Entry] {
    let files = try names(in: folder).filter { name in Self.endings.contains { name.lowercased().hasSuffix($0) } }
    let stems = Dictionary(files.map { (Self.stem($0), $0) }) { first, _ in first }
    let masks = Set(
      files.filter { name in
        let stem = Self.stem(name)
        return stem.hasSuffix("-mask") && stems[String(stem.dropLast(5))] != nil
      })
    let pictures = files.filter { !masks.contains($0) }
    return pictures.map { name in
      Entry(file: folder + name, mask: stems[Self.stem(name) + "-mask"].map { folder + $0 }, label: label)
    }
  }

  private static func stem(_ name: String) -> String {
    String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)])
  }

  /// The pictures of some files without their labels; masks too where every picture has one.
  private func dataset(_ entries: [Entry]) throws(DatasetError) -> PictureDataset {
    guard let first = entries.first else { throw .noPictures(Self.wanted) }
    let shape = try picture(first.file).shape
    try checkSize([entries.count] + shape)
    let size = shape.reduce(1, *)
    var images = Tensor(shape: [entries.count] + shape)
    for (number, entry) in entries.enumerated() {
      let picture = try picture(entry.file)
      guard picture.shape == shape else {
        throw .at(path: "\(path)/\(entry.file)", reason: .pictureSize(picture.shape, first: shape))
      }
      images.replace(number * size, with: picture)
    }
    let masks = try masks(entries, like: shape)
    var set = PictureDataset(images: images, masks: masks)
    if masks == nil { set.leftOut.masks = entries.count { $0.mask != nil } }
    return set
  }

  private func masks(_ entries: [Entry], like shape: [Int]) throws(DatasetError) -> Tensor? {
    let files = entries.compactMap(\.mask)
    guard files.count == entries.count else { return nil }
    let size = shape[1] * shape[2]
    var masks = Tensor(shape: [files.count, shape[1], shape[2]])
    for (number, file) in files.enumerated() {
      let mask = try picture(file)
      guard mask.shape.dropFirst() == shape.dropFirst() else {
        throw .at(path: "\(path)/\(file)", reason: .maskSize(mask.shape, picture: shape))
      }
      masks.replace(number * size, with: mask.shape[0] == 1 ? mask : (try? mask.gray()) ?? mask)
    }
    return masks
  }

  private func picture(_ file: String) throws(DatasetError) -> Tensor {
    do {
      return try ImageFile.read(path: "\(path)/\(file)")
    } catch {
      // The picture's error may name the file itself.
      if case .contents(let path, let reason) = error { throw .at(path: path, reason: .image(reason)) }
      if case .file(let path, let problem) = error { throw .at(path: path, reason: .file(problem)) }
      throw .at(path: "\(path)/\(file)", reason: .image(error))
    }
  }
}

extension Tensor {
  /// Writes numbers from a place on.
  fileprivate mutating func replace(_ place: Int, with part: Tensor) {
    withUnsafeMutableElements { numbers in
      part.withUnsafeElements { part in
        for index in part.indices { numbers[place + index] = part[index] }
      }
    }
  }
}
