import Foundation
import Images
import Tensors

/// The files that `make.py` beside them made.
enum Fixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/Images")

  static func bytes(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: folder.appending(path: name)))
  }

  static func tensor(_ name: String) throws -> Tensor {
    try Tensor(npy: bytes(name))
  }

  /// The names of a folder's files in alphabetical order.
  static func names(in subfolder: String) -> [String] {
    let path = folder.appending(path: subfolder).path
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { $0.hasSuffix(".png") }.sorted()
  }
}

/// The largest difference between two tensors of one shape; infinite where their shapes differ.
func distance(_ a: Tensor, _ b: Tensor) -> Float {
  guard a.shape == b.shape else { return .infinity }
  return zip(a.elements, b.elements).map { abs($0 - $1) }.max() ?? 0
}

/// A picture of bytes that a seed determines.
func noise(_ shape: [Int], seed: UInt64) -> Tensor {
  var source = RandomSource(seed: seed)
  return Tensor(
    shape: shape, elements: (0..<shape.reduce(1, *)).map { _ in Float(source.integer(below: 256)) / 255 })
}
