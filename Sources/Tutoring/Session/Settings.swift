/// What a session can be told on the command line and by `set`.
public struct Settings: Sendable {
  /// The network to begin with: a name or a file; nil for `small`.
  public var network: String?
  /// The one to begin with, by name or file.
  var firstNetwork: String { network ?? "small" }
  /// The seed of all that is drawn at random and names none.
  public var seed: UInt64
  /// Significant digits of printed numbers.
  public var precision = 4
  /// The folder that figures are written to; nil where they are drawn and thrown away.
  public var figures: String?
  public var figureFormat = FigureFormat.png
  /// The folder where lessons find files that are not in the package.
  public var data: String?
  /// The same as a list.
  var dataFolders: [String] { data.map { [$0] } ?? [] }
  /// Whether lessons show the instructor's notes.
  public var showsNotes: Bool
  /// The most cores that a batch is shared out to; nil leaves it to the network.
  public var threads: Int?
  /// What figures and saved files name as their maker.
  public var version: String

  public init(
    network: String? = nil, seed: UInt64 = 0, figures: String? = "Figures", data: String? = nil,
    showsNotes: Bool = false, threads: Int? = nil, version: String
  ) {
    self.network = network
    self.seed = seed
    self.figures = figures
    self.data = data
    self.showsNotes = showsNotes
    self.threads = threads
    self.version = version
  }
}

/// How figures are written.
public enum FigureFormat: String, CaseIterable, Sendable {
  case png, svg
}
