internal import Foundation
public import Networks

/// The trained networks that come with the program.
public enum Checkpoint {
  /// The networks that were trained.
  public static let names = ["small", "wide", "linear"]

  /// Reads a trained network from the resources beside the program.
  ///
  /// - Throws: `ModelFileError.noCheckpoint` for another name, `ModelFileError.missingCheckpoint` where its file is gone.
  public static func network(named name: String) throws(ModelFileError) -> Network {
    guard names.contains(name) else { throw .noCheckpoint(name: name, known: names) }
    for folder in folders {
      if let data = try? Data(contentsOf: folder.appending(path: "\(name).safetensors")) {
        return try Network(safetensors: [UInt8](data))
      }
    }
    throw .missingCheckpoint(name: name, folders: folders.map(\.path))
  }

  /// Where the resources may lie: beside the program as it runs, or as it was called.
  ///
  /// The package manager's own way to them ends the program when they have moved.
  static var folders: [URL] {
    let programs = [URL(filePath: "/proc/self/exe").resolvingSymlinksInPath(), URL(filePath: CommandLine.arguments[0])]
    var folders: [URL] = []
    for program in programs {
      let folder = program.deletingLastPathComponent().appending(path: "fovea_ModelFiles.resources/Checkpoints")
      if !folders.contains(folder) { folders.append(folder) }
    }
    return folders
  }
}
