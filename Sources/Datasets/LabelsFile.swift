/// A file that says what pictures show.
enum LabelsFile {
  /// The classes' names in the order of their numbers.
  case names([String])
  /// The number of each picture's class.
  case labels([Int])

  /// A file of names is text of a few lines.
  private static let namesLimit = 16 << 20

  /// Reads names, one a line, or labels: an .npy or an IDX file of one axis, as it is or gzipped.
  ///
  /// - Parameter pictures: how many labels there must be.
  static func read(_ path: String, pictures: Int) throws(DatasetError) -> LabelsFile {
    var source = try ByteSource(path: path)
    if ArrayPictures.recognises(source.start) { return .labels(try ArrayPictures.labels(source, pictures: pictures)) }
    if IDX.recognises(source.start) { return .labels(try IDX.labels(source, pictures: pictures)) }
    let text = String(decoding: try source.rest(limit: namesLimit), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).map { $0.trimming(while: \.isWhitespace) }
    return .names(lines.filter { !$0.isEmpty }.map(String.init))
  }

  /// The names that the labels of an array of pictures may have: `a-images.npy` has `a-labels.npy`, and `a.npy` too.
  static func arrayNames(for name: String) -> [String] {
    if let word = name.ranges(of: "images").last { return [name.replacingCharacters(in: word, with: "labels")] }
    guard let end = name.ranges(of: ".npy").last else { return [] }
    return [name.replacingCharacters(in: end.lowerBound..<end.lowerBound, with: "-labels")]
  }
}

extension Substring {
  /// The text without what holds at its ends.
  func trimming(while holds: (Character) -> Bool) -> Substring {
    var text = drop(while: holds)
    while let last = text.last, holds(last) { text.removeLast() }
    return text
  }
}
