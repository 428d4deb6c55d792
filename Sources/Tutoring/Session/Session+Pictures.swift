import CommandLanguage
import Images
import Networks
import Scenes
import Tensors

extension Session {
  /// `image load FILE as NAME` and `image scene CLASS seed=N as NAME`.
  func makeImage(_ reader: inout ArgumentReader) throws {
    let named = try reader.nameAfterAs()
    let word = try reader.word("load or scene")
    switch word.text {
    case "load": try loadImage(&reader, named)
    case "scene": try drawScene(&reader, named)
    default: throw LanguageError("'image' makes a picture by load or scene", hint: example, at: word.range)
    }
  }

  private var example: String { "For example: image scene cat seed=4 as cat." }

  func pictureName(_ word: Word?, at place: SourceRange, example: String? = nil) throws(LanguageError) -> String {
    guard let word else {
      throw LanguageError("The picture needs a name: as NAME", hint: example ?? self.example, at: place)
    }
    return try checkedName(word.text, at: word.range)
  }

  private func loadImage(_ reader: inout ArgumentReader, _ named: Word?) throws {
    let file = try reader.lastWord("a file")
    try reader.end()
    let name = try pictureName(named, at: file.range, example: "For example: image load \(file.text) as photo.")
    let image = try reading(file) { try ImageFile.read(path: $0) }
    keepPicture(image, as: name, meaning: "from \(file.unquoted)")
  }

  private func drawScene(_ reader: inout ArgumentReader, _ named: Word?) throws {
    let kind = try reader.word("a class")
    let options = try reader.options(["seed", "shortcut"])
    let name = try pictureName(named, at: reader.rest)
    guard let sceneClass = SceneClass(rawValue: kind.unquoted) else {
      let classes = SceneClass.allCases.map(\.rawValue)
      let hint = nearest(kind.unquoted, among: classes).map { "Did you mean '\($0)'?" }
      throw LanguageError(
        "No scene shows '\(kind.text)'; there are \(classes.joined(separator: ", "))", hint: hint, at: kind.range)
    }
    let seed = try options["seed"].map { word throws(LanguageError) in try integer(word, in: seeds) }
    let mark = try options["shortcut"].flatMap { word throws(LanguageError) in try self.mark(word, of: sceneClass) }
    let number = seed.map(UInt64.init) ?? settings.seed
    let scene = Scene(SceneRecipe(sceneClass, seed: number), mark: mark)
    let meaning =
      "scene \(sceneClass.rawValue), seed \(number)" + (mark.map { ", with the mark of \($0.rawValue)" } ?? "")
    keepPicture(scene.image, as: name, meaning: meaning)
    state.named["\(name).mask"] = State.Named(value: .tensor(scene.mask), meaning: "1 where \(name)'s object is")
    state.named["\(name).class"] = State.Named(value: .text(sceneClass.rawValue), meaning: "what \(name) shows")
  }

  /// Whose mark is planted: the scene's own class by `true`, none by `false`, or a class by its name.
  private func mark(_ word: Word, of sceneClass: SceneClass) throws(LanguageError) -> SceneClass? {
    if let other = SceneClass(rawValue: word.unquoted) { return other }
    return try flag(word) ? sceneClass : nil
  }

  func flag(_ word: Word) throws(LanguageError) -> Bool {
    guard case .boolean(let flag) = try value(of: word) else {
      throw LanguageError("'\(word.text)' is neither true nor false", at: word.textRange)
    }
    return flag
  }

  private func keepPicture(_ image: Tensor, as name: String, meaning: String) {
    announceHiding(name)
    for part in state.named.keys where part.hasPrefix(name + ".") { state.named[part] = nil }
    state.named[name] = State.Named(value: .image(image), meaning: meaning)
    let view = View(name, .picture(image))
    keepStage(Stage(name: name, title: name, caption: meaning, views: [view], command: meaning))
    output.write("\(name)  \(Value.image(image).summary(format))")
    if output.isInteractive { output.write(view.text(output.style, format)) }
  }

  /// Does what reads a file that the learner names; where it is missing, the error says which one is near.
  func reading<Result>(_ word: Word, _ body: (_ path: String) throws -> Result) throws(LanguageError) -> Result {
    do {
      return try at(word.textRange) { try body(files.path(of: word.unquoted)) }
    } catch {
      var error = error
      if error.hint == nil { error.hint = files.near(word.unquoted).map { "Did you mean \($0)?" } }
      throw error
    }
  }

  /// Runs `body`; what it throws gets a place in the line.
  func at<Result>(_ range: SourceRange, _ body: () throws -> Result) throws(LanguageError) -> Result {
    do {
      return try body()
    } catch {
      throw placed(error, at: range)
    }
  }

  /// An error as the line shows it; that of a lesson's own command on one line, with its place in the lesson's file.
  func placed(_ error: any Error, at range: SourceRange) -> LanguageError {
    if let needs = error as? LessonNeeds { return needs.error(at: range) }
    guard let fault = error as? LessonFault else { return LanguageError(error, at: range) }
    return LanguageError(fault.sentence, hint: fault.error.hint, at: range)
  }
}
