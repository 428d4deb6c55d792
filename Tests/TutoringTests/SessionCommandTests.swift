import CommandLanguage
import Foundation
import Plotting
import Testing
import Tutoring

/// Every command has a form that works and one that fails with one clear error and changes nothing.
@Suite struct SessionCommandTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// FOLDER stands for the folder that may be written to.
    let works: [String]
    let fails: String
    let message: String
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "lessons", works: ["lessons"], fails: "lessons now", message: "'now' is too much here"),
    Case(name: "lesson", works: ["lesson 1", "lesson demo ask"], fails: "lesson dmo", message: "There is no lesson"),
    Case(name: "next", works: ["lesson demo", "next"], fails: "next 1", message: "'1' is too much here"),
    Case(name: "again", works: ["lesson demo", "next", "again"], fails: "again", message: "You are in no lesson"),
    Case(name: "skip", works: ["lesson demo ask", "skip"], fails: "skip", message: "You are in no lesson"),
    Case(name: "hint", works: ["lesson demo ask", "hint"], fails: "hint", message: "You are in no lesson"),
    Case(name: "answer", works: ["lesson demo ask", "answer 4"], fails: "answer 4", message: "You are in no lesson"),
    Case(name: "leave", works: ["lesson demo", "leave"], fails: "leave", message: "You are in no lesson"),
    Case(
      name: "progress", works: ["progress", "progress forget demo", "progress save FOLDER/p.txt"],
      fails: "progress forget nosuch", message: "There is no lesson 'nosuch'"),
    Case(
      name: "notes", works: ["notes FOLDER/n.md"], fails: "notes /nowhere/n.md",
      message: "'/nowhere/n.md' lies outside"),
    Case(name: "step", works: ["step", "step 2"], fails: "step -1", message: "A number of steps is 0, 1, 2"),
    Case(name: "back", works: ["back", "back 2"], fails: "back 0.5", message: "A number of steps is 0, 1, 2"),
    Case(name: "goto", works: ["goto 3"], fails: "goto", message: "'goto' needs more words"),
    Case(
      name: "run", works: ["run", "run 2", "run until step >= 2"], fails: "run until", message: "A condition is missing"
    ),
    Case(name: "restart", works: ["restart"], fails: "restart 3", message: "'3' is too much here"),
    Case(
      name: "into", works: ["step", "into"], fails: "restart; into",
      message: "Nothing has been done yet that one could go into: step first"),
    Case(name: "out", works: ["step", "into", "out"], fails: "out", message: "This is no part of a step"),
    Case(name: "print", works: ["print p"], fails: "print q", message: "Nothing is named 'q'"),
    Case(
      name: "stats", works: ["stats p"], fails: "stats \"word\"", message: "There are no numbers to look at in text"),
    Case(name: "hist", works: ["hist p", "hist p bins=4"], fails: "hist p bins=0", message: "'0' is no whole number"),
    Case(name: "plot", works: ["plot p[0], p[1]"], fails: "plot conv1", message: "A line is a vector"),
    Case(
      name: "show", works: ["show p", "show p, p scale=shared", "show p titles=\"The picture\""],
      fails: "show p scale=all", message: "scale= is shared"),
    Case(
      name: "scatter", works: ["scatter zeros([3,2]) labels=[0,1,0]"], fails: "scatter p",
      message: "Points are the rows of an [N,2]"),
    Case(name: "table", works: ["table p"], fails: "table conv1", message: "A table is a matrix or a vector"),
    Case(name: "why", works: ["why scores[0]"], fails: "why p", message: "'why' explains one element"),
    Case(name: "watch", works: ["watch sum(drop)", "step"], fails: "watch (p", message: "This '(' is never closed"),
    Case(name: "unwatch", works: ["unwatch"], fails: "unwatch p", message: "'p' is too much here"),
    Case(name: "let", works: ["let q = p"], fails: "let q p", message: "'let' needs '='"),
    Case(name: "vars", works: ["vars", "vars oc*", "vars *v1"], fails: "vars a b", message: "'b' is too much here"),
    Case(name: "info", works: ["info p", "info conv1", "info drop"], fails: "info q", message: "Nothing is named 'q'"),
    Case(name: "forget", works: ["forget p"], fails: "forget q", message: "You gave nothing the name 'q'"),
    Case(
      name: "image", works: ["image scene cat seed=1 as pet"], fails: "image scene dragon as pet",
      message: "No scene shows 'dragon'"),
    Case(
      name: "images", works: ["images scenes count=2 as few"], fails: "images scenes count=0 as few",
      message: "'0' is no whole number from 1"),
    Case(
      name: "network", works: ["network", "network tiny"], fails: "network tny", message: "There is no network 'tny'"),
    Case(
      name: "forward", works: ["forward p", "forward image=p"], fails: "forward q", message: "Nothing is named 'q'"),
    Case(
      name: "backward", works: ["backward", "backward layer=relu1 unit=0,max rule=guided"], fails: "backward unit=2",
      message: "'scores' has units 0 to 1, not 2"),
    Case(
      name: "check", works: ["check gradient", "check gradient layer=pool1"], fails: "check sum",
      message: "'check' checks the gradient"),
    Case(name: "expect", works: ["expect 1 < 2"], fails: "expect 1 > 2", message: "Expected 1 > 2: the left is 1"),
    Case(
      name: "save",
      works: [
        "save p FOLDER/p.npy", "save network FOLDER/n.safetensors", "save network FOLDER/n.safetensors type=bf16",
        "save network FOLDER/n.onnx",
      ], fails: "save p FOLDER/p.jpg",
      message: "'FOLDER/p.jpg' has none of the endings"),
    Case(
      name: "figure", works: ["figure", "figure one \"A caption\""], fails: "figure ../up",
      message: "'../up' cannot name a figure"),
    Case(
      name: "film", works: ["film", "film every=2 strip"], fails: "film every=0", message: "'0' is no whole number"),
    Case(
      name: "history", works: ["history", "history save FOLDER/h.txt"], fails: "history save ../h",
      message: "'../h' lies outside"),
    Case(
      name: "set", works: ["set precision 3", "set width 60", "set seed 4", "set color never", "set figures Pictures"],
      fails: "set figures ..", message: "The figures folder lies below the working folder"),
    Case(
      name: "help", works: ["help", "help occlusion", "help softmax"], fails: "help me", message: "There is no help on"),
    Case(name: "quit", works: ["quit"], fails: "quit now", message: "'now' is too much here"),
  ]

  private func prepared() throws -> SessionUnderTest {
    let session = try SessionUnderTest.withPicture(lessons: [
      "01-demo.md":
        "# Demo\n\nA lesson.\n\n```fovea\nlet q = 4\n```\n\n## Ask\n\n```ask\nq?\nanswer: 4\nhint: It is 2 + 2.\n```\n"
    ])
    try session.type("forward p", "backward layer=scores unit=0", "occlusion p patch=2 stride=2", "step 2")
    return session
  }

  @Test func noCommandIsLeftOut() {
    #expect(Set(Command.all.map(\.name)) == Set(Self.cases.map(\.name)))
  }

  @Test(arguments: cases)
  func aFormWorks(test: Case) throws {
    let session = try prepared()
    for line in test.works {
      let line = line.replacingOccurrences(of: "FOLDER", with: session.folder)
      #expect(session.fault(line) == nil, "\(line)")
    }
  }

  @Test(arguments: cases)
  func aMistakeIsOneErrorThatChangesNothing(test: Case) throws {
    let session = try prepared()
    if test.fails.hasPrefix("restart;") { try session.type("restart") }
    let before = try session.everything()
    let line = test.fails.replacingOccurrences(of: "FOLDER", with: session.folder)
    let said = session.fault(line) ?? "no error"
    let message = test.message.replacingOccurrences(of: "FOLDER", with: session.folder)
    #expect(said.hasPrefix(message), "\(line): \(said)")
    #expect(try session.everything() == before)
    #expect(try session.value("1 + 1") == "2")
  }

  /// A sign without a form in ASCII would come out of `--plain` as a question mark.
  @Test(arguments: cases)
  func whateverIsPrintedInPlainStyleHasAFormInASCII(test: Case) throws {
    let session = try prepared()
    session.recorder.style = TerminalStyle(plain: true)
    for line in ["info scores", "vars", "network"] + test.works {
      let line = line.replacingOccurrences(of: "FOLDER", with: session.folder)
      let said = try session.type(line)
      #expect(!inASCII(said.replacingOccurrences(of: "?", with: "")).contains("?"), "\(line): \(said)")
      #expect(!said.contains("\u{1B}"), "\(line)")
    }
  }
}
