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
    let output = trace.output(node)
    (self.network, self.layer) = (network, node)
    self.unit = try network.definite(unit, of: node, in: trace)
    seed = self.unit.seed(for: output)
    value = self.unit.value(in: output)
  }

  /// How the unit is called: `scores[cat]`, `conv2_1[5,3,4]`.
  var name: String { network.name(of: unit, at: layer) }

  /// The unit's value at a picture of the same size.
  func value(at picture: Tensor) -> Double {
    do {
      let output = try network.outputs(layer, of: picture.reshaped([1] + picture.shape))
      return unit.value(in: output.reshaped(Array(output.shape.dropFirst())))
    } catch {
      preconditionFailure("\(picture.shape): \(error)")
    }
  }

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
  /// A unit checked and made definite in a pass; nil is the one that the picture is about.
  func definite(_ unit: Unit?, of node: Int, in trace: Trace) throws(AttributionError) -> Unit {
    let unit = unit ?? strongestUnit(of: node, in: trace)
    let output = trace.output(node)
    try passingOn { () throws(NetworkError) in try unit.check(against: output.shape, layer: nodes[node].name) }
    return unit.fixed(in: output)
  }

  /// How a unit is called: `scores[cat]`, `conv2_1[5,3,4]`.
  func name(of unit: Unit, at node: Int) -> String {
    guard case .channel(let number) = unit, classAxis == 0, node == scores || node == probabilities else {
      return nodes[node].name + unit.words
    }
    return "\(nodes[node].name)[\(name(ofClass: number))]"
  }
}
