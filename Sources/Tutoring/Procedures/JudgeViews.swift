import Attribution
import Stepping
import Tensors

extension Measure.Better {
  /// Which way to read the numbers.
  var words: String { "\(direction) is better" }

  fileprivate var direction: String {
    switch self {
    case .higher: "higher"
    case .lower: "lower"
    }
  }
}

extension Judge.Verdict {
  /// The scene and what is known of it.
  var sceneViews: [View] {
    [View("the scene", .picture(scene.image)), View("the true mask", map: scene.mask)]
  }

  /// The contestants by each measure as bars, best first, the references grey.
  var rankings: [View] {
    judge.measures.indices.map { measure in
      let ranking = ranking(in: measure)
      let references = ranking.indices.filter { ranking[$0].contestant.isReference }
      return View(
        heading(of: measure),
        .bars(ranking.map(\.number), labels: ranking.map(\.contestant.name), muted: Set(references)))
    }
  }

  /// A row a contestant, the references last, a column a measure; the best of the methods has a star, where it is better
  /// than chance.
  var scoreboard: View {
    let measures = judge.measures
    let rankings = measures.indices.map { ranking(in: $0) }
    let chance = chance
    let best = measures.indices.map { measure in
      rankings[measure].first { entry in
        !entry.contestant.isReference && measures[measure].prefers(entry.number, to: chance[measure])
      }?.number
    }
    let row = { (contestant: Contestant) in
      [contestant.name]
        + measures.indices.map { measure in
          let number = rankings[measure].first { $0.contestant.name == contestant.name }?.number ?? .nan
          return number.fixed + (!contestant.isReference && number == best[measure] ? "*" : " ")
        }
    }
    let better = ["better:"] + measures.map(\.better.direction)
    let chances = ["chance"] + chance.map { $0.isNaN ? "" : $0.fixed + " " }
    let references = judge.contestants.filter(\.isReference)
    let rows =
      [better] + judge.contestants.filter { !$0.isReference }.map(row)
      + (references.isEmpty ? [] : [["references:"]]) + references.map(row) + [chances]
    return View("* the best of the methods", .table(headings: [""] + measures.map(\.name), rows: rows))
  }

  /// The contestants in the order of each measure, a line or two each.
  var orders: View {
    let lines = judge.measures.indices.map { measure in
      let entries = ranking(in: measure).map { "\($0.contestant.name) \($0.number.fixed)" }
      return "\(judge.measures[measure].name), best first: \(entries.joined(separator: ", "))"
    }
    return View("", .text(lines.joined(separator: "\n")))
  }

  /// The means of fewer scenes than the others'; nil where there are none.
  var gaps: View? {
    let lines = judge.measures.indices.flatMap { measure in
      judge.contestants.indices.compactMap { map -> String? in
        let found = numbers(ofMap: map, in: measure)
        let known = found.count { !$0.isNaN }
        guard known < found.count else { return nil }
        return "\(judge.measures[measure].name) of \(judge.contestants[map].name) could be measured in \(known) of "
          + "\(found.count) scenes"
      }
    }
    return lines.isEmpty ? nil : View("", .text(lines.joined(separator: "\n")))
  }

  private func heading(of measure: Int) -> String {
    let chance = chance[measure].isNaN ? "" : " (chance \(chance[measure].fixed))"
    return "\(judge.measures[measure].name)\(chance): \(judge.measures[measure].better.words)"
  }
}

extension Double {
  /// With three decimals.
  fileprivate var fixed: String {
    guard isFinite else { return "NaN" }
    let thousandths = Int((magnitude * 1000).rounded())
    let (whole, rest) = thousandths.quotientAndRemainder(dividingBy: 1000)
    return (self < 0 && thousandths > 0 ? "−" : "") + "\(whole)." + String(rest + 1000).dropFirst()
  }
}
