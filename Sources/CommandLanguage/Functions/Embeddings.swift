import Tensors

extension Function {
  static let embeddings: [Function] = [
    Function(
      "trustworthiness", [.needed("data"), .needed("embedding"), .needed("k")], .embeddings,
      "from 0 to 1: how far the k nearest in the embedding are near in the data"
    ) { arguments in
      let points = try neighbourhoods(arguments) { (count, k) in
        // Not 2·k < count: twice a number that someone typed may be beyond an Int.
        k < count - k ? nil : "'k' is less than half the number of rows, \(count), for trustworthiness, not \(k)"
      }
      return .number(points.trustworthiness)
    },
    Function(
      "neighbours_kept", [.needed("data"), .needed("embedding"), .needed("k")], .embeddings,
      "from 0 to 1: the share of the k nearest in the data that are so in the embedding"
    ) { arguments in
      let points = try neighbourhoods(arguments) { (count, k) in
        k < count ? nil : "'k' is less than the number of rows, \(count), not \(k)"
      }
      return .number(points.shareKept)
    },
  ]

  private static func neighbourhoods(
    _ arguments: Arguments, _ problem: (_ count: Int, _ k: Int) -> String?
  ) throws -> Neighbourhoods {
    let (data, embedding) = (try arguments.tensor("data"), try arguments.tensor("embedding"))
    for (name, tensor) in [("data", data), ("embedding", embedding)] where tensor.rank < 2 || tensor.count == 0 {
      throw arguments.wrong(
        name, "'\(name)' has a row for each point, and this has the shape \(shapeText(tensor.shape))")
    }
    let k = try arguments.wholeNumber("k", from: 1)
    guard data.shape[0] == embedding.shape[0] else {
      throw arguments.wrong(
        "embedding", "The data have \(data.shape[0]) rows and the embedding \(embedding.shape[0])")
    }
    if let problem = problem(data.shape[0], k) { throw arguments.wrong("k", problem) }
    guard data.shape[0] <= 20_000 else {
      throw arguments.wrong("data", "All pairs of \(data.shape[0]) rows are too many: 20000 rows are the most")
    }
    try checkWork(
      Double(data.shape[0]) * Double(data.count + embedding.count + data.shape[0] * k), perElement: 13,
      "the distances of all pairs of \(data.shape[0]) rows, \(k) neighbours each,")
    return Neighbourhoods(data: data, embedding: embedding, k: k)
  }
}

/// The neighbours of each point in the data and in the embedding.
private struct Neighbourhoods {
  let data: Tensor
  let embedding: Tensor
  let k: Int
  private var count: Int { data.shape[0] }

  init(data: Tensor, embedding: Tensor, k: Int) {
    self.data = data
    self.embedding = embedding
    self.k = k
  }

  /// 1 − 2/(Nk(2N−3k−1)) Σᵢ Σⱼ (r(i,j) − k), over the j among the k nearest of i in the embedding that are not so in
  /// the data, where j is the r(i,j)-th nearest (Venna and Kaski 2001; van der Maaten 2009).
  var trustworthiness: Double {
    var penalty = 0
    for point in 0..<count {
      let distances = data.squaredDistances(from: point)
      for neighbour in embedding.squaredDistances(from: point).nearest(k, except: point) {
        penalty += max(0, distances.rank(of: neighbour, except: point) - k)
      }
    }
    return 1 - 2 * Double(penalty) / (Double(count * k) * Double(2 * count - 3 * k - 1))
  }

  /// The mean share of the k nearest in the data that are among the k nearest in the embedding.
  var shareKept: Double {
    var kept = 0
    for point in 0..<count {
      let near = Set(data.squaredDistances(from: point).nearest(k, except: point))
      kept += embedding.squaredDistances(from: point).nearest(k, except: point).count { near.contains($0) }
    }
    return Double(kept) / Double(count * k)
  }
}

extension Tensor {
  /// The squared Euclidean distance of each row from one of them, in double precision.
  fileprivate func squaredDistances(from row: Int) -> [Double] {
    let length = count / shape[0]
    return withUnsafeElements { elements in
      (0..<shape[0]).map { other in
        squaredDistance(elements.baseAddress! + row * length, elements.baseAddress! + other * length, length)
      }
    }
  }
}

/// Σ (aᵢ − bᵢ)² in four partial sums, which the processor adds at once.
private func squaredDistance(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ length: Int) -> Double {
  var partial = SIMD4<Double>.zero
  let whole = length & ~3
  for start in stride(from: 0, to: whole, by: 4) {
    let left = UnsafeRawPointer(a + start).loadUnaligned(as: SIMD4<Float>.self)
    let right = UnsafeRawPointer(b + start).loadUnaligned(as: SIMD4<Float>.self)
    let difference = SIMD4<Double>(left) - SIMD4<Double>(right)
    partial += difference * difference
  }
  var sum = partial.sum()
  for place in whole..<length {
    let difference = Double(a[place]) - Double(b[place])
    sum += difference * difference
  }
  return sum
}

extension [Double] {
  /// The places of the k smallest, in order; of equal ones the first.
  fileprivate func nearest(_ k: Int, except point: Int) -> [Int] {
    var best: [Int] = []
    for place in indices where place != point {
      if best.count == k, self[place] >= self[best[k - 1]] { continue }
      let behind = best.lastIndex { self[$0] <= self[place] } ?? -1
      best.insert(place, at: behind + 1)
      if best.count > k { best.removeLast() }
    }
    return best
  }

  /// How many places come before this one, itself included.
  fileprivate func rank(of place: Int, except point: Int) -> Int {
    let distance = self[place]
    var rank = 0
    for (other, its) in enumerated() where other != point && (its < distance || (its == distance && other <= place)) {
      rank += 1
    }
    return rank
  }
}
