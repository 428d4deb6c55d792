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
  /// What a factor is made of in its turn, and what that is: shown below the terms, and in place of them in a figure.
  var parts: (heading: String, terms: [Term])?
  /// The title of its figure, where that says more than the name and the value.
  var title: String?
  /// What the terms add up to, where that is not the value itself.
  var sum: Double?

  struct Term {
    /// Name and value of each factor; a term that is no product has words alone.
    var factors: [(name: String, value: String)]
    var value: Double

    /// "code[17] (1.2) × scores.weight[1,17] (0.31)".
    var text: String {
      factors.map { $0.value.isEmpty ? $0.name : "\($0.name) (\($0.value))" }.joined(separator: " × ")
    }
  }

  /// The terms, largest first, at most so many, and their sum beside the number.
  func lines(_ format: ValueFormat, atMost limit: Int = 12) -> [String] {
    let total = terms.reduce(0) { $0 + $1.value }
    let count = terms.count == 1 ? "1 term" : "\(terms.count) terms"
    let head = "\(name) = \(format.text(value))" + (introduction.isEmpty ? "" : ": \(introduction)")
    return [head] + Explanation.table(terms, format, atMost: limit)
      + ["  sum of \(count): \(format.text(total)); the number: \(format.text(sum ?? value))"]
      + (parts.map { ["  \($0.heading)"] + Explanation.table($0.terms, format, atMost: limit) } ?? [])
  }

  /// Terms in aligned columns, largest first; those beyond the limit as one line.
  private static func table(_ terms: [Term], _ format: ValueFormat, atMost limit: Int) -> [String] {
    let sorted = terms.sorted { abs($0.value) > abs($1.value) }
    let width = terms.map(\.factors.count).max() ?? 0
    var rows = sorted.prefix(limit).map { $0.row(width, format) }
    if sorted.count > limit {
      let rest = sorted.dropFirst(limit).reduce(0) { $0 + $1.value }
      let empty = Array(repeating: "", count: max(0, 2 * width - 1))
      rows.append(["  the other \(sorted.count - limit)"] + empty + [format.text(rest)])
    }
    let numbers = Set((0..<width).map { 2 * $0 + 1 } + [2 * width])
    return columns(rows, right: numbers).split(separator: "\n").map(String.init)
  }
}

extension Explanation.Term {
  /// Name and value of each factor in columns of their own, then the product.
  fileprivate func row(_ width: Int, _ format: ValueFormat) -> [String] {
    var cells: [String] = []
    for number in 0..<width {
      guard number < factors.count else {
        cells += ["", ""]
        continue
      }
      let sign = number == 0 ? "  " : format.isPlain ? "* " : "× "
      cells += [sign + factors[number].name, factors[number].value]
    }
    return cells + [format.text(value)]
  }

  init(_ term: NamedTerm, _ format: ValueFormat) {
    factors = term.factors.map { factor in
      let index = factor.index.isEmpty ? "" : shapeText(factor.index)
      let value = format.text(Double(factor.value))
      return (factor.name + index, factor.index.isEmpty && factor.name == value ? "" : value)
    }
    value = term.value
  }
}
