/// What could stand at the cursor, as the caller sees it.
public struct Completion: Equatable, Sendable {
  /// One way to go on.
  public struct Candidate: Equatable, Sendable {
    /// What replaces the range.
    public var text: String
    /// How the list shows it, such as `conv2_1  [32,32,32]`.
    public var label: String
    /// What follows where this is the only way: a space, nothing after a folder, a closing quotation mark.
    public var ending: String

    public init(_ text: String, label: String? = nil, ending: String = " ") {
      self.text = text
      self.label = label ?? text
      self.ending = ending
    }
  }

  /// The characters of the line, counted from 0, that a candidate replaces; they end at the cursor as a rule.
  public var replacing: Range<Int>
  public var candidates: [Candidate]

  public init(replacing: Range<Int>, candidates: [Candidate]) {
    self.replacing = replacing
    self.candidates = candidates
  }

  /// Nothing can stand here.
  public static let none = Completion(replacing: 0..<0, candidates: [])
}

extension Completion {
  /// What pressing Tab does.
  package enum Effect: Equatable {
    case nothing
    case replace(Range<Int>, with: String)
    case list([String])
  }

  /// As readline does: the only candidate is inserted whole; several as far as they agree, or else listed.
  package func effect(on line: String) -> Effect {
    let length = line.count
    guard let first = candidates.first, replacing.lowerBound >= 0, replacing.upperBound <= length else {
      return .nothing
    }
    let written = line.dropFirst(replacing.lowerBound).prefix(replacing.count)
    if candidates.count == 1 {
      let follows = line.dropFirst(replacing.upperBound).hasPrefix(first.ending)
      return .replace(replacing, with: first.text + (follows ? "" : first.ending))
    }
    let common = commonPrefix
    // Candidates may differ from what is written, in case say: what they agree on must not take letters away.
    guard common.count >= written.count, common != written else { return .list(candidates.map(\.label)) }
    return .replace(replacing, with: String(common))
  }

  private var commonPrefix: Substring {
    candidates.dropFirst().reduce(candidates.first?.text[...] ?? "") { common, candidate in
      let agreeing = zip(common, candidate.text).prefix { $0 == $1 }.count
      return common.prefix(agreeing)
    }
  }
}
