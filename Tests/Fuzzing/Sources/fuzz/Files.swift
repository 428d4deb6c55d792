import Datasets
import Foundation

extension Target {
  /// What is read by its path only: the bytes become a file of the one folder that a run may write to.
  static let files = [
    Target(name: "pictures") { bytes in exercise(folder.file("pictures", bytes)) },
    Target(name: "cifar") { bytes in exercise(folder.file("pictures.bin", bytes)) },
    Target(name: "labels") { bytes in
      let pictures = folder.file("four.npy", fourPictures)
      _ = try? PictureDataset.read(path: pictures, labels: folder.file("labels", bytes))
    },
    Target(name: "listing") { bytes in
      _ = folder.file("labels.csv", bytes)
      _ = try? PictureDataset.read(path: folder.path)
    },
  ]

  private static func exercise(_ path: String) {
    guard let set = try? PictureDataset.read(path: path) else { return }
    precondition(set.images.elements.allSatisfy { (0...1).contains($0) }, "a picture's values are from 0 to 1")
    precondition(set.labels.map { $0.count == set.images.shape[0] } ?? true, "a label for each picture")
  }

  private static let fourPictures =
    Array("\u{93}NUMPY\u{1}\0".unicodeScalars.map { UInt8($0.value) }) + [56, 0]
    + Array("{'descr':'|u1','fortran_order':False,'shape':(4,1,1)}  \n".utf8) + [0, 1, 2, 3]

  private static let folder = Folder()

  private struct Folder {
    let path = NSTemporaryDirectory() + "fovea-fuzz-\(ProcessInfo.processInfo.processIdentifier)"

    init() {
      try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      atexit { try? FileManager.default.removeItem(atPath: Target.folder.path) }
    }

    func file(_ name: String, _ bytes: [UInt8]) -> String {
      let file = "\(path)/\(name)"
      // A `FileManager` would write the bytes to another file first and take a hundred times as long.
      let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      precondition(write(descriptor, bytes, bytes.count) == bytes.count, "\(file) can be written")
      close(descriptor)
      return file
    }
  }
}
