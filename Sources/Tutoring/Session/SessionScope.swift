import CommandLanguage
import Images
import Networks
import Stepping
import Tensors

extension Session {
  /// The names that an expression can use now.
  var scope: SessionScope { SessionScope(state: state, settings: settings, files: files) }
}

/// Looks names up: `let` names and pictures, then the running procedure's quantities, then layers.
struct SessionScope: Scope {
  let state: State
  let settings: Settings
  let files: FileSearch

  func value(of name: String) throws -> Value? {
    try state.named[name]?.value ?? quantity(name) ?? layerValue(name)
  }

  var names: [String] {
    state.named.keys.sorted() + quantityNames + layerNames
  }

  func classNumber(_ name: String, axisLength: Int) -> Int? {
    axisLength == state.network.classes.count ? state.network.classNumber(named: name) : nil
  }

  var classNames: [String] { state.network.classes }

  var commandNames: [String] { Command.all.map(\.name) + Procedure.all.map(\.name) }

  var seed: UInt64 { settings.seed }

  /// The tensor of an `.npy` file, the picture of another.
  func load(_ file: String) throws -> Value {
    if file.hasSuffix(".csv") || file.hasSuffix(".txt") {
      throw SessionError.damaged(file, why: "load reads .npy, PNG and PPM")
    }
    guard file.hasSuffix(".npy") else { return .image(try ImageFile.read(path: files.path(of: file))) }
    guard let bytes = try FileBytes.read(files.path(of: file), limit: FileBytes.limitOfTensors) else {
      throw SessionError.notAFile(file)
    }
    do throws(TensorError) {
      return Value(try Tensor(npy: bytes))
    } catch {
      throw SessionError.damaged(file, why: "\(error)")
    }
  }
}

// MARK: Quantities

extension SessionScope {
  /// A quantity of the running procedure by its bare name, or of any that ran by `procedure.name`.
  private func quantity(_ name: String) -> Value? {
    if let run = state.running, let value = run.value(of: name) { return value }
    let ran = state.runs.filter { name.hasPrefix($0.procedure.name + ".") }
    return ran.lazy.compactMap { $0.value(of: String(name.dropFirst($0.procedure.name.count + 1))) }.first
  }

  private var quantityNames: [String] {
    let bare = state.running.map { $0.quantities.map(\.name) + Run.ownNames } ?? []
    return bare
      + state.runs.flatMap { run in
        (run.quantities.map(\.name) + Run.ownNames).map { "\(run.procedure.name).\($0)" }
      }
  }
}

extension Run {
  /// What every run has besides its quantities.
  static let ownNames = ["step", "done", "seconds"]

  /// A quantity at the step shown, as a value.
  func value(of name: String) -> Value? {
    switch name {
    case "step": return .number(Double(position))
    case "done": return .boolean(isDone)
    case "seconds": return .number(seconds)
    default:
      guard let description = quantities.first(where: { $0.name == name }) else { return nil }
      return current.quantity(name).map { Value($0, isImage: description.isImage) }
    }
  }
}

extension Value {
  init(_ quantity: Quantity, isImage: Bool) {
    switch quantity {
    case .number(let number): self = .number(number)
    case .text(let text): self = .text(text)
    case .texts(let texts): self = .list(texts.map { .text($0) })
    case .flag(let flag): self = .boolean(flag)
    case .tensor(let tensor): self = isImage ? .image(tensor) : .tensor(tensor)
    }
  }
}

// MARK: Layers

extension SessionScope {
  /// `L` (its output), `L.weight`, `L.bias`, `L.grad`, and the same of `input`.
  private func layerValue(_ name: String) throws -> Value? {
    if name == "input" { return state.forward.map { .image($0.trace.image) } }
    if name == "input.grad" { return try gradient(at: .image) }
    if let node = try? state.network.layer(named: name) { return try output(node, name) }
    guard let dot = name.lastIndex(of: "."), let node = try? state.network.layer(named: String(name[..<dot])) else {
      return nil
    }
    let layer = state.network.nodes[node].layer
    switch name[name.index(after: dot)...] {
    case "weight": return layer.weight.map { .tensor($0) }
    case "bias": return layer.bias.map { .tensor($0) }
    case "grad": return try gradient(at: .node(node))
    default: return nil
    }
  }

  private func output(_ node: Int, _ name: String) throws -> Value {
    guard let forward = state.forward else { throw SessionError.noForwardPass(layer: name) }
    return .tensor(forward.trace.output(node))
  }

  private func gradient(at source: Network.Source) throws -> Value {
    guard let backward = state.backward else { throw SessionError.noBackwardPass }
    guard let gradient = backward.gradient(at: source) else { throw SessionError.notReached(from: backward.node) }
    return .tensor(gradient)
  }

  private var layerNames: [String] {
    let layers = state.network.nodes.flatMap { node in
      [node.name] + (node.layer.weight == nil ? [] : ["\(node.name).weight", "\(node.name).bias"])
        + (state.backward == nil ? [] : ["\(node.name).grad"])
    }
    return layers + ["input"] + (state.backward == nil ? [] : ["input.grad"])
  }
}
