import Networks
import Tensors

/// A piece of work to time.
struct Workload: Sendable {
  let name: String
  let note: String
  /// Additions with a multiplication that it takes if convolutions are computed directly; nil for other kinds of work.
  ///
  /// Asked for when it is timed, and no sooner: it takes a whole network, and every command begins by these names.
  var multiplyAdds: (@Sendable () -> Int)?
  /// Makes the inputs and returns the work, which runs on so many threads.
  let prepare: @Sendable (_ threads: Int) throws -> () throws -> Void

  struct Times {
    /// Milliseconds.
    var best: Double
    var median: Double
  }

  /// The best and the median of several runs, after two that do not count.
  func timed(runs: Int = 9, threads: Int) throws -> Times {
    let work = try prepare(threads)
    for _ in 0..<2 { try work() }
    let clock = ContinuousClock()
    var times: [Double] = []
    // Short ones more often: what else the machine does takes longer than they do.
    while times.count < runs || (times.count < 60 && times.reduce(0, +) < 300) {
      let duration = try clock.measure { try work() }
      times.append(duration / .milliseconds(1))
    }
    times.sort()
    return Times(best: times[0], median: times[times.count / 2])
  }

  static let all: [Workload] = ofSmall + ofLarge + [grabcut]
}

extension Workload {
  /// One node's outputs for a batch of random pictures.
  static func forward(
    _ name: String, note: String, pictures: Int = 1, through network: @escaping @Sendable () throws -> Network,
    multiplyAdds: @escaping @Sendable () -> Int
  ) -> Workload {
    Workload(name: name, note: note, multiplyAdds: multiplyAdds) { threads in
      let network = try network().on(threads: threads)
      let images = Tensor.uniform(shape: [pictures] + network.inputShape, seed: 0)
      return { _ = try network.outputs(network.scores, of: images) }
    }
  }

  /// Forward and back to the picture from a unit of the scores, or from the sum of them all.
  static func gradient(
    _ name: String, note: String, unit: Int?, rule: BackwardRule = .gradient,
    through network: @escaping @Sendable () throws -> Network, multiplyAdds: @escaping @Sendable () -> Int
  ) -> Workload {
    Workload(name: name, note: note, multiplyAdds: multiplyAdds) { threads in
      let network = try network().on(threads: threads)
      let image = Tensor.uniform(shape: network.inputShape, seed: 0)
      var seed = Tensor(shape: network.nodes[network.scores].shape, repeating: unit == nil ? 1 : 0)
      if let unit { seed[flat: unit] = 1 }
      return { _ = try network.imageGradient(of: image, from: network.scores, seed: seed, rule: rule) }
    }
  }
}
