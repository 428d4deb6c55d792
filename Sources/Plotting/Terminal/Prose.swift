import Text

extension TerminalStyle {
  /// Markdown prose broken into lines: paragraphs, lists, headings, **strong**, *emphasis*, `code` and links.
  ///
  /// Code stays on one line unless it is longer than a line. Fenced blocks and table rows stay as they are. In plain
  /// style the marks are left out and the text is ASCII; without colours only the back-quotes of code are kept.
  public func wrapped(_ prose: String, width limit: Int? = nil) -> String {
    let width = max(1, limit ?? self.width)
    return Prose.blocks(of: text(prose)).map { lines(of: $0, width: width).joined(separator: "\n") }
      .joined(separator: "\n")
  }

  private func lines(of block: Prose.Block, width: Int) -> [String] {
    switch block {
    case .blank: [""]
    case .verbatim(let line): [line]
    case .heading(let text): words(of: text).broken(to: width).map { paint(show($0), as: .heading) }
    case .item(let mark, let indent, let text): hanging(text, mark: mark, indent: indent, width: width)
    }
  }

  /// An item of a list, or a paragraph where the mark is empty: lines after the first stand below its text.
  private func hanging(_ text: String, mark: String, indent: Int, width: Int) -> [String] {
    let indent = min(indent, max(0, width / 2))
    let first = String(repeating: " ", count: indent) + (plain && mark == "•" ? "-" : mark) + (mark.isEmpty ? "" : " ")
    let margin = displayWidth(first)
    guard margin < width else { return hanging(text, mark: "", indent: 0, width: width) }
    return words(of: text).broken(to: width - margin).enumerated().map { number, line in
      (number == 0 ? first : String(repeating: " ", count: margin)) + show(line)
    }
  }

  /// Code is in back-quotes where neither a colour nor plain style speaks against it.
  private func words(of text: String) -> [Prose.Word] {
    Prose.words(of: text, quotingCode: color == .none && !plain)
  }

  private func show(_ line: [Prose.Word]) -> String {
    line.map { word in word.map(show).joined() }.joined(separator: " ")
  }

  private func show(_ segment: Prose.Segment) -> String {
    let text = segment.isQuoted ? "`" + segment.text + "`" : segment.text
    return segment.role.map { paint(text, as: $0) } ?? text
  }
}

/// Markdown taken apart as far as lessons need it.
enum Prose {
  enum Block: Equatable {
    case blank
    case verbatim(String)
    case heading(String)
    /// A paragraph (without a mark) or an item of a list, set in by so many columns.
    case item(mark: String, indent: Int, text: String)
  }

  /// A piece of a word with one look.
  struct Segment: Equatable {
    var text: String
    var role: TerminalStyle.Role?
    /// Whether it is shown in back-quotes.
    var isQuoted = false

    /// Columns, with the back-quotes where they are shown.
    var width: Int { displayWidth(text) + quoteWidth }
    var quoteWidth: Int { isQuoted ? 2 : 0 }
  }

  /// What is not broken between lines.
  typealias Word = [Segment]

  static func blocks(of prose: String) -> [Block] {
    var blocks: [Block] = []
    var isFenced = false
    for line in prose.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      let trimmed = line.drop { $0 == " " || $0 == "\t" }
      if trimmed.hasPrefix("```") {
        isFenced.toggle()
      } else if isFenced || trimmed.hasPrefix("|") {
        blocks.append(.verbatim(line))
      } else {
        add(trimmed, indent: line.count - trimmed.count, to: &blocks)
      }
    }
    return blocks
  }

  private static func add(_ line: Substring, indent: Int, to blocks: inout [Block]) {
    if line.isEmpty {
      blocks.append(.blank)
    } else if line.first == "#", let space = line.firstIndex(of: " "), line[..<space].allSatisfy({ $0 == "#" }) {
      blocks.append(.heading(String(line[space...].dropFirst())))
    } else if let (mark, text) = listItem(line) {
      blocks.append(.item(mark: mark, indent: indent, text: text))
    } else if case .item(let mark, let column, let text) = blocks.last {
      blocks[blocks.count - 1] = .item(mark: mark, indent: column, text: text + " " + line)
    } else {
      blocks.append(.item(mark: "", indent: 0, text: String(line)))
    }
  }

  private static func listItem(_ line: Substring) -> (mark: String, text: String)? {
    guard let space = line.firstIndex(of: " ") else { return nil }
    let (head, text) = (line[..<space], String(line[space...].dropFirst()))
    if head == "-" || head == "*" || head == "+" { return ("-", text) }
    let isNumber =
      head.count > 1 && (head.last == "." || head.last == ")") && head.dropLast().allSatisfy { $0.isNumber }
    return isNumber ? (String(head), text) : nil
  }
}
