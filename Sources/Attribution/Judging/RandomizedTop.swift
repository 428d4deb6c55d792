public import Networks
import Tensors

extension Network {
  /// The same network with the weights of its topmost layers drawn anew and their biases 0: what it had learnt there is
  /// gone (Adebayo et al. 2018, section 3.1).
  ///
  /// - Parameters:
  ///   - count: how many layers with learnt matrices or filters, from the scores downwards; all where there are no more.
  ///   - seed: of the weights (normal, variance 2/fan-in).
  public func withRandomTop(_ count: Int, seed: UInt64) -> Network {
    let ancestors = Network.ancestors(of: scores, in: nodes)
    let weighted = nodes.indices.reversed().filter { node in
      let layer = nodes[node].layer
      return ancestors[node] && layer.learns && (layer.weight?.rank ?? 0) >= 2
    }
    var random = RandomSource(seed: seed)
    var network = self
    for node in weighted.prefix(count) {
      network.update(node) { layer in
        layer.weight = layer.weight.map { .heNormal(shape: $0.shape, from: &random) }
        layer.bias = layer.bias.map { Tensor(shape: $0.shape) }
      }
    }
    return network
  }
}
