import Attribution
import CommandLanguage
import Networks
import Tensors

extension Command {
  /// Networks, passes through them, and pictures.
  static let pictures: [Command] = [
    Command(
      name: "image", topic: .pictures,
      forms: ["image load FILE as NAME", "image scene CLASS [seed=N] [shortcut=true|CLASS] as NAME"],
      summary: "Makes a picture: from a PNG or PPM file, or a built-in scene.",
      details: "A scene also defines NAME.mask, where its object is, and NAME.class.",
      worksAlone: false, completed: [.words(["load", "scene"]), .classes, .files]
    ) { session, reader in
      try session.makeImage(&reader)
    },
    Command(
      name: "images", topic: .pictures,
      forms: ["images scenes [count=100] [seed=N] [shortcut=true] as NAME", "images load PATH [labels=FILE] as NAME"],
      summary: "Makes a set of pictures: NAME.images, NAME.labels, NAME.classes, NAME.masks, NAME[3].",
      details: """
        A PATH is a folder of PNG or PPM files, best in one sub-folder a class (classes are numbered in sorted order), or \
        with a labels.csv as fovea scenes writes it; a file as MNIST's (IDX, plain or .gz; the labels are found beside \
        it: …images-idx3-ubyte has …labels-idx1-ubyte); CIFAR-10's .bin; or .npy: [N,C,H,W] or [N,H,W], floats from 0 \
        to 1 or bytes (a.npy has its labels in a-labels.npy). NAME-mask.png is the mask of NAME.png. labels=FILE names \
        the classes, one a line, or is an .npy or IDX file with the labels themselves.
        """,
      worksAlone: false, completed: [.words(["load", "scenes"]), .files]
    ) { session, reader in
      try session.makeImages(&reader)
    },
    Command(
      name: "network", topic: .pictures,
      forms: ["network", "network NAME|FILE [scale=1 mean=[…] std=[…] order=rgb|bgr labels=FILE]"],
      summary:
        "Which network is used: alone, the table of its layers; small, wide, linear, shortcut, tiny, vgg16 or a file.",
      details: "A FILE is ONNX or safetensors. Its input is (scale·x - mean)/std of a picture x from 0 to 1, mean and "
        + "std in the order red, green, blue; then order=bgr reverses the channels. labels= has one class a line.",
      takesFreeText: true, completed: [.words(NetworkSource.names), .files]
    ) { session, reader in
      try session.chooseNetwork(&reader)
    },
    Command(
      name: "forward", topic: .pictures, forms: ["forward IMAGE"],
      summary: "Sends a picture through the network; each layer's name is then its output.",
      worksAlone: false, completed: [.names]
    ) { session, reader in
      var options = reader
      let word: Word
      if let given = try options.words().first, given.name == "image" {
        word = given
        _ = try options.word("a picture")
      } else {
        word = try options.word("a picture")
      }
      try options.end()
      try session.sendForward(word)
    },
    Command(
      name: "backward", topic: .pictures, forms: ["backward layer=L unit=U [rule=gradient|deconvnet|guided]"],
      summary: "Sends a signal from a unit back to the picture; L.grad and input.grad hold what arrives.",
      completed: [.layers]
    ) { session, reader in
      let options = try reader.options(
        ["layer", "unit", "rule"], advice: ArgumentReader.unitAdvice)
      try session.sendBackward(options, at: reader.rest)
    },
    Command(
      name: "check", topic: .pictures, forms: ["check gradient [layer=L]"],
      summary: "Compares the last backward pass with central differences, and says whether it is the gradient.",
      worksAlone: false, completed: [.words(["gradient"]), .layers]
    ) { session, reader in
      guard try reader.take("gradient") != nil else {
        throw LanguageError("'check' checks the gradient", hint: "Type check gradient.", at: reader.rest)
      }
      try session.checkGradient(reader.options(["layer"])["layer"])
    },
    Command(
      name: "expect", topic: .pictures, forms: ["expect EXPR"], summary: "An error where the condition is false.",
      worksAlone: false, completed: [.names]
    ) { session, reader in
      let formula = try reader.formula("a condition")
      try reader.end(after: formula)
      try session.expect(formula, in: reader.line)
    },
  ]
}

extension Session {
  /// `forward IMAGE`.
  fileprivate func sendForward(_ word: Word) throws {
    guard case .picture(let image, let label) = try picture(word) else { return }
    let fitted = try fit(image, to: state.network)
    let trace = try state.network.forward(fitted)
    state.forward = State.ForwardPass(trace: trace, label: label)
    state.backward = nil
    let best = topClasses(of: trace, count: 3)
    let shown = className(ofElement: word).map { "\(label) (\($0))" } ?? label
    output.write("\(shown) through \(state.network.name): " + best.joined(separator: " · "))
    let scores = trace.output(state.network.scores)
    if !scores.elements.allSatisfy(\.isFinite) {
      output.write("the scores are not all finite: the network's weights or the picture are damaged")
    }
  }

  /// "cat 0.981", the most probable first.
  func topClasses(of trace: Trace, count: Int) -> [String] {
    let best = state.network.bestPlaces(of: trace.output(state.network.probabilities))
    return best.prefix(count).map { best in
      let place = best.place.isEmpty ? "" : " at \(shapeText(best.place))"
      let name = className(best.number)
      // Two numbers in a row would be read as one thing.
      return "\(name)\(name.last?.isNumber == true ? ":" : "") \(format.text(Double(best.value)))\(place)"
    }
  }

  func className(_ number: Int) -> String {
    state.network.classes.isEmpty ? "class \(number)" : state.network.name(ofClass: number)
  }

  /// `backward layer= unit= rule=`.
  fileprivate func sendBackward(_ options: [String: Word], at place: SourceRange) throws {
    guard let forward = state.forward else { throw SessionError.noForwardPass(layer: "scores") }
    let node = try options["layer"].map { word throws(LanguageError) in try self.layer(word) } ?? state.network.scores
    let output = forward.trace.output(node)
    let top = Unit.position(output.index(ofFlat: output.argmax()))
    let unit = try options["unit"].map { try self.unit($0, of: node) } ?? top
    let rule = try options["rule"].map { word throws(LanguageError) in try self.rule(word) } ?? .gradient
    state.backward = try state.network.backward(forward.trace, from: node, seed: unit.seed(for: output), rule: rule)
      .finished()
    state.latestIsBackprop = false
    let name = state.network.nodes[node].name
    self.output.write(
      "back from \(name) to \(forward.label), rule \(rule.rawValue): input.grad \(summary(.image))"
        + state.network.plainPassing(upTo: node, under: rule))
  }

  private func summary(_ source: Network.Source) -> String {
    state.backward?.gradient(at: source).map { Value.tensor($0).summary(format) } ?? "not reached"
  }

  func rule(_ word: Word) throws(LanguageError) -> BackwardRule {
    if let rule = BackwardRule(rawValue: word.unquoted) { return rule }
    let rules = BackwardRule.allCases.map(\.rawValue)
    let hint = nearest(word.unquoted, among: rules).map { "Did you mean '\($0)'?" }
    throw LanguageError("The rules are \(rules.joined(separator: ", "))", hint: hint, at: word.textRange)
  }

  /// `expect EXPR`: with both sides' values where it is false.
  fileprivate func expect(_ formula: Formula, in line: SourceLine) throws(LanguageError) {
    guard try !formula.condition(in: scope) else { return }
    var message = "Expected \(line.text(formula.range)), which is false"
    if case .comparison(_, let left, let right, _, _) = formula {
      let values = (try left.evaluate(in: scope).summary(format), try right.evaluate(in: scope).summary(format))
      message = "Expected \(line.text(formula.range)): the left is \(values.0), the right \(values.1)"
    }
    throw LanguageError(message, at: formula.range)
  }
}
