public import Stepping
import Tensors

/// Fits a network to labelled pictures, a batch a step, and keeps the best network by held-out accuracy.
///
/// The same seed gives the same network, to the same bits on one machine.
public struct Training: Walk {
  /// Where training starts from.
  public var network: Network
  /// The batch of a number, from 0 on; the same number gives the same batch.
  public var batch: @Sendable (Int) -> LabelledImages
  /// Batches from one look at the held-out pictures to the next.
  public var batchesPerEpoch: Int
  /// How many epochs the whole course has.
  public var epochs: Int
  /// Pictures that training never sees; after each epoch they say how good the network is.
  public var heldOut: LabelledImages?
  /// How parameters move.
  public var optimizer = Optimizer.adam()
  /// η, before the schedule's factor.
  public var rate: Float = 1e-3
  /// How the rate changes in the course of training.
  public var schedule = Schedule.cosine(warmup: 0.05)
  /// λ of the decay of weights (not of biases), a part of each update.
  public var decay: Float = 0
  /// What is made small.
  public var loss = CrossEntropy()
  /// Random changes of every picture, one after the other.
  public var augmentations: [Augmentation] = []
  /// Of the augmentations.
  public var seed: UInt64 = 0

  /// A course with the optimiser, rate and schedule that serve most small networks.
  public init(
    _ network: Network, batchesPerEpoch: Int, epochs: Int, heldOut: LabelledImages? = nil,
    batch: @escaping @Sendable (Int) -> LabelledImages
  ) {
    (self.network, self.batchesPerEpoch, self.epochs) = (network, batchesPerEpoch, epochs)
    (self.heldOut, self.batch) = (heldOut, batch)
  }

  public var stepCount: Int? { updates }

  /// Batches in the whole course; a course that someone made longer than an `Int` never ends, which is as good.
  private var updates: Int {
    let (count, overflow) = batchesPerEpoch.multipliedReportingOverflow(by: epochs)
    return overflow ? .max : count
  }

  /// The walk before the first update.
  public func makeIterator() -> Iterator { Iterator(training: self) }

  /// A place in the course: the network, its best, and the optimiser's running means.
  public struct Iterator: Walker {
    private let training: Training
    /// For each node those of its weight and of its bias.
    private var moments: [(weight: Moments, bias: Moments)]
    public private(set) var current: Update

    init(training: Training) {
      self.training = training
      moments = training.network.nodes.map { node in
        (Moments(shape: node.layer.weight?.shape ?? [0]), Moments(shape: node.layer.bias?.shape ?? [0]))
      }
      current = Update(start: training)
    }

    /// Takes one update; nil at the end, and after a loss that is no number.
    public mutating func next() -> Update? {
      let number = current.step
      guard number < training.updates, current.problem == nil else { return nil }
      current.step += 1
      do throws(NetworkError) {
        let gradients = try current.network.lossGradients(
          training.batch(number), loss: training.loss, prepare: training.augmentation(of: number))
        learn(from: gradients)
        if current.step % training.batchesPerEpoch == 0 { try judge() } else { current.heldOutAccuracy = nil }
      } catch {
        current.problem = error
      }
      return current
    }

    private mutating func learn(from gradients: BatchGradients) {
      let factor = training.schedule.factor(at: Double(current.step) / Double(training.updates))
      current.rate = training.rate * Float(factor)
      current.loss = gradients.loss
      current.accuracy = Double(gradients.right) / Double(gradients.count)
      guard gradients.loss.isFinite else {
        current.problem = .lossNotFinite(step: current.step)
        return
      }
      for node in gradients.parameters.indices {
        if let gradients = gradients.parameters[node] { update(node, gradients) }
      }
    }

    private mutating func update(_ node: Int, _ gradients: (weight: Tensor, bias: Tensor)) {
      current.network.update(node) { layer in
        if var weight = layer.weight {
          training.optimizer.update(
            &weight, gradient: gradients.weight, moments: &moments[node].weight, count: current.step,
            rate: current.rate, decay: training.decay)
          layer.weight = weight
        }
        if var bias = layer.bias {
          training.optimizer.update(
            &bias, gradient: gradients.bias, moments: &moments[node].bias, count: current.step, rate: current.rate,
            decay: 0)
          layer.bias = bias
        }
      }
    }

    /// Keeps the network if it is the best so far; without held-out pictures the latest one is.
    private mutating func judge() throws(NetworkError) {
      guard let heldOut = training.heldOut else { return }
      let accuracy = try current.network.accuracy(on: heldOut)
      current.heldOutAccuracy = accuracy
      if accuracy > current.bestAccuracy ?? -1 { (current.judged, current.bestAccuracy) = (current.network, accuracy) }
    }

    /// The parameters and their running means.
    public var footprint: Int { 3 * current.network.parameterCount * MemoryLayout<Float>.stride }
  }

  /// The augmentations of a batch's pictures, each with random numbers of its own.
  private func augmentation(of batch: Int) -> (@Sendable (inout Tensor, Int) -> Void)? {
    guard !augmentations.isEmpty else { return nil }
    return { [augmentations, seed] picture, number in
      var random = RandomSource(seed: seed, stream: UInt64(batch) << 20 | UInt64(number) + 1)
      for augmentation in augmentations { augmentation.apply(&picture, &random) }
    }
  }
}
