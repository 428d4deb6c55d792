import ONNXMessages

/// What layers are called: as their nodes, or by operator and number; no name twice.
struct ONNXNames {
  /// `input` is the picture.
  private var taken: Set<String> = ["input"]
  private var counts: [String: Int] = [:]
  /// The number that the next use of a name gets.
  private var next: [String: Int] = [:]

  /// The name of the next node of the file.
  mutating func name(of node: ONNXNodeProto) -> String {
    counts[node.opType, default: 0] += 1
    let own = node.name.isEmpty ? "\(node.opType.lowercased())\(counts[node.opType] ?? 1)" : node.name
    var (name, number) = (own, next[own] ?? 2)
    while !taken.insert(name).inserted {
      name = "\(own)_\(number)"
      number += 1
    }
    next[own] = number
    return name
  }
}
