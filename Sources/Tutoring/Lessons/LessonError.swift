/// What is wrong with a lesson, and where.
public struct LessonError: Error, Equatable, Sendable {
  public let file: String
  /// From 1.
  public let line: Int
  /// In characters, from 1.
  public let column: Int
  public let problem: Problem

  /// The kinds of mistake.
  public enum Problem: Equatable, Sendable {
    case unreadable(reason: String)
    case notText
    case noTitle
    case empty
    case unclosedFence(String)
    case noCommands
    case steering(String)
    case mistypedFence(String, meant: String)
    case noQuestionText
    case noAnswer
    case twoKinds
    case secondAnswer
    case emptyAnswer
    case noTolerance
    case oneChoice
    case emptyChoice
    case badBox(String)
    case noRightChoice
    case repeatedChoice(String, firstLine: Int)
    case emptyHint
    case emptyNeeds
    case mistypedNeeds(String)
    case strayLine(String)
  }
}

extension LessonError: CustomStringConvertible {
  /// `FILE:LINE:COLUMN: ` and the sentence.
  public var description: String { "\(file):\(line):\(column): \(problem)" }
}

extension LessonError.Problem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreadable(let reason): "this lesson cannot be read: \(reason)"
    case .notText: "this is not UTF-8 text"
    case .noTitle: "a lesson begins with its title, as '# Title'"
    case .empty: "this lesson has nothing to show below its title"
    case .unclosedFence(let fence): "this block is never closed: end it with a line '\(fence)'"
    case .noCommands: "this block of commands holds none"
    case .steering(let command): "'\(command)' steers lessons: only the learner types it, a lesson cannot"
    case .mistypedFence(let kind, let meant): "nothing is known of a block '\(kind)': did you mean '\(meant)'?"
    case .noQuestionText: "the question has no text: write it above the choices or the answer"
    case .noAnswer: "the question has no answer: give choices ('- [x] …' the right ones) or a line 'answer: EXPR'"
    case .twoKinds: "a question has either choices or a line 'answer:', not both"
    case .secondAnswer: "the question has a second 'answer:' line"
    case .emptyAnswer: "'answer:' needs an expression behind it"
    case .noTolerance: "'+-' needs a tolerance behind it"
    case .oneChoice: "one choice leaves nothing to choose: give at least two"
    case .emptyChoice: "the choice has no text"
    case .badBox(let line): "a choice begins with '- [ ] ' or '- [x] ', not as '\(line)'"
    case .noRightChoice: "no choice is the right one: mark it with '- [x]'"
    case .repeatedChoice(let text, let first): "the choice '\(text)' is there already, on line \(first)"
    case .emptyHint: "'hint:' needs words behind it"
    case .emptyNeeds: "'needs:' needs a file's name behind it, as 'needs: coffee.png - a cup of coffee'"
    case .mistypedNeeds(let word): "'\(word)' names no files: did you mean 'needs:'?"
    case .strayLine(let line):
      "'\(line)' is neither a choice, an answer nor a hint: indent what belongs to the line above"
    }
  }
}

/// A block that a lesson does not have.
public struct UnknownBlock: Error, Equatable, CustomStringConvertible {
  /// As it was typed.
  public let wanted: String
  let lesson: String
  /// The names that there are.
  let known: [String]

  public var description: String {
    "lesson \(lesson) has no block '\(wanted)': they are 1 to \(known.count), \(known.joined(separator: ", "))"
  }
}
