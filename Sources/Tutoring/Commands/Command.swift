import CommandLanguage

/// All that fovea knows of a command: how it is typed, what it does, and what completes it.
package struct Command: Sendable {
  enum Topic: String, CaseIterable {
    case lessons = "Lessons"
    case walking = "Stepping"
    case looking = "Looking"
    case naming = "Names"
    case pictures = "Pictures and networks"
    case keeping = "Keeping"
    case session = "The session"
  }

  /// What may stand behind its name, for completion.
  enum Completed: Equatable {
    case names, files, lessons, layers, classes, topics
    case words([String])
  }

  package let name: String
  let topic: Topic
  /// The forms it is typed in.
  package let forms: [String]
  /// One sentence: what it does.
  let summary: String
  /// What more there is to say, for `help NAME`.
  var details = ""
  /// It can stand without further words; else its name alone is looked up as an expression.
  var worksAlone = true
  /// What follows its name is text or a path, never an expression.
  var takesFreeText = false
  var completed: [Completed] = []
  let run: @Sendable (Session, inout ArgumentReader) throws -> Void

  package static let all: [Command] = lessons + walking + looking + naming + pictures + keeping + session

  static func named(_ name: String) -> Command? {
    all.first { $0.name == name }
  }
}
