import Testing
import Tutoring

private func lesson(_ name: String, blocks: Int) throws -> Lesson {
  let asks = (1...blocks).map { "## B\($0)\n\n```ask\nQ\nanswer: \($0)\n```\n" }
  return try Lesson(markdown: "# T\n\n" + asks.joined(separator: "\n"), file: name + ".md")
}

private func progress(_ changes: LessonProgress.Change...) -> LessonProgress {
  changes.reduce(into: LessonProgress()) { $0.apply($1) }
}

@Suite struct ProgressTests {
  @Test func aBlockIsOpenThenDone() {
    var progress = progress(.began(lesson: "a", block: "b1"))
    #expect(progress.record(lesson: "a", block: "b1")?.state == .open)
    progress.apply(.finished(lesson: "a", block: "b1"))
    #expect(progress.record(lesson: "a", block: "b1")?.state == .done)
    #expect(progress.record(lesson: "a", block: "b2") == nil)
    progress.apply(.began(lesson: "a", block: "b1"))
    #expect(progress.record(lesson: "a", block: "b1")?.state == .done)
  }

  @Test func theFirstAnswerStaysAndTriesCount() {
    let progress = progress(
      .tried(lesson: "a", block: "b", answer: "1/3"), .hinted(lesson: "a", block: "b"),
      .tried(lesson: "a", block: "b", answer: "42"), .finished(lesson: "a", block: "b"))
    let record = progress.record(lesson: "a", block: "b")
    #expect(record?.firstAnswer == "1/3")
    #expect(record?.tries == 2)
    #expect(record?.hints == 1)
  }

  @Test func whatWasSkippedIsRememberedWhenDoneLater() {
    let progress = progress(.skipped(lesson: "a", block: "b"), .finished(lesson: "a", block: "b"))
    #expect(progress.record(lesson: "a", block: "b")?.state == .doneAfterSkip)
  }

  @Test func whatIsDoneIsNotSkippedAfterwards() {
    let progress = progress(.finished(lesson: "a", block: "b"), .skipped(lesson: "a", block: "b"))
    #expect(progress.record(lesson: "a", block: "b")?.state == .done)
  }

  @Test func forgettingALessonLeavesTheOthers() {
    var progress = progress(.finished(lesson: "a", block: "b"), .finished(lesson: "c", block: "b"))
    progress.apply(.forgot(lesson: "a"))
    #expect(progress.records.map(\.lesson) == ["c"])
    progress.apply(.forgotAll)
    #expect(progress == LessonProgress())
  }

  @Test func aLessonGoesOnBelowTheBlockFinishedLast() throws {
    let lesson = try lesson("01-a", blocks: 3)
    #expect(LessonProgress().resumption(of: lesson) == 0)
    #expect(progress(.began(lesson: "a", block: "b2")).resumption(of: lesson) == 1)
    #expect(progress(.finished(lesson: "a", block: "b2")).resumption(of: lesson) == 2)
    let jumped = progress(.finished(lesson: "a", block: "b1"), .finished(lesson: "a", block: "b3"))
    #expect(jumped.resumption(of: lesson) == 1)
    let all = progress(
      .finished(lesson: "a", block: "b1"), .skipped(lesson: "a", block: "b2"), .finished(lesson: "a", block: "b3"))
    #expect(all.resumption(of: lesson) == nil)
    #expect(all.tally(of: lesson) == LessonProgress.Tally(done: 2, skipped: 1, open: 0, isBegun: true))
  }

  @Test func aBlockThatIsGoneFromTheLessonDoesNotMatter() throws {
    let lesson = try lesson("01-a", blocks: 2)
    #expect(progress(.finished(lesson: "a", block: "old")).resumption(of: lesson) == 0)
    let both = progress(.finished(lesson: "a", block: "b1"), .finished(lesson: "a", block: "old"))
    #expect(both.resumption(of: lesson) == 1)
  }

  @Test func theNextLessonIsTheOneAtHandThenTheFirstUnfinished() throws {
    let lessons = [try lesson("01-a", blocks: 1), try lesson("02-b", blocks: 2), try lesson("03-c", blocks: 1)]
    #expect(LessonProgress().nextLesson(of: lessons)?.name == "a")
    #expect(progress(.finished(lesson: "b", block: "b1")).nextLesson(of: lessons)?.name == "b")
    #expect(progress(.finished(lesson: "c", block: "b1")).nextLesson(of: lessons)?.name == "a")
  }

  @Test func theReportHasALineAQuestion() throws {
    let lessons = [try lesson("01-a", blocks: 2), try lesson("02-b", blocks: 1)]
    let progress = progress(
      .tried(lesson: "a", block: "b1", answer: "1\t2"), .hinted(lesson: "a", block: "b1"),
      .skipped(lesson: "a", block: "b1"))
    #expect(
      progress.report(on: lessons) == """
        lesson\tquestion\tstate\tfirst answer\ttries\thints\tskipped
        01-a\tb1\tskipped\t1\\t2\t1\t1\tyes
        01-a\tb2\topen\t\t0\t0\tno

        """)
  }
}

@Suite struct ProgressFileTests {
  static let written = progress(
    .finished(lesson: "first-steps", block: "start"),
    .tried(lesson: "occlusion", block: "where", answer: "a\tb\\n\u{E9}"),
    .skipped(lesson: "occlusion", block: "where"), .tried(lesson: "occlusion", block: "why", answer: ""),
    .hinted(lesson: "occlusion", block: "why"), .began(lesson: "occlusion", block: "end"))

  @Test func theFileIsReadableText() {
    #expect(
      ProgressFile.text(of: Self.written) == """
        # fovea progress: one line a block, the latest last. Delete a line to forget it.
        # lesson\tblock\tstate\ttries\thints\tfirst answer
        first-steps\tstart\tdone\t0\t0
        occlusion\twhere\tskipped\t1\t0\ta\\tb\\\\n\u{E9}
        occlusion\twhy\topen\t1\t1\t
        occlusion\tend\topen\t0\t0

        """)
  }

  @Test func whatIsWrittenIsReadBack() {
    let (read, damaged) = ProgressFile.read(Array(ProgressFile.text(of: Self.written).utf8))
    #expect(read == Self.written)
    #expect(damaged == 0)
  }

  @Test func aFileCutAnywhereKeepsItsWholeLines() {
    let bytes = Array(ProgressFile.text(of: Self.written).utf8)
    for count in bytes.indices {
      let (read, damaged) = ProgressFile.read(Array(bytes[..<count]))
      #expect(damaged <= 1)
      // All but the line that was cut are as they were.
      let whole = Self.written.records.prefix(read.records.count)
      #expect(read.records.dropLast().elementsEqual(whole.dropLast()), "cut to \(count) bytes")
    }
  }

  @Test func aByteDamagedAnywhereTakesOneLineAtMost() {
    let bytes = Array(ProgressFile.text(of: Self.written).utf8)
    for index in bytes.indices {
      for value in [0x00, 0x0A, 0x09, 0x20, 0x31, 0x5C, 0xFF, bytes[index] ^ 0x80] as [UInt8] {
        var changed = bytes
        changed[index] = value
        let (read, _) = ProgressFile.read(changed)
        let survivors = Self.written.records.filter { read.records.contains($0) }
        // A line end taken away joins two lines.
        #expect(survivors.count >= Self.written.records.count - 2, "byte \(index) as \(value)")
      }
    }
  }

  @Test(arguments: [
    "a\tb", "a\tb\tfinished\t0\t0", "a\tb\tdone\t-1\t0", "a\tb\tdone\t01\t0", "\tb\tdone\t0\t0",
    "a\tb\tdone\t0\t0\tx\ty",
    "a\tb\tdone\t99999999999999999999\t0", "a\tb\tdone\t0\t0\t\\x", "a\tb\tdone\t0\t0\t\\",
  ])
  func aLineThatIsNotOneIsDamaged(line: String) {
    let (read, damaged) = ProgressFile.read(Array((line + "\na\tc\tdone\t0\t0\n").utf8))
    #expect(damaged == 1)
    #expect(read.records.map(\.block) == ["c"])
  }
}
