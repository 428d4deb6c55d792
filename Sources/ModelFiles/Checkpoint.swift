import Files
public import Networks

/// The trained networks that come with the program.
public enum Checkpoint {
  /// The networks that were trained.
  public static let names = ["small", "wide", "linear", "shortcut"]

  /// Reads a trained network from the resources beside the program.
  ///
  /// - Throws: `ModelFileError.noCheckpoint` for another name, `ModelFileError.missingCheckpoint` where its file is gone.
  public static func network(named name: String) throws(ModelFileError) -> Network {
    guard names.contains(name) else { throw .noCheckpoint(name: name, known: names) }
    let folders = resourceFolders("fovea_ModelFiles.resources/Checkpoints")
    for folder in folders {
      if let bytes = try? wholeFile("\(folder)/\(name).safetensors", limit: byteLimit) {
        return try Network(safetensors: bytes)
      }
    }
    throw .missingCheckpoint(name: name, folders: folders)
  }

  /// More than any of them has.
  private static let byteLimit = 1 << 30
}
