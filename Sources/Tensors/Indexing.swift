/// One entry between the brackets of `a[…]`, as numpy reads it.
public enum Subscript: Equatable, Sendable {
  /// One place on an axis, which disappears; negative counts from the end.
  case index(Int)
  /// `start:stop:step`; bounds beyond the axis are cut to it.
  case slice(start: Int?, stop: Int?, step: Int)
  /// `None`: a new axis of length 1.
  case newAxis
  /// `:`, the whole axis.
  case all
  /// `...`, whole axes for all that no other entry names.
  case ellipsis
  /// The places where the mask is not 0; it stands for as many axes as it has, which become one.
  case mask(Tensor)
  /// The places of a list, in its order.
  case list([Int])
}

extension Tensor {
  /// `a[…]` by numpy's rules; axes that no entry names stay whole.
  ///
  /// Lists and masks, and with them single indices, are read in step: entry i of each gives entry i of one axis of the
  /// result. That axis stands where they stood or, if something stood between them, first.
  ///
  /// - Throws: a `TensorError` that names the index, the axis and its length.
  /// - Complexity: one pass over the result.
  public func sliced(_ subscripts: [Subscript]) throws(TensorError) -> Tensor {
    try Selection(subscripts, of: shape).copied(from: self)
  }

  /// The shape that `a[…]` has, to be asked before memory is taken for it: a list may name one place over and over.
  package func slicedShape(_ subscripts: [Subscript]) throws(TensorError) -> [Int] {
    try Selection(subscripts, of: shape).shape
  }
}

/// What `a[…]` reads: a view, and beside it axes that are crossed by lists of places.
private struct Selection {
  /// The axes that slices, new axes and whole axes make; single indices have moved its offset.
  private var view = StridedView(shape: [], strides: [], offset: 0)

  /// Where each entry of the axis made by lists begins, counted from the view's offset; nil without lists.
  private var places: [Int]?

  /// Where in the view the axis made by lists goes.
  private var position: Int?

  /// Whether the entry before was a list, and whether lists stood apart.
  private var atList = false
  private var listsStandApart = false

  init(_ subscripts: [Subscript], of shape: [Int]) throws(TensorError) {
    let strides = shape.rowMajorStrides
    let subscripts = try Selection.complete(subscripts, for: shape)
    let hasLists = subscripts.contains { $0.isList }
    var axis = 0
    for entry in subscripts {
      switch entry {
      case .index(let index):
        let place = try checked(index, axis: axis, length: shape[axis])
        view.offset += place * strides[axis]
        if hasLists { try cross([0]) }
      case .list(let list):
        var places: [Int] = []
        for index in list { places.append(try checked(index, axis: axis, length: shape[axis]) * strides[axis]) }
        try cross(places)
      case .mask(let mask):
        guard mask.rank > 0, shape[axis...].starts(with: mask.shape) else {
          throw .maskDoesNotFit(mask: mask.shape, axis: axis, shape: shape)
        }
        try cross(mask.places(times: strides[axis + mask.rank - 1]))
      case .slice(let start, let stop, let step):
        guard step != 0 else { throw .stepIsZero(axis: axis) }
        let (first, count) = bounds(start, stop, step, length: shape[axis])
        view.offset += first * strides[axis]
        // A step is taken only where there are two entries; a huge one would overflow.
        append(length: count, stride: count > 1 ? step * strides[axis] : 0)
      case .newAxis: append(length: 1, stride: 0)
      case .all, .ellipsis: append(length: shape[axis], stride: strides[axis])
      }
      axis += entry.axes
    }
  }

  /// The entries with as many whole axes at the ellipsis, or at the end, as make them name every axis.
  private static func complete(_ subscripts: [Subscript], for shape: [Int]) throws(TensorError) -> [Subscript] {
    var subscripts = subscripts
    let place = subscripts.firstIndex(of: .ellipsis)
    if let place { subscripts.remove(at: place) }
    let named = subscripts.reduce(0) { $0 + $1.axes }
    guard named <= shape.count, !subscripts.contains(.ellipsis) else {
      throw .tooManySubscripts(count: named, shape: shape)
    }
    subscripts.insert(contentsOf: Array(repeating: .all, count: shape.count - named), at: place ?? subscripts.count)
    return subscripts
  }

  private mutating func append(length: Int, stride: Int) {
    view.shape.append(length)
    view.strides.append(stride)
    atList = false
  }

  /// Reads one more list in step with those before it; one entry goes with any number.
  private mutating func cross(_ list: [Int]) throws(TensorError) {
    if position != nil && !atList { listsStandApart = true }
    position = position ?? view.shape.count
    atList = true
    guard let former = places else {
      places = list
      return
    }
    guard former.count == list.count || former.count == 1 || list.count == 1 else {
      throw .listsDiffer(former.count, list.count)
    }
    places =
      list.count == 1
      ? former.map { $0 + list[0] }
      : former.count == 1 ? list.map { $0 + former[0] } : zip(former, list).map { $0 + $1 }
  }

  /// Where in the result the axis made by lists stands.
  private var listAxis: Int? { position.map { listsStandApart ? 0 : $0 } }

  /// The shape of the result.
  var shape: [Int] {
    var shape = view.shape
    if let places, let listAxis { shape.insert(places.count, at: listAxis) }
    return shape
  }

  func copied(from tensor: Tensor) throws(TensorError) -> Tensor {
    guard let places, let listAxis else { return view.copied(from: tensor) }
    let shape = shape
    _ = try Tensor.checkedCount(shape)
    var targets = shape.rowMajorStrides
    let apart = targets.remove(at: listAxis)
    var odometer = Odometer(shape: view.shape, view.strides, targets, offsets: (view.offset, 0))
    return Tensor(shape: shape) { result in
      guard !result.isEmpty else { return }
      tensor.withUnsafeElements { elements in
        for _ in 0..<odometer.rows {
          for step in 0..<odometer.rowLength {
            let source = odometer.offsets.0 + step * odometer.rowStrides.0
            let target = odometer.offsets.1 + step * odometer.rowStrides.1
            for (entry, place) in places.enumerated() {
              result[target + entry * apart] = elements[source + place]
            }
          }
          odometer.advance()
        }
      }
    }
  }
}

extension Tensor {
  /// The places in row-major order of the elements that are not 0, multiplied by a stride.
  fileprivate func places(times stride: Int) -> [Int] {
    [Int](unsafeUninitializedCapacity: count) { places, found in
      for (place, element) in elements.enumerated() {
        // Written in any case and kept or not: a branch on a random mask would be foreseen half of the time.
        places[found] = place * stride
        found += element != 0 ? 1 : 0
      }
    }
  }
}

extension Subscript {
  /// How many axes of the tensor an entry stands for.
  fileprivate var axes: Int {
    switch self {
    case .newAxis: 0
    case .mask(let mask): mask.rank
    default: 1
    }
  }

  fileprivate var isList: Bool {
    switch self {
    case .mask, .list: true
    default: false
    }
  }
}

/// The place from 0 that an index counted from either end names.
private func checked(_ index: Int, axis: Int, length: Int) throws(TensorError) -> Int {
  guard index >= -length && index < length else {
    throw .indexOutOfRange(index: index, axis: axis, length: length)
  }
  return index < 0 ? index + length : index
}

/// The first place of a slice and the number of its places, by Python's rules.
private func bounds(_ start: Int?, _ stop: Int?, _ step: Int, length: Int) -> (first: Int, count: Int) {
  // Going back, the place before the first is −1, which no index can name: it would count from the end.
  let (lowest, highest) = step > 0 ? (0, length) : (-1, length - 1)
  func cut(_ bound: Int) -> Int { min(max(bound < 0 ? bound + length : bound, lowest), highest) }
  let first = start.map(cut) ?? (step > 0 ? lowest : highest)
  let end = stop.map(cut) ?? (step > 0 ? highest : lowest)
  let span = step > 0 ? end - first : first - end
  let count = span <= 0 ? 0 : Int(UInt(span - 1) / step.magnitude) + 1
  return (max(first, 0), count)
}
