import Tensors

/// The value of an answer or of a key, as far as answers go.
public enum AnswerValue: Equatable, Sendable {
  case number(Double)
  /// The elements of a list or a tensor of several.
  case numbers([Double])
  case truth(Bool)
  case text(String)

  /// The value in the words of a refusal, numbers to six digits.
  public var words: String {
    switch self {
    case .number(let number): number.written(precision: 6)
    case .numbers(let numbers): "[" + numbers.map { $0.written(precision: 6) }.joined(separator: ", ") + "]"
    case .truth(let truth): truth ? "true" : "false"
    case .text(let text): text
    }
  }
}

extension AnswerValue {
  /// A number as people write it: `0.25`, `.25`, `-3`, `1e-3`, `1/4`, `25 %`; nil where the text is anything else.
  static func plainNumber(_ text: String) -> Double? {
    let text = withPlainMinus(text)
    if let (number, _) = percentage(text) { return plainNumber(number).map { $0 / 100 } }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { literal(LessonLine.trimmed($0)) }
    switch parts.count {
    case 1: return parts[0]
    case 2: return parts[0].flatMap { top in parts[1].flatMap { $0 == 0 ? nil : top / $0 } }
    default: return nil
    }
  }

  /// What stands before a percent sign at the end.
  static func percentage(_ text: String) -> (before: String, sign: Character)? {
    guard let sign = text.last, sign == "%" else { return nil }
    return (LessonLine.trimmed(text.dropLast()), sign)
  }

  /// Typographic minus signs as hyphens.
  static func withPlainMinus(_ text: String) -> String {
    String(LessonLine.trimmed(Substring(text)).map { $0 == "\u{2212}" ? "-" : $0 })
  }

  /// `Double` reads words (`nan`, `infinity`) and hexadecimal too, which nobody means as an answer.
  private static func literal(_ text: String) -> Double? {
    guard text.allSatisfy({ "0123456789.+-eE".contains($0) }), text.contains(where: \.isNumber) else { return nil }
    return Double(text)
  }
}
