import CommandLanguage

extension Lesson {
  /// Reads a lesson from the text of its file.
  ///
  /// Control characters are replaced, so that nothing in a lesson can speak to the terminal.
  ///
  /// - Parameter file: the path as messages shall name it; its last part gives number and name.
  public init(markdown: String, file: String) throws(LessonError) {
    var parser = LessonParser(file: file)
    try parser.read(markdown)
    self = try parser.lesson()
  }

  /// Reads a lesson from the bytes of its file.
  public init(bytes: [UInt8], file: String) throws(LessonError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw LessonError(file: file, line: 1, column: 1, problem: .notText)
    }
    try self.init(markdown: text, file: file)
  }
}

/// Gathers blocks from the pieces of a lesson as they come.
struct LessonParser {
  let file: String
  private var title: String?
  private var needs: [Lesson.Need] = []
  private var blocks: [Lesson.Block] = []
  private var names: Set<String> = []
  private var summary: [String] = []
  private var summaryIsClosed = false
  /// The last heading's; `start` before any.
  private var slug = "start"
  /// The files that the section alone needs.
  private var sectionNeeds: [Lesson.Need] = []
  /// Whether `needs:` may still stand here: above the first fence and the second heading, or right below a heading.
  private var isHead = true

  /// How many the commands so far make.
  private var figures = 0

  /// The block that is being gathered.
  private var parts: [Lesson.Part] = []
  private var prose: [LessonLine] = []
  private var hasText = false

  init(file: String) {
    self.file = file
  }

  mutating func read(_ markdown: String) throws(LessonError) {
    var scanner = FenceScanner(lines: LessonLine.lines(of: markdown), file: file)
    while let piece = try scanner.next() {
      switch piece {
      case .line(let line): try take(line)
      case .fence(let fence): try take(fence)
      }
    }
    closeBlock()
  }

  func lesson() throws(LessonError) -> Lesson {
    guard let title else { throw error(.noTitle) }
    guard !blocks.isEmpty else { throw error(.empty) }
    let (number, name) = Lesson.numberAndName(ofStem: Lesson.stem(ofFile: file))
    return Lesson(
      file: file, number: number, name: name, title: title, summary: summary.joined(separator: " "), needs: needs,
      blocks: blocks)
  }

  private func error(_ problem: LessonError.Problem) -> LessonError {
    LessonError(file: file, line: 1, column: 1, problem: problem)
  }

  private func error(_ problem: LessonError.Problem, at line: LessonLine) -> LessonError {
    LessonError(file: file, line: line.number, column: 1, problem: problem)
  }

  private mutating func take(_ line: LessonLine) throws(LessonError) {
    if let heading = line.heading {
      // A section is no title: a lesson without one is told so.
      if title == nil, line.trimmed.hasPrefix("##") { throw error(.noTitle) }
      take(heading: heading, line)
    } else if isHead, title != nil, line.text.hasPrefix("needs:") {
      let named = Lesson.Need.needs(in: line)
      if named.isEmpty { throw error(.emptyNeeds, at: line) }
      if slug == "start" { needs += named } else { sectionNeeds += named }
      // The line is not shown, so the blank one before it would stand beside the one behind it.
      if prose.last?.isBlank == true { prose.removeLast() }
    } else if isHead, title != nil, let word = line.mistypedNeeds {
      throw error(.mistypedNeeds(word), at: line)
    } else {
      prose.append(line)
      if line.isBlank {
        summaryIsClosed = !summary.isEmpty
      } else {
        hasText = true
        if slug != "start" { isHead = false }
        if !summaryIsClosed { summary.append(line.trimmed) }
      }
    }
  }

  private mutating func take(heading: String, _ line: LessonLine) {
    summaryIsClosed = !summary.isEmpty
    guard title != nil else {
      title = heading
      return
    }
    if hasText || !parts.isEmpty { closeBlock() }
    isHead = true
    sectionNeeds = []
    slug = Lesson.slug(of: heading)
    prose.append(line)
  }

  private mutating func take(_ fence: Fence) throws(LessonError) {
    isHead = false
    summaryIsClosed = !summary.isEmpty
    switch fence.kind {
    case "fovea":
      var commands = fence.body.compactMap(Lesson.Command.init)
      for place in commands.indices {
        commands[place].figuresBefore = figures
        figures += commands[place].figures
      }
      guard !commands.isEmpty else { throw fence.error(.noCommands, file: file) }
      // A lesson that goes through itself would never end.
      if let command = commands.first(where: \.steersLessons) {
        throw LessonError(file: file, line: command.line, column: command.column, problem: .steering(command.text))
      }
      flushProse()
      parts.append(.commands(commands))
      closeBlock()
    case "ask":
      let question = try QuestionParser.question(in: fence, file: file)
      flushProse()
      parts.append(.question(question))
      closeBlock()
    case "note":
      takeNote(.note(LessonLine.joined(fence.body), line: fence.opening.number))
    default:
      if let meant = nearest(fence.kind, among: ["fovea", "ask", "note"]) {
        throw fence.error(.mistypedFence(fence.kind, meant: meant), file: file)
      }
      prose += fence.whole
      hasText = true
    }
  }

  /// A note below commands or a question belongs to their block; elsewhere to the block that begins.
  private mutating func takeNote(_ note: Lesson.Part) {
    flushProse()
    if parts.isEmpty, !blocks.isEmpty {
      blocks[blocks.count - 1].parts.append(note)
    } else {
      parts.append(note)
    }
  }

  private mutating func flushProse() {
    let text = LessonLine.joined(prose)
    if let first = prose.first(where: { !$0.isBlank }) { parts.append(.prose(text, line: first.number)) }
    prose = []
  }

  private mutating func closeBlock() {
    flushProse()
    hasText = false
    guard let first = parts.first else { return }
    blocks.append(Lesson.Block(name: freshName(), line: first.line, needs: sectionNeeds, parts: parts))
    parts = []
  }

  private mutating func freshName() -> String {
    var name = slug
    var number = 1
    while !names.insert(name).inserted {
      number += 1
      name = "\(slug)-\(number)"
    }
    return name
  }
}

extension Lesson {
  /// A heading in lower case, words joined by hyphens; a heading without letters is `block`.
  static func slug(of heading: String) -> String {
    let words = heading.lowercased().split { !($0.isLetter || $0.isNumber) }
    return words.contains { $0.contains(where: \.isLetter) } ? words.joined(separator: "-") : "block"
  }
}

extension Lesson.Part {
  /// The line on which it begins.
  public var line: Int {
    switch self {
    case .prose(_, let line), .note(_, let line): line
    case .commands(let commands): commands.first?.line ?? 1
    case .question(let question): question.line
    }
  }
}

extension Lesson.Command {
  /// The command on a line; nil where it is blank or only a comment.
  init?(_ line: LessonLine) {
    let text = line.trimmed
    guard !text.isEmpty, !text.hasPrefix("#") else { return nil }
    self.init(text: text, line: line.number, column: line.indentation + 1)
  }
}

extension LessonLine {
  /// The first word, where it is `need:` or `Needs:`: as prose it would name no file.
  fileprivate var mistypedNeeds: String? {
    let word = String(text.prefix { !$0.isWhitespace })
    return ["need:", "needs:"].contains(word.lowercased()) ? word : nil
  }
}

extension Lesson.Need {
  /// The files of a line `needs: a.png "b c.png" - what they are`.
  static func needs(in line: LessonLine) -> [Lesson.Need] {
    var names = Substring(line.text.dropFirst("needs:".count))
    var explanation = ""
    for dash in [" \u{2014} ", " \u{2013} ", " -- ", " - "] {
      guard let place = names.firstRange(of: dash) else { continue }
      explanation = LessonLine.trimmed(names[place.upperBound...])
      names = names[..<place.lowerBound]
    }
    return quotedWords(names).map { Lesson.Need(file: $0, explanation: explanation, line: line.number) }
  }

  /// Words between blanks and commas; quotation marks keep blanks in a word.
  private static func quotedWords(_ text: Substring) -> [String] {
    let pieces = text.split(separator: "\"", omittingEmptySubsequences: false)
    return pieces.enumerated().flatMap { index, piece in
      index % 2 == 1 ? [String(piece)] : piece.split { $0.isWhitespace || $0 == "," }.map(String.init)
    }
  }
}
