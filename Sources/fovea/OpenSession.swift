import ArgumentParser
import Foundation
import LineEditing
import Tutoring

extension GlobalOptions {
  /// What a session takes of the options.
  var settings: Settings {
    Settings(
      network: network, seed: seed, figures: figures ?? "Figures", data: data, showsNotes: notes,
      threads: cores, version: version)
  }

  /// The lessons: the course's, or those of `--lessons`.
  func shelf() throws -> LessonShelf {
    guard let folder = lessons ?? LessonShelf.shippedFolder() else {
      complain("the course is not beside the program: its folder of lessons is missing")
      throw ExitCode(1)
    }
    do throws(ShelfError) {
      return try LessonShelf(folder: folder)
    } catch {
      complain("\(error)")
      throw ExitCode(1)
    }
  }

  /// A session that writes to `output` and keeps its records where the user's are.
  func session(_ output: any Output) throws -> Session {
    Interruption.install()
    let records = Records(folder: .standard(environment: ProcessInfo.processInfo.environment))
    for notice in records.load() { output.write(notice) }
    do {
      return try Session(
        settings: settings, output: output, shelf: shelf(), records: records,
        isInterrupted: { Interruption.isPending })
    } catch let error as ExitCode {
      throw error
    } catch {
      complain("\(error)")
      throw ExitCode(1)
    }
  }
}
