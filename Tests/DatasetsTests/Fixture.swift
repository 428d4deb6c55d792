import Datasets
import Foundation
import Tensors

/// The files that `make.py` beside them made.
enum Fixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/Datasets")

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  static func bytes(_ name: String) throws -> [UInt8] { try [UInt8](Data(contentsOf: folder.appending(path: name))) }

  static func tensor(_ name: String) throws -> Tensor { try Tensor(npy: bytes(name)) }
}

/// A folder that is gone when the test is over.
final class TemporaryFolder {
  let path = NSTemporaryDirectory() + "fovea-datasets-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, and the folders above it; returns its path.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = "\(path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

  /// The sentence of the error that a path in the folder gives, without the folder's name.
  func fault(_ name: String, labels: String? = nil) -> String? {
    message { try PictureDataset.read(path: "\(path)/\(name)", labels: labels.map { "\(path)/\($0)" }) }?
      .replacing(path + "/", with: "").replacing(path, with: "FOLDER")
  }
}

/// The bytes of an IDX file.
func idx(type: UInt8 = 8, _ lengths: [UInt32], _ elements: [UInt8]) -> [UInt8] {
  var bytes: [UInt8] = [0, 0, type, UInt8(lengths.count)]
  for length in lengths { withUnsafeBytes(of: length.bigEndian) { bytes += $0 } }
  return bytes + elements
}

/// The largest difference between two tensors of one shape; infinite where their shapes differ.
func distance(_ a: Tensor, _ b: Tensor) -> Float {
  guard a.shape == b.shape else { return .infinity }
  return zip(a.elements, b.elements).map { abs($0 - $1) }.max() ?? 0
}

/// What an error says; nil where there is none.
func message<Result>(_ body: () throws -> Result) -> String? {
  do {
    _ = try body()
    return nil
  } catch {
    return "\(error)"
  }
}
