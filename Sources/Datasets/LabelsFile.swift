import Text

/// A file that says what pictures show, or what a network's scores stand for.
package enum LabelsFile {
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
    return .names(try names(&source))
  }

  /// Reads names, one a line; empty lines and spaces around a name do not count.
  ///
  /// - Throws: `DatasetError` that names the file; `steeringName` where a name would do something to the terminal.
  package static func names(path: String) throws(DatasetError) -> [String] {
    try at(path) { () throws(DatasetError) in
      var source = try ByteSource(path: path)
      return try names(&source)
    }
  }

  private static func names(_ source: inout ByteSource) throws(DatasetError) -> [String] {
    let lines = try source.text(limit: namesLimit).split(whereSeparator: \.isNewline)
    let names = lines.map { String($0.trimming(while: \.isWhitespace)) }.filter { !$0.isEmpty }
    try check(names)
    return names
  }

  /// Checks that no name does anything to a terminal but be seen.
  static func check(_ names: [String]) throws(DatasetError) {
    guard !names.contains(where: { $0.unicodeScalars.contains(where: isSteering) }) else { throw .steeringName }
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
