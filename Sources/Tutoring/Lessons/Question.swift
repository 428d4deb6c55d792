/// A question of a lesson, with what makes an answer right.
public struct Question: Equatable, Sendable {
  /// Markdown.
  public let text: String

  /// The line of the file on which the fence opens.
  public let line: Int

  public let key: AnswerKey

  /// Given one at a time, in this order.
  public let hints: [String]
}

/// What makes an answer right.
public enum AnswerKey: Equatable, Sendable {
  /// Choices, of which those marked right are to be named, all of them.
  case choices([Choice])
  /// A value to be met.
  case value(ValueKey)

  /// One of the choices of a question.
  public struct Choice: Equatable, Sendable {
    public let text: String
    public let isRight: Bool
    /// What the learner is told on choosing it; may be empty.
    public let told: String
    public let line: Int
  }

  /// An expression whose value is the answer.
  public struct ValueKey: Equatable, Sendable {
    public let expression: String
    /// The expression behind `+-`; without one the answer may be off by 1 %.
    public let tolerance: String?
    /// What the learner is told with the answer: the indented lines below it; may be empty.
    public let told: String
    public let line: Int
    /// Where the expression begins in its line, from 1.
    public let column: Int
  }
}
