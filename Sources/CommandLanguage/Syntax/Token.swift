/// A mark of the language that is neither a name nor a literal.
enum Symbol: String {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divided = "/"
  case matrixProduct = "@"
  case power = "^"
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case comma = ","
  case colon = ":"
  case dot = "."
  case ellipsis = "..."
  case assign = "="
  case equal = "=="
  case unequal = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case near = "~="
  case plusOrMinus = "±"

  /// The mark that closes what this one opens.
  var closer: Symbol? {
    switch self {
    case .openParenthesis: .closeParenthesis
    case .openBracket: .closeBracket
    default: nil
    }
  }
}

/// The smallest part of an expression.
struct Token {
  enum Kind {
    case number(Double)
    case text(String)
    case name(String, quoted: Bool)
    case symbol(Symbol)
    /// Something that the language does not have; an error only for whoever needs a token here.
    case malformed(LanguageError)
    case end
  }

  let kind: Kind
  let range: SourceRange

  func isSymbol(_ symbol: Symbol) -> Bool {
    if case .symbol(symbol) = kind { true } else { false }
  }

  /// Whether it is that word, written without back-quotes.
  func isWord(_ word: String) -> Bool {
    if case .name(word, quoted: false) = kind { true } else { false }
  }
}

extension Character {
  var isDigit: Bool { ("0"..."9").contains(self) }

  var beginsName: Bool { isLetter || self == "_" }

  var continuesName: Bool { beginsName || isNumber }
}
