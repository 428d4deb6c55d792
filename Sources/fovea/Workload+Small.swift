import Attribution
import ModelFiles
import Networks
import Tensors

extension Workload {
  /// What lessons do all the time, on the built-in network.
  static let ofSmall: [Workload] = [
    forward("forward_small_1", note: "scores of 1 at 64×64", through: small, multiplyAdds: { cost }),
    forward(
      "forward_small_64", note: "scores of 64 at 64×64", pictures: 64, through: small, multiplyAdds: { 64 * cost }),
    gradient(
      "image_gradient_small_1", note: "forward and back from one score", unit: 3, through: small,
      multiplyAdds: { 2 * cost }),
    trainingStep,
    gradient(
      "guided_backprop_small", note: "the same under the guided rule", unit: 3, rule: .guided, through: small,
      multiplyAdds: { 2 * cost }),
    occlusion,
  ]

  private static let cost = Network.small(seed: 0).multiplyAdds
  private static let costOfTraining: @Sendable () -> Int = { 3 * 64 * cost }

  @Sendable private static func small() throws -> Network { try Checkpoint.network(named: "small") }

  private static let trainingStep = Workload(
    name: "train_step_small_64", note: "forward, back and SGD with momentum", multiplyAdds: costOfTraining
  ) { threads in
    let pictures = LabelledImages(
      images: Tensor.uniform(shape: [64, 3, 64, 64], seed: 0), labels: (0..<64).map { $0 % 10 })
    var training = Training(
      Network.small(seed: 0).on(threads: threads), batchesPerEpoch: 1_000_000, epochs: 1
    ) { _ in pictures }
    training.optimizer = .momentum(0.9)
    var place = training.makeIterator()
    return { _ = place.next() }
  }

  private static let occlusion = Workload(
    name: "occlusion_small_8_2", note: "841 patches of 8×8, stride 2"
  ) { threads in
    let network = try small().on(threads: threads)
    let image = Tensor.uniform(shape: [3, 64, 64], seed: 0)
    return {
      let walk = try Occlusion(of: image, in: network, target: .probability(class: 3), patch: 8, stride: 2)
      for _ in walk {}
    }
  }
}
