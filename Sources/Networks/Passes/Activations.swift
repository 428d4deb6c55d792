internal import Synchronization
package import Tensors

/// The outputs of a pass, each made a tensor when someone first looks at it.
///
/// They stay in the memory that the pass ran in, where the pass back reads them. A convolution whose output its ReLU
/// replaced is computed again.
package final class Activations: RandomAccessCollection, Sendable {
  /// What the pass was planned for.
  let pass: PassPlans.Forward
  let plan: ForwardPlan
  private let nodes: [Network.Node]
  private let memory: Mutex<[Float]>
  private let seen = Mutex<[Int: Tensor]>([:])

  /// Runs a pass on a picture that the recipe has been applied to.
  init(
    _ input: Tensor, pass: PassPlans.Forward, plan: ForwardPlan, nodes: [Network.Node], threads: Int
  ) {
    var arena = Arena.take(plan.size)
    Arena.lend(&arena) { start in
      let memory = PassMemory(activations: start, signals: start)
      memory.put(input, into: plan.input)
      PassDriver.run(plan.stages, in: memory, threads: threads)
    }
    (self.pass, self.plan, self.nodes) = (pass, plan, nodes)
    memory = Mutex(arena)
  }

  deinit {
    memory.withLock { Arena.giveBack(&$0) }
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { plan.shapes.count }

  /// With the batch axis.
  var shapes: [[Int]] { plan.shapes }

  /// A node's output, with the batch axis.
  package subscript(node: Int) -> Tensor {
    if let tensor = seen.withLock({ $0[node] }) { return tensor }
    let tensor = plan.slots[node].map { slot in read { $0.tensor(slot) } } ?? computed(node)
    seen.withLock { $0[node] = tensor }
    return tensor
  }

  /// Lends the memory that the outputs lie in.
  func read<Result: Sendable>(_ body: (PassMemory) -> Result) -> Result {
    memory.withLock { arena in
      Arena.lend(&arena) { body(PassMemory(activations: $0, signals: $0)) }
    }
  }

  private func computed(_ node: Int) -> Tensor {
    nodes[node].layer.forward(
      nodes[node].inputs.map { source in
        if case .node(let read) = source { self[read] } else { read { $0.tensor(plan.input) } }
      })
  }
}
