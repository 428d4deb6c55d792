/// What an answer was found to be.
public enum Verdict: Equatable, Sendable {
  /// Right, and what the learner is told with it (may be empty).
  case right(told: String)
  /// Not right: what was understood, and what the choices taken tell (may be empty).
  case wrong(understood: String, told: String)
  /// Not an answer to this kind of question; it counts as no try.
  case unclear(String)

  public var isRight: Bool { if case .right = self { true } else { false } }

  /// What the learner reads.
  public var message: String {
    switch self {
    case .right(let told): told.isEmpty ? "Right." : "Right. \(told)"
    case .wrong(let understood, let told):
      told.isEmpty ? "understood \(understood); not yet" : "understood \(understood); not yet. \(told)"
    case .unclear(let words): words
    }
  }
}

extension Question {
  /// Evaluates an expression where the lesson stands.
  public typealias Evaluation = (String) throws -> AnswerValue

  /// Judges an answer by its value.
  ///
  /// - Throws: what evaluating the key throws; an answer that has no value is `unclear`.
  public func judge(_ answer: String, evaluate: Evaluation) throws -> Verdict {
    let answer = LessonLine.trimmed(Substring(answer))
    return switch key {
    case .choices(let choices): AnswerKey.judge(answer, among: choices)
    case .value(let key): try key.judge(answer, evaluate: evaluate)
    }
  }

  /// The answer and how one sees it, for a learner who goes past the question.
  public func solution(evaluate: Evaluation) throws -> String {
    switch key {
    case .choices(let choices):
      return choices.enumerated().filter { $0.element.isRight }.map { index, choice in
        choice.told.isEmpty ? "\(index + 1)) \(choice.text)" : "\(index + 1)) \(choice.text)\n\(choice.told)"
      }.joined(separator: "\n")
    case .value(let key):
      let words = try evaluate(key.expression).words
      // An expression that is a plain number would say the same twice.
      let isPlain = AnswerValue.plainNumber(key.expression) != nil || words == key.expression
      let answer = isPlain ? words : "\(words), the value of \(key.expression)"
      return ([answer] + (key.told.isEmpty ? hints : [key.told])).joined(separator: "\n")
    }
  }
}

extension AnswerKey.ValueKey {
  /// How far from `value` an answer may be.
  func tolerance(around value: Double, evaluate: Question.Evaluation) throws -> Double {
    // A key of 0 that was computed may be off by rounding alone.
    guard let tolerance else { return Swift.max(0.01 * abs(value), 1e-9) }
    if case .number(let allowed) = try evaluate(tolerance) { return abs(allowed) }
    return 0
  }

  func judge(_ answer: String, evaluate: Question.Evaluation) throws -> Verdict {
    let key = try evaluate(expression)
    guard !answer.isEmpty else { return .unclear("an answer is a \(AnswerKey.ValueKey.kind(of: key)): answer …") }
    let given: AnswerValue
    do {
      given = try AnswerKey.ValueKey.understood(answer, for: key, evaluate: evaluate)
    } catch {
      return .unclear("'\(answer)' has no value here (\(error)); the answer is a \(AnswerKey.ValueKey.kind(of: key))")
    }
    guard AnswerKey.ValueKey.kind(of: given) == AnswerKey.ValueKey.kind(of: key) else {
      return .unclear("understood \(given.words); the answer is a \(AnswerKey.ValueKey.kind(of: key))")
    }
    return try meets(given, key, evaluate) ? .right(told: told) : .wrong(understood: given.words, told: "")
  }

  private func meets(_ given: AnswerValue, _ key: AnswerValue, _ evaluate: Question.Evaluation) throws -> Bool {
    switch (given, key) {
    case (.number(let a), .number(let b)):
      return abs(a - b) <= (try tolerance(around: b, evaluate: evaluate))
    case (.numbers(let a), .numbers(let b)):
      guard a.count == b.count else { return false }
      return try zip(a, b).allSatisfy { abs($0 - $1) <= (try tolerance(around: $1, evaluate: evaluate)) }
    case (.text(let a), .text(let b)):
      return a.lowercased() == b.lowercased()
    default:
      return given == key
    }
  }

  /// What the learner means, given the kind of value that the key has.
  private static func understood(
    _ answer: String, for key: AnswerValue, evaluate: Question.Evaluation
  ) throws -> AnswerValue {
    switch key {
    case .text:
      let quotes: [Character] = ["\"", "'", "`"]
      let isQuoted = answer.count > 2 && answer.first == answer.last && quotes.contains(answer.first ?? " ")
      return .text(isQuoted ? String(answer.dropFirst().dropLast()) : answer)
    case .truth where ["yes", "y"].contains(answer.lowercased()): return .truth(true)
    case .truth where ["no", "n"].contains(answer.lowercased()): return .truth(false)
    default: return try number(answer, evaluate)
    }
  }

  private static func number(_ answer: String, _ evaluate: Question.Evaluation) throws -> AnswerValue {
    let answer = AnswerValue.withPlainMinus(answer)
    if let plain = AnswerValue.plainNumber(answer) { return .number(plain) }
    if let (before, _) = AnswerValue.percentage(answer), case .number(let number) = try evaluate(before) {
      return .number(number / 100)
    }
    return try evaluate(answer)
  }

  private static func kind(of value: AnswerValue) -> String {
    switch value {
    case .number: "number"
    case .numbers: "list of numbers"
    case .truth: "yes or no"
    case .text: "name"
    }
  }
}

extension AnswerKey {
  /// Judges an answer to a question with choices: all the right ones, and no other, must be named.
  static func judge(_ answer: String, among choices: [Choice]) -> Verdict {
    let taken: Set<Int>
    switch ChoiceReader(choices: choices).read(answer) {
    case .choices(let read): taken = read
    case .unclear(let words): return .unclear(words)
    }
    let right = Set(choices.indices.filter { choices[$0].isRight })
    let told = taken.sorted().filter { choices[$0].isRight == (taken == right) }.map { choices[$0].told }
    let telling = told.filter { !$0.isEmpty }.joined(separator: " ")
    if taken == right { return .right(told: telling) }
    let understood = taken.sorted().map { "'\(choices[$0].text)'" }.joined(separator: " and ")
    return .wrong(understood: understood, told: taken.isSubset(of: right) ? "There is more to name." : telling)
  }
}

/// Finds out which choices an answer names: by number, letter, text or the beginning of one text alone.
struct ChoiceReader {
  let choices: [AnswerKey.Choice]

  enum Reading: Equatable {
    case choices(Set<Int>)
    case unclear(String)
  }

  func read(_ answer: String) -> Reading {
    let whole = candidates(answer)
    if whole.count == 1 { return .choices(whole) }
    if whole.count > 1 { return .unclear(ambiguity(answer, whole)) }
    let words = answer.split { $0 == "," || $0 == ";" || $0.isWhitespace }.map(String.init).filter { $0 != "and" }
    var taken: Set<Int> = []
    for word in words where words.count > 1 {
      let found = candidates(word)
      if found.count > 1 { return .unclear(ambiguity(word, found)) }
      guard let one = found.first else { return .unclear(unknown(word)) }
      taken.insert(one)
    }
    return taken.isEmpty ? .unclear(unknown(answer)) : .choices(taken)
  }

  /// The choices that a word may mean.
  ///
  /// A whole text, a number and a letter count alike, so that `1` is asked back where another choice reads "1";
  /// only where none of them fits is the word the beginning of a text.
  private func candidates(_ word: String) -> Set<Int> {
    let word = plain(word)
    guard !word.isEmpty else { return [] }
    var found = Set(choices.indices.filter { plain(choices[$0].text) == word })
    if let index = place(of: word) { found.insert(index) }
    if found.isEmpty, let number = AnswerValue.plainNumber(word) {
      found = Set(choices.indices.filter { AnswerValue.plainNumber(choices[$0].text) == number })
    }
    return found.isEmpty ? Set(choices.indices.filter { plain(choices[$0].text).hasPrefix(word) }) : found
  }

  /// The place that a number from 1 or a letter from a names.
  private func place(of word: String) -> Int? {
    let word = word.hasSuffix(")") || word.hasSuffix(".") ? String(word.dropLast()) : word
    if let number = Int(word) { return choices.indices.contains(number - 1) ? number - 1 : nil }
    guard word.utf8.count == 1, let letter = word.utf8.first, letter >= UInt8(ascii: "a") else { return nil }
    let index = Int(letter) - Int(UInt8(ascii: "a"))
    return choices.indices.contains(index) ? index : nil
  }

  /// In lower case without Markdown's marks, which nobody types.
  private func plain(_ text: String) -> String {
    LessonLine.trimmed(Substring(text.lowercased().filter { !"*_`\"".contains($0) }))
  }

  private func ambiguity(_ word: String, _ found: Set<Int>) -> String {
    let listed = found.sorted().map { "\($0 + 1)) \(choices[$0].text)" }.joined(separator: ", ")
    return "'\(word)' can mean \(listed): answer by its letter or more of its words"
  }

  private func unknown(_ word: String) -> String {
    word.isEmpty
      ? "type a number from 1 to \(choices.count)"
      : "'\(word)' is none of the choices: type a number from 1 to \(choices.count)"
  }
}
