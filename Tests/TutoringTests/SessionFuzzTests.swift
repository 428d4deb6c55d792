import CommandLanguage
import Tensors
import Testing
import Tutoring

/// Lines that nobody meant: an error at worst, and a session that goes on.
@Suite struct SessionFuzzTests {
  static let lines = [
    "occlusion p class=vertical patch=2 stride=1", "step 3", "back 2", "goto 4", "run until step >= 3", "into", "out",
    "let q = p[1:3, ::2] * 2", "forward p", "backward layer=relu1 unit=0,1,1 rule=guided", "check gradient layer=conv1",
    "why conv1[0,1,2]", "why drop[1,1]", "why input.grad[0,0,0]", "trace p", "backprop p unit=0", "filters layer=conv1",
    "show p, drop scale=shared", "hist p bins=7", "plot p[0], p[1]", "table p", "scatter zeros([3,2]) labels=[0,1,2]",
    "stats heatmap", "vars *v1", "info conv1", "help occlusion", "watch sum(p)", "unwatch", "expect all(p >= 0)",
    "image scene cat seed=2 as pet", "images scenes count=2 seed=1 as few", "print few[1].shape", "set precision 5",
    "lesson demo", "next", "again", "hint", "answer 1/4", "skip", "leave", "progress", "history", "restart", "run",
    "occlusion p layer=conv1 unit=0,1,1 patch=[2,3] fill=mean score=logit", "print `scores`[horizontal]", "forget q",
  ]

  private static let pieces = [
    "-1", "0", "1e9", "nan", "99999999999999999999", "[", "]", "(", ")", "\"", "`", "=", ",", ":", ";", "#", ".", " ",
    "é",
    "[1,2]", "zeros([0])", "p", "p[None]", "drop", "scores", "layer=", "unit=", "max", "until", "as", "1/0",
    "normal([2,3])",
    "\u{7F}", "🙂",
  ]

  /// A line with something left out, put in, or exchanged.
  private func line(_ random: inout RandomSource) -> String {
    var words = Self.lines[random.integer(below: Self.lines.count)].split(separator: " ").map(String.init)
    for _ in 0..<random.integer(below: 3) {
      let place = random.integer(below: max(words.count, 1))
      let piece = Self.pieces[random.integer(below: Self.pieces.count)]
      switch random.integer(below: 5) {
      case 0 where !words.isEmpty: words.remove(at: place)
      case 1: words.insert(piece, at: place)
      case 2 where !words.isEmpty: words[place] += piece
      case 3 where !words.isEmpty:
        var letters = Array(words[place])
        letters[random.integer(below: letters.count)] = Array(piece)[0]
        words[place] = String(letters)
      case 4 where !words.isEmpty:
        let name = words[place].prefix { $0 != "=" }
        words[place] = "\(name)=\(piece)"
      default: break
      }
    }
    return words.joined(separator: " ")
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func linesThatNobodyMeantLeaveAUsableSession(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let lesson =
      "# Demo\n\nA lesson.\n\n```fovea\nlet q = 1\n```\n\n```ask\nq/4?\nanswer: q / 4\nhint: It is 0.25.\n```\n"
    let session = try SessionUnderTest.withPicture(lessons: ["01-demo.md": lesson])
    for _ in 0..<60 {
      let line = line(&random)
      let said = session.fault(line)
      #expect(said?.isEmpty != true, "seed \(seed): \(line)")
      _ = session.session.offers(for: line, cursor: random.integer(below: line.count + 1))
    }
    #expect(try session.value("1 + 1") == "2", "seed \(seed)")
  }
}
