/// Says when it is time to redraw, and how long a run will still take.
struct ProgressMeter {
  private let start = ContinuousClock.now
  private var shown = ContinuousClock.now

  /// Whether a tenth of a second has gone since the last time that it was.
  mutating func isDue() -> Bool {
    let now = ContinuousClock.now
    guard now - shown >= .milliseconds(100) else { return false }
    shown = now
    return true
  }

  /// "12 s left", where so many steps of this run took as long as they did.
  func timeLeft(taken: Int, left: Int) -> String {
    let seconds = (ContinuousClock.now - start) / .seconds(1) / Double(max(taken, 1)) * Double(left)
    return seconds < 100 ? "\(max(1, Int(seconds.rounded()))) s left" : "\(Int((seconds / 60).rounded())) min left"
  }
}
