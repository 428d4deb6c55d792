import CommandLanguage
import Networks
import Stepping
import Tensors

/// All that a session holds: a value, so that a copy is a place to come back to (`again` in a lesson).
struct State: Sendable {
  /// `let` names and pictures.
  var named: [String: Named] = [:]
  var network: Network
  /// What it was chosen by: a name or a file.
  var networkSource: String
  /// The learner's own network, from a file: lessons on `small` use it in place of that.
  var own: OwnNetwork?
  /// The same, nil while another network is in use.
  var ownInUse: OwnNetwork? { own?.file == networkSource ? own : nil }
  /// Those that the lesson's own commands gave: it sees no others, so that a learner's name cannot change what it shows.
  var lessonNames: [String: Named] = [:]
  /// The last forward pass.
  var forward: ForwardPass?
  /// The last backward pass.
  var backward: BackwardPass?
  /// The procedure `backprop` went back through the network later than `backward` did.
  var latestIsBackprop = false
  /// The procedure under way, and above it those whose step's parts it walks.
  var running: Run?
  var outer: [Run] = []
  /// Where each procedure stood when another one began.
  var former: [String: Run] = [:]
  /// Expressions printed after every step.
  var watched: [String] = []
  /// What was looked at last: what `figure` draws where no procedure runs.
  var stage: Stage?
  /// The running procedure moved since something was looked at.
  var stageIsRun = false
  /// Figures that the lesson has made so far: they are numbered.
  var figureCount = 0

  /// The innermost run first, then the ones above it, then where other procedures stood.
  var runs: [Run] {
    [running].compactMap(\.self) + outer.reversed() + former.values.sorted { $0.procedure.name < $1.procedure.name }
  }

  init(network: Network, from source: String) {
    self.network = network
    networkSource = source
    own = OwnNetwork(network, from: source)
  }

  /// Uses another network; what passed through the former one is gone.
  mutating func use(_ network: Network, from source: String) {
    self.network = network
    networkSource = source
    forward = nil
    backward = nil
    latestIsBackprop = false
  }

  struct OwnNetwork: Sendable {
    let network: Network
    let file: String

    /// Nil for a built-in name.
    init?(_ network: Network, from source: String) {
      guard !NetworkSource.names.contains(source) else { return nil }
      (self.network, file) = (network, source)
    }
  }

  struct Named: Sendable {
    var value: Value
    /// One line of meaning, for `vars`.
    var meaning: String
  }

  struct ForwardPass: Sendable {
    var trace: Trace
    /// The picture's name.
    var label: String
  }
}

/// What a figure can be made of: something that was looked at, and the line that did it.
struct Stage: Sendable {
  /// What its file is called where no name is given.
  var name: String
  var title: String
  var caption: String
  var views: [View]
  var command: String
  /// Its caption says which network it is about.
  var asksNetwork = true
  /// How many views stand beside each other; nil for as many as fit.
  var columns: Int?
}
