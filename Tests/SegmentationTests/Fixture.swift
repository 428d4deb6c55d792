import Foundation
import Tensors

/// An array that `Fixtures/Segmentation/make.py` wrote.
func fixture(_ name: String) throws -> Tensor {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  return try Tensor(npy: [UInt8](Data(contentsOf: folder.appending(path: "Fixtures/Segmentation/\(name).npy"))))
}
