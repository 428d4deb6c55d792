public import Stepping
public import Tensors

extension Judge {
  /// What is known after some scenes.
  public struct Verdict: Step {
    public let judge: Judge
    /// The present scene's maps, each [H,W]; none before the first step.
    public let maps: [Tensor]
    /// A row a scene so far, in it each map's number in each measure.
    let numbers: [[Double]]

    /// How many scenes have been judged.
    var number: Int { numbers.count }

    /// The scene that was judged last; before the first step the one that comes.
    public var scene: JudgedScene { judge.scenes[Swift.max(number, 1) - 1] }

    /// The means over the scenes so far, [maps, measures]; NaN before the first step and where nothing could be measured.
    public var measures: Tensor { table(means) }

    /// The same of the present scene alone.
    public var found: Tensor { table(numbers.last ?? means) }

    /// A map's number in a measure of each scene so far, by their places in `measures`; NaN where it could not be measured.
    public func numbers(ofMap map: Int, in measure: Int) -> [Double] {
      numbers.map { $0[map * judge.measures.count + measure] }
    }

    private var means: [Double] {
      judge.contestants.indices.flatMap { map in
        judge.measures.indices.map { measure in
          let known = numbers(ofMap: map, in: measure).filter { !$0.isNaN }
          return known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
        }
      }
    }

    private func table(_ numbers: [Double]) -> Tensor {
      Tensor(shape: [judge.contestants.count, judge.measures.count], elements: numbers.map { Float($0) })
    }

    /// The present scene's maps, [maps,H,W]; NaN before the first step.
    public var allMaps: Tensor {
      let shape = [judge.contestants.count] + scene.mask.shape
      guard number > 0 else { return Tensor(shape: shape, repeating: .nan) }
      return Tensor(shape: shape, elements: maps.flatMap(\.elements))
    }

    /// What a map that knows nothing gets in each measure, the mean over the scenes so far; NaN where nobody can say.
    public var chance: [Double] {
      judge.measures.map { measure in
        guard let chance = measure.chance, number > 0 else { return .nan }
        return judge.scenes.prefix(number).reduce(0) { $0 + chance($1) } / Double(number)
      }
    }

    /// The contestants' numbers in a measure, best first; those that are not known come last.
    public func ranking(in measure: Int) -> [(contestant: Contestant, number: Double)] {
      let means = means
      let entries = judge.contestants.indices.map { ($0, means[$0 * judge.measures.count + measure]) }
      return entries.sorted { one, other in
        judge.measures[measure].prefers(one.1, to: other.1)
          || !judge.measures[measure].prefers(other.1, to: one.1) && one.0 < other.0
      }.map { (judge.contestants[$0.0], $0.1) }
    }

    public var headline: String {
      guard number > 0 else { return judge.announcement }
      let name = judge.network.name(ofClass: scene.classNumber)
      let methods = judge.measures.isEmpty ? [] : ranking(in: 0).filter { !$0.contestant.isReference }
      guard let best = methods.first, !best.number.isNaN else { return name }
      guard judge.measures[0].prefers(best.number, to: chance[0]) else {
        return "\(name); in \(judge.measures[0].name) no map is better than chance so far (\(Float(chance[0]).words))"
      }
      let equals = methods.filter { $0.number == best.number }.map(\.contestant.name)
      let who = equals.count > 2 ? "\(equals.count) maps" : equals.joined(separator: " and ")
      let chance = chance[0].isNaN ? "" : " (chance \(Float(chance[0]).words))"
      return "\(name); best in \(judge.measures[0].name) so far: \(who), \(Float(best.number).words)\(chance)"
    }

    /// `measures`, `names`, `columns`, `chance`, `found`, `maps`, `image`, `mask`, and each measure's column by its name.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "measures": .tensor(measures)
      case "names": .texts(judge.contestants.map(\.name))
      case "columns": .texts(judge.measures.map(\.name))
      case "chance": .tensor(Tensor(chance.map { Float($0) }))
      case "found": .tensor(found)
      case "maps": .tensor(allMaps)
      case "image": .tensor(scene.image)
      case "mask": .tensor(scene.mask)
      case Measure.mark.name where !judge.measures.contains { $0.name == name }:
        .tensor(Tensor(judge.contestants.map { _ in .nan }))
      default: judge.measures.firstIndex { $0.name == name }.map { .tensor(column($0)) }
      }
    }

    private func column(_ measure: Int) -> Tensor {
      let (means, width) = (means, judge.measures.count)
      return Tensor(stride(from: measure, to: means.count, by: width).map { Float(means[$0]) })
    }
  }

  /// What is going to be judged, and who cannot take part.
  private var announcement: String {
    let references = contestants.count { $0.isReference }
    let counted = [
      Self.counted(contestants.count - references, "map"), Self.counted(references, "reference"),
      Self.counted(measures.count, "measure"),
    ]
    let start = Self.counted(scenes.count, "scene") ?? ""
    return "\(start), each for its own class: \(counted.compactMap(\.self).joined(separator: ", "))\(absence)"
  }

  /// "; without gradcam and guided_gradcam: why", a reason once.
  private var absence: String {
    var reasons: [AttributionError] = []
    for (_, reason) in leftOut where !reasons.contains(reason) { reasons.append(reason) }
    return reasons.map { reason in
      let names = leftOut.filter { $0.reason == reason }.map(\.name)
      return "; without \(names.joined(separator: " and ")): \(reason)"
    }.joined()
  }

  /// "1 map", "3 maps"; nil for none.
  private static func counted(_ count: Int, _ what: String) -> String? {
    count == 0 ? nil : "\(count) \(what)\(count == 1 ? "" : "s")"
  }
}
