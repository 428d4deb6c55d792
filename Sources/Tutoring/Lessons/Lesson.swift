import CommandLanguage

/// A lesson: what its Markdown file holds, in the order in which it is shown.
///
/// The first heading is the title, the first paragraph the summary. Fences marked `fovea` hold commands, `ask` a question,
/// `note` words for the instructor; everything else is prose.
public struct Lesson: Equatable, Sendable {
  /// The file as it was named to whoever read it; messages begin with it.
  public let file: String

  /// The number that the file name begins with (`05-occlusion.md`), if it does.
  public let number: Int?

  /// The file name without number and ending: `occlusion`. Progress is kept under it.
  public let name: String

  /// The first heading.
  public let title: String

  /// The first paragraph, on one line.
  public let summary: String

  /// The files that the lesson needs and that the package does not hold.
  public let needs: [Need]

  /// What is shown, one block at a time; never empty.
  public internal(set) var blocks: [Block]

  /// The file name without its ending: `05-occlusion`. Figures go into a folder of this name.
  public var stem: String { Lesson.stem(ofFile: file) }

  /// The questions with the names of their blocks.
  public var questions: [(block: String, question: Question)] {
    blocks.flatMap { block in
      block.parts.compactMap { part in
        if case .question(let question) = part { (block.name, question) } else { nil }
      }
    }
  }

  /// The place of the block that a learner names: by its number from 1, its name, or the beginning of one name alone.
  ///
  /// - Throws: an error with the names that there are.
  public func block(named wanted: String) throws(UnknownBlock) -> Int {
    if let number = Int(wanted), blocks.indices.contains(number - 1) { return number - 1 }
    if let exact = blocks.firstIndex(where: { $0.name == wanted }) { return exact }
    let begun = blocks.indices.filter { !wanted.isEmpty && blocks[$0].name.hasPrefix(wanted) }
    if begun.count == 1 { return begun[0] }
    throw UnknownBlock(wanted: wanted, lesson: name, known: blocks.map(\.name))
  }
}

extension Lesson {
  /// What stands on the screen together: prose, then the commands or the question that it leads to.
  public struct Block: Equatable, Sendable {
    /// The last heading in lower case with hyphens, numbered from its second block on; `start` before any heading.
    public let name: String

    /// The line of the file on which it begins.
    public let line: Int

    /// The files that its section needs and that the package does not hold.
    public internal(set) var needs: [Need] = []

    /// Prose, commands, a question, notes, as the file has them; commands or a question come last but for notes.
    public internal(set) var parts: [Part]

    /// The question that the block ends with.
    public var question: Question? {
      for case .question(let question) in parts { return question }
      return nil
    }

    /// The commands that the block ends with.
    public var commands: [Command] {
      for case .commands(let commands) in parts { return commands }
      return []
    }
  }

  /// A piece of a block.
  public enum Part: Equatable, Sendable {
    /// Markdown text, headings below the title included, and the line on which it begins.
    case prose(String, line: Int)
    case commands([Command])
    case question(Question)
    /// For the instructor alone.
    case note(String, line: Int)
  }

  /// A line of a `fovea` fence.
  public struct Command: Equatable, Sendable {
    /// The line without the blanks around it.
    public let text: String
    public let line: Int
    /// Where the text begins in its line, from 1.
    public let column: Int
    /// How many figures the lesson's lines before it make, whether or not they can run here.
    var figuresBefore = 0

    /// The first word of each of its statements.
    private var heads: [String] { Statement.statements(of: SourceLine(text)).compactMap(\.firstWord?.name) }

    /// Whether part of it goes through lessons or leaves: that is the learner's alone.
    var steersLessons: Bool {
      let steering: Set<String> = ["lesson", "next", "again", "skip", "hint", "answer", "leave", "quit"]
      return heads.contains(where: steering.contains)
    }

    /// Whether it only expects something: then it runs without being shown.
    public var isSilent: Bool {
      heads.allSatisfy { word in word.prefix { $0.isLetter || $0.isNumber || $0 == "_" } == "expect" }
    }

    /// How many figures it makes.
    var figures: Int { heads.count { ["figure", "film"].contains($0) } }
  }

  /// A file named by a `needs:` line.
  public struct Need: Equatable, Sendable {
    public let file: String
    /// What it is and where to get it: the words behind the dash of the line; empty where there are none.
    public let explanation: String
    public let line: Int
  }
}

extension Lesson {
  /// The last part of a path, without `.md`.
  static func stem(ofFile file: String) -> String {
    let last = file.split(separator: "/").last.map(String.init) ?? file
    return last.hasSuffix(".md") ? String(last.dropLast(3)) : last
  }

  /// `05-occlusion` as 5 and `occlusion`; a name that begins with no number is itself.
  static func numberAndName(ofStem stem: String) -> (number: Int?, name: String) {
    let digits = stem.prefix { $0.isASCII && $0.isNumber }
    let rest = stem.dropFirst(digits.count)
    guard let number = Int(digits), let separator = rest.first, "-_ ".contains(separator), rest.count > 1 else {
      return (nil, stem)
    }
    return (number, String(rest.dropFirst()))
  }
}
