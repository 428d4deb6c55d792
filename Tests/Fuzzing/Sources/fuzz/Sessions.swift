import CommandLanguage
import Tensors
import Tutoring

extension Target {
  static let sessions = [
    Target(name: "session") { bytes in
      SizeLimit.$elements.withValue(1 << 14) {
        guard let session = session() else { preconditionFailure("a session begins") }
        for line in SourceLine.lines(of: "let p = pad(ones([4, 4]), 1)\n" + String(decoding: bytes, as: UTF8.self)) {
          for statement in Statement.statements(of: line) { type(statement, to: session) }
        }
      }
    }
  ]

  /// A session with the smallest network, whose figures are drawn and thrown away.
  private static func session() -> Session? {
    guard let shelf = try? LessonShelf(folder: ".") else { return nil }
    let settings = Settings(network: "tiny", figures: nil, threads: 1, version: "0")
    return try? Session(settings: settings, output: Recorder(), shelf: shelf, records: Records())
  }

  /// What writes files, or reads what happens to lie here, or takes long for good reasons.
  private static let refused: Set = [
    "save", "history", "notes", "progress", "set", "lesson", "lessons", "image", "images", "network", "info",
  ]

  private static func type(_ statement: Statement, to session: Session) {
    let text = statement.text
    guard !refused.contains(where: { text.hasPrefix($0) }), !text.contains("load") else { return }
    _ = session.offers(for: text, cursor: text.count)
    do throws(LanguageError) {
      try session.take(SourceLine(text))
    } catch {
      precondition(!error.rendered(line: SourceLine(text)).isEmpty, "an error has words")
    }
  }
}
