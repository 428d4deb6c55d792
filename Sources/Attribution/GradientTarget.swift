import Networks
import Tensors

/// A unit whose gradient is asked for at pictures that differ from the one that it was chosen on.
///
/// "The strongest" is made the position that is strongest on the picture, so that one activation is explained throughout.
struct GradientTarget: Sendable {
  let network: Network
  let layer: Int
  let unit: Unit
  /// Its value on the picture.
  let value: Double
  private let seed: Tensor

  /// - Parameters:
  ///   - layer: a node; nil for the scores.
  ///   - unit: nil for the top class of scores or probabilities, elsewhere for the strongest activation.
  /// - Throws: the network's error about the unit or the picture's size.
  init(of image: Tensor, in network: Network, layer: Int?, unit: Unit?) throws(AttributionError) {
    let node = layer ?? network.scores
    let trace = try passingOn { () throws(NetworkError) in try network.forward(image, through: node) }
    let chosen = unit ?? network.strongestUnit(of: node, in: trace)
    let output = trace.output(node)
    try passingOn { () throws(NetworkError) in
      try chosen.check(against: output.shape, layer: network.nodes[node].name)
    }
    (self.network, self.layer) = (network, node)
    self.unit = chosen.fixed(in: output)
    seed = self.unit.seed(for: output)
    value = self.unit.value(in: output)
  }

  /// How the unit is called: `scores[cat]`, `conv2_1[5,3,4]`.
  var name: String { network.name(of: unit, at: layer) }

  /// The unit's value at a picture of the same size, and its gradient there.
  func gradient(at picture: Tensor) -> (value: Double, gradient: Tensor) {
    do {
      let (output, gradient) = try network.imageGradient(of: picture, from: layer, seed: seed)
      return (unit.value(in: output), gradient)
    } catch {
      preconditionFailure("\(picture.shape): \(error)")
    }
  }
}

extension Network {
  /// How a unit is called: `scores[cat]`, `conv2_1[5,3,4]`.
  func name(of unit: Unit, at node: Int) -> String {
    guard case .channel(let number) = unit, classAxis == 0, node == scores || node == probabilities else {
      return nodes[node].name + unit.words
    }
    return "\(nodes[node].name)[\(name(ofClass: number))]"
  }
}
