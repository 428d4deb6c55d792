import CommandLanguage
import Foundation
import Networks
import Tensors

extension Session {
  /// A probability as what it is, a share: the exponential of its score, of the sum of all scores' exponentials.
  ///
  /// - Returns: nil for another layer, or for more than one axis.
  func softmaxExplanation(_ text: String, _ node: Int, _ index: [Int], _ trace: Trace) -> Explanation? {
    let place = state.network.nodes[node]
    guard place.layer is Softmax, index.count == 1, case .node(let source)? = place.inputs.first else { return nil }
    let scores = trace.output(source)
    let name = state.network.nodes[source].name
    // The largest score is taken off where an exponential would not fit a number; the share stays the same.
    let shift = scores.maximum() > 80 ? Double(scores.maximum()) : 0
    let taken = shift == 0 ? "" : " - \(format.text(shift))"
    let exponentials = scores.elements.enumerated().map { number, score in
      Explanation.Term(
        factors: [("exp(\(name)[\(className(number))]\(taken))", format.text(Double(score)))],
        value: exp(Double(score) - shift))
    }
    let total = exponentials.reduce(0) { $0 + $1.value }
    let own = exponentials[index[0]].value
    let term = Explanation.Term(
      factors: [
        (exponentials[index[0]].factors[0].name, format.text(own)), ("1/(sum of them all)", format.text(1 / total)),
      ], value: own / total)
    return Explanation(
      name: text, value: own / total, terms: [term],
      introduction: "\(format.text(own)) of \(format.text(total)), the exponential of its score of the sum of all",
      parts: ("the sum, \(format.text(total)), is of", exponentials),
      title: "\(text) = \(format.text(own / total)): its share of the scores' exponentials")
  }
}
