import Foundation
import Tutoring

/// What figures were written, by which version, network and seed.
struct Manifest: Codable {
  struct Entry: Codable {
    var lesson: String
    var file: String
    var title: String
    var caption: String
  }

  var version: String
  var network: String
  var seed: UInt64
  var figures: [Entry] = []

  init(version: String, network: String, seed: UInt64) {
    self.version = version
    self.network = network
    self.seed = seed
  }

  mutating func add(_ figure: WrittenFigure, lesson: String, below folder: String) {
    let file = figure.path.hasPrefix(folder + "/") ? String(figure.path.dropFirst(folder.count + 1)) : figure.path
    figures.append(Entry(lesson: lesson, file: file, title: figure.title, caption: figure.caption))
  }

  func write(to folder: String, suffix: String = "") throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try encoder.encode(self).write(to: URL(filePath: "\(folder)/manifest\(suffix).json"), options: .atomic)
  }

  /// Makes one manifest of those that the shards wrote, once all are there.
  static func mergeIfComplete(in folder: String, count: Int) throws {
    let paths = (1...count).map { "\(folder)/manifest-\($0)-of-\(count).json" }
    let parts = paths.compactMap { path in
      (try? Data(contentsOf: URL(filePath: path))).flatMap { try? JSONDecoder().decode(Manifest.self, from: $0) }
    }
    guard parts.count == count else { return }
    var merged = parts[0]
    merged.figures = parts.flatMap(\.figures).sorted { $0.file < $1.file }
    try merged.write(to: folder)
    for path in paths { try? FileManager.default.removeItem(atPath: path) }
  }
}
