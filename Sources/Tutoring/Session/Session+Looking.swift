import CommandLanguage
import Plotting
import Tensors

extension Session {
  /// How values are written here.
  var format: ValueFormat {
    ValueFormat(precision: settings.precision, width: output.style.width, isPlain: !output.style.unicode)
  }

  /// How values are written into files.
  var fullFormat: ValueFormat { ValueFormat(precision: 9, width: 120, isPlain: true) }

  /// Looks at the values of expressions in one way.
  func look(
    at formulas: [Formula], as way: LookingWay, options: [String: Word] = [:], in line: SourceLine
  ) throws {
    let titles = try options["titles"].map { word throws(LanguageError) in try texts(word, count: formulas.count) }
    let values = try formulas.enumerated().map { place, formula throws(LanguageError) in
      let label = titles?[place] ?? line.text(formula.range)
      return (label: label, value: try formula.evaluate(in: scope), range: formula.range)
    }
    if way == .values { return printed(values[0].label, values[0].value) }
    let views: [View]
    switch way {
    case .values, .statistics: views = [try statistics(values[0])]
    case .histogram:
      let bins = try options["bins"].map { word throws(LanguageError) in try integer(word, in: 1...200) } ?? 20
      views = [View(values[0].label, .histogram(Histogram(of: try tensor(values[0]), bins: bins)))]
    case .lines: views = [try lines(values)]
    case .points: views = [try points(values[0], options["labels"])]
    case .table: views = [try table(values[0])]
    case .pictures: views = try pictures(values, shared: sharesScale(options["scale"]))
    }
    show(views)
    let caption = values.map { "\($0.label): \($0.value.summary(format))" }.joined(separator: "; ")
    keepStage(
      Stage(
        name: "view", title: views.map(\.title).joined(separator: ", "), caption: caption,
        views: views, command: line.text(line.trimmed(line.range))))
  }

  /// A list of so many texts, or the only one.
  private func texts(_ word: Word, count: Int) throws(LanguageError) -> [String] {
    var values = [try value(of: word)]
    if case .list(let list) = values[0] { values = list }
    let texts = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
    guard texts.count == values.count, texts.count == count else {
      let wanted =
        count == 1 ? "titles= is one text: \"Saliency\"" : "titles= is a list of \(count) texts in quotes, one each"
      throw LanguageError(wanted, at: word.textRange)
    }
    return texts
  }

  typealias Looked = (label: String, value: Value, range: SourceRange)

  /// Draws views in the terminal; the notes keep a sentence of each.
  func show(_ views: [View]) {
    let log = TerminalStyle(plain: true, width: 100)
    let noted = views.map { $0.text(log, format) }.joined(separator: "\n")
    output.write(views.text(output.style, format), noted: noted)
  }

  private func printed(_ label: String, _ value: Value) {
    output.write(value.formatted(format))
    let view: View
    switch value {
    case .image(let image): view = View(label, .picture(image))
    case .tensor(let tensor): view = View(label, of: tensor)
    // One number is no picture: where there is one already, it stays the stage.
    default:
      if state.stage != nil || state.running != nil { return }
      view = View(label, .text("\(label) = \(value.summary(format))"))
    }
    keepStage(
      Stage(
        name: "value", title: label, caption: "\(label): \(value.summary(format))",
        views: [view], command: label))
  }

  /// What `figure` draws next.
  func keepStage(_ stage: Stage) {
    state.stage = stage
    state.stageIsRun = false
  }

  private func tensor(_ looked: Looked) throws(LanguageError) -> Tensor {
    guard let tensor = looked.value.tensor else {
      var hint: String?
      if case .object(let object) = looked.value, object is PictureSet {
        hint = "One picture is \(looked.label)[0], all are \(looked.label).images."
      }
      throw LanguageError("There are no numbers to look at in \(looked.value.kind)", hint: hint, at: looked.range)
    }
    return tensor
  }

  private func statistics(_ looked: Looked) throws -> View {
    let tensor = try tensor(looked)
    guard tensor.count > 0 else { throw LanguageError("There are no numbers in it", at: looked.range) }
    let summary = Statistics(of: tensor)
    return View(
      looked.label,
      .table(headings: ["", shapeText(tensor.shape)], rows: summary.rows(format)))
  }

  private func lines(_ values: [Looked]) throws -> View {
    let series = try values.flatMap { looked -> [Series] in
      let tensor = try tensor(looked)
      guard tensor.rank <= 2 else {
        throw LanguageError(
          "A line is a vector, or the rows of a matrix; this is \(looked.value.kind)", at: looked.range)
      }
      guard tensor.rank == 2 else { return [Series(looked.label, y: tensor.elements.map(Double.init))] }
      return (0..<tensor.shape[0]).map { row in
        Series("\(looked.label)[\(row)]", y: tensor.entry(row).elements.map(Double.init))
      }
    }
    return View(values.map(\.label).joined(separator: ", "), .lines(series))
  }

  private func points(_ looked: Looked, _ labels: Word?) throws -> View {
    let tensor = try tensor(looked)
    guard tensor.rank == 2, tensor.shape[1] == 2 else {
      throw LanguageError("Points are the rows of an [N,2], and this is \(looked.value.kind)", at: looked.range)
    }
    let numbers = try labels.map { word throws(LanguageError) -> [Int] in
      guard let numbers = try value(of: word).wholeNumbers, numbers.count == tensor.shape[0] else {
        throw LanguageError("labels= takes one whole number a point", at: word.textRange)
      }
      return numbers
    }
    let names = labels.flatMap(classNames(behind:)) ?? state.network.classes
    return View(looked.label, .points(tensor, labels: numbers ?? [], names: names))
  }

  /// Rows and columns are headed by their numbers; those that are classes also by their names.
  private func table(_ looked: Looked) throws -> View {
    let tensor = try tensor(looked)
    guard tensor.rank == 1 || tensor.rank == 2 else {
      throw LanguageError("A table is a matrix or a vector, and this is \(looked.value.kind)", at: looked.range)
    }
    let width = tensor.rank == 2 ? tensor.shape[1] : 1
    let height = tensor.shape[0]
    // Other things come in tens too.
    let speaksOfClasses = ["scores", "probabilities"].contains { looked.label.contains($0) }
    func heading(_ index: Int, of length: Int) -> String {
      guard speaksOfClasses, length == state.network.classes.count else { return "\(index)" }
      return "\(index) \(state.network.name(ofClass: index))"
    }
    let rows = (0..<height).map { row in
      [heading(row, of: height)]
        + (0..<width).map { format.text(Double(tensor[flat: row * width + $0])) }
    }
    let headings = [""] + (0..<width).map { heading($0, of: tensor.rank == 2 ? width : 0) }
    return View(looked.label, .table(headings: headings, rows: rows))
  }

  private func sharesScale(_ word: Word?) throws(LanguageError) -> Bool {
    guard let word else { return false }
    guard word.text == "shared" else { throw LanguageError("scale= is shared, or left out", at: word.textRange) }
    return true
  }

  private func pictures(_ values: [Looked], shared: Bool) throws -> [View] {
    var views: [View] = []
    for looked in values {
      if case .image(let image) = looked.value {
        views.append(View(looked.label, .picture(image)))
      } else {
        views.append(View(looked.label, View.Content(shown: try tensor(looked))))
      }
    }
    return shared ? views.withSharedScale() : views
  }
}

extension View.Content {
  /// As `show` draws it: a matrix is a heat map even where its numbers could be read.
  init(shown tensor: Tensor) {
    switch tensor.rank {
    case 2: self = .map(tensor, .fitting([tensor]))
    case 3 where tensor.isPicture: self = .picture(tensor)
    case 4 where tensor.count > 0 && tensor.entry(0).isPicture && tensor.elements.allSatisfy({ 0...1 ~= $0 }):
      self = .tiles((0..<tensor.shape[0]).map(tensor.entry), labels: (0..<tensor.shape[0]).map(String.init))
    case 3 where tensor.shape[0] == 1: self.init(shown: tensor.reshaped(Array(tensor.shape.dropFirst())))
    default: self.init(tensor)
    }
  }
}

extension Tensor {
  /// [3,H,W] or [1,H,W] with values in 0…1.
  var isPicture: Bool {
    rank == 3 && (shape[0] == 1 || shape[0] == 3) && elements.allSatisfy { $0 >= 0 && $0 <= 1 }
  }
}

extension [View] {
  /// The maps among them by one scale.
  func withSharedScale() -> [View] {
    let maps = flatMap { view -> [Tensor] in
      switch view.content {
      case .map(let map, _): [map]
      case .features(let stack, _): (0..<stack.shape[0]).map(stack.entry)
      default: []
      }
    }
    let scale = ColorScale.fitting(maps)
    return map { view in
      switch view.content {
      case .map(let map, _): View(view.title, .map(map, scale))
      case .features(let stack, _): View(view.title, .features(stack, scale))
      default: view
      }
    }
  }
}
