internal import Foundation
public import Stepping
import Tensors

extension Training {
  /// Where training is after a batch.
  public struct Update: Step {
    /// Batches so far.
    public internal(set) var step = 0
    /// Batches in an epoch.
    public let batchesPerEpoch: Int
    /// Epochs in the whole course.
    public let epochs: Int
    /// The mean loss of the batch just seen, before it was learnt from; NaN at the start.
    public internal(set) var loss = Double.nan
    /// The share of that batch that was classified right.
    public internal(set) var accuracy = Double.nan
    /// The learning rate of this update.
    public internal(set) var rate: Float = 0
    /// At the end of an epoch, where there are held-out pictures: the share of them that is classified right.
    public internal(set) var heldOutAccuracy: Double?
    /// The network after this batch.
    public internal(set) var network: Network
    /// The network that did best on the held-out pictures so far; before the first look at them the latest one.
    public var best: Network { judged ?? network }
    var judged: Network?
    /// The share of the held-out pictures that the best network classifies right.
    public internal(set) var bestAccuracy: Double?
    /// Why training ended early.
    public internal(set) var problem: NetworkError?

    init(start training: Training) {
      (batchesPerEpoch, epochs) = (training.batchesPerEpoch, training.epochs)
      network = training.network
    }

    /// The epoch that the batch belongs to, from 0 on.
    public var epoch: Int { Swift.max(step - 1, 0) / batchesPerEpoch }

    /// The batch's number in its epoch, from 0 on.
    public var batch: Int { Swift.max(step - 1, 0) % batchesPerEpoch }

    public var headline: String {
      if let problem { return "stopped: \(problem)" }
      if step == 0 { return "untrained: \(epochs) epochs of \(batchesPerEpoch) batches ahead" }
      // A line of 80 columns holds either.
      let place = "epoch \(epoch + 1)/\(epochs)"
      let seen = String(format: "loss %.4f, accuracy %.3f", loss, accuracy)
      guard let heldOutAccuracy else { return "\(place), batch \(batch + 1)/\(batchesPerEpoch): \(seen)" }
      return "\(place): \(seen), "
        + String(format: "held out %.4f (best %.4f)", heldOutAccuracy, bestAccuracy ?? heldOutAccuracy)
    }

    /// `epoch`, `batch`, `loss`, `accuracy`, `rate`, `held_out`, `best`.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "epoch": .number(Double(epoch))
      case "batch": .number(Double(batch))
      case "loss": .number(loss)
      case "accuracy": .number(accuracy)
      case "rate": .number(Double(rate))
      case "held_out": heldOutAccuracy.map(Quantity.number)
      case "best": bestAccuracy.map(Quantity.number)
      default: nil
      }
    }
  }
}
