import CommandLanguage
import Files
import Glibc

/// The lessons that there are: those in a folder, and any that is named by its path.
public struct LessonShelf: Equatable, Sendable {
  /// The files, by number and name.
  public let entries: [Entry]

  /// A lesson's file.
  public struct Entry: Equatable, Sendable {
    public let path: String
    public let number: Int?
    public let name: String

    /// The file name without its ending.
    public var stem: String { Lesson.stem(ofFile: path) }

    init(path: String) {
      self.path = path
      (number, name) = Lesson.numberAndName(ofStem: Lesson.stem(ofFile: path))
    }
  }

  /// The Markdown files of a folder whose names begin with a number.
  public init(folder: String) throws(ShelfError) {
    guard let names = LessonShelf.names(in: folder) else {
      throw .noFolder(folder, reason: lastReason())
    }
    let found = names.filter { $0.hasSuffix(".md") }.map { Entry(path: "\(folder)/\($0)") }
    entries = found.filter { $0.number != nil }.sorted { ($0.number ?? 0, $0.name) < ($1.number ?? 0, $1.name) }
  }

  /// The folder of the lessons that ship with the program, beside its file; nil where it is not there.
  public static func shippedFolder() -> String? {
    resourceFolders("fovea_fovea.resources/Lessons").first { access($0, R_OK | X_OK) == 0 }
  }

  /// The lesson that a learner means: `5`, `occlusion`, `05-occlusion`, or a path to a `.md` file.
  ///
  /// - Throws: `ShelfError.unknown` with the nearest names.
  public func entry(named wanted: String) throws(ShelfError) -> Entry {
    if let number = Int(wanted), let entry = entries.first(where: { $0.number == number }) { return entry }
    let plain = wanted.lowercased()
    if let entry = entries.first(where: { [$0.name.lowercased(), $0.stem.lowercased()].contains(plain) }) {
      return entry
    }
    if wanted.hasSuffix(".md") {
      if let entry = entries.first(where: { "\($0.stem).md" == wanted }), access(wanted, F_OK) != 0 { return entry }
      guard access(wanted, F_OK) == 0 else { throw .noFile(wanted) }
      return Entry(path: wanted)
    }
    throw .unknown(wanted, near: near(plain), count: entries.count)
  }

  /// Reads the lesson of an entry.
  public func lesson(_ entry: Entry) throws(LessonError) -> Lesson {
    let bytes: [UInt8]?
    do throws(StateError) {
      bytes = try FileBytes.read(entry.path)
    } catch {
      throw LessonError(file: entry.path, line: 1, column: 1, problem: .unreadable(reason: error.reason))
    }
    guard let bytes else {
      throw LessonError(file: entry.path, line: 1, column: 1, problem: .unreadable(reason: "there is no such file"))
    }
    return try Lesson(bytes: bytes, file: entry.path)
  }

  /// Names that hold the word or are held by it, and the one that is a slip or two away.
  private func near(_ wanted: String) -> [String] {
    let names = entries.map(\.name)
    let holding = names.filter { name in
      !wanted.isEmpty && (name.lowercased().contains(wanted) || wanted.contains(name.lowercased()))
    }
    let slip = nearest(wanted, among: names).map { [$0] } ?? []
    return Array((slip + holding.filter { !slip.contains($0) }).prefix(3))
  }

  private static func names(in folder: String) -> [String]? {
    guard let handle = opendir(folder) else { return nil }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      names.append(name)
    }
    return names
  }
}

extension LessonShelf {
  /// Those of a lesson's files that are neither beside it nor in one of the folders of data.
  package static func missing(_ needs: [Lesson.Need], for lesson: Lesson, data: [String]) -> [Lesson.Need] {
    needs.filter { path(of: $0, for: lesson, data: data) == nil }
  }

  /// Where a needed file is: beside the lesson, else in a folder of data; nil where it is in none.
  public static func path(of need: Lesson.Need, for lesson: Lesson, data: [String]) -> String? {
    ([folder(of: lesson)] + data).map { "\($0)/\(need.file)" }.first { access($0, R_OK) == 0 }
  }

  /// The folder that a lesson's file stands in.
  static func folder(of lesson: Lesson) -> String {
    lesson.file.lastIndex(of: "/").map { String(lesson.file[..<$0]) } ?? "."
  }
}

/// Why a lesson was not found.
public enum ShelfError: Error, Equatable, Sendable {
  case noFolder(String, reason: String)
  case noFile(String)
  case unknown(String, near: [String], count: Int)
}

extension ShelfError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noFolder(let folder, let reason): "the lessons' folder '\(folder)' cannot be read: \(reason)"
    case .noFile(let path): "there is no file '\(path)'"
    case .unknown(let name, let near, let count):
      near.isEmpty
        ? "there is no lesson '\(name)': 'lessons' lists all \(count)"
        : "there is no lesson '\(name)': did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"
    }
  }
}
