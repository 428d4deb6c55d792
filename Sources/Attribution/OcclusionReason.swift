public import Networks
import Tensors

/// Why a patch changed the score: the terms that added up to it, without the patch and with it.
public struct OcclusionReason: Equatable, Sendable {
  /// What is explained, and its value without the patch and with it.
  public let score: Score
  public let before: Float
  public let after: Float
  /// The number whose terms these are: the logit where the score is a probability, else the score itself.
  public let sum: (name: String, before: Double, after: Double)
  /// The terms that changed, those that changed most first.
  public let terms: [ChangedTerm]

  /// A term that is there without the patch and with it.
  public struct ChangedTerm: Equatable, Sendable {
    public let before: NamedTerm
    public let after: NamedTerm
    public var change: Double { after.value - before.value }
  }

  /// Compared by all that it says.
  public static func == (a: OcclusionReason, b: OcclusionReason) -> Bool {
    a.score == b.score && a.before == b.before && a.after == b.after && a.sum == b.sum && a.terms == b.terms
  }
}

extension Occlusion {
  /// Explains one element of the heat map and of the drop.
  ///
  /// The terms are those of one activation; where the score is a sum over a layer's positions there are none.
  ///
  /// - Parameters:
  ///   - row: of the heat map.
  ///   - column: of the heat map.
  /// - Throws: `AttributionError.positionOutOfRange`.
  public func reason(row: Int, column: Int) throws(AttributionError) -> OcclusionReason {
    guard (0..<positions.height).contains(row), (0..<positions.width).contains(column) else {
      throw .positionOutOfRange(row: row, column: column, positions: positions)
    }
    let number = row * positions.width + column
    let group = number / groupSize * groupSize
    let count = positions.height * positions.width
    let after = scores(ofPatches: group..<Swift.min(group + groupSize, count))[number - group]
    // A probability is a ratio of exponentials; its logit is a sum.
    let node = score.node == network.probabilities ? network.scores : score.node
    let traces = try [image, occluded(byPatch: number)].map { image throws(AttributionError) in
      try passingOn { () throws(NetworkError) in try network.forward(image, through: node) }
    }
    let values = traces.map { score.unit.value(in: $0.output(node)) }
    let terms = try changedTerms(of: node, in: traces)
    let name = "\(network.nodes[node].name)[\(unitName(at: node))]"
    return OcclusionReason(
      score: score, before: baseline, after: after, sum: (name, values[0], values[1]), terms: terms)
  }

  private func unitName(at node: Int) -> String {
    switch score.unit {
    case .channel(let number): node == network.scores ? network.name(ofClass: number) : "\(number)"
    default: String(score.unit.words.dropFirst().dropLast())
    }
  }

  private func changedTerms(of node: Int, in traces: [Trace]) throws(AttributionError) -> [OcclusionReason.ChangedTerm]
  {
    let index: [Int]
    switch score.unit {
    case .position(let position): index = position
    case .channel(let channel) where traces[0].shape(of: node).count == 1: index = [channel]
    default: return []
    }
    let both = try traces.map { trace throws(AttributionError) in
      try passingOn { () throws(NetworkError) in try network.terms(of: node, index: index, in: trace) }
    }
    // The same products in the same order: only their values differ. A maximum may come from elsewhere.
    let changed = zip(both[0], both[1]).map { OcclusionReason.ChangedTerm(before: $0, after: $1) }
    return changed.filter { $0.before != $0.after }.sorted { abs($0.change) > abs($1.change) }
  }
}
