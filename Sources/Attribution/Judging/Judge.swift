import Dispatch
public import Networks
public import Stepping
import Synchronization
import Tensors

/// Judges maps by what is known of scenes: where the object is, and what the network says when pixels go.
///
/// Every contestant makes a map of every scene for the scene's own class, and every measure gives it a number; a step is a
/// scene, and shows the means of all scenes so far.
///
/// ```swift
/// for verdict in try Judge(scenes, in: network) { print(verdict.headline) }
/// ```
public struct Judge: Walk {
  public let network: Network
  public let scenes: [JudgedScene]
  /// Those that can make a map in this network.
  public let contestants: [Contestant]
  public let measures: [Measure]
  /// Those that cannot, and why.
  public let leftOut: [(name: String, reason: AttributionError)]
  /// What `sanity` compares with.
  private let otherNetwork: Network
  private let seed: UInt64

  /// - Parameters:
  ///   - scenes: at least one, all of one size.
  ///   - contestants: who makes maps.
  ///   - leavingOut: whether a contestant that cannot make a map in this network is left out, or an error.
  ///   - seed: of all that is drawn at random: samples, masks, and the weights of the network that `sanity` compares with.
  /// - Throws: `AttributionError.countTooSmall` without a scene, `AttributionError.sizesDiffer`; what a contestant throws
  ///   that is not left out, or all of them; the network's error about the size.
  public init(
    _ scenes: [JudgedScene], in network: Network, contestants: [Contestant] = Contestant.all,
    measures: [Measure] = Measure.all, leavingOut: Bool = true, seed: UInt64 = 0
  ) throws(AttributionError) {
    guard let first = scenes.first else { throw .countTooSmall(0) }
    for scene in scenes {
      guard scene.image.shape == first.image.shape else { throw .sizesDiffer(scene.image.shape, first.image.shape) }
      guard (0..<network.classCount).contains(scene.classNumber) else {
        throw .unknownClass(scene.classNumber, count: network.classCount)
      }
    }
    let trial = try Trial(first, in: network)
    var (able, leftOut): ([Contestant], [(name: String, reason: AttributionError)]) = ([], [])
    for contestant in contestants {
      do throws(AttributionError) {
        _ = try contestant.make(trial)
        able.append(contestant)
      } catch {
        leftOut.append((contestant.name, error))
      }
    }
    if let (_, reason) = leftOut.first, able.isEmpty || !leavingOut { throw reason }
    (self.network, self.scenes, self.contestants, self.measures) = (network, scenes, able, measures)
    (self.leftOut, self.seed) = (leftOut, seed)
    otherNetwork = network.withRandomTop(Self.randomLayers, seed: seed)
  }

  /// Layers that are drawn anew: enough that no method which depends on the class can keep its map, few enough that the
  /// lower half still sees.
  private static let randomLayers = 3

  public var stepCount: Int? { scenes.count }

  /// The walk at its start.
  public func makeIterator() -> Iterator { Iterator(walk: self) }

  /// A place in the walk.
  public struct Iterator: Walker {
    private let walk: Judge
    private var maps: [Tensor] = []
    /// A row a scene.
    private var numbers: [[Double]] = []

    init(walk: Judge) { self.walk = walk }

    public var current: Verdict { Verdict(judge: walk, maps: maps, numbers: numbers) }

    /// Takes a step; nil at the end.
    ///
    /// - Complexity: all maps of a scene, and all that the measures ask the network.
    public mutating func next() -> Verdict? {
      guard numbers.count < walk.scenes.count else { return nil }
      let judged = walk.judged(numbers.count)
      maps = judged.map(\.map)
      numbers.append(judged.flatMap(\.numbers))
      return current
    }

    public var footprint: Int {
      // The rows of former scenes are shared.
      maps.reduce(0) { $0 + $1.count } * MemoryLayout<Float>.stride
        + (numbers.count + (numbers.last?.count ?? 0)) * MemoryLayout<Double>.stride
    }
  }

  /// Each contestant's map of a scene, and what it is measured at.
  ///
  /// Contestants are shared out to the threads: a pass over one picture keeps a single thread busy at best.
  private func judged(_ number: Int) -> [Judged] {
    // One seed for all scenes: a method that is run by itself with it makes the very map that is judged.
    let trial = Trial(sure: scenes[number], in: network.on(threads: 1), seed: seed)
    let otherTrial = Trial(sure: scenes[number], in: otherNetwork.on(threads: 1), seed: seed &+ 1)
    let results = Mutex([Judged?](repeating: nil, count: contestants.count))
    // The last first: those that ask the network most stand there, and one that began last would be waited for.
    let left = Atomic(contestants.count)
    DispatchQueue.concurrentPerform(iterations: Swift.min(network.threads, contestants.count)) { _ in
      while case let place = left.subtract(1, ordering: .relaxed).newValue, place >= 0 {
        let map = JudgedMap(by: contestants[place], in: trial, otherTrial: otherTrial)
        let result = Judged(map: map.map, numbers: measures.map { $0.value(map) })
        results.withLock { $0[place] = result }
      }
    }
    return results.withLock { $0.compactMap(\.self) }
  }

  private struct Judged {
    let map: Tensor
    let numbers: [Double]
  }
}
