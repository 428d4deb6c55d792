extension Tensor {
  /// The elements in numpy's layout: brackets an axis, columns aligned, one notation for the whole tensor.
  ///
  /// ```
  /// [[ 0.981 -1.2  ]
  ///  [ 0.5    3.   ]]
  /// ```
  ///
  /// Past 1,000 elements only three at each end of an axis are shown.
  ///
  /// - Parameters:
  ///   - precision: the significant digits of the largest element, 1…9; whole numbers are written in full.
  ///   - width: the columns that a line may have; one element is shown in any case.
  ///   - ascii: whether what is left out is marked `...` instead of `…`.
  public func formatted(precision: Int = 4, width: Int = 80, ascii: Bool = false) -> String {
    guard count > 0 else { return "[]" }
    let layout = TensorLayout(of: self, precision: precision, gap: ascii ? "..." : "…")
    return rank == 0 ? layout.format.text(Double(elements[0]), padded: false) : layout.block(width: width)
  }

  /// One line that says what the tensor is: `tensor [3,4]  −1.2 … 3.4`, in ASCII `tensor [3,4]  -1.2 ... 3.4`.
  ///
  /// Elements that are not numbers are counted behind the range of the others.
  public func summary(kind: String = "tensor", ascii: Bool = false) -> String {
    var (low, high, missing) = (Float.infinity, -Float.infinity, 0)
    for element in elements {
      if element < low { low = element }
      if element > high { high = element }
      if element.isNaN { missing += 1 }
    }
    let range = "\(written(low, ascii)) \(ascii ? "..." : "…") \(written(high, ascii))"
    var parts = ["\(kind) \(shapeText(shape))"]
    if count == 0 { parts.append("empty") }
    if low <= high { parts.append(low == high ? written(low, ascii) : range) }
    if missing > 0 { parts.append("\(missing) NaN") }
    return parts.joined(separator: "  ")
  }

  private func written(_ element: Float, _ ascii: Bool) -> String {
    let text = Double(element).written()
    return ascii || element >= 0 ? text : "−" + text.dropFirst()
  }
}

/// Lays a tensor out in lines.
private struct TensorLayout {
  let tensor: Tensor
  let gap: String

  /// Whether long axes show their ends only.
  let isAbridged: Bool
  let format: NumberFormat

  init(of tensor: Tensor, precision: Int, gap: String) {
    self.tensor = tensor
    self.gap = gap
    isAbridged = tensor.count > 1000
    var shown: [Double] = []
    TensorLayout.visit(tensor, from: 0, axis: 0, abridged: isAbridged) { shown.append(Double($0)) }
    // A float beyond 10⁸ is whole because it is coarse, not because someone counted.
    format = NumberFormat(for: shown, precision: precision, wholeBelow: 1e8)
  }

  /// The places on an axis that are shown; nil stands for those left out.
  private static func places(_ length: Int, abridged: Bool) -> [Int?] {
    guard abridged && length > 6 else { return Array(0..<length) }
    return [0, 1, 2, nil, length - 3, length - 2, length - 1]
  }

  /// Calls `body` with each element that is shown.
  private static func visit(
    _ tensor: Tensor, from offset: Int, axis: Int, abridged: Bool, _ body: (Float) -> Void
  ) {
    guard axis < tensor.rank else { return body(tensor[flat: offset]) }
    for case let place? in places(tensor.shape[axis], abridged: abridged) {
      visit(tensor, from: offset * tensor.shape[axis] + place, axis: axis + 1, abridged: abridged, body)
    }
  }

  /// The part of the tensor from `offset` on in brackets; its lines behind the first are indented below it.
  func block(axis: Int = 0, from offset: Int = 0, width: Int) -> String {
    let length = tensor.shape[axis]
    let places = TensorLayout.places(length, abridged: isAbridged)
    let indent = String(repeating: " ", count: axis + 1)
    if axis == tensor.rank - 1 {
      let words = places.map { $0.map { format.text(Double(tensor[flat: offset * length + $0])) } ?? gap }
      // Each bracket that may close behind a line takes a column from it.
      return "[" + wrapped(words, indent: indent, width: width - axis - 1) + "]"
    }
    let parts = places.map { $0.map { block(axis: axis + 1, from: offset * length + $0, width: width) } ?? gap }
    let separator = String(repeating: "\n", count: tensor.rank - axis - 1) + indent
    return "[" + parts.joined(separator: separator) + "]"
  }

  /// Words in lines, each behind the indent but the first, which the bracket precedes.
  private func wrapped(_ words: [String], indent: String, width: Int) -> String {
    var text = ""
    var column = indent.count
    for (number, word) in words.enumerated() {
      if number > 0 {
        if column + 1 + word.count > width {
          while text.last == " " { text.removeLast() }
          text += "\n" + indent
          column = indent.count
        } else {
          text += " "
          column += 1
        }
      }
      text += word
      column += word.count
    }
    return text
  }
}
