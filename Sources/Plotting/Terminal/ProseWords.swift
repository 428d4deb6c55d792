import Text

extension Prose {
  /// Takes a paragraph apart into words, each of segments with one look.
  static func words(of text: String, quotingCode: Bool) -> [Word] {
    var reader = InlineReader(letters: Array(text), quotesCode: quotingCode)
    reader.read()
    return reader.words
  }
}

/// Reads the marks inside a paragraph.
private struct InlineReader {
  let letters: [Character]
  let quotesCode: Bool
  var words: [Prose.Word] = []
  private var word: Prose.Word = []
  private var place = 0
  private var isStrong = false
  private var isEmphasized = false

  init(letters: [Character], quotesCode: Bool) {
    self.letters = letters
    self.quotesCode = quotesCode
  }

  mutating func read() {
    while place < letters.count { readNext() }
    endWord()
  }

  private mutating func readNext() {
    let letter = letters[place]
    switch letter {
    case " ", "\t", "\n":
      endWord()
      place += 1
    case "\\" where place + 1 < letters.count && letters[place + 1].isPunctuationOrSymbol:
      append(letters[place + 1])
      place += 2
    case "`": readCode()
    case "*" where isDouble:
      isStrong.toggle()
      place += 2
    case "*" where isEmphasisMark:
      isEmphasized.toggle()
      place += 1
    case "[": readLink()
    default:
      append(letter)
      place += 1
    }
  }

  /// Two asterisks that open or close something.
  private var isDouble: Bool {
    guard place + 1 < letters.count, letters[place + 1] == "*" else { return false }
    return isStrong || (place + 2 < letters.count && !letters[place + 2].isWhitespace)
  }

  /// One asterisk at the beginning or the end of a word; between digits it is a product.
  private var isEmphasisMark: Bool {
    let before = place > 0 ? letters[place - 1] : " "
    let after = place + 1 < letters.count ? letters[place + 1] : " "
    if isEmphasized { return !before.isWhitespace && !after.isLetter && !after.isNumber }
    let opens = !after.isWhitespace && !before.isLetter && !before.isNumber
    return opens && letters[(place + 1)...].contains("*")
  }

  private mutating func readCode() {
    guard let end = letters[(place + 1)...].firstIndex(of: "`") else {
      append("`")
      place += 1
      return
    }
    word.append(Prose.Segment(text: String(letters[(place + 1)..<end]), role: .code, isQuoted: quotesCode))
    place = end + 1
  }

  /// A link shows its text; where it leads follows in parentheses if it is an address.
  private mutating func readLink() {
    guard let close = letters[place...].firstIndex(of: "]"), close + 1 < letters.count, letters[close + 1] == "(",
      let end = letters[close...].firstIndex(of: ")")
    else {
      append("[")
      place += 1
      return
    }
    let target = String(letters[(close + 2)..<end])
    for part in String(letters[(place + 1)..<close]).split(separator: " ") {
      word.append(Prose.Segment(text: String(part), role: .link))
      endWord()
    }
    if target.contains("://") {
      word.append(Prose.Segment(text: "(\(target))", role: nil))
    } else if let last = words.popLast() {
      word = last
    }
    place = end + 1
  }

  private mutating func append(_ letter: Character) {
    let role: TerminalStyle.Role? = isStrong ? .strong : isEmphasized ? .link : nil
    if let last = word.last, last.role == role {
      word[word.count - 1].text.append(letter)
    } else {
      word.append(Prose.Segment(text: String(letter), role: role))
    }
  }

  private mutating func endWord() {
    if !word.isEmpty { words.append(word) }
    word = []
  }
}

extension Character {
  fileprivate var isPunctuationOrSymbol: Bool { isPunctuation || isSymbol }
}

extension [Prose.Word] {
  /// The words in lines no wider than `width`; words that are wider are broken inside.
  func broken(to width: Int) -> [[Prose.Word]] {
    var lines: [[Prose.Word]] = [[]]
    var used = 0
    for word in flatMap({ $0.width <= width ? [$0] : $0.pieces(of: width) }) {
      let needed = used == 0 ? word.width : used + 1 + word.width
      if needed <= width || used == 0 {
        lines[lines.count - 1].append(word)
        used = needed
      } else {
        lines.append([word])
        used = word.width
      }
    }
    return lines
  }
}

extension Prose.Word {
  var width: Int { reduce(0) { $0 + $1.width } }

  /// A word that is too wide in pieces that fit: code at its spaces, and anything where nothing else is possible.
  func pieces(of width: Int) -> [Prose.Word] {
    flatMap { segment -> [Prose.Word] in
      let room = Swift.max(1, width - segment.quoteWidth)
      let parts = segment.text.split(separator: " ").flatMap { String($0).chunks(of: room) }
      let lines = parts.reduce(into: [String]()) { lines, part in
        if let last = lines.last, displayWidth(last) + 1 + displayWidth(part) <= room {
          lines[lines.count - 1] = last + " " + part
        } else {
          lines.append(part)
        }
      }
      return lines.map { [Prose.Segment(text: $0, role: segment.role, isQuoted: segment.isQuoted)] }
    }
  }
}

extension String {
  fileprivate func chunks(of width: Int) -> [String] {
    var (chunks, used) = ([""], 0)
    for letter in self {
      let wide = displayWidth(letter)
      if used + wide > width && used > 0 {
        chunks.append("")
        used = 0
      }
      chunks[chunks.count - 1].append(letter)
      used += wide
    }
    return chunks
  }
}
