extension Question {
  /// What is wrong with the key of a question, in words; empty where it holds.
  ///
  /// The right answers must be accepted, written in each way that a learner may; wrong choices and values near the key
  /// must be refused.
  ///
  /// - Throws: what evaluating the key throws.
  public func proveKey(evaluate: Evaluation) throws -> [String] {
    var faults: [String] = []
    for answer in try answersToAccept(evaluate: evaluate) {
      let verdict = try judge(answer, evaluate: evaluate)
      if !verdict.isRight { faults.append("'\(answer)' should be accepted: \(verdict.message)") }
    }
    for answer in try answersToRefuse(evaluate: evaluate) {
      guard case .right = try judge(answer, evaluate: evaluate) else { continue }
      faults.append("'\(answer)' should be refused")
    }
    return faults
  }

  /// Right answers in the ways that they may be written.
  public func answersToAccept(evaluate: Evaluation) throws -> [String] {
    switch key {
    case .choices(let choices):
      let right = choices.indices.filter { choices[$0].isRight }
      let byLetter = right.map(AnswerKey.letter).joined(separator: " ")
      // A text that is a number may also be another choice's number; then the learner is asked back, rightly.
      let texts = right.map { choices[$0].text }.filter { AnswerValue.plainNumber($0) == nil }
      return right.count == 1 ? [byLetter] + texts : [byLetter]
    case .value(let key):
      let value = try evaluate(key.expression)
      if case .number(let number) = value { return [key.expression, "\(number)", "\(number * 100) %"] }
      if case .text(let text) = value { return [text] }
      return [key.expression]
    }
  }

  /// Answers that only a broken key accepts.
  public func answersToRefuse(evaluate: Evaluation) throws -> [String] {
    switch key {
    case .choices(let choices): AnswerKey.wrongSelections(of: choices)
    case .value(let key): try key.nearMisses(evaluate: evaluate)
    }
  }
}

extension AnswerKey {
  static func letter(_ index: Int) -> String {
    String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index)))
  }

  /// Each wrong choice alone; where several are right, each of them alone and with a wrong one beside them.
  fileprivate static func wrongSelections(of choices: [Choice]) -> [String] {
    let right = choices.indices.filter { choices[$0].isRight }
    let wrong = choices.indices.filter { !choices[$0].isRight }
    let alone = right.count > 1 ? wrong + right : wrong
    let together = wrong.map { (right + [$0]).map(letter).joined(separator: " ") }
    return alone.map(letter) + together
  }
}

extension AnswerKey.ValueKey {
  /// Values next to the key, each beyond its tolerance: a twentieth more, one more, the other sign, twice the tolerance.
  fileprivate func nearMisses(evaluate: Question.Evaluation) throws -> [String] {
    switch try evaluate(expression) {
    case .number(let value):
      return try misses(of: value, evaluate).map { "\($0)" }
    case .numbers(let values):
      guard let first = values.first, let miss = try misses(of: first, evaluate).first else { return [] }
      return ["\([miss] + values.dropFirst())", "\(values + [0])"]
    case .truth(let truth):
      return [truth ? "no" : "yes"]
    case .text(let text):
      return [text + "x", "x"]
    }
  }

  private func misses(of value: Double, _ evaluate: Question.Evaluation) throws -> [Double] {
    let allowed = try tolerance(around: value, evaluate: evaluate)
    let near = [value * 1.05, value + 1, -value, value + 2 * allowed, value - 2 * allowed]
    return near.filter { abs($0 - value) > allowed }
  }
}
