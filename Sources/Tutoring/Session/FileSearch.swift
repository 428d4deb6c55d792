import CommandLanguage
import Foundation

/// Finds the files that commands read.
///
/// A name is a path as anywhere else. One that is not absolute may also stand beside the lesson that runs or in the folder
/// of `--data`; the lesson's own commands look there first, so that a file of the same name cannot take its place.
struct FileSearch: Sendable {
  /// Beside the lesson, then the folders of data.
  let folders: [String]
  let isForLesson: Bool

  /// Where the file is; the name itself where it is nowhere, for the error that names it.
  func path(of name: String) -> String {
    if name.hasPrefix("~/"), let home = getenv("HOME") { return String(cString: home) + name.dropFirst() }
    guard !name.hasPrefix("/") else { return name }
    let elsewhere = folders.map { "\($0)/\(name)" }
    let places = isForLesson ? elsewhere + [name] : [name] + elsewhere
    return places.first { access($0, R_OK) == 0 } ?? name
  }

  /// The name of a file that is there and is spelt nearly as one that is not.
  func near(_ name: String) -> String? {
    let path = path(of: name)
    guard access(path, F_OK) != 0 else { return nil }
    let cut = path.lastIndex(of: "/")
    let folder = cut.map { String(path[...$0]) } ?? ""
    let file = String(path[(cut.map(path.index(after:)) ?? path.startIndex)...])
    let places = folder.isEmpty ? ["."] + folders : [folder]
    let names = places.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
    return nearest(file, among: names).map { folder + $0 }
  }
}

extension Session {
  /// Where files are looked for now.
  var files: FileSearch {
    let beside = lesson.map { [LessonShelf.folder(of: $0.lesson)] } ?? []
    return FileSearch(folders: beside + settings.dataFolders, isForLesson: performsLesson)
  }
}
