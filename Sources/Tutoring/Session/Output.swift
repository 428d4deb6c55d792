public import Plotting

/// Where a session writes.
public protocol Output: AnyObject {
  /// How it looks: colours, characters, width.
  var style: TerminalStyle { get set }
  /// Someone sits in front of it: pictures are shown unasked, long work redraws its progress.
  var isInteractive: Bool { get }
  /// The columns that tables are fitted to; nil where they may be as wide as they are.
  var tableWidth: Int? { get }
  /// Writes whole lines.
  func write(_ text: String)
  /// `set color`: auto, always or never; false for another word.
  func choose(color: String) -> Bool
  /// Puts `text` in the place of what the last call drew; does nothing where nothing can be redrawn.
  func redraw(_ text: String)
}

extension Output {
  public var tableWidth: Int? { isInteractive ? style.width : nil }
}

/// Keeps what is written: for `fovea check`, for notes and for tests.
public final class Recorder: Output {
  public var style: TerminalStyle
  public var isInteractive = false
  public var tableWidth: Int?
  /// What was written since the last `taken()`.
  public private(set) var text = ""

  public init(style: TerminalStyle = TerminalStyle(unicode: true, width: 80)) {
    self.style = style
  }

  /// Keeps whole lines.
  public func write(_ text: String) {
    self.text += text.hasSuffix("\n") ? text : text + "\n"
  }

  /// Keeps nothing: what is redrawn is not meant to stay.
  public func redraw(_ text: String) {}

  /// Colours are never kept; the words that `set color` takes are known.
  public func choose(color: String) -> Bool { ["auto", "always", "never"].contains(color) }

  /// What was written since the last call.
  public func taken() -> String {
    defer { text = "" }
    return text
  }
}

/// Passes on what a session says, and keeps it for the lesson's notes.
final class Transcript: Output {
  private let output: any Output
  /// Nothing is passed on: commands are run again to come back to where the learner was.
  var isMuted = false
  private var kept = ""

  init(_ output: any Output) {
    self.output = output
  }

  var style: TerminalStyle {
    get { output.style }
    set { output.style = newValue }
  }

  var isInteractive: Bool { output.isInteractive && !isMuted }

  var tableWidth: Int? { output.tableWidth }

  func choose(color: String) -> Bool { output.choose(color: color) }

  func write(_ text: String) { write(text, noted: text) }

  /// Writes a picture in the terminal's way, and keeps a sentence about it.
  func write(_ text: String, noted: String) {
    kept += harmless(noted) + "\n"
    if !isMuted { output.write(harmless(text)) }
  }

  func redraw(_ text: String) {
    if !isMuted { output.redraw(harmless(text)) }
  }

  /// Redraws even while nothing is passed on: someone waits.
  func redrawMuted(_ text: String) {
    if output.isInteractive { output.redraw(text) }
  }

  /// What was written since the last call.
  func taken() -> String {
    defer { kept = "" }
    return String(kept.dropLast())
  }
}

/// The text with nothing in it that steers a terminal but colours: lines, files and lessons can hold anything.
private func harmless(_ text: String) -> String {
  let parts = text.split(separator: "\u{1B}", omittingEmptySubsequences: false)
  guard parts.count > 1 else { return sanitized(text) }
  return parts.dropFirst().reduce(into: sanitized(String(parts[0]))) { result, part in
    let numbers = part.dropFirst().prefix { $0.isASCII && ($0.isNumber || $0 == ";") }
    let isColour = part.first == "[" && part[numbers.endIndex...].first == "m"
    result += (isColour ? "\u{1B}" : sanitized("\u{1B}")) + sanitized(String(part))
  }
}
