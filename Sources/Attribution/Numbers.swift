import Tensors

extension Float {
  /// Three significant digits, with a minus sign as it is printed.
  var words: String {
    let text = Double(self).written(precision: 3)
    return text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }

  /// The same with a sign before a positive number too.
  var signedWords: String { self > 0 ? "+" + words : words }
}
