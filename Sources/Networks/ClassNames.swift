/// How classes are called.
///
/// A list of labels may give several names to a class, with commas between them: "African elephant, Loxodonta
/// africana". The first one is shown, and a class answers to each that no other class has.
extension Network {
  /// The first of a class's names, all of them where another class has the same first one, its number without any.
  public func name(ofClass number: Int) -> String {
    guard classes.indices.contains(number) else { return "\(number)" }
    let first = Self.firstName(in: classes[number])
    let isShared = classes.indices.contains { $0 != number && Self.firstName(in: classes[$0]) == first }
    return isShared ? classes[number] : String(first)
  }

  /// The class that answers to a name; nil where none does, or several.
  public func classNumber(named name: String) -> Int? {
    if let number = classes.firstIndex(of: name) { return number }
    let first = classes.indices.filter { Self.firstName(in: classes[$0]) == name }
    if !first.isEmpty { return first.count == 1 ? first[0] : nil }
    let others = classes.indices.filter { Self.names(in: classes[$0]).contains(name[...]) }
    return others.count == 1 ? others[0] : nil
  }

  private static func firstName(in label: String) -> Substring { names(in: label).first ?? label[...] }

  private static func names(in label: String) -> [Substring] {
    label.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }
  }
}
