/// Reads the lines of an `ask` fence: the question's text, then choices or an answer, then hints.
///
/// An indented line belongs to the choice, the answer or the hint above it.
struct QuestionParser {
  private let fence: Fence
  private let file: String
  private var text: [LessonLine] = []
  private var items: [Item] = []

  /// A choice, an answer or a hint with the indented lines below it.
  private struct Item {
    enum Kind {
      case choice(isRight: Bool)
      case answer
      case hint
    }
    let kind: Kind
    let line: LessonLine
    let content: String
    var below: [LessonLine] = []

    /// The indented lines as one paragraph, blank lines parting paragraphs.
    var told: String {
      below.split(whereSeparator: \.isBlank).map { $0.map(\.trimmed).joined(separator: " ") }.joined(separator: "\n\n")
    }
  }

  static func question(in fence: Fence, file: String) throws(LessonError) -> Question {
    var parser = QuestionParser(fence: fence, file: file)
    for line in fence.body { try parser.take(line) }
    return try parser.question()
  }

  private init(fence: Fence, file: String) {
    self.fence = fence
    self.file = file
  }

  private mutating func take(_ line: LessonLine) throws(LessonError) {
    if let item = try item(line) {
      items.append(item)
    } else if items.isEmpty {
      text.append(line)
    } else if line.isBlank || line.indentation > 0 {
      items[items.count - 1].below.append(line)
    } else {
      throw fence.error(.strayLine(line.trimmed), file: file, at: line)
    }
  }

  private func item(_ line: LessonLine) throws(LessonError) -> Item? {
    guard line.indentation == 0 else { return nil }
    for (label, kind) in [("answer:", Item.Kind.answer), ("hint:", .hint)] where line.text.hasPrefix(label) {
      return Item(kind: kind, line: line, content: LessonLine.trimmed(line.text.dropFirst(label.count)))
    }
    return try choice(line)
  }

  private func choice(_ line: LessonLine) throws(LessonError) -> Item? {
    guard let bullet = line.text.first, "-*+".contains(bullet) else { return nil }
    let rest = line.text.dropFirst().drop(while: \.isWhitespace)
    guard rest.first == "[", let end = rest.firstIndex(of: "]"), rest[..<end].count <= 3 else { return nil }
    let mark = rest[..<end].dropFirst()
    let isSpaced = line.text.dropFirst().first == " "
    guard isSpaced, [" ", "x", "X"].contains(mark) else { throw fence.error(.badBox(line.text), file: file, at: line) }
    let content = LessonLine.trimmed(rest[rest.index(after: end)...])
    return Item(kind: .choice(isRight: mark != " "), line: line, content: content)
  }

  private func question() throws(LessonError) -> Question {
    guard text.contains(where: { !$0.isBlank }) else { throw fence.error(.noQuestionText, file: file) }
    return Question(
      text: LessonLine.joined(text), line: fence.opening.number, key: try key(), hints: try hints())
  }

  private func hints() throws(LessonError) -> [String] {
    var hints: [String] = []
    for item in items {
      guard case .hint = item.kind else { continue }
      let words = [item.content, item.told].filter { !$0.isEmpty }.joined(separator: " ")
      guard !words.isEmpty else { throw fence.error(.emptyHint, file: file, at: item.line) }
      hints.append(words)
    }
    return hints
  }

  private func key() throws(LessonError) -> AnswerKey {
    let choices = try choices()
    let answers = items.filter { if case .answer = $0.kind { true } else { false } }
    guard let answer = answers.first else {
      try check(choices)
      return .choices(choices)
    }
    guard choices.isEmpty else { throw fence.error(.twoKinds, file: file, at: answer.line) }
    guard answers.count == 1 else { throw fence.error(.secondAnswer, file: file, at: answers[1].line) }
    return .value(try valueKey(answer))
  }

  private func valueKey(_ answer: Item) throws(LessonError) -> AnswerKey.ValueKey {
    var expression = Substring(answer.content)
    var tolerance: String?
    if let sign = expression.ranges(of: "+-").last {
      tolerance = LessonLine.trimmed(expression[sign.upperBound...])
      expression = expression[..<sign.lowerBound]
    }
    guard tolerance != "" else { throw fence.error(.noTolerance, file: file, at: answer.line) }
    let key = LessonLine.trimmed(expression)
    guard !key.isEmpty else { throw fence.error(.emptyAnswer, file: file, at: answer.line) }
    let behind = answer.line.text.dropFirst("answer:".count).drop(while: \.isWhitespace)
    let column = answer.line.text.count - behind.count + 1
    return AnswerKey.ValueKey(
      expression: key, tolerance: tolerance, told: answer.told, line: answer.line.number, column: column)
  }

  private func choices() throws(LessonError) -> [AnswerKey.Choice] {
    var choices: [AnswerKey.Choice] = []
    for item in items {
      guard case .choice(let isRight) = item.kind else { continue }
      guard !item.content.isEmpty else { throw fence.error(.emptyChoice, file: file, at: item.line) }
      if let former = choices.first(where: { $0.text == item.content }) {
        throw fence.error(.repeatedChoice(item.content, firstLine: former.line), file: file, at: item.line)
      }
      choices.append(
        AnswerKey.Choice(text: item.content, isRight: isRight, told: item.told, line: item.line.number))
    }
    return choices
  }

  private func check(_ choices: [AnswerKey.Choice]) throws(LessonError) {
    guard !choices.isEmpty else { throw fence.error(.noAnswer, file: file) }
    guard choices.count > 1 else { throw fence.error(.oneChoice, file: file) }
    guard choices.contains(where: \.isRight) else { throw fence.error(.noRightChoice, file: file) }
  }
}
