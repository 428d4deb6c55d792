/// The candidate that a misspelt word most likely stands for; nil where none is near.
///
/// Near is one slip of the fingers in words up to five letters, one more for each three letters beyond: a letter left
/// out, put in, exchanged, or swapped with its neighbour (Damerau 1964). Case does not count. Where no candidate is near,
/// the only one that the word begins is taken.
public func nearest(_ word: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(word.lowercased())
  guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
  let limit = max(1, wanted.count / 3)
  var best: (candidate: String, distance: Int)?
  var begun: Set<String> = []
  for candidate in candidates {
    let letters = Array(candidate.lowercased())
    if wanted.count >= 2, letters.starts(with: wanted) { begun.insert(candidate) }
    guard abs(letters.count - wanted.count) <= limit else { continue }
    let distance = editDistance(wanted, letters)
    guard distance <= limit, distance < letters.count else { continue }
    if best.map({ (distance, candidate) < ($0.distance, $0.candidate) }) ?? true { best = (candidate, distance) }
  }
  return best?.candidate ?? (begun.count == 1 ? begun.first : nil)
}

/// How many letters must be left out, put in, exchanged or swapped with their neighbour to make one word the other.
///
/// - Complexity: O(a.count · b.count) time, three rows of memory.
func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, beforeLast[j - 1] + 1) }
      row.append(least)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
