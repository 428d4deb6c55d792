import Attribution
import ModelFiles
import Networks
import Scenes
import Tensors

/// A piece of work to time.
struct Workload: Sendable {
  let name: String
  let note: String
  /// Makes the inputs and returns the work.
  let prepare: @Sendable () throws -> () throws -> Void

  struct Times {
    /// Milliseconds.
    var best: Double
    var median: Double
  }

  /// The best and the median of several runs, after two that do not count.
  func timed(runs: Int = 9) throws -> Times {
    let work = try prepare()
    for _ in 0..<2 { try work() }
    let clock = ContinuousClock()
    var times: [Double] = []
    for _ in 0..<runs {
      let duration = try clock.measure { try work() }
      times.append(duration / .milliseconds(1))
    }
    times.sort()
    return Times(best: times[0], median: times[times.count / 2])
  }

  static let all: [Workload] = [
    forward("forward_small_1", pictures: 1), forward("forward_small_64", pictures: 64), imageGradient, trainingStep,
    guidedBackprop, occlusion,
  ]

  private static func forward(_ name: String, pictures: Int) -> Workload {
    Workload(name: name, note: "scores of \(pictures) at 64×64") {
      let network = try Checkpoint.network(named: "small")
      let images = Tensor.uniform(shape: [pictures, 3, 64, 64], seed: 0)
      return { _ = try network.outputs(network.scores, of: images) }
    }
  }

  private static let imageGradient = Workload(name: "image_gradient_small_1", note: "forward and back from one score") {
    let network = try Checkpoint.network(named: "small")
    let image = Tensor.uniform(shape: [3, 64, 64], seed: 0)
    let seed = Tensor((0..<10).map { $0 == 3 ? 1 : 0 })
    return {
      let trace = try network.forward(image, through: network.scores)
      _ = try network.imageGradient(trace, from: network.scores, seed: seed)
    }
  }

  private static let guidedBackprop = Workload(name: "guided_backprop_small", note: "the same under the guided rule") {
    let network = try Checkpoint.network(named: "small")
    let image = Tensor.uniform(shape: [3, 64, 64], seed: 0)
    let seed = Tensor((0..<10).map { $0 == 3 ? 1 : 0 })
    return {
      let trace = try network.forward(image, through: network.scores)
      _ = try network.imageGradient(trace, from: network.scores, seed: seed, rule: .guided)
    }
  }

  private static let trainingStep = Workload(name: "train_step_small_64", note: "forward, back and SGD with momentum") {
    let pictures = LabelledImages(
      images: Tensor.uniform(shape: [64, 3, 64, 64], seed: 0), labels: (0..<64).map { $0 % 10 })
    var training = Training(.small(seed: 0), batchesPerEpoch: 1_000_000, epochs: 1) { _ in pictures }
    training.optimizer = .momentum(0.9)
    var place = training.makeIterator()
    return { _ = place.next() }
  }

  private static let occlusion = Workload(name: "occlusion_small_8_2", note: "841 patches of 8×8, stride 2") {
    let network = try Checkpoint.network(named: "small")
    let image = Tensor.uniform(shape: [3, 64, 64], seed: 0)
    return {
      let walk = try Occlusion(of: image, in: network, target: .probability(class: 3), patch: 8, stride: 2)
      for _ in walk {}
    }
  }
}
