import Text

/// The text form of progress: a heading, then one line a block, tab-separated.
///
///     # fovea progress: one line a block, the latest last. Delete a line to forget it.
///     # lesson	block	state	tries	hints	first answer
///     occlusion	where-it-falls	done	2	1	1/3
///
/// Each line stands for itself, so that a damaged one takes nothing else with it.
public enum ProgressFile {
  static let heading = """
    # fovea progress: one line a block, the latest last. Delete a line to forget it.
    # lesson\tblock\tstate\ttries\thints\tfirst answer

    """

  /// What the file holds as text.
  public static func text(of progress: LessonProgress) -> String {
    progress.records.reduce(into: heading) { text, record in
      var fields = [record.lesson, record.block, record.state.rawValue, "\(record.tries)", "\(record.hints)"]
      if let first = record.firstAnswer { fields.append(first) }
      text += fields.map(escaped).joined(separator: "\t") + "\n"
    }
  }

  /// Reads a file, leaving out the lines that cannot be read, and says how many those are.
  public static func read(_ bytes: [UInt8]) -> (progress: LessonProgress, damagedLines: Int) {
    var progress = LessonProgress()
    var damaged = 0
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      guard let record = String(validating: line, as: UTF8.self).flatMap(record) else {
        damaged += 1
        continue
      }
      // A block named twice: the later line holds.
      progress.records.removeAll { $0.lesson == record.lesson && $0.block == record.block }
      progress.records.append(record)
    }
    return (progress, damaged)
  }

  private static func record(_ line: String) -> LessonProgress.Record? {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map { unescaped($0) }
    guard (5...6).contains(fields.count), let lesson = fields[0], let block = fields[1], !lesson.isEmpty,
      !block.isEmpty, let state = fields[2].flatMap(LessonProgress.State.init(rawValue:)), let tries = count(fields[3]),
      let hints = count(fields[4])
    else { return nil }
    var first: String?
    if fields.count == 6 {
      guard let answer = fields[5] else { return nil }
      first = answer
    }
    return LessonProgress.Record(
      lesson: lesson, block: block, state: state, tries: tries, hints: hints, firstAnswer: first)
  }

  private static func count(_ field: String?) -> Int? {
    guard let field, let number = Int(field), (0...1_000_000).contains(number), "\(number)" == field else { return nil }
    return number
  }

  /// Tabs, line ends and backslashes as `\t`, `\n`, `\\`; other control characters are left out.
  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped.append(contentsOf: "\\\\".unicodeScalars)
      case "\t": escaped.append(contentsOf: "\\t".unicodeScalars)
      case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
      case _ where isControl(scalar): continue
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  /// Nil where the text has a control character or a backslash that `escaped` never writes.
  private static func unescaped(_ text: Substring) -> String? {
    var plain = String.UnicodeScalarView()
    var scalars = text.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      guard !isControl(scalar) else { return nil }
      guard scalar == "\\" else {
        plain.append(scalar)
        continue
      }
      switch scalars.next() {
      case "\\": plain.append("\\")
      case "t": plain.append("\t")
      case "n": plain.append("\n")
      default: return nil
      }
    }
    return String(plain)
  }
}
