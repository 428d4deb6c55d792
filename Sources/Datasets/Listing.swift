/// A `labels.csv` as `fovea scenes` writes it: a line a picture, with the columns `file,mask,label,class`.
struct Listing {
  static let name = "labels.csv"

  private(set) var entries: [PictureFolder.Entry] = []
  /// The names of the classes that have one.
  private(set) var names: [Int: String] = [:]

  private static let limit = 16 << 20

  /// The listing of a folder; nil where it has none.
  static func read(folder: String) throws(DatasetError) -> Listing? {
    let path = "\(folder)/\(name)"
    do throws(DatasetError) {
      var source = try ByteSource(path: path)
      return try Listing(try source.text(limit: limit))
    } catch {
      if case .file(.missing) = error { return nil }
      throw error.placed(at: path)
    }
  }

  /// - Throws: what is wrong with the first line that is, by its number.
  init(_ text: String) throws(DatasetError) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(Self.fields)
    let header = lines.first ?? []
    guard header.contains("file"), header.contains("label") else {
      throw .listing(line: 1, problem: "the columns 'file' and 'label' are named here, and may be 'mask' and 'class'")
    }
    for (number, fields) in lines.enumerated().dropFirst() where fields != [""] {
      do throws(ListingProblem) {
        try add(Row(header: header, fields: fields))
      } catch {
        throw .listing(line: number + 1, problem: error.description)
      }
    }
  }

  private mutating func add(_ row: Row) throws(ListingProblem) {
    guard let label = Int(try row["label"]), (0..<PictureDataset.mostClasses).contains(label) else { throw .label }
    let file = try inside(row["file"])
    let mask = row.has("mask") ? try inside(row["mask"]) : nil
    if row.has("class") {
      let name = try row["class"]
      guard names[label] == nil || names[label] == name else { throw .twoNames(label: label) }
      guard (try? LabelsFile.check([name])) != nil else { throw .steering }
      names[label] = name
    }
    entries.append(PictureFolder.Entry(file: file, mask: mask, label: label))
  }

  /// A listing names files of its own folder only.
  private func inside(_ file: String) throws(ListingProblem) -> String {
    guard !file.isEmpty, !file.hasPrefix("/"), !file.split(separator: "/").contains("..") else { throw .outside }
    return file
  }

  /// A line's fields: between commas, or between quotes, where a quote is written twice.
  static func fields(_ line: Substring) -> [String] {
    var (fields, isQuoted, former) = ([""], false, Character(","))
    for character in line {
      defer { former = character }
      switch character {
      case "\"":
        if !isQuoted && former == "\"" { fields[fields.count - 1].append("\"") }
        isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }

  private struct Row {
    let header: [String]
    let fields: [String]

    func has(_ column: String) -> Bool {
      header.firstIndex(of: column).map { $0 < fields.count && !fields[$0].isEmpty } ?? false
    }

    subscript(column: String) -> String {
      get throws(ListingProblem) {
        guard let place = header.firstIndex(of: column), place < fields.count else { throw .missing(column) }
        return fields[place]
      }
    }
  }
}

/// What is wrong with a line of a listing.
private enum ListingProblem: Error, CustomStringConvertible {
  case label
  case missing(String)
  case outside
  case steering
  case twoNames(label: Int)

  var description: String {
    switch self {
    case .label: "a label is a whole number from 0 to \(PictureDataset.mostClasses - 1)"
    case .missing(let column): "the column '\(column)' is missing"
    case .outside: "a file is named by a path inside the folder"
    case .steering: "\(DatasetError.steeringName)"
    case .twoNames(let label): "label \(label) had another name before"
    }
  }
}
