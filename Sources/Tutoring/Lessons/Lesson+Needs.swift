extension Lesson {
  /// The lesson as it can be given here: in place of a section whose files are missing stands what it would show.
  ///
  /// A section names its files by `needs:` right below its heading, a whole lesson below its title.
  ///
  /// - Parameter data: folders that hold files for lessons.
  /// - Throws: `LessonNeeds` where files of the whole lesson are missing.
  func given(data: [String]) throws(LessonNeeds) -> Lesson {
    let missing = LessonShelf.missing(needs, for: self, data: data)
    if !missing.isEmpty { throw LessonNeeds(name: "lesson \(name)", missing: missing) }
    var given = self
    given.blocks = []
    var leftOut: [Need] = []
    for block in blocks {
      let missing = LessonShelf.missing(block.needs, for: self, data: data)
      // The blocks of a section share their needs.
      if missing.isEmpty || missing != leftOut { given.blocks.append(block.without(missing)) }
      leftOut = missing
    }
    return given
  }

  /// The sections of the whole that are left out, each with the files that it needs.
  func sectionsLeftOut(of whole: Lesson) -> [String] {
    zip(blocks, blocks.map(\.name)).compactMap { block, name in
      guard let former = whole.blocks.first(where: { $0.name == name }), former != block else { return nil }
      return "\(name): it needs \(former.needs.map(\.file).joined(separator: ", "))"
    }
  }
}

extension Lesson.Block {
  /// The block, or a sentence on the files that are missing.
  fileprivate func without(_ missing: [Lesson.Need]) -> Lesson.Block {
    guard !missing.isEmpty else { return self }
    var block = self
    let heading = parts.first.flatMap { part -> String? in
      guard case .prose(let text, _) = part, text.hasPrefix("#") else { return nil }
      return text.prefix { $0 != "\n" } + "\n\n"
    }
    let words = LessonNeeds(name: "this section", missing: missing)
    block.parts = [
      .prose(
        (heading ?? "") + "It is left out: \(words.sentence).\n\n" + words.advice.replacing("\n", with: "\n\n"),
        line: line)
    ]
    return block
  }
}
