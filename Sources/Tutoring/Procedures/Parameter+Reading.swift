import CommandLanguage
import Networks
import Scenes
import Tensors

extension Session {
  /// The arguments of a procedure as they are typed: the first parameter may stand bare, the rest by name.
  func arguments(
    of procedure: Procedure, _ reader: inout ArgumentReader
  ) throws -> Arguments {
    var arguments = Arguments()
    var given = try words(of: procedure, &reader)
    for parameter in procedure.parameters {
      guard let word = given.removeValue(forKey: parameter.name) ?? initialWord(of: parameter) else {
        if let layer = parameter.layer?(state.network) { arguments[parameter.name] = .layer(layer) }
        if parameter.isOptional { continue }
        throw LanguageError(
          "\(procedure.name) needs \(parameter.name)=, \(parameter.meaning)", hint: "Type it as \(procedure.usage).",
          at: reader.rest)
      }
      arguments[parameter.name] = try read(parameter, word, arguments)
    }
    return arguments
  }

  private func words(of procedure: Procedure, _ reader: inout ArgumentReader) throws -> [String: Word] {
    var first: Word?
    if let word = try reader.words().first, word.name == nil { first = try reader.word("a value") }
    let takesUnit = procedure.parameters.contains { if case .unit = $0.kind { true } else { false } }
    var words = try reader.options(
      procedure.parameters.map(\.name), advice: takesUnit ? ArgumentReader.unitAdvice : [:])
    if let first {
      let name = procedure.parameters[0].name
      if words[name] != nil { throw LanguageError("\(name)= is given twice", at: first.range) }
      words[name] = first
    }
    return words
  }

  /// What a parameter holds when it is not given; words in the help like "top" are left to the procedure.
  private func initialWord(of parameter: Parameter) -> Word? {
    guard let initial = parameter.initial, !parameter.isOptional else { return nil }
    return try? SourceLine(initial).words(SourceLine(initial).range).first
  }

  private func read(_ parameter: Parameter, _ word: Word, _ arguments: Arguments) throws -> Arguments.Value {
    switch parameter.kind {
    case .picture: return try picture(word)
    case .pictureOr(let words): return words.contains(word.text) ? .word(word.text) : try picture(word)
    case .pictures: return try pictures(word)
    case .tensor:
      guard let tensor = try value(of: word).tensor else {
        throw LanguageError(
          "'\(word.text)' is no tensor", hint: "A list of lists is a matrix: [[0, 3], [1, 0]].", at: word.textRange)
      }
      return .tensor(tensor)
    case .classNumber: return .classNumber(try classNumber(word))
    case .layer: return .layer(try layer(word))
    case .unit:
      let node = arguments.layer() ?? state.network.scores
      return .unit(try unit(word, of: node), label: word.unquoted)
    case .integer(let range): return .integer(try integer(word, in: range))
    case .size: return try size(word)
    case .numberOr(let words, let range):
      if words.contains(word.text) { return .word(word.text) }
      return .number(try number(word, in: range, or: words))
    case .choice(let words):
      guard words.contains(word.text) else { throw notAChoice(word, words) }
      return .word(word.text)
    case .someOf(let named): return try names(word, among: named.map(\.name))
    }
  }

  private func notAChoice(_ word: Word, _ choices: [String]) -> LanguageError {
    let hint = nearest(word.text, among: choices).map { "Did you mean '\($0)'?" }
    return LanguageError(
      "'\(word.text)' is none of \(choices.joined(separator: ", "))", hint: hint, at: word.textRange)
  }
}

// MARK: One kind each

extension Session {
  /// The value of an expression that a word holds, with errors that keep their place in the line.
  func value(of word: Word) throws(LanguageError) -> Value {
    do throws(LanguageError) {
      return try Formula(word.text).evaluate(in: scope)
    } catch {
      let start = word.textRange.start
      let place = SourceRange(
        min(start + error.range.start, word.textRange.end), min(start + error.range.end, word.textRange.end))
      throw LanguageError(error.message, hint: error.hint, at: place)
    }
  }

  func picture(_ word: Word) throws -> Arguments.Value {
    if let error = try classInsteadOfPicture(word) { throw error }
    let value = try value(of: word)
    if let tensor = value.tensor, !tensor.elements.allSatisfy(\.isFinite) {
      throw LanguageError("'\(word.text)' holds numbers that are not finite", at: word.textRange)
    }
    switch value {
    case .image(let tensor): return .picture(tensor, label: word.unquoted)
    case .tensor(let tensor) where tensor.rank == 3: return .picture(tensor, label: word.unquoted)
    case .tensor(let tensor) where tensor.rank == 2:
      return .picture(tensor.reshaped([1] + tensor.shape), label: word.unquoted)
    default:
      throw LanguageError(
        "'\(word.text)' is no picture", hint: "A picture is [3,H,W] or [1,H,W]: image scene cat as cat makes one.",
        at: word.textRange)
    }
  }

  /// A set by its name, or what has a picture in each entry of the first axis.
  private func pictures(_ word: Word) throws -> Arguments.Value {
    let value = try value(of: word)
    var tensor = value.tensor
    if case .object(let object) = value { tensor = (object as? PictureSet)?.dataset.images }
    guard let tensor, tensor.rank == 4, tensor.count > 0 else {
      throw LanguageError(
        "'\(word.text)' is no set of pictures",
        hint: "Pictures are [N,C,H,W]: images scenes count=200 as set makes some, and set.images are they.",
        at: word.textRange)
    }
    guard tensor.elements.allSatisfy(\.isFinite) else {
      throw LanguageError("'\(word.text)' holds numbers that are not finite", at: word.textRange)
    }
    return .pictures(tensor, label: word.unquoted)
  }

  /// A class's name stands where a picture is wanted, and no picture has that name.
  private func classInsteadOfPicture(_ word: Word) throws -> LanguageError? {
    let name = word.text
    let isScene = SceneClass(rawValue: name) != nil
    guard isScene || state.network.classNumber(named: word.unquoted) != nil, try scope.value(of: name) == nil else {
      return nil
    }
    let hint = isScene ? "image scene \(name) as \(name) draws one." : "image load FILE as NAME reads one."
    return LanguageError("'\(name)' is a class, and no picture has that name", hint: hint, at: word.textRange)
  }

  /// A class by its name or its number.
  func classNumber(_ word: Word) throws(LanguageError) -> Int {
    let classes = state.network.classes
    if let number = state.network.classNumber(named: word.unquoted) { return number }
    let count = state.network.classCount
    if let number = Int(word.text), (0..<count).contains(number) { return number }
    let known = classes.isEmpty ? "0 to \(count - 1)" : listed(classes)
    throw LanguageError(
      "There is no class '\(word.text)': the network knows \(known)", hint: classHint(word.unquoted), at: word.textRange
    )
  }

  /// The class that is spelt nearly so, or else some whose names hold the word.
  private func classHint(_ word: String) -> String? {
    let classes = state.network.classes
    if let near = nearest(word, among: classes) { return "Did you mean '\(near)'?" }
    let holding = classes.filter { $0.localizedCaseInsensitiveContains(word) }.prefix(4).map { "'\($0)'" }
    return holding.isEmpty ? nil : "Did you mean \(holding.joined(separator: " or "))?"
  }

  private func listed(_ names: [String]) -> String {
    names.count <= 12
      ? names.joined(separator: ", ")
      : "\(names.count) classes, such as " + names.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
  }

  func layer(_ word: Word) throws(LanguageError) -> Int {
    do throws(NetworkError) {
      return try state.network.layer(named: word.unquoted)
    } catch {
      let names = state.network.nodes.map(\.name)
      let hint = nearest(word.unquoted, among: names).map { "Did you mean '\($0)'?" } ?? "'network' lists the layers."
      throw LanguageError(
        "There is no layer '\(word.unquoted)' in \(state.network.name)", hint: hint, at: word.textRange)
    }
  }

  /// `C`, `C,Y,X`, `C,max`, or for vectors `K` or a class name; numbers may stand in brackets, as they are shown.
  func unit(_ word: Word, of node: Int) throws -> Unit {
    let layer = state.network.nodes[node]
    var text = word.unquoted
    if text.hasPrefix("["), text.hasSuffix("]") { text = String(text.dropFirst().dropLast()) }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let unit: Unit
    if layer.shape == [state.network.classes.count], let number = state.network.classNumber(named: word.unquoted) {
      unit = .channel(number)
    } else if parts.count == 2, parts[1] == "max", let channel = Int(parts[0]) {
      unit = .strongest(channel: channel)
    } else if case let index = parts.compactMap({ Int($0) }), index.count == parts.count {
      unit = index.count == 1 ? .channel(index[0]) : .position(index)
    } else {
      throw LanguageError(
        "'\(word.text)' is no unit of '\(layer.name)'",
        hint: "A unit is a channel C, one activation C,Y,X, the strongest C,max, or a class name.", at: word.textRange)
    }
    do throws(NetworkError) {
      try unit.check(against: layer.shape, layer: layer.name)
    } catch {
      throw LanguageError("\(error)", at: word.textRange)
    }
    return unit
  }

  /// `all`, a name, or a list of names, each at most once.
  private func names(_ word: Word, among known: [String]) throws(LanguageError) -> Arguments.Value {
    if word.text == "all" { return .word("all") }
    var names: [String] = []
    for item in word.items {
      guard !item.text.isEmpty else { throw LanguageError("A name is missing here", at: item.range) }
      guard known.contains(item.text) else {
        let hint = nearest(item.text, among: known + ["all"]).map { "Did you mean '\($0)'?" }
        throw LanguageError(
          "'\(item.text)' is none of \(known.joined(separator: ", "))",
          hint: hint ?? "Type all, or some as a list: [\(known.prefix(2).joined(separator: ", "))].",
          at: item.range)
      }
      guard !names.contains(item.text) else { throw LanguageError("'\(item.text)' is there twice", at: item.range) }
      names.append(item.text)
    }
    return .words(names)
  }

  func integer(_ word: Word, in range: ClosedRange<Int>) throws(LanguageError) -> Int {
    guard case .number(let number) = try value(of: word), let whole = Int(exactly: number), range.contains(whole)
    else {
      throw LanguageError(
        "'\(word.text)' is no whole number from \(range.lowerBound) to \(range.upperBound)", at: word.textRange)
    }
    return whole
  }

  private func number(_ word: Word, in range: ClosedRange<Double>, or words: [String]) throws(LanguageError) -> Double {
    let number: Double
    do throws(LanguageError) {
      guard case .number(let value) = try value(of: word) else { throw notAChoice(word, words) }
      number = value
    } catch {
      throw word.text.allSatisfy({ $0.isLetter || $0 == "_" }) ? notAChoice(word, words + ["a number"]) : error
    }
    guard range.contains(number) else {
      let limits = "\(format.text(range.lowerBound)) to \(format.text(range.upperBound))"
      throw LanguageError("\(word.text) is not from \(limits)", at: word.textRange)
    }
    return number
  }

  private func size(_ word: Word) throws(LanguageError) -> Arguments.Value {
    let sides: [Value]
    switch try value(of: word) {
    case .list(let values) where values.count == 2: sides = values
    case let single: sides = [single, single]
    }
    let lengths = sides.compactMap { side -> Int? in
      guard case .number(let length) = side, length == length.rounded(), (1...4096).contains(length) else { return nil }
      return Int(length)
    }
    guard lengths.count == 2 else {
      throw LanguageError(
        "'\(word.text)' is no size", hint: "A size is one side, or [height, width], in whole pixels.",
        at: word.textRange)
    }
    return .size(height: lengths[0], width: lengths[1])
  }
}

extension Word {
  /// The parts of a list that is written in brackets, or the word itself as the only one, each without quotes and with its place.
  fileprivate var items: [(text: String, range: SourceRange)] {
    var characters = Array(text)[...]
    if characters.count > 1, characters.first == "[", characters.last == "]" {
      characters = characters.dropFirst().dropLast()
    }
    return characters.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let name = part.drop(while: \.isWhitespace)
      let text = String(name).trimmingEnd()
      let place = SourceRange(textRange.start + name.startIndex, textRange.start + name.startIndex + text.count)
      let isQuoted = text.count > 1 && text.first == "\"" && text.last == "\""
      return (isQuoted ? String(text.dropFirst().dropLast()) : text, place)
    }
  }
}

/// The seeds that a number of the language, a double, holds exactly.
let seeds = 0...(1 << 53)
