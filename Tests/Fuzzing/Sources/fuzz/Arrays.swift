import Tensors

extension Target {
  static let arrays = [
    Target(name: "npy") { bytes in
      guard let tensor = try? Tensor(npy: bytes) else { return }
      _ = tensor.formatted()
      precondition((try? Tensor(npy: tensor.npy()))?.shape == tensor.shape, "what is written is read")
    }
  ]
}
