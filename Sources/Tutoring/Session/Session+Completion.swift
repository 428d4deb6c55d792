import CommandLanguage
import Networks
import Tensors

/// What Tab offers.
public struct Offer: Sendable, Equatable {
  /// The text that takes the word's place.
  public let text: String
  /// What stands in the list, such as a layer's name with its shape.
  public let label: String
  /// What follows where it is the only one: a space, or nothing where more of the word may come.
  public var ending: String {
    text.last.map { "=(/".contains($0) } == true ? "" : " "
  }

  /// Whether it goes on from a word; a quote that it needs may still be missing.
  func completes(_ word: String) -> Bool { text.hasPrefix(word) || text.hasPrefix("\"" + word) }

  /// The same in quotes, where the word that it goes on from began with one.
  func quoted(asIn word: String) -> Offer {
    word.hasPrefix("\"") && !text.hasPrefix("\"") ? Offer(text: "\"\(text)\"", label: label) : self
  }
}

extension Session {
  /// What can stand where the cursor is, and where the word begins that it replaces. Evaluates nothing.
  public func offers(for line: String, cursor: Int) -> (start: Int, offers: [Offer]) {
    let characters = Array(line.prefix(cursor))
    let quote = characters.openQuote
    let statement = (characters[..<(quote ?? characters.count)].lastIndex(of: ";").map { $0 + 1 }) ?? 0
    let head = String(characters[statement...].drop(while: \.isWhitespace).prefix { !$0.isWhitespace })
    let breaks: Set<Character> = [" ", ",", "(", "[", "=", ";", "+", "-", "*", "/", "<", ">"]
    let isFile = Command.named(head)?.completed.contains(.files) == true
    let lastBreak = characters.lastIndex { isFile ? $0 == " " || $0 == "=" : breaks.contains($0) }
    // What an open quote holds is one word, spaces and all.
    let start = quote ?? lastBreak.map { $0 + 1 } ?? 0
    let word = String(characters[start...])
    let isHead = characters[statement..<start].allSatisfy(\.isWhitespace)
    let candidates = isHead ? heads : candidates(head: head, before: characters[..<start], word: word)
    var seen: Set<String> = []
    return (start, candidates.filter { $0.completes(word) && seen.insert($0.text).inserted })
  }

  private var heads: [Offer] {
    scope.commandNames.map { Offer(text: $0, label: $0) } + names
  }

  private var names: [Offer] {
    scope.names.map { Offer(text: $0, label: $0) }
      + Function.all.map { Offer(text: $0.name + "(", label: $0.signature) }
  }

  /// The classes by the names that are shown, in quotes where a word would end within.
  private var classes: [Offer] {
    state.network.classes.indices.map { number in
      let name = state.network.name(ofClass: number)
      return Offer(
        text: name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? name : "\"\(name)\"", label: name)
    }
  }

  private func candidates(head: String, before: ArraySlice<Character>, word: String) -> [Offer] {
    if before.last == "=", let name = parameterName(before) {
      if name == "labels", Command.named(head)?.completed.contains(.files) == true {
        return FileOffers.offers(for: word)
      }
      return values(of: name, procedure: Procedure.named(head), word)
    }
    if let name = listName(before), case .someOf(let named)? = Procedure.named(head)?.kind(of: name) {
      return named.map(\.offer)
    }
    if before.last == "[" { return classes.map { $0.quoted(asIn: word) } + names }
    if let procedure = Procedure.named(head) {
      return procedure.parameters.map { Offer(text: "\($0.name)=", label: "\($0.name)=  \($0.meaning)") } + names
    }
    guard let command = Command.named(head) else { return names }
    if before.split(separator: " ").last == ["l", "o", "a", "d"] { return FileOffers.offers(for: word) }
    return command.completed.flatMap { offers(of: $0, word) } + options(of: command)
  }

  /// The `name=` parts of a command's forms.
  private func options(of command: Command) -> [Offer] {
    let words = command.forms.flatMap { $0.split(whereSeparator: { " []".contains($0) }) }
    return words.compactMap { word in
      word.firstIndex(of: "=").map { String(word[...$0]) }.map { Offer(text: $0, label: $0) }
    }
  }

  private func parameterName(_ before: ArraySlice<Character>) -> String? {
    let name = before.dropLast().reversed().prefix { $0.isLetter || $0 == "_" }
    return name.isEmpty ? nil : String(name.reversed())
  }

  /// The parameter whose list in brackets the cursor stands in.
  private func listName(_ before: ArraySlice<Character>) -> String? {
    guard let open = before.lastIndex(of: "["), !before[open...].contains("]"), before[..<open].last == "=" else {
      return nil
    }
    return parameterName(before[..<open])
  }

  private func values(of name: String, procedure: Procedure?, _ word: String) -> [Offer] {
    let kind = procedure?.kind(of: name)
    if procedure != nil, kind == nil { return [] }
    switch (kind, name) {
    case (.choice(let words), _), (.numberOr(let words, _), _): return words.map { Offer(text: $0, label: $0) }
    case (.pictureOr(let words), _): return words.map { Offer(text: $0, label: $0) } + names
    case (.someOf(let named), _):
      return [Offer(text: "all", label: "all")] + named.map(\.offer)
    case (.layer, _), (nil, "layer"): return offers(of: .layers, "")
    case (.classNumber, _), (.unit, _), (nil, "unit"): return offers(of: .classes, word)
    case (nil, "rule"): return BackwardRule.allCases.map { Offer(text: $0.rawValue, label: $0.rawValue) }
    default: return names
    }
  }

  private func offers(of completed: Command.Completed, _ word: String) -> [Offer] {
    switch completed {
    case .names: return names
    case .words(let words): return words.map { Offer(text: $0, label: $0) }
    case .topics: return topics.map { Offer(text: $0, label: $0) }
    case .lessons: return shelf.entries.map { Offer(text: $0.name, label: $0.stem) }
    case .classes: return classes.map { $0.quoted(asIn: word) }
    case .layers:
      return state.network.nodes.map { node in
        Offer(
          text: NamePath.typed(node.name),
          label: "\(node.name)  \(shapeText(node.shape))")
      }
    case .files: return FileOffers.offers(for: word)
    }
  }
}

extension Procedure {
  fileprivate func kind(of parameter: String) -> Parameter.Kind? {
    parameters.first { $0.name == parameter }?.kind
  }
}

extension Parameter.Named {
  fileprivate var offer: Offer { Offer(text: name, label: "\(name)  \(meaning)") }
}

extension [Character] {
  /// Where the last quotation mark stands, if no other closes it.
  fileprivate var openQuote: Int? {
    indices.reduce(nil) { open, place in self[place] == "\"" ? (open == nil ? place : nil) : open }
  }
}
