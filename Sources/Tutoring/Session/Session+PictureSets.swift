import CommandLanguage
import Datasets
import Scenes

extension Session {
  /// `images scenes count=N seed=N shortcut=true as NAME` and `images load PATH [labels=FILE] as NAME`.
  func makeImages(_ reader: inout ArgumentReader) throws {
    let named = try reader.nameAfterAs()
    let word = try reader.word("load or scenes")
    switch word.text {
    case "scenes": try drawScenes(&reader, named)
    case "load": try loadImages(&reader, named)
    default: throw LanguageError("'images' makes a set by load or scenes", at: word.range)
    }
  }

  private func drawScenes(_ reader: inout ArgumentReader, _ named: Word?) throws {
    let options = try reader.options(["count", "seed", "shortcut"])
    let name = try pictureName(named, at: reader.rest)
    let count = try options["count"].map { word throws(LanguageError) in try integer(word, in: 1...10_000) } ?? 100
    let seed = try options["seed"].map { word throws(LanguageError) in try integer(word, in: seeds) }
    let isMarked = try options["shortcut"].map { word throws(LanguageError) in try flag(word) } ?? false
    let scenes = SceneSet(count: count, seed: seed.map(UInt64.init) ?? settings.seed, shortcut: isMarked)
    keepSet(PictureSet(scenes), as: name, meaning: "\(count) scenes" + (isMarked ? ", each with its class's mark" : ""))
  }

  private func loadImages(_ reader: inout ArgumentReader, _ named: Word?) throws {
    let path: Word
    if let first = try reader.words().first, first.name == nil, try reader.words().count > 1 {
      path = try reader.word("a folder or a file")
    } else {
      path = try reader.lastWord("a folder or a file")
    }
    let labels = try reader.options(["labels"])["labels"]
    let name = try pictureName(named, at: path.range)
    var dataset = try at(path.textRange) { try PictureDataset.read(path: files.path(of: path.unquoted)) }
    if let labels {
      dataset = try at(labels.textRange) { try dataset.labelled(byFile: files.path(of: labels.unquoted)) }
    }
    keepSet(PictureSet(dataset), as: name, meaning: "from \(path.unquoted)")
  }

  private func keepSet(_ set: PictureSet, as name: String, meaning: String) {
    announceHiding(name)
    let classes = set.classTable.map { "; \($0)" } ?? ""
    state.named[name] = State.Named(value: .object(set), meaning: meaning + classes)
    output.write("\(name)  \(set.summary)")
  }

  /// The class names of the set whose labels a word names: `few.labels` has those of `few`.
  func classNames(behind labels: Word) -> [String]? {
    guard labels.unquoted.hasSuffix(".labels"), let named = state.named[String(labels.unquoted.dropLast(7))],
      case .object(let object) = named.value, let set = object as? PictureSet
    else { return nil }
    return set.dataset.classes
  }

  /// "few[3] (cat)": a picture's label, with its class where the word is an element of a labelled set.
  func className(ofElement word: Word) -> String? {
    let text = word.unquoted
    guard let open = text.firstIndex(of: "["), text.hasSuffix("]"), let named = state.named[String(text[..<open])],
      case .object(let object) = named.value, let set = object as? PictureSet,
      let index = Int(text[text.index(after: open)...].dropLast()),
      (-set.dataset.count..<set.dataset.count).contains(index)
    else { return nil }
    return set.className(ofPicture: index < 0 ? index + set.dataset.count : index)
  }
}
