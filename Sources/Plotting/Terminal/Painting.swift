extension TerminalStyle {
  /// What a piece of text is, which decides its colour.
  public enum Role: CaseIterable, Sendable {
    case prompt, command, error, caret, heading, muted, strong, code, link, right
  }

  /// The text in the colour of its role; the text itself where the terminal has no colours.
  public func paint(_ text: String, as role: Role) -> String {
    guard color != .none, !text.isEmpty else { return text }
    return "\u{1B}[\(Self.attributes(of: role))m\(text)\u{1B}[0m"
  }

  /// The sixteen colours that every user can choose for himself, so that text is legible on any background.
  private static func attributes(of role: Role) -> String {
    switch role {
    case .prompt: "1;34"
    case .command: "36"
    case .error: "1;31"
    case .caret: "1;31"
    case .heading: "1"
    case .muted: "2"
    case .strong: "1"
    case .code: "36"
    case .link: "4"
    case .right: "32"
    }
  }

  /// What makes the text that follows so coloured; empty where the terminal has no colours.
  func colored(foreground: RGB?, background: RGB?) -> String {
    let parts = [foreground.map { code(of: $0, layer: 38) }, background.map { code(of: $0, layer: 48) }]
    let codes = parts.compactMap { $0 }
    return color == .none ? "" : "\u{1B}[" + (["0"] + codes).joined(separator: ";") + "m"
  }

  /// What ends all colours.
  var reset: String { color == .none ? "" : "\u{1B}[0m" }

  private func code(of rgb: RGB, layer: Int) -> String {
    let (red, green, blue) = rgb.bytes
    return color == .trueColor ? "\(layer);2;\(red);\(green);\(blue)" : "\(layer);5;\(rgb.paletteIndex)"
  }
}

extension RGB {
  /// The nearest of the 240 fixed colours of a 256-colour terminal: a cube of six levels and 24 grays.
  var paletteIndex: Int {
    let parts = [bytes.red, bytes.green, bytes.blue]
    let levels = [0, 95, 135, 175, 215, 255]
    let cube = parts.map { part in levels.indices.min { abs(levels[$0] - part) < abs(levels[$1] - part) } ?? 0 }
    let step = min(max((parts.reduce(0, +) / 3 - 3) / 10, 0), 23)
    func distance(_ other: [Int]) -> Int { zip(parts, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
    let gray = 8 + 10 * step
    return distance([gray, gray, gray]) < distance(cube.map { levels[$0] })
      ? 232 + step : 16 + 36 * cube[0] + 6 * cube[1] + cube[2]
  }
}
