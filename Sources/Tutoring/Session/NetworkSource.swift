import CommandLanguage
import ModelFiles
import Networks

/// Where a network comes from: a built-in name, or a file.
struct NetworkSource {
  static let names = ["small", "wide", "tiny", "linear", "vgg16"]

  let name: String

  init(_ name: String) {
    self.name = name
  }

  /// - Throws: what is wrong with the file, naming it; for an unknown name also the names that there are.
  func network(threads: Int? = nil) throws -> Network {
    var network = try read()
    if let threads { network.threads = threads }
    return network
  }

  private func read() throws -> Network {
    switch name {
    case "small", "wide", "linear": return try Checkpoint.network(named: name)
    case "tiny": return Network.tiny()
    case "vgg16": return Network.vgg16(seed: 0)
    default: return try readFile()
    }
  }

  private func readFile() throws -> Network {
    guard let bytes = try FileBytes.read(name, limit: FileBytes.limitOfTensors) else {
      throw SessionError.notANetwork(name, near: nearest(name, among: NetworkSource.names))
    }
    do {
      return try Network(safetensors: bytes)
    } catch {
      throw SessionError.damaged(name, why: "\(error)")
    }
  }
}
