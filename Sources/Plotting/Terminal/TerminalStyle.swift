/// What a terminal can show and how large it is: all that terminal pictures need to know of it.
public struct TerminalStyle: Equatable, Sendable {
  /// How many colours there are: none, 256, or 24 bits of them.
  public enum Color: Equatable, Sendable { case none, ansi256, trueColor }

  /// What the option `--color` says.
  public enum ColorChoice: String, CaseIterable, Sendable { case auto, always, never }

  public var color: Color
  /// Whether half blocks, Braille and letters beyond ASCII are shown.
  public var unicode: Bool
  /// For screen readers and logs: sentences in ASCII, nothing drawn, nothing redrawn.
  public var plain: Bool
  /// Columns.
  public var width: Int
  /// Rows; nil where the output is not a terminal, and nothing needs to fit.
  public var height: Int?

  public init(color: Color = .none, unicode: Bool = false, plain: Bool = false, width: Int = 80, height: Int? = nil) {
    self.color = plain ? .none : color
    self.unicode = unicode && !plain
    self.plain = plain
    self.width = max(width, 1)
    self.height = height.map { max($0, 1) }
  }

  /// What the environment and the options say together.
  ///
  /// - Parameters:
  ///   - environment: `NO_COLOR`, `TERM`, `COLORTERM`, `ACCESSIBLE`, `COLUMNS` and the locale are looked at.
  ///   - isTerminal: whether the output is a terminal.
  ///   - size: columns and rows of the window, where they are known.
  ///   - choice: `--color`; `always` and `never` go before the environment.
  ///   - plain: `--plain`.
  ///   - width: `--width`, which goes before the window's.
  public static func detect(
    environment: [String: String], isTerminal: Bool, size: (columns: Int, rows: Int)? = nil,
    choice: ColorChoice = .auto, plain: Bool = false, width: Int? = nil
  ) -> TerminalStyle {
    func isSet(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
    let known = size.flatMap { $0.columns > 0 && $0.rows > 0 ? $0 : nil }
    let columns = width ?? known?.columns ?? environment["COLUMNS"].flatMap { Int($0) } ?? 80
    let allowed = choice == .always || (choice == .auto && isTerminal && !isSet("NO_COLOR"))
    let shown = color(of: environment)
    return TerminalStyle(
      color: !allowed ? .none : shown == .none && choice == .always ? .ansi256 : shown,
      unicode: usesUTF8(environment), plain: plain || isSet("ACCESSIBLE"), width: columns,
      height: isTerminal ? known?.rows ?? 24 : nil)
  }

  private static func color(of environment: [String: String]) -> Color {
    let terminal = environment["TERM"] ?? ""
    if ["", "dumb", "unknown", "vt100", "vt102", "vt220"].contains(terminal) { return .none }
    if ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") || terminal.hasSuffix("-direct") {
      return .trueColor
    }
    return .ansi256
  }

  /// The first of the locale's variables that is set decides.
  private static func usesUTF8(_ environment: [String: String]) -> Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let name = locale.lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }

  /// Rows that a picture may take and still leave room for the prompt and some lines about it.
  var pictureRows: Int { height.map { max(1, $0 - Self.reservedRows) } ?? 32 }

  static let reservedRows = 6
}
