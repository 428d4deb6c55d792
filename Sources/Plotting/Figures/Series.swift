/// Points of a line plot, from left to right, with a name.
public struct Series: Equatable, Sendable {
  /// What the legend calls it; empty where there is none.
  public var name: String
  /// Where the points stand, rising.
  public var x: [Double]
  /// Their values; NaN and infinity are gaps.
  public var y: [Double]

  /// A series of values against 0, 1, 2 …, or against `x`; as many points as both have.
  public init(_ name: String = "", y: [Double], x: [Double]? = nil) {
    let x = x ?? y.indices.map(Double.init)
    let count = min(x.count, y.count)
    self.name = name
    self.x = Array(x.prefix(count))
    self.y = Array(y.prefix(count))
  }

  /// The points that can be drawn, in runs without gaps.
  var runs: [[Point]] {
    var runs: [[Point]] = [[]]
    for (x, y) in zip(x, y) {
      if x.isFinite && y.isFinite {
        runs[runs.count - 1].append(Point(x, y))
      } else if !runs[runs.count - 1].isEmpty {
        runs.append([])
      }
    }
    return runs.filter { !$0.isEmpty }
  }
}
