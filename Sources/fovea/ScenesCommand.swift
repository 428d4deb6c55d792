import ArgumentParser
import Foundation
import Images
import Scenes
import Tensors

/// `fovea scenes`: built-in pictures and their masks as files.
struct ScenesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenes", abstract: "Write built-in pictures and masks, and labels.csv.")

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp("The folder to write to.", valueName: "dir")) var out: String
  @Option(help: "How many pictures.") var count: Int

  func validate() throws {
    if count < 1 || count > 10_000 { throw ValidationError("--count takes a number from 1 to 10000, not \(count)") }
  }

  func run() throws {
    let folder = URL(filePath: out, directoryHint: .isDirectory)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try write(SceneSet(count: count, seed: options.seed), to: folder)
    } catch {
      complain("'\(out)' cannot be written: \(error.localizedDescription)")
      throw ExitCode(1)
    }
  }

  private func write(_ scenes: SceneSet, to folder: URL) throws {
    var rows = ["file,mask,label,class"]
    for index in 0..<count {
      let scene = (image: scenes.images.entry(index), mask: scenes.masks.entry(index))
      let number = String(format: "%05d", index)
      try Data(PNG.encode(scene.image)).write(to: folder.appending(path: "\(number).png"), options: .atomic)
      let mask = scene.mask.reshaped([1] + scene.mask.shape)
      try Data(PNG.encode(mask)).write(to: folder.appending(path: "\(number)-mask.png"), options: .atomic)
      let label = scenes.labels[index]
      rows.append("\(number).png,\(number)-mask.png,\(label),\(SceneClass.allCases[label].rawValue)")
    }
    try Data((rows.joined(separator: "\n") + "\n").utf8)
      .write(to: folder.appending(path: "labels.csv"), options: .atomic)
  }
}
