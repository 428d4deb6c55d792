import Attribution
import CommandLanguage
import Foundation
import Stepping
import Text

extension Session {
  /// Starts a procedure: it stands at its initial state.
  func begin(_ procedure: Procedure, _ reader: inout ArgumentReader, command: String) throws {
    var arguments = try arguments(of: procedure, &reader)
    if procedure.asksNetwork { arguments = try fitted(arguments) }
    let start = ContinuousClock.now
    let walk = try procedure.start(arguments, state.network, settings.seed)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    if let pass = walk as? ForwardTrace {
      state.forward = State.ForwardPass(trace: pass.trace, label: arguments.picture().label)
      state.backward = nil
    }
    setProcedureAside()
    state.stageIsRun = true
    state.running = Run(procedure, arguments, command: command, walk: walk, seconds: seconds)
    state.former[procedure.name] = nil
    for quantity in procedure.quantities where state.named[quantity.name] != nil {
      output.write(
        "your '\(quantity.name)' hides the quantity: it is \(procedure.name).\(quantity.name), or forget \(quantity.name)"
      )
    }
    if let run = state.running { try checkStart(run) }
    output.write("\(output.style.paint(procedure.name, as: .heading))  \(state.running?.current.headline ?? "")")
  }

  /// The picture and the pictures among the arguments as the network takes them.
  private func fitted(_ arguments: Arguments) throws -> Arguments {
    var arguments = arguments
    let last = arguments.layer() ?? state.network.probabilities
    if case .picture(let image, let label)? = arguments["image"] {
      arguments["image"] = .picture(try fit(image, to: state.network, through: last), label: label)
    }
    if case .pictures(let images, let label)? = arguments["images"] {
      arguments["images"] = .pictures(try fitAll(images, to: state.network, through: last), label: label)
      if case .tensor(let masks)? = arguments["masks"] {
        arguments["masks"] = .tensor(try fitMasks(masks, of: images.shape, to: state.network, through: last))
      }
    }
    return arguments
  }

  /// Keeps where the running procedure stands, for its quantities, and runs nothing.
  func setProcedureAside() {
    for run in state.outer + [state.running].compactMap(\.self) where !run.isInside {
      state.former[run.procedure.name] = run.withoutFormerPlaces
    }
    state.running = nil
    state.outer = []
  }

  /// Takes up to `count` steps and says what each did.
  func step(_ count: Int) throws {
    try walk(pictured: false) { run, taken in
      taken < count
    } shown: { _ in
      count <= 8
    }
  }

  /// Runs to the end, or until `limit` steps are taken or the condition holds.
  func run(limit: Int? = nil, until condition: Formula? = nil, in line: SourceLine) throws {
    var met = false
    try walk(pictured: true) { run, taken in
      if taken > 0, let condition { met = try self.holds(condition) }
      return !met && limit.map { taken < $0 } ?? true
    } shown: { _ in
      false
    }
    guard let condition, !wasInterrupted else { return }
    if !met { met = try holds(condition) }
    let text = line.text(condition.range)
    output.write(met ? "stopped: \(text)" : "at the end: \(text) was never true")
  }

  /// Goes to a step, forwards or backwards.
  func go(to target: Int) throws {
    guard var run = state.running else { throw SessionError.nothingRuns }
    if target > run.position, !run.isDone { return try advance(to: target) }
    let reached = run.go(to: max(target, 0))
    state.running = run
    state.stageIsRun = true
    showStep()
    if !reached { output.write("the end is at step \(run.position)") }
    if target < 0 { output.write("the start is at step 0") }
  }

  /// Steps on to a step, watched as every step is.
  private func advance(to target: Int) throws {
    try walk(pictured: false) { run, _ in
      run.position < target
    } shown: { _ in
      false
    }
    guard let run = state.running, run.position < target, !wasInterrupted else { return }
    output.write("the end is at step \(run.position)")
  }

  /// Steps on while `goesOn` says so; every step is watched for numbers that are not finite and for Ctrl-C.
  private func walk(
    pictured: Bool, while goesOn: (Run, Int) throws -> Bool, shown: (Run) -> Bool
  ) throws {
    guard var run = state.running else { throw SessionError.nothingRuns }
    state.stageIsRun = true
    var taken = 0
    var meter = ProgressMeter()
    while try goesOn(run, taken) {
      if isInterrupted() {
        wasInterrupted = true
        break
      }
      guard try step(&run) else { break }
      if run.walk is Backprop { state.latestIsBackprop = true }
      taken += 1
      let isShown = shown(run)
      if isShown || !state.watched.isEmpty { showStep() }
      if output.isInteractive, meter.isDue() { output.redraw(progress(of: run, taken: taken, meter)) }
    }
    output.redraw("")
    if taken == 0, run.isDone, !wasInterrupted {
      return output.write("\(run.procedure.name) is at its end: step \(run.position)")
    }
    if taken > 0 { showPictures(of: run, pictured: pictured || run.procedure.drawsEachStep) }
    if !shown(run), state.watched.isEmpty { showStep() }
    if wasInterrupted {
      output.write("stopped at step \(run.position)" + (run.stepCount.map { " of \($0)" } ?? ""))
    }
  }

  /// Takes a step; one that is not finite is taken back.
  private func step(_ run: inout Run) throws -> Bool {
    // Held by the state too, the list of former places would be copied in order to grow.
    state.running = nil
    defer { state.running = run }
    guard run.step() else { return false }
    do {
      try checkFinite(run)
      return true
    } catch {
      _ = run.go(to: run.position - 1)
      throw error
    }
  }

  /// The main picture where someone sits before it; at the end of a run, and for everyone, the report if there is one.
  private func showPictures(of run: Run, pictured: Bool) {
    if run.isDone, let report = run.procedure.report?(run), !report.isEmpty {
      show(report)
    } else if output.isInteractive, pictured, let view = run.procedure.mainView(run) {
      show([view])
    }
  }

  /// The main picture as far as it is, the part done and the time left.
  private func progress(of run: Run, taken: Int, _ meter: ProgressMeter) -> String {
    // A title that the terminal broke would not be taken away again.
    let view = run.procedure.mainView(run).map { View($0.title.cut(to: output.style.width), $0.content) }
    let picture = view.map { $0.text(output.style, format) + "\n" } ?? ""
    let left = run.stepCount.map { ", " + meter.timeLeft(taken: taken, left: $0 - run.position) } ?? ""
    return "\(picture)\(run.procedure.name) \(run.place)\(left)"
  }

  /// A start that is not finite is an error of the picture or the network: nothing is begun.
  private func checkStart(_ run: Run) throws {
    guard let quantity = run.notFinite else { return }
    throw SessionError.startNotFinite(quantity: quantity, procedure: run.procedure.name)
  }

  private func checkFinite(_ run: Run) throws {
    guard let quantity = run.notFinite else { return }
    throw StoppedRun(reason: .notFinite(step: run.position, quantity: quantity, procedure: run.procedure.name))
  }

  /// Goes into the parts of the step shown.
  func enterStep() throws {
    guard let run = state.running else { throw SessionError.nothingRuns }
    guard let parts = run.current.inside else {
      throw run.position == 0 ? SessionError.nothingInsideYet : .nothingInside
    }
    state.outer.append(run)
    let inside = Run(run.procedure, run.arguments, command: run.command, isInside: true, walk: parts)
    state.running = inside
    state.stageIsRun = true
    output.write("into step \(run.position): \(inside.current.headline)")
  }

  /// Goes back to the step whose parts these are.
  func leaveStep() throws {
    guard let outer = state.outer.popLast() else { throw SessionError.notInside }
    state.running = outer
    state.stageIsRun = true
    showStep()
  }

  /// Whether a condition of one value holds now.
  func holds(_ condition: Formula) throws(LanguageError) -> Bool {
    try condition.condition(in: scope)
  }
}

// MARK: What is shown

extension Session {
  /// The line of the step shown, and what is watched.
  func showStep() {
    guard let run = state.running else { return }
    output.write("\(run.place)  \(run.current.headline)")
    for text in state.watched { output.write("  \(text)  \(watchedValue(text))") }
  }

  private func watchedValue(_ text: String) -> String {
    do {
      return try Formula(text).evaluate(in: scope).summary(format)
    } catch {
      return "(\(error))"
    }
  }
}

extension Run {
  /// "29/64", or "29" where the end is not known.
  var place: String {
    guard let stepCount else { return "\(position)" }
    let total = "\(stepCount)"
    return String(repeating: " ", count: max(0, total.count - "\(position)".count)) + "\(position)/\(total)"
  }
}

extension Run {
  /// The first quantity that must be finite and is not.
  fileprivate var notFinite: String? {
    quantities.first { $0.mustBeFinite && current.quantity($0.name)?.isFinite == false }?.name
  }
}

/// An error that ends a run where it is: the steps taken stay.
struct StoppedRun: Error {
  let reason: SessionError
}

extension Quantity {
  /// Whether it holds no NaN and nothing infinite.
  var isFinite: Bool {
    switch self {
    case .number(let number): number.isFinite
    case .tensor(let tensor): tensor.elements.allSatisfy(\.isFinite)
    case .text, .texts, .flag: true
    }
  }
}
