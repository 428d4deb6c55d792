import LineEditing
import Testing

struct CompletionTests {
  private func effect(of texts: [String], on line: String, replacing range: Range<Int>) -> Completion.Effect {
    Completion(replacing: range, candidates: texts.map { .init($0) }).effect(on: line)
  }

  @Test func theOnlyCandidateIsInsertedWithASpace() {
    #expect(effect(of: ["occlusion"], on: "help occ", replacing: 5..<8) == .replace(5..<8, with: "occlusion "))
    #expect(effect(of: ["occlusion"], on: "occlusion", replacing: 0..<9) == .replace(0..<9, with: "occlusion "))
  }

  @Test func whatStandsBehindAlreadyIsNotInsertedTwice() {
    #expect(effect(of: ["conv1"], on: "show co bins=3", replacing: 5..<7) == .replace(5..<7, with: "conv1"))
  }

  @Test func aCandidateMayEndOtherwise() {
    let folder = Completion(replacing: 0..<2, candidates: [.init("Figures/", ending: "")])
    #expect(folder.effect(on: "Fi") == .replace(0..<2, with: "Figures/"))
    let quoted = Completion(replacing: 0..<3, candidates: [.init("\"my cat.png", ending: "\" ")])
    #expect(quoted.effect(on: "\"my") == .replace(0..<3, with: "\"my cat.png\" "))
  }

  @Test func severalAreInsertedAsFarAsTheyAgree() {
    #expect(effect(of: ["conv1_1", "conv1_2"], on: "c", replacing: 0..<1) == .replace(0..<1, with: "conv1_"))
    #expect(effect(of: ["größe", "größer"], on: "show g", replacing: 5..<6) == .replace(5..<6, with: "größe"))
  }

  @Test func severalThatAgreeNoFurtherAreListedByTheirLabels() {
    let completion = Completion(
      replacing: 0..<1, candidates: [.init("save", label: "save FILE"), .init("show", label: "show EXPR")])
    #expect(completion.effect(on: "s") == .list(["save FILE", "show EXPR"]))
    #expect(effect(of: ["a", "b"], on: "", replacing: 0..<0) == .list(["a", "b"]))
  }

  @Test func lettersAreNeverTakenAway() {
    #expect(effect(of: ["Conv", "CODE"], on: "co", replacing: 0..<2) == .list(["Conv", "CODE"]))
  }

  @Test func theMiddleOfALineIsCompleted() {
    #expect(effect(of: ["scores"], on: "max(sc)", replacing: 4..<6) == .replace(4..<6, with: "scores "))
  }

  @Test func nothingHappensWithoutCandidatesOrOutsideTheLine() {
    #expect(Completion.none.effect(on: "abc") == .nothing)
    #expect(effect(of: ["abc"], on: "a", replacing: 0..<2) == .nothing)
    #expect(effect(of: ["abc"], on: "a", replacing: -1..<1) == .nothing)
  }
}

struct CandidateListTests {
  @Test func labelsStandInColumnsReadDownwards() {
    #expect(columns(of: ["a", "bb", "c", "d", "e"], width: 12, rows: 9) == ["a   c   e", "bb  d"])
    #expect(columns(of: ["one"], width: 80, rows: 9) == ["one"])
    #expect(columns(of: [], width: 80, rows: 9) == [])
  }

  @Test(arguments: 1...50)
  func noLineReachesTheEdge(width: Int) {
    let labels = (0..<40).map { String(repeating: "x", count: $0 % 13) + "›" }
    let lines = columns(of: labels, width: width, rows: 100)
    #expect(lines.allSatisfy { $0.count <= max(1, width - 1) })
  }

  @Test func allLabelsAreThereWhereTheyFit() {
    let labels = (0..<57).map { "label\($0)" }
    let words = columns(of: labels, width: 40, rows: 30).flatMap { $0.split(separator: " ").map(String.init) }
    #expect(words.sorted() == labels.sorted())
  }

  @Test func tooManyAreCountedInsteadOfShown() {
    let lines = columns(of: (0..<100).map { "n\($0)" }, width: 11, rows: 5)
    #expect(lines == ["n0   n4", "n1   n5", "n2   n6", "n3   n7", "… and 92 more"])
  }

  @Test func labelsCannotSteerTheTerminal() {
    #expect(columns(of: ["a\u{1B}[2Jb\n\u{9B}c"], width: 80, rows: 5) == ["a?[2Jb??c"])
  }
}
