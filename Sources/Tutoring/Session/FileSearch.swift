import Glibc

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
    guard !name.hasPrefix("/") else { return name }
    let elsewhere = folders.map { "\($0)/\(name)" }
    let places = isForLesson ? elsewhere + [name] : [name] + elsewhere
    return places.first { access($0, R_OK) == 0 } ?? name
  }
}

extension Session {
  /// Where files are looked for now.
  var files: FileSearch {
    let beside = lesson.map { [LessonShelf.folder(of: $0.lesson)] } ?? []
    return FileSearch(folders: beside + settings.dataFolders, isForLesson: performsLesson)
  }
}
