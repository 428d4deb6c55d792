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
  ///
  /// Hue counts a little more than lightness: among few colours, a blue that turns gray is the worse mistake.
  var paletteIndex: Int {
    let own = OKLab(self)
    var (best, nearest) = (16, Double.infinity)
    for (number, color) in Self.palette.enumerated() {
      let (light, a, b) = (own.lightness - color.lightness, own.a - color.a, own.b - color.b)
      let distance = light * light + 2.5 * (a * a + b * b)
      if distance < nearest { (best, nearest) = (16 + number, distance) }
    }
    return best
  }

  private static let palette: [OKLab] = {
    let levels: [Float] = [0, 95, 135, 175, 215, 255]
    let cube = (0..<216).map { RGB(levels[$0 / 36] / 255, levels[$0 / 6 % 6] / 255, levels[$0 % 6] / 255) }
    let grays = (0..<24).map { RGB(gray: Float(8 + 10 * $0) / 255) }
    return (cube + grays).map { OKLab($0) }
  }()
}
