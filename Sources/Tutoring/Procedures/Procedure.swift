import CommandLanguage
import Networks
import Stepping
import Tensors

/// All that fovea knows of a method that runs by the step.
///
/// Parsing, checking, completion, `help`, `info`, `vars` and figures come from this description alone.
package struct Procedure: Sendable {
  package let name: String
  /// One sentence: what it does.
  let summary: String
  /// What one step is: "patch", "layer".
  let unit: String
  package let parameters: [Parameter]
  package let quantities: [QuantityDescription]
  /// What the parts of a step show, for `into`.
  var parts: [QuantityDescription] = []
  /// Makes the walk from checked arguments, a network and the session's seed.
  let start: @Sendable (Arguments, Network, UInt64) throws -> any Walk
  /// What there is to see at a step: of several the second is the main thing.
  let views: @Sendable (Run) -> [View]
  /// The main thing, where it is another.
  var main: (@Sendable (Run) -> View?)?
  /// What a figure of it explains, and how: "P(cat) with a patch of 8×8 at each place".
  let title: @Sendable (Run) -> String
  /// A figure of the end says what the run was about, as the start does: the last headline is about the last step alone.
  var endsWithItsStart = false
  /// A single step is drawn too, not only a run: each step shows something new.
  var drawsEachStep = false
  /// Each picture of a film has a scale of its own: what is filmed changes its layer.
  var filmsByOwnScales = false
  /// Pictures are made to fit the network, and a figure says which one it is about.
  var asksNetwork = true
  /// How many views stand beside each other in a figure; nil for as many as fit.
  var figureColumns: @Sendable (Run) -> Int? = { _ in nil }
  /// The quantity that a film strings together.
  let filmed: String
  /// What is told at the end of a run, to whoever reads, in place of the main thing.
  var report: (@Sendable (Run) -> [View])?

  package static let all: [Procedure] = [
    trace, filters, occlusion, backprop, saliency, smoothgrad, integrated, gradcam, rise, lrp, strongest, maxflow,
    grabcut, judge,
  ]

  static func named(_ name: String) -> Procedure? {
    all.first { $0.name == name }
  }

  /// The picture that shows what was done: the one a film is made of.
  func mainView(_ run: Run) -> View? {
    if let main { return main(run) }
    let views = views(run)
    return views.count > 1 ? views[1] : views.first
  }

  func quantity(_ name: String) -> QuantityDescription? {
    quantities.first { $0.name == name }
  }

  /// It can start without a word behind its name.
  var worksAlone: Bool { parameters.allSatisfy { $0.isOptional || $0.initial != nil } }

  /// How it is typed: `occlusion image= class=(top) …`.
  var usage: String {
    let rest = parameters.dropFirst().map { "\($0.name)=" + ($0.initial.map { "(\($0))" } ?? "") }
    return ([name, parameters[0].name.uppercased()] + rest).joined(separator: " ")
  }
}

/// A quantity as the description of its procedure tells it.
package struct QuantityDescription: Sendable {
  package let name: String
  /// "[rows, columns]", "number", "name".
  package let shape: String
  package let meaning: String
  /// It is a picture, shown in its colours.
  var isImage: Bool { shape == "image" }
  /// A NaN in it ends the run with an error: maps that fill in by the step hold NaN by design.
  var mustBeFinite = false
  /// The terms that add up to one element, for `why`.
  var explain: (@Sendable (Run, [Int], Network, ValueFormat) throws -> Explanation)?
}
