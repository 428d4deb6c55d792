#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a folder of resources may lie: beside the program as it runs, or as it was called.
///
/// The package manager's own way to them ends the program when they have moved.
///
/// - Parameter path: from the program's folder, such as `fovea_fovea.resources/Lessons`.
package func resourceFolders(_ path: String) -> [String] {
  var folders: [String] = []
  for program in [runningProgram(), CommandLine.arguments.first] {
    guard let program else { continue }
    let beside = program.lastIndex(of: "/").map { String(program[..<$0]) } ?? "."
    if !folders.contains("\(beside)/\(path)") { folders.append("\(beside)/\(path)") }
  }
  return folders
}

/// The file that runs, links followed; nil where the system does not tell.
private func runningProgram() -> String? {
  var buffer = [CChar](repeating: 0, count: 4096)
  let count = readlink("/proc/self/exe", &buffer, buffer.count)
  guard count > 0 else { return nil }
  return String(validating: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
}
