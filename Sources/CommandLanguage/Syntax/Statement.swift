/// One command or expression of a line: what stands between two `;`, without the comment.
public struct Statement: Equatable, Sendable {
  public let line: SourceLine

  /// Its place in the line, without white space at its ends.
  public let range: SourceRange

  public init(line: SourceLine, range: SourceRange) {
    self.line = line
    self.range = range
  }

  public var text: String { line.text(range) }

  /// Cuts a line at each `;` outside quotes and brackets, and leaves out the comment that `#` starts outside quotes.
  ///
  /// Empty statements are left out. A bracket or a quote that is never closed holds the rest of the line.
  public static func statements(of line: SourceLine) -> [Statement] {
    var ranges: [SourceRange] = []
    var start = 0
    var end = line.characters.count
    var scan = BracketScan(line, line.range)
    while let character = scan.next() {
      if character == "#", !scan.isQuoted {
        end = scan.position
        break
      }
      guard character == ";", scan.isOutside else { continue }
      ranges.append(SourceRange(start, scan.position))
      start = scan.position + 1
    }
    ranges.append(SourceRange(start, end))
    return ranges.map { Statement(line: line, range: line.trimmed($0)) }.filter { !$0.range.isEmpty }
  }

  /// The statements of a whole text, line by line.
  public static func statements(of text: String) -> [Statement] {
    SourceLine.lines(of: text).flatMap(statements(of:))
  }
}

/// Goes through a part of a line and knows what is inside quotes and brackets.
struct BracketScan {
  private let line: SourceLine
  private let end: Int
  private var following: Int
  private var quote: Character?
  private var closesQuote = false
  private var isEscaped = false

  /// The brackets that are open, by their places.
  private(set) var open: [Int] = []

  /// Where the open quotation begins.
  private(set) var quoteStart: Int?

  init(_ line: SourceLine, _ range: SourceRange) {
    self.line = line
    following = range.start
    end = range.end
  }

  /// The place of the character that `next()` gave last.
  var position: Int { following - 1 }

  var isQuoted: Bool { quote != nil || closesQuote }

  var isOutside: Bool { !isQuoted && open.isEmpty }

  mutating func next() -> Character? {
    guard following < end else { return nil }
    let character = line.characters[following]
    following += 1
    closesQuote = false
    if let quote {
      if isEscaped {
        isEscaped = false
      } else if character == "\\", quote == "\"" {
        isEscaped = true
      } else if character == quote {
        (self.quote, quoteStart, closesQuote) = (nil, nil, true)
      }
    } else {
      enter(character)
    }
    return character
  }

  private mutating func enter(_ character: Character) {
    switch character {
    case "\"", "`": (quote, quoteStart) = (character, position)
    case "(", "[": open.append(position)
    case ")", "]": _ = open.popLast()
    default: break
    }
  }
}
