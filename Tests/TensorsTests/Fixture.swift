import Foundation
import Tensors

/// Files that numpy made; `make.py` beside them says how.
enum Fixture {
  static func url(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/Tensors/\(name)")
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: url(name)))
  }

  static func text(_ name: String) throws -> String {
    try String(contentsOf: url(name), encoding: .utf8)
  }

  /// The tensors of a packed file: rank, lengths and elements of each, one behind the other.
  static func tensors(_ name: String) throws -> [Tensor] {
    var rest = try Tensor(npy: bytes(name)).elements[...]
    var tensors: [Tensor] = []
    while let rank = rest.popFirst() {
      let shape = rest.prefix(Int(rank)).map { Int($0) }
      rest = rest.dropFirst(Int(rank))
      let count = shape.reduce(1, *)
      tensors.append(Tensor(shape: shape, elements: Array(rest.prefix(count))))
      rest = rest.dropFirst(count)
    }
    return tensors
  }
}

extension Tensor {
  /// Whether the tensors have one shape and elements that are the same, NaN where the other has NaN, or nearly so.
  func matches(_ other: Tensor, within tolerance: Float = 0) -> Bool {
    shape == other.shape
      && zip(elements, other.elements).allSatisfy { a, b in
        a == b || a.isNaN && b.isNaN || abs(a - b) <= tolerance * max(1, abs(a), abs(b))
      }
  }
}
