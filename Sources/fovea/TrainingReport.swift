import Networks

/// Shows how training goes: on a terminal one line redrawn, else a line an epoch.
final class TrainingReport {
  private let total: Int
  private let output: StandardOutput
  private let start = ContinuousClock.now
  private var shown = ContinuousClock.now

  init(total: Int, style output: StandardOutput) {
    self.total = total
    self.output = output
  }

  func show(_ update: Training.Update) {
    if update.heldOutAccuracy != nil || update.problem != nil { return output.write(update.headline) }
    guard ContinuousClock.now - shown > .milliseconds(200) else { return }
    shown = .now
    let elapsed = (shown - start) / .seconds(1)
    let left = elapsed / Double(update.step) * Double(total - update.step)
    output.redraw("\(update.headline), \(Int(left)) s left")
  }
}
