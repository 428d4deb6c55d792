import CommandLanguage
import Images
import ModelFiles
import Networks

/// Where a network comes from: a built-in name, or a file.
struct NetworkSource {
  static let names = Checkpoint.names + ["tiny", "vgg16"]

  let name: String
  private let files: FileSearch

  /// - Parameter files: where a file is looked for; none takes the place of a built-in network.
  init(_ name: String, in files: FileSearch) {
    self.name = Self.names.contains(name) ? name : files.path(of: name)
    self.files = files
  }

  /// - Throws: what is wrong with the file, naming it; for an unknown name also the names that there are.
  func network(threads: Int? = nil) throws -> Network {
    var network = try read()
    if let threads { network.threads = threads }
    return network
  }

  private func read() throws -> Network {
    switch name {
    case _ where Checkpoint.names.contains(name): return try Checkpoint.network(named: name)
    case "tiny": return Network.tiny()
    case "vgg16": return Network.vgg16(seed: 0)
    default: return try readFile()
    }
  }

  private func readFile() throws -> Network {
    guard let bytes = try FileBytes.read(name, limit: FileBytes.limitOfTensors) else {
      throw SessionError.notANetwork(name, near: nearest(name, among: NetworkSource.names) ?? files.near(name))
    }
    guard !ImageFile.recognises(Array(bytes.prefix(8))) else {
      throw SessionError.damaged(name, why: "it holds a picture: image load reads it")
    }
    do {
      switch NetworkFormat(of: bytes, name: name) {
      case .safetensors:
        // A network is called by its file: what was trained on other pictures was called small as well.
        var network = try Network(safetensors: bytes)
        network.name = stem
        return network
      case .onnx: return try Network(onnx: bytes, name: stem, externalData: fileBeside)
      }
    } catch {
      throw SessionError.damaged(name, why: "\(error)")
    }
  }

  /// The file's name without its folder and its ending.
  private var stem: String {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    return file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
  }

  /// The bytes of a file in the same folder; nil where it is missing.
  private func fileBeside(_ other: String) throws(StateError) -> [UInt8]? {
    let folder = name.lastIndex(of: "/").map { name[...$0] } ?? ""
    return try FileBytes.read(folder + other, limit: FileBytes.limitOfTensors)
  }
}
