internal import Synchronization

/// Plans that a network has made, kept as long as its layers are: planning takes a tenth of a small network's pass.
final class PassPlans: Sendable {
  /// What a pass forward is planned for.
  struct Forward: Hashable {
    /// The pictures, [N,C,H,W].
    let input: [Int]
    let last: Int
    let keeping: Keeping
  }

  /// Which outputs a pass keeps.
  enum Keeping: Hashable {
    /// Those of all nodes up to the last.
    case all
    /// Those that the last one depends on.
    case ancestors
    /// The last one's alone.
    case last
  }

  /// What a pass back is planned for; it starts from all of the last node's planes.
  struct Backward: Hashable {
    let forward: Forward
    let node: Int
    let rule: BackwardRule
    var learning = false
  }

  /// A network that looks at pictures of many sizes starts again rather than keep all of them.
  private static let most = 16

  private let forward = Mutex<[Forward: ForwardPlan]>([:])
  private let backward = Mutex<[Backward: BackwardPlan]>([:])

  func plan(_ pass: Forward, _ make: () -> ForwardPlan) -> ForwardPlan {
    if let plan = forward.withLock({ $0[pass] }) { return plan }
    let plan = make()
    forward.withLock { kept in
      if kept.count >= Self.most { kept = [:] }
      kept[pass] = plan
    }
    return plan
  }

  func plan(_ pass: Backward, _ make: () -> BackwardPlan) -> BackwardPlan {
    if let plan = backward.withLock({ $0[pass] }) { return plan }
    let plan = make()
    backward.withLock { kept in
      if kept.count >= Self.most { kept = [:] }
      kept[pass] = plan
    }
    return plan
  }
}

extension Network {
  /// The plan of a pass forward over shapes that have been checked.
  func forwardPlan(_ pass: PassPlans.Forward, shapes: [[Int]]) -> ForwardPlan {
    plans.plan(pass) {
      ForwardPlan(
        nodes, input: Array(pass.input.dropFirst()), shapes: shapes, images: pass.input[0],
        needed: pass.keeping == .all ? shapes.map { _ in true } : Self.ancestors(of: pass.last, in: nodes),
        reusing: pass.keeping == .last)
    }
  }

  /// The plan of a pass back through one forward.
  func backwardPlan(
    after forward: PassPlans.Forward, _ plan: ForwardPlan, from node: Int, box: SignalBox?, rule: BackwardRule
  ) -> BackwardPlan {
    func make() -> BackwardPlan { BackwardPlan(nodes, after: plan, from: node, box: box, rule: rule) }
    return box == nil ? plans.plan(PassPlans.Backward(forward: forward, node: node, rule: rule), make) : make()
  }

  /// The plan of a pass that learns: back from the scores to all parameters.
  func learningPlan(after forward: PassPlans.Forward, _ plan: ForwardPlan) -> BackwardPlan {
    plans.plan(PassPlans.Backward(forward: forward, node: scores, rule: .gradient, learning: true)) {
      BackwardPlan(nodes, after: plan, from: scores, box: nil, rule: .gradient, learning: true)
    }
  }
}
