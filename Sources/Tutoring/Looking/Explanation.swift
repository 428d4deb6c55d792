import CommandLanguage
import Networks
import Tensors

/// Where one number comes from.
struct Explanation {
  /// What is explained: "scores[1]".
  var name: String
  var value: Double
  /// What adds up to it.
  var terms: [Term]
  /// A sentence before the terms.
  var introduction = ""
  /// What the terms add up to, where that is not the value itself.
  var sum: Double?

  struct Term {
    var text: String
    var value: Double
  }

  /// The terms, largest first, at most so many, and their sum beside the number.
  func lines(_ format: ValueFormat, atMost limit: Int = 12) -> [String] {
    let sorted = terms.sorted { abs($0.value) > abs($1.value) }
    let shown = sorted.prefix(limit)
    let total = terms.reduce(0) { $0 + $1.value }
    var rows = shown.map { ["  " + $0.text, format.text($0.value)] }
    if sorted.count > limit {
      let rest = sorted.dropFirst(limit).reduce(0) { $0 + $1.value }
      rows.append(["  the other \(sorted.count - limit)", format.text(rest)])
    }
    let count = terms.count == 1 ? "1 term" : "\(terms.count) terms"
    let head = "\(name) = \(format.text(value))" + (introduction.isEmpty ? "" : ": \(introduction)")
    return [head] + columns(rows, rightFrom: 1).split(separator: "\n").map(String.init)
      + ["  sum of \(count): \(format.text(total)); the number: \(format.text(sum ?? value))"]
  }
}

extension Explanation.Term {
  /// "scores.weight[1,17] 0.31 × code[17] 1.2".
  init(_ term: NamedTerm, _ format: ValueFormat) {
    let times = format.isPlain ? " * " : " × "
    text = term.factors.map { factor in
      let index = factor.index.isEmpty ? "" : "[" + factor.index.map(String.init).joined(separator: ",") + "]"
      let isNamedNumber = factor.index.isEmpty && factor.name == format.text(Double(factor.value))
      return isNamedNumber ? factor.name : "\(factor.name)\(index) \(format.text(Double(factor.value)))"
    }.joined(separator: times)
    value = term.value
  }
}
