import Attribution
import CommandLanguage
import Datasets
import Images
import Networks
import Tensors

extension Session {
  /// `network`: the table of layers; `network NAME|FILE recipe…`: another network.
  func chooseNetwork(_ reader: inout ArgumentReader) throws {
    guard !reader.isAtEnd else { return output.write(layerTable(state.network)) }
    let word = try reader.word("a network")
    let options = try reader.options(["scale", "mean", "std", "order", "labels"])
    if performsLesson, word.text == "small", options.isEmpty, let own = state.own { return keepOwnNetwork(own) }
    let network = try withRecipe(
      options,
      try at(word.textRange) { try NetworkSource(word.unquoted, in: files).network(threads: settings.threads) })
    let isInUse = state.networkSource == word.unquoted && options.isEmpty
    state.use(network, from: word.unquoted)
    if !performsLesson { state.own = State.OwnNetwork(network, from: word.unquoted) }
    setProcedureAside()
    output.write(isInUse ? recipeLine(network) : layerTable(network, showing: output.isInteractive ? .ends : .all))
    notifyOfSharedNames(network.classes)
  }

  /// Says which classes a name does not tell apart.
  private func notifyOfSharedNames(_ classes: [String]) {
    let shared = Dictionary(grouping: classes.indices) { classes[$0] }.values.filter { $0.count > 1 }
    for numbers in shared.sorted(by: { $0[0] < $1[0] }).prefix(3) {
      let all = numbers.map(String.init).joined(separator: " and ")
      output.write("classes \(all) are each called \(classes[numbers[0]]): the name means \(numbers[0])")
    }
  }

  /// The learner's own network, which a lesson that asks for `small` is run on.
  private func keepOwnNetwork(_ own: State.OwnNetwork) {
    if state.networkSource != own.file { state.use(own.network, from: own.file) }
    setProcedureAside()
    output.write("your network, \(own.file), in place of small:\n\(layerTable(own.network))")
  }

  /// The network with the recipe and the class names that the options give.
  private func withRecipe(_ options: [String: Word], _ network: Network) throws -> Network {
    var recipe = network.recipe
    let channels = network.inputShape[0]
    if let word = options["scale"] { recipe.scale = try numbers(word, count: [1])[0] }
    if let word = options["mean"] { recipe.mean = try numbers(word, count: [1, channels]) }
    if let word = options["std"] { recipe.std = try numbers(word, count: [1, channels]) }
    if let word = options["order"] {
      guard let order = InputRecipe.Order(rawValue: word.unquoted) else {
        throw LanguageError("order= is rgb or bgr", at: word.textRange)
      }
      guard order == .rgb || channels > 1 else {
        throw LanguageError(
          "\(network.name) takes pictures of one channel, and one has no order", hint: "Leave order= out.",
          at: word.textRange)
      }
      recipe.order = order
    }
    let classes = try options["labels"].map { try labels($0, for: network) } ?? network.classes
    return try network.with(recipe: recipe, classes: classes)
  }

  private func numbers(_ word: Word, count: [Int]) throws(LanguageError) -> [Float] {
    guard let tensor = try value(of: word).tensor, count.contains(tensor.count) else {
      let wanted = count.map(String.init).joined(separator: " or ")
      throw LanguageError("\(word.name ?? "") takes \(wanted) numbers", at: word.textRange)
    }
    return tensor.elements
  }

  private func labels(_ word: Word, for network: Network) throws -> [String] {
    let labels = try at(word.textRange) { try LabelsFile.names(path: files.path(of: word.unquoted)) }
    let count = network.classCount
    guard labels.count == count else {
      throw LanguageError("'\(word.unquoted)' names \(labels.count) classes for \(count) scores", at: word.textRange)
    }
    return labels
  }

  /// A picture as the network takes it: as many channels; resized to cover its input and cropped, and it says so.
  func fit(_ image: Tensor, to network: Network, through last: Int? = nil) throws -> Tensor {
    let fitting = try InputFitting(of: image.shape, to: network, through: last ?? network.probabilities)
    for note in fitting.notes(on: "the picture") { output.write(note) }
    return try fitting.applied(to: image)
  }

  /// The same for pictures [N,C,H,W].
  func fitAll(_ images: Tensor, to network: Network, through last: Int) throws -> Tensor {
    let fitting = try InputFitting(of: Array(images.shape.dropFirst()), to: network, through: last)
    let limit = fitting.changes ? SizeLimit.elements / network.inputShape.reduce(1, *) : .max
    guard images.shape[0] <= limit else { throw SessionError.tooManyPictures(images.shape[0], limit: limit) }
    for note in fitting.notes(on: "each picture") { output.write(note) }
    guard fitting.changes else { return images }
    return try Tensor.stacked((0..<images.shape[0]).map { try fitting.applied(to: images.entry($0)) })
  }

  /// Masks [N,H,W], or [N,1,H,W] as files have them, of pictures of a shape, as the pictures become: 0 and 1.
  func fitMasks(_ masks: Tensor, of pictures: [Int], to network: Network, through last: Int) throws -> Tensor {
    let planes = [pictures[0]] + pictures[2...]
    guard masks.shape == planes || masks.shape == [pictures[0], 1] + pictures[2...] else {
      throw SessionError.masksShape(masks.shape, pictures: pictures)
    }
    guard masks.elements.allSatisfy(\.isFinite) else { throw SessionError.masksNotFinite }
    let fitting = try InputFitting(of: Array(pictures.dropFirst()), to: network, through: last)
    let planar = masks.reshaped(planes)
    return try Tensor.stacked(
      (0..<pictures[0]).map { picture in
        let mask = try fitting.applied(toPlane: planar.entry(picture))
        guard mask.maximum() > 0 else { throw SessionError.emptyMask(picture: picture) }
        return mask
      })
  }

  /// `check gradient [layer=L]`.
  func checkGradient(_ word: Word?) throws {
    guard let backward = latestBackwardPass else { throw SessionError.noBackwardPass }
    let node = try word.map { word throws(LanguageError) in try layer(word) }
    let source = node.map(Network.Source.node) ?? .image
    let place = node.map { state.network.nodes[$0].name } ?? "input"
    let name = state.latestIsBackprop ? "the signal at \(place)" : "\(place).grad"
    let check = try state.network.checkGradient(backward, at: source)
    let score =
      backward.node == state.network.scores ? "the score" : "the unit of \(state.network.nodes[backward.node].name)"
    output.write(check.sentence(about: name, of: score, rule: backward.rule, format))
  }

  /// What went back through the network last: `backward`, or the procedure `backprop` as far as it is, which is named.
  private var latestBackwardPass: BackwardPass? {
    guard state.latestIsBackprop, let run = state.runs.first(where: { $0.walk is Backprop }),
      let place = run.walker as? Backprop.Iterator
    else { return state.backward }
    output.write("of \(run.command), step \(run.place.trimmingPrefix { $0 == " " }):")
    return place.pass
  }

  /// The layers with shapes, parameters and multiply-adds, and the input recipe.
  func layerTable(_ network: Network, showing choice: LayerTable.Rows = .all) -> String {
    LayerTable(network, choice).text(width: output.tableWidth) + "\n" + recipeLine(network)
  }

  /// What a picture goes through before the first layer.
  func recipeLine(_ network: Network) -> String {
    let recipe = network.recipe
    return "\(network.name) takes pictures \(shapeText(network.inputShape)): input = "
      + "(\(format.text(Double(recipe.scale)))·x - \(list(recipe.mean)))/\(list(recipe.std))"
      + (network.inputShape[0] == 1 ? "" : ", order \(recipe.order.rawValue)")
  }

  private func list(_ numbers: [Float]) -> String {
    numbers.count == 1
      ? format.text(Double(numbers[0])) : "[" + numbers.map { format.text(Double($0)) }.joined(separator: ", ") + "]"
  }
}

extension GradientCheck {
  /// Whether the map is the gradient, with the numbers that say so.
  func sentence(about name: String, of score: String, rule: BackwardRule, _ format: ValueFormat) -> String {
    guard isConclusive else {
      return
        "\(name) cannot be checked here: at \(samples.count - clean.count) of \(samples.count) elements \(score) bends "
        + "within the smallest step that differences can take. Try a layer that is nearer to it: check gradient layer=L"
    }
    let numbers =
      "\(agreeing) of \(clean.count) elements agree with central differences, "
      + "the worst is off by \(format.text(100 * worst)) % of the largest"
    let kinks = agreeing < clean.count && disagreesAtKinksAlone
    return isGradient
      ? "\(name) is the gradient of \(score): \(numbers)"
        + (kinks ? "; where they do not, a ReLU or a max pooling decides otherwise within the step" : "")
      : "\(name) is not the gradient of \(score) (rule \(rule.rawValue)): \(numbers)"
  }
}
