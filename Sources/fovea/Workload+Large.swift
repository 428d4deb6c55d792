import Networks

extension Workload {
  /// What a learner's own networks cost, on architectures that everybody knows.
  static let ofLarge: [Workload] = [
    forward(
      "squeezenet_forward_227", note: "SqueezeNet 1.1, scores at 227×227", through: { .squeezeNet(seed: 0) },
      multiplyAdds: { squeezeNetCost }),
    gradient(
      "squeezenet_gradient_227", note: "forward and back from one score", unit: 9, through: { .squeezeNet(seed: 0) },
      multiplyAdds: { 2 * squeezeNetCost }),
    forward(
      "vgg16_forward_224", note: "VGG-16's convolutions at 224×224", through: { .vgg16(seed: 0) },
      multiplyAdds: { vgg16Cost }),
    gradient(
      "vgg16_gradient_224", note: "forward and back from the sum of the last output", unit: nil,
      through: { .vgg16(seed: 0) }, multiplyAdds: { 2 * vgg16Cost }),
  ]

  private static let squeezeNetCost = Network.squeezeNet(seed: 0).multiplyAdds
  private static let vgg16Cost = Network.vgg16(seed: 0).multiplyAdds
}
