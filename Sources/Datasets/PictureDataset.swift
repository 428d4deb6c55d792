public import Tensors

/// Pictures of one size, and where somebody knows, what each one shows and where.
public struct PictureDataset: Sendable, Equatable {
  /// [N,C,H,W] with one channel or three, values in 0…1.
  public let images: Tensor
  /// The number of each picture's class; nil where nobody knows.
  public private(set) var labels: [Int]?
  /// The classes' names in the order of their numbers; as the numbers themselves where nobody named them.
  public private(set) var classes: [String]
  /// Whether `classes` are all that there are, and not just those met.
  private(set) var classesAreSure: Bool
  /// [N,H,W], values in 0…1, 1 where a picture's object is; nil where nobody knows.
  public let masks: Tensor?
  /// What lay beside the pictures and was not taken.
  public internal(set) var leftOut = LeftOut()

  /// Pictures and masks that somebody may have expected in a set.
  public struct LeftOut: Sendable, Equatable {
    /// Pictures beside the sub-folders, which say what those in them show.
    public var pictures = 0
    /// Masks of some pictures where others have none.
    public var masks = 0
    /// Whether there was nothing more than what was taken.
    public var isEmpty: Bool { pictures == 0 && masks == 0 }
  }

  /// The most numbers that the pictures of a set may have, 1 GB of them.
  static let largestCount = 1 << 28

  /// No set has more classes: a damaged label must not make a list of names that fills the memory.
  static let mostClasses = 1 << 16

  /// Pictures whose classes have names.
  ///
  /// - Precondition: as many labels as pictures, each the number of a class; masks of the pictures' size.
  public init(images: Tensor, labels: [Int], classes: [String], masks: Tensor? = nil) {
    self.init(images: images, labels: labels, classes: classes, areSure: true, masks: masks)
  }

  /// Pictures of which nobody said what they show.
  init(images: Tensor, masks: Tensor?) {
    self.init(images: images, labels: nil, classes: [], areSure: false, masks: masks)
  }

  private init(images: Tensor, labels: [Int]?, classes: [String], areSure: Bool, masks: Tensor?) {
    precondition(images.rank == 4 && (labels == nil || labels?.count == images.shape[0]), "\(images.shape) with labels")
    precondition(labels?.allSatisfy(classes.indices.contains) ?? true, "a label is no class's number")
    (self.images, self.labels, self.classes, self.masks) = (images, labels, classes, masks)
    classesAreSure = areSure
  }

  /// How many pictures there are.
  public var count: Int { images.shape[0] }

  /// How many pictures each class has.
  public var classCounts: [Int] {
    var counts = [Int](repeating: 0, count: classes.count)
    for label in labels ?? [] { counts[label] += 1 }
    return counts
  }

  /// The same pictures with labels that have no names, or only some.
  ///
  /// - Parameter names: of some classes; the others are named by their numbers.
  func labelled(_ labels: [Int], names: [Int: String] = [:]) throws(DatasetError) -> PictureDataset {
    guard labels.count == count else { throw .labelCount(labels: labels.count, pictures: count) }
    if let wrong = labels.firstIndex(where: { !(0..<Self.mostClasses).contains($0) }) {
      throw .labelOutOfRange(label: labels[wrong], picture: wrong, classes: Self.mostClasses)
    }
    var set = self
    set.labels = labels
    set.classes = (0...(labels.max() ?? 0)).map { names[$0] ?? String($0) }
    set.classesAreSure = false
    return set
  }

  /// The same pictures with other names of their classes.
  ///
  /// - Throws: `DatasetError.nameCount` where there are not as many names as classes. Where only the labels met say how
  ///   many there are, more will do: the last classes may have no picture.
  public func named(_ names: [String]) throws(DatasetError) -> PictureDataset {
    guard labels != nil else { throw .noLabels }
    let most = classesAreSure ? classes.count : Self.mostClasses
    guard (classes.count...most).contains(names.count) else {
      throw .nameCount(names: names.count, classes: classes.count)
    }
    try LabelsFile.check(names)
    var set = self
    (set.classes, set.classesAreSure) = (names, true)
    return set
  }

  /// The pictures of several sets as one, in their order.
  ///
  /// - Throws: where the pictures' shapes or the classes' names differ, with the name of the first set that does not fit.
  public static func joined(
    _ sets: [(name: String, set: PictureDataset)]
  ) throws(DatasetError) -> PictureDataset {
    guard var whole = sets.first?.set else { throw .noPictures("no set is given") }
    if sets.count == 1 { return whole }
    for (name, set) in sets.dropFirst() {
      whole = try at(name) { () throws(DatasetError) in try whole.joined(with: set) }
    }
    return whole
  }

  private func joined(with other: PictureDataset) throws(DatasetError) -> PictureDataset {
    let (shape, more) = (Array(images.shape.dropFirst()), Array(other.images.shape.dropFirst()))
    guard shape == more else { throw .shapesDiffer(shape, more) }
    guard (labels == nil) == (other.labels == nil) else { throw .labelsMissing }
    let count = [self.count + other.count]
    try checkSize(count + shape)
    var masks: Tensor?
    if let mine = self.masks, let others = other.masks {
      masks = Tensor(shape: count + shape.dropFirst(), elements: mine.elements + others.elements)
    }
    let images = Tensor(shape: count + shape, elements: images.elements + other.images.elements)
    var whole = PictureDataset(images: images, masks: masks)
    whole.leftOut = leftOut(joinedWith: other)
    guard let labels, let others = other.labels else { return whole }
    whole.labels = labels + others
    whole.classes = try classes(joinedWith: other)
    whole.classesAreSure = classesAreSure && other.classesAreSure
    return whole
  }

  /// Masks go where only one of the sets has them.
  private func leftOut(joinedWith other: PictureDataset) -> LeftOut {
    var masks = leftOut.masks + other.leftOut.masks
    if (self.masks == nil) != (other.masks == nil) { masks += self.masks == nil ? other.count : count }
    return LeftOut(pictures: leftOut.pictures + other.leftOut.pictures, masks: masks)
  }

  /// One list of names: where one set knows a class by its number alone, the other's name holds.
  private func classes(joinedWith other: PictureDataset) throws(DatasetError) -> [String] {
    let count = Swift.max(classes.count, other.classes.count)
    let isShort = { (set: PictureDataset) in set.classesAreSure && set.classes.count < count }
    guard !isShort(self), !isShort(other) else { throw .classesDiffer(classes, other.classes) }
    var joined: [String] = []
    for number in 0..<count {
      let names = [self, other].compactMap { number < $0.classes.count ? $0.classes[number] : nil }
      let given = names.filter { $0 != String(number) }
      guard Set(given).count <= 1 else { throw .classesDiffer(classes, other.classes) }
      joined.append(given.first ?? String(number))
    }
    return joined
  }
}

extension PictureDataset.LeftOut: CustomStringConvertible {
  /// "1 picture beside the sub-folders, 2 masks where other pictures have none"; empty where nothing was left out.
  public var description: String {
    func text(_ count: Int, _ what: String, _ place: String) -> String? {
      count == 0 ? nil : "\(count) \(what)\(count == 1 ? "" : "s") \(place)"
    }
    let parts = [
      text(pictures, "picture", "beside the sub-folders"), text(masks, "mask", "where other pictures have none"),
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }
}

/// Checks, before memory is taken, that pictures of a shape are not too many.
func checkSize(_ shape: [Int]) throws(DatasetError) {
  guard let count = try? Tensor.checkedCount(shape), count <= PictureDataset.largestCount else {
    throw .tooManyNumbers(shape: shape)
  }
}
