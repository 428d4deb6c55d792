import CommandLanguage

extension Command {
  /// Going through lessons.
  static let lessons: [Command] = [
    Command(
      name: "lessons", topic: .lessons, forms: ["lessons"], summary: "The lessons, with the next one marked."
    ) { session, reader in
      try reader.end()
      session.listLessons()
    },
    Command(
      name: "lesson", topic: .lessons, forms: ["lesson NAME [BLOCK] [fresh]"],
      summary: "Starts or resumes a lesson; goes to a block; fresh starts anew.", worksAlone: false,
      takesFreeText: true, completed: [.lessons]
    ) { session, reader in
      let words = try reader.words().map(\.unquoted)
      let fresh = words.count > 1 && words.last == "fresh"
      let rest = fresh ? words.dropLast() : words[...]
      guard let name = rest.first, rest.count <= 2 else {
        throw LanguageError("A lesson's name is missing", hint: "'lessons' lists them.", at: reader.rest)
      }
      let place = reader.rest
      try session.at(place) { try session.enterLesson(name, block: rest.dropFirst().first, fresh: fresh) }
    },
    simple("next", "The next command or block of the lesson; Enter alone does the same.") { try $0.nextInLesson() },
    simple("again", "The block again, from where it began.") { try $0.repeatBlock() },
    simple("skip", "Past the question; it then shows its answer.") { try $0.skipQuestion() },
    simple("hint", "The next hint.") { try $0.giveHint() },
    Command(
      name: "answer", topic: .lessons, forms: ["answer TEXT"],
      summary: "Answers the question; 1/4, .25 and 25 % are one.", worksAlone: false, takesFreeText: true
    ) { session, reader in
      try session.answer(reader.text)
    },
    simple("leave", "Back to the plain prompt.") { try $0.leaveLesson() },
    Command(
      name: "progress", topic: .lessons, forms: ["progress", "progress forget NAME|all", "progress save FILE"],
      summary: "What is done, open and skipped; forget it; one line a question for an instructor.",
      completed: [.words(["forget", "save"]), .lessons, .files]
    ) { session, reader in
      switch try reader.take("forget", "save") {
      case "forget":
        let word = try reader.word("a lesson's name, or all")
        try reader.end()
        try session.forgetProgress(word)
      case "save":
        let file = try reader.word("a file")
        try reader.end()
        try session.write(Array(session.records.progress.report(on: session.lessons).utf8), to: file)
      default:
        try reader.end()
        session.listProgress()
      }
    },
    Command(
      name: "notes", topic: .lessons, forms: ["notes FILE.md"],
      summary: "The lesson so far as prose, commands, results and figures.", worksAlone: false, takesFreeText: true,
      completed: [.files]
    ) { session, reader in
      let file = try reader.word("a file")
      try reader.end()
      try session.write(Array(session.notes.markdown().utf8), to: file)
    },
  ]

  /// A command of one word.
  private static func simple(
    _ name: String, _ summary: String, _ body: @escaping @Sendable (Session) throws -> Void
  ) -> Command {
    Command(name: name, topic: .lessons, forms: [name], summary: summary) { session, reader in
      try reader.end()
      try body(session)
    }
  }
}

extension Session {
  fileprivate func listLessons() {
    let next = records.progress.nextLesson(of: lessons)
    let rows = lessons.map { lesson in
      [
        lesson == next ? (output.style.unicode ? "→" : ">") : " ", lesson.number.map(String.init) ?? "", lesson.name,
        lesson.title, records.progress.tally(of: lesson).words,
      ]
    }
    output.write(columns(rows))
    output.write("lesson and a name or number starts one")
  }

  fileprivate func listProgress() {
    let rows = lessons.map { [$0.name, records.progress.tally(of: $0).words] }
    output.write(columns(rows))
  }

  fileprivate func forgetProgress(_ word: Word) throws {
    if word.text == "all" { return notify(records.record(.forgotAll)) }
    let entry = try at(word.range) { try shelf.entry(named: word.unquoted) }
    notify(records.record(.forgot(lesson: entry.name)))
    output.write("forgot \(entry.name)")
  }
}

extension LessonProgress.Tally {
  /// "3 of 12 done, 1 skipped", "done", or nothing where it was not begun.
  var words: String {
    guard isBegun else { return "" }
    let total = done + skipped + open
    let skippedWords = skipped > 0 ? ", \(skipped) skipped" : ""
    return open == 0 && skipped == 0 ? "done" : "\(done) of \(total) done\(skippedWords)"
  }
}
