import CommandLanguage
import Images
import Networks
import Plotting
import Tensors
import Text

extension Session {
  /// `vars [PATTERN]`: what has a name, with shape and meaning.
  func listNames(matching pattern: String?) {
    var rows: [[String]] = []
    for (name, named) in state.named.sorted(by: { $0.key < $1.key }) {
      rows.append([name, named.value.extent(format), named.meaning])
    }
    // The parts of a step may be called as the step's own: the name is the inner one's.
    var listed: Set<String> = []
    for run in state.runs {
      for quantity in run.quantities where listed.insert("\(run.procedure.name).\(quantity.name)").inserted {
        let shape = run.value(of: quantity.name)?.extent(format) ?? quantity.shape
        rows.append(["\(run.procedure.name).\(quantity.name)", shape, quantity.meaning])
      }
    }
    for (number, node) in state.network.nodes.enumerated() {
      let shape = state.forward.map { $0.trace.shape(of: number) } ?? node.shape
      rows.append([node.name, shapeText(shape), node.layer.summary])
    }
    if let pattern { rows = rows.filter { matches($0[0], pattern) } }
    output.write(rows.isEmpty ? "nothing has such a name" : fitted(columns(rows)))
  }

  private func matches(_ name: String, _ pattern: String) -> Bool {
    guard pattern.contains("*") else { return name.contains(pattern) }
    var rest = name[...]
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    for (number, part) in parts.enumerated() {
      guard !part.isEmpty else { continue }
      guard let place = rest.range(of: part), number > 0 || place.lowerBound == name.startIndex else { return false }
      rest = rest[place.upperBound...]
    }
    return parts.last?.isEmpty == true || rest.isEmpty
  }

  /// Lines cut at the width where a terminal would wrap them, or at the one asked for.
  func fitted(_ text: String) -> String {
    guard let width = output.tableWidth else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let line = String(line)
      return displayWidth(line) <= width ? line : line.cut(to: width - 1) + "…"
    }.joined(separator: "\n")
  }

  /// `info NAME` and `info FILE.png`.
  func tellAbout(_ word: Word) throws {
    let name = word.unquoted
    if name.hasSuffix(".png") || name.hasSuffix(".PNG") { return try tellAboutFile(word) }
    if let named = state.named[name] {
      return output.write("\(name)  \(named.value.summary(format))\n\(named.meaning)")
    }
    if let node = try? state.network.layer(named: name) { return output.write(description(ofLayer: node)) }
    if let value = try scope.value(of: name) {
      return output.write("\(name)  \(value.summary(format))\n" + (meaning(of: name) ?? ""))
    }
    if let number = state.network.classNumber(named: name), !topics.contains(name) {
      return output.write("\(name)  class \(number) of \(state.network.name)'s \(state.network.classCount)")
    }
    guard topics.contains(name) else {
      let hint = nearest(name, among: scope.names + topics).map { "Did you mean '\($0)'?" } ?? "'vars' lists the names."
      throw LanguageError("Nothing is named '\(name)'", hint: hint, at: word.range)
    }
    try help(word)
  }

  /// What a PNG says of its making.
  private func tellAboutFile(_ word: Word) throws {
    let bytes = try at(word.range) { try ImageFile.bytes(path: files.path(of: word.unquoted)) }
    let texts = try at(word.range) { try PNG.text(of: bytes) }
    output.write(
      texts.isEmpty
        ? "\(word.unquoted) does not say what made it"
        : columns(texts.map { [$0.key.replacing("fovea.", with: "").lowercased(), $0.value] }))
  }

  /// A quantity's meaning by its bare or full name.
  func meaning(of name: String) -> String? {
    for procedure in Procedure.all {
      let bare = name.hasPrefix(procedure.name + ".") ? String(name.dropFirst(procedure.name.count + 1)) : name
      let isRunning = state.running?.procedure.name == procedure.name
      if bare != name || isRunning, let quantity = procedure.quantity(bare) { return quantity.meaning }
    }
    return nil
  }

  /// All about a layer: what it is, its shapes, its parameters, what one position sees.
  func description(ofLayer number: Int) -> String {
    let network = state.network
    let node = network.nodes[number]
    var lines = [
      "\(node.name)  \(node.layer.summary)",
      "reads \(node.inputs.map(network.name(of:)).joined(separator: ", ")); its output is \(shapeText(node.shape))",
      "\(node.layer.parameterCount) parameters, \(network.multiplyAddsByNode[number]) multiply-adds",
    ]
    if let field = network.receptiveField(of: number) {
      lines += [
        "one position sees \(field.size.height)×\(field.size.width) pixels; from one to the next they move by \(field.stride.height)",
        "what the first position sees has its centre \(field.centreText)",
      ]
    }
    if let forward = state.forward {
      lines.append("now: \(Value.tensor(forward.trace.output(number)).summary(format))")
    }
    return lines.joined(separator: "\n")
  }
}

extension ReceptiveField {
  /// "at row 3, column 3", or "between rows 0 and 1, columns 0 and 1" of the picture.
  fileprivate var centreText: String {
    // Pixel 3 reaches from 3 to 4: its middle is at 3½, and 4 is the line between it and the next.
    func place(_ middle: Double, _ line: String) -> String {
      let pixel = Int((middle - 0.5).rounded(.down))
      return Double(pixel) + 0.5 == middle ? "at \(line) \(pixel)" : "between \(line)s \(pixel) and \(pixel + 1)"
    }
    let (row, column) = (place(centre.y, "row"), place(centre.x, "column"))
    let sameWord = row.prefix(2) == column.prefix(2)
    return "\(row), \(sameWord ? String(column.drop { $0 != " " }.dropFirst()) : column)"
  }
}

extension Value {
  /// "[3,64,64]" for a tensor, the count of a long list, the value itself for a number.
  func extent(_ format: ValueFormat) -> String {
    switch self {
    case .tensor(let tensor), .image(let tensor): shapeText(tensor.shape)
    case .list(let items) where items.count > 4: "\(items.count) in a list"
    default: summary(format)
    }
  }
}
