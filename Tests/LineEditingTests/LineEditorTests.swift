import Foundation
import LineEditing
import Testing

@Suite(.serialized)
struct LineEditorTests {
  @Test func theHistoryKeepsWhatIsWorthRepeating() {
    let editor = LineEditor(name: "test", history: ["run", "back"])
    for line in ["back", "", "  ", "step", "step", "run", "größe ›"] { editor.addToHistory(line) }
    #expect(editor.history == ["run", "back", "step", "run", "größe ›"])
    #expect(LineEditor(name: "test").history.isEmpty)
  }

  @Test(.timeLimit(.minutes(1)))
  func controlCIsAFlagHoweverOftenItIsPressed() async throws {
    Interruption.install()
    #expect(!Interruption.isPending)
    for _ in 0..<3 {
      // To the process, as the terminal sends it: a test's own thread may hold signals back.
      kill(getpid(), SIGINT)
      while !Interruption.isPending { try await Task.sleep(for: .milliseconds(1)) }
    }
    Interruption.clear()
    #expect(!Interruption.isPending)
  }

  @Test func aFileIsNoTerminal() throws {
    let descriptor = open("/dev/null", O_RDONLY)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    #expect(!Terminal.isTerminal(descriptor))
    #expect(!Terminal.isTerminal(-1))
  }

  @Test func aTerminalIsOne() throws {
    let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    #expect(Terminal.isTerminal(descriptor))
  }
}
