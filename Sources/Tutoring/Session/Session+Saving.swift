import CommandLanguage
import Foundation
import Images
import ModelFiles
import Networks
import Plotting
import Tensors

extension Session {
  /// `save EXPR FILE`: the ending says how.
  func save(_ formula: Formula, to file: Word, in line: SourceLine) throws {
    let value = try formula.evaluate(in: scope)
    let path = file.unquoted
    switch path.split(separator: ".").last.map(String.init) ?? "" {
    case "npy": try write(try tensor(value, at: formula.range).npy(), to: file)
    case "csv": try write(Array(try table(value, at: formula.range).utf8), to: file)
    case "txt": try write(Array((value.formatted(fullFormat) + "\n").utf8), to: file)
    case "png": try savePicture(value, line.text(formula.range), at: formula.range, to: file)
    default:
      throw LanguageError(
        "'\(path)' has none of the endings .npy, .png, .csv, .txt", hint: "The ending says how to write it.",
        at: file.range)
    }
  }

  private func tensor(_ value: Value, at range: SourceRange) throws(LanguageError) -> Tensor {
    guard let tensor = value.tensor else { throw LanguageError("This is \(value.kind), not a tensor", at: range) }
    return tensor
  }

  /// One row of the last axis a line.
  private func table(_ value: Value, at range: SourceRange) throws(LanguageError) -> String {
    let tensor = try tensor(value, at: range)
    guard tensor.rank <= 2 else {
      throw LanguageError("A .csv file holds a vector or a matrix, not \(value.kind)", at: range)
    }
    let width = tensor.rank == 2 ? tensor.shape[1] : 1
    let rows = stride(from: 0, to: tensor.count, by: max(width, 1)).map { start in
      tensor.elements[start..<(start + width)].map { "\($0)" }.joined(separator: ",")
    }
    return rows.map { $0 + "\n" }.joined()
  }

  private func savePicture(_ value: Value, _ text: String, at range: SourceRange, to file: Word) throws {
    let tensor = try tensor(value, at: range)
    let picture: Tensor
    switch tensor.rank {
    case 3 where tensor.shape[0] == 3 || tensor.shape[0] == 1:
      guard tensor.elements.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
        throw LanguageError(
          "A picture's values are from 0 to 1",
          hint: "clip(…, 0, 1) keeps them there; one channel, such as x[0], is saved as a map.", at: range)
      }
      picture = tensor
    case 2: picture = ColorScale.fitting([tensor]).picture(of: tensor)
    default: throw LanguageError("This is \(value.kind), neither a picture nor a map", at: range)
    }
    try write(PNG.encode(picture, text: provenance(of: "save \(text) \(file.text)")), to: file, quietly: true)
    if !output.isMuted { try reportSaved(picture, file) }
  }

  /// Reads a saved picture back and says what the network answers before and after rounding to 8 bits.
  private func reportSaved(_ picture: Tensor, _ file: Word) throws {
    var line = "\(file.unquoted)  \(shapeText(picture.shape)), 8 bits"
    if state.network.inputShape == picture.shape, state.network.classes.isEmpty == false {
      let again = try ImageFile.read(path: file.unquoted)
      let answers = try [picture, again].map { topClasses(of: try state.network.forward($0), count: 1)[0] }
      line += " · \(state.network.name) says \(answers[0]) before and \(answers[1]) after rounding"
    }
    output.write(line)
  }

  /// `save network FILE [type=…]`: the ending says how.
  func saveNetwork(to file: Word, as type: Word?) throws {
    switch file.unquoted.split(separator: ".").last {
    case "safetensors": try write(state.network.safetensors(as: try type.map(numberType) ?? .float32), to: file)
    case "onnx":
      if let type { throw LanguageError("An .onnx file holds 32-bit numbers; 'type=' is for others", at: type.range) }
      try write(state.network.onnx(), to: file)
      output.write("elsewhere, feed it the prepared picture: \(recipeLine(state.network))")
    default:
      throw LanguageError("A network is saved as a .safetensors or an .onnx file", at: file.range)
    }
  }

  private func numberType(_ word: Word) throws(LanguageError) -> NumberType {
    guard let type = NumberType(rawValue: word.unquoted.uppercased()) else {
      throw LanguageError("type= is f32, f16 or bf16", at: word.textRange)
    }
    return type
  }

  /// Writes a file whole or not at all, below the working folder and the figures folder only.
  func write(_ bytes: [UInt8], to file: Word, quietly: Bool = false) throws {
    try at(file.range) { try write(bytes, to: file.unquoted) }
    if !quietly { output.write("\(file.unquoted)  \(bytes.count) bytes") }
  }

  /// The same for a path that is checked already or made by the program.
  func write(_ bytes: [UInt8], to path: String) throws {
    guard isAllowed(path) else { throw SessionError.outsideTheFolder(path) }
    if output.isMuted { return }
    let folder = (path as NSString).deletingLastPathComponent
    do {
      if !folder.isEmpty { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
    } catch {
      throw SessionError.cannotWrite(path, why: "its folder cannot be made")
    }
    do throws(StateError) {
      try FileBytes.replace(path, with: bytes)
    } catch {
      throw SessionError.cannotWrite(path, why: error.reason)
    }
  }

  /// Below the working folder, or below the figures folder: no `..`, and no link that leads out.
  private func isAllowed(_ path: String) -> Bool {
    if path.split(separator: "/").contains("..") { return false }
    if let figures = settings.figures, path.hasPrefix(figures + "/") { return Self.stays(path, below: figures) }
    return !path.hasPrefix("/") && Self.stays(path, below: ".")
  }

  /// Whether the last folder on the way that is there already lies in the folder where it seems to lie.
  private static func stays(_ path: String, below folder: String) -> Bool {
    guard let base = realpath(folder) else { return true }
    var parent = path
    repeat {
      guard let slash = parent.lastIndex(of: "/") else { return true }
      parent = String(parent[..<slash])
      if let real = realpath(parent) { return (real + "/").hasPrefix(base == "/" ? base : base + "/") }
    } while parent.count > folder.count
    return true
  }

  /// A path without links; nil where nothing is there.
  private static func realpath(_ path: String) -> String? {
    guard let resolved = Foundation.realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
