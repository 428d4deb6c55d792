import CommandLanguage
import Foundation
import Plotting
import Tutoring

/// A session in a folder of its own, and what it wrote.
final class SessionUnderTest {
  let session: Session
  let recorder = Recorder()
  /// The figures folder, the only absolute place where it may write.
  let folder: String

  /// - Parameter lessons: the Markdown of each, by its file's name.
  init(
    network: String = "tiny", lessons: [String: String] = [:], seed: UInt64 = 0, records: Records = Records(),
    figureFormat: FigureFormat = .png, data: String? = nil
  ) throws {
    let folder = NSTemporaryDirectory() + "fovea-session-\(UUID().uuidString)"
    let shelf = folder + "-lessons"
    for path in [folder, shelf] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    for (name, text) in lessons { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(shelf)/\(name)")) }
    let interruption = Interruption()
    self.folder = folder
    self.interruption = interruption
    var settings = Settings(network: network, seed: seed, figures: folder, data: data, version: "1.2.3")
    settings.figureFormat = figureFormat
    session = try Session(
      settings: settings, output: recorder,
      shelf: LessonShelf(folder: shelf), records: records, isInterrupted: interruption.isDue)
  }

  deinit {
    for path in [folder, folder + "-lessons"] { try? FileManager.default.removeItem(atPath: path) }
  }

  private let interruption: Interruption

  /// Ctrl-C comes when it has been asked for so often.
  private final class Interruption {
    var left = Int.max

    func isDue() -> Bool {
      left -= 1
      return left < 0
    }
  }

  func interrupt(afterSteps count: Int) { interruption.left = count }

  /// Runs lines as they are typed at the prompt, and gives what they wrote.
  @discardableResult
  func type(_ lines: String...) throws(LanguageError) -> String {
    _ = recorder.taken()
    for line in lines { try session.take(SourceLine(line)) }
    return recorder.taken()
  }

  /// The error of a line that fails, as the prompt shows it.
  func fault(_ line: String) -> String? {
    do throws(LanguageError) {
      try type(line)
      return nil
    } catch {
      return error.rendered(line: SourceLine(line))
    }
  }

  /// What `print` says of an expression.
  func value(_ expression: String) throws(LanguageError) -> String {
    try type("print \(expression)").trimmingCharacters(in: .newlines)
  }

  /// The bytes that an expression is saved as: exact, where printed numbers are rounded.
  func bits(_ expression: String) throws -> Data {
    let file = "\(folder)/bits"
    do {
      try type("save \(expression) \(file).npy")
      return try Data(contentsOf: URL(fileURLWithPath: file + ".npy"))
    } catch {
      try type("save \(expression) \(file).txt")
      return try Data(contentsOf: URL(fileURLWithPath: file + ".txt"))
    }
  }

  /// Everything that has a name, where the session stands and what it would print: to be compared.
  func everything() throws -> String {
    var lines = [session.prompt, try type("vars")]
    for name in ["p", "scores", "input.grad", "step", "drop", "output", "heatmap"] {
      lines.append((try? value(name)) ?? "no \(name)")
    }
    return lines.joined(separator: "\n")
  }

  func file(_ name: String) -> Data? { FileManager.default.contents(atPath: "\(folder)/\(name)") }
}

extension SessionUnderTest {
  /// An L of white on black, 6×6: both kernels of `tiny` see an edge of it.
  static let picture = "let p = pad(reshape([0,1,0,0, 0,1,0,0, 0,1,0,0, 0,1,1,1], [4, 4]), 1)"

  /// A session with the network `tiny` and the picture `p`.
  static func withPicture(lessons: [String: String] = [:]) throws -> SessionUnderTest {
    let session = try SessionUnderTest(lessons: lessons)
    try session.type(picture)
    return session
  }
}

/// What `--plain` makes of a text.
func inASCII(_ text: String) -> String { transliterated(text) }
