import CommandLanguage

extension ValueFormat {
  /// "[3,64,64]".
  func text(shape: [Int]) -> String {
    "[" + shape.map(String.init).joined(separator: ",") + "]"
  }
}
