public import Networks
public import Tensors

/// The number that a method explains: something of a network's output that a picture makes larger or smaller.
public enum ScoreTarget: Equatable, Sendable {
  /// The probability of a class; nil is the class that the picture is given.
  case probability(class: Int?)
  /// The score of a class before the softmax; nil is the class that the picture is given.
  case logit(class: Int?)
  /// The activation of a unit of any layer.
  case activation(layer: Int, unit: Unit)
}

/// A target of which all is known: the node, and which elements of its output add up to the score.
public struct Score: Equatable, Sendable {
  /// The node whose output is read.
  public let node: Int
  public let unit: Unit
  /// How it is called: `probability of cat`, `scores[cat]`, `conv2_1[5,3,4]`.
  public let name: String
  /// The elements in row-major order of one picture's output.
  let elements: Range<Int>

  /// One score for each picture, from their outputs [N,…].
  func values(in outputs: Tensor) -> [Float] {
    let size = outputs.count / outputs.shape[0]
    return (0..<outputs.shape[0]).map { picture in
      Float(elements.reduce(0.0) { $0 + Double(outputs[flat: picture * size + $1]) })
    }
  }
}

extension Network {
  /// Makes a target definite for a picture, and says its score there.
  ///
  /// `strongest` becomes the position that is strongest in this picture, so that one activation is explained throughout.
  ///
  /// - Throws: `AttributionError.unknownClass`, or the network's error about the unit or the picture's size.
  public func score(_ target: ScoreTarget, of image: Tensor) throws(AttributionError) -> (Score, value: Float) {
    switch target {
    case .probability(let number):
      let output = try output(probabilities, of: image)
      return try score(of: number, at: probabilities, output) { "probability of \(self.name(ofClass: $0))" }
    case .logit(let number):
      return try logit(ofClass: number, in: output(scores, of: image))
    case .activation(let layer, let unit):
      let output = try output(layer, of: image)
      try passingOn { () throws(NetworkError) in try unit.check(against: output.shape, layer: nodes[layer].name) }
      return score(unit.fixed(in: output), at: layer, output) { _ in nodes[layer].name + unit.fixed(in: output).words }
    }
  }

  /// A class's score before the softmax, of a picture whose scores are known; nil is the class that it is given.
  func logit(ofClass number: Int?, in output: Tensor) throws(AttributionError) -> (Score, value: Float) {
    try score(of: number, at: scores, output) { "\(nodes[scores].name)[\(self.name(ofClass: $0))]" }
  }

  /// One score for each of some pictures [N,C,H,W], of the size that the score was made definite for.
  func scores(_ score: Score, of pictures: Tensor) -> [Float] {
    guard let outputs = try? outputs(score.node, of: pictures) else {
      preconditionFailure("pictures \(pictures.shape) of a size that was run when the walk was made")
    }
    return score.values(in: outputs)
  }

  /// The class with the largest score; the first one wins.
  ///
  /// - Parameter scores: [K], or [K,H,W], whose positions are added up, or [rows,K], of which one row decides.
  public func topClass(of scores: Tensor) -> Int {
    if classAxis > 0 { return scores.index(ofFlat: scores.argmax())[classAxis] }
    let values = (0..<scores.shape[0]).map { Unit.channel($0).value(in: scores) }
    return values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
  }

  /// A class as a unit: its channel; where each row has a score a class, its place in the row where it is largest.
  func unit(ofClass number: Int, in output: Tensor) -> Unit {
    guard classAxis > 0 else { return .channel(number) }
    let places = output.elements.indices.filter { output.index(ofFlat: $0)[classAxis] == number }
    let best = places.max { output[flat: $0] < output[flat: $1] || (output[flat: $0] == output[flat: $1] && $0 > $1) }
    return .position(output.index(ofFlat: best ?? 0))
  }

  private func score(
    of number: Int?, at node: Int, _ output: Tensor, name: (Int) -> String
  ) throws(AttributionError) -> (Score, value: Float) {
    let count = output.shape[classAxis]
    // Softmax keeps the order, so the largest probability is the largest score's.
    let number = number ?? topClass(of: output)
    guard number >= 0, number < count else { throw .unknownClass(number, count: count) }
    return score(unit(ofClass: number, in: output), at: node, output) { unit in
      if case .position(let place) = unit { "\(name(number)) in row \(place[0])" } else { name(number) }
    }
  }

  private func score(
    _ unit: Unit, at node: Int, _ output: Tensor, name: (Unit) -> String
  ) -> (Score, value: Float) {
    let score = Score(node: node, unit: unit, name: name(unit), elements: unit.positions(in: output))
    return (score, score.values(in: output.reshaped([1] + output.shape))[0])
  }

  private func output(_ node: Int, of image: Tensor) throws(AttributionError) -> Tensor {
    let output = try passingOn { () throws(NetworkError) in try outputs(node, of: image.reshaped([1] + image.shape)) }
    return output.reshaped(Array(output.shape.dropFirst()))
  }
}

extension Unit {
  /// The same unit with a position in place of "the strongest".
  func fixed(in output: Tensor) -> Unit {
    guard case .strongest = self, let place = seed(for: output).elements.firstIndex(of: 1) else { return self }
    return .position(output.index(ofFlat: place))
  }

  /// As it is typed behind a layer's name: `[5]`, `[5,3,4]`.
  var words: String {
    switch self {
    case .channel(let channel), .strongest(let channel): "[\(channel)]"
    case .position(let index): shapeText(index)
    }
  }
}
