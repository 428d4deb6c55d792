import Foundation

extension TerminalStyle {
  /// Text made fit to print: harmless always, and in plain style, or without UTF-8, in ASCII.
  public func text(_ text: String) -> String {
    let harmless = sanitized(text)
    return plain || !unicode ? transliterated(harmless) : harmless
  }
}

/// The text in pure ASCII: signs by what people type for them, accents left out, the rest as question marks.
public func transliterated(_ text: String) -> String {
  guard !text.utf8.allSatisfy({ $0 < 128 }) else { return text }
  // A middle dot between blanks separates; between factors it multiplies.
  return text.replacing(" · ", with: ", ").reduce(into: "") { $0 += transliterated($1) }
}

private func transliterated(_ letter: Character) -> String {
  if letter.isASCII { return letter == "\r\n" ? "\n" : String(letter) }
  if let known = asciiForms[letter] { return known }
  // The scalars of the decomposed letter: a base and its accents.
  let base = String(letter).decomposedBase
  return base.isEmpty ? "?" : base
}

extension String {
  /// The ASCII letters among the scalars of the canonical decomposition.
  fileprivate var decomposedBase: String {
    String(String.UnicodeScalarView(decomposedStringWithCanonicalMapping.unicodeScalars.filter { $0.isASCII }))
  }
}

private let asciiForms: [Character: String] = [
  "×": "x", "·": "*", "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "…": "...", "±": "+-", "÷": "/", "∗": "*",
  "⊙": "(.)", "°": " deg", "∂": "d", "∇": "grad ", "∞": "inf", "‖": "||", "→": "->", "←": "<-", "↔": "<->",
  "⇒": "=>", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "√": "sqrt", "∈": "in", "∑": "sum", "∏": "product",
  "⌊": "floor(", "⌋": ")", "⌈": "ceil(", "⌉": ")", "‘": "'", "’": "'", "“": "\"", "”": "\"", "„": "\"", "‚": "'",
  "«": "<<", "»": ">>", "‹": "<", "›": ">", "•": "*", "⏎": "Enter", "✓": "v", "│": "|", "─": "-", "█": "#",
  "⁰": "^0", "¹": "^1", "²": "^2", "³": "^3", "⁴": "^4", "⁵": "^5", "⁻": "^-", "ᵀ": "^T", "½": "1/2", "¼": "1/4",
  "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "η": "eta", "θ": "theta", "κ": "kappa",
  "λ": "lambda", "μ": "mu", "µ": "mu", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi",
  "ψ": "psi", "ω": "omega", "Δ": "Delta", "Σ": "Sigma", "Φ": "Phi", "Ω": "Omega", "Γ": "Gamma", "Π": "Pi",
  "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "ł": "l", "đ": "d", "\u{A0}": " ", "\u{2009}": " ",
  "\u{202F}": " ", "\u{200B}": "", "§": "section ", "©": "(c)",
]
