/// How classes are called.
///
/// A list of labels may give several names to a class, with commas between them: "African elephant, Loxodonta
/// africana". The first one is shown, and a class answers to each that no other class has. All is worked out once: a
/// list of a thousand classes is asked for its names at every key.
struct ClassNames: Sendable {
  /// The first of each class's names, all of them where another class has the same first one.
  let shown: [String]
  /// The classes that answer to a name.
  private let holders: [Substring: [Int]]

  /// - Parameter labels: one a class.
  init(_ labels: [String]) {
    let names = labels.map(Self.names)
    let firsts = zip(labels, names).map { label, names in names.first ?? label[...] }
    let ofFirst = Dictionary(grouping: labels.indices) { firsts[$0] }
    shown = labels.indices.map { ofFirst[firsts[$0]]?.count == 1 ? String(firsts[$0]) : labels[$0] }
    var holders: [Substring: [Int]] = [:]
    for number in labels.indices { for name in Set(names[number]) { holders[name, default: []].append(number) } }
    holders.merge(ofFirst) { _, first in first }
    // A whole label stands for the first class that has it.
    let whole = labels.enumerated().map { number, label in (label[...], [number]) }
    holders.merge(Dictionary(whole) { first, _ in first }) { _, whole in whole }
    self.holders = holders
  }

  /// The class that answers to a name; nil where none does, or several.
  func number(of name: String) -> Int? {
    guard let numbers = holders[name[...]], numbers.count == 1 else { return nil }
    return numbers[0]
  }

  private static func names(in label: String) -> [Substring] {
    label.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }
  }
}

extension Network {
  /// The first of a class's names, all of them where another class has the same first one, its number without any.
  public func name(ofClass number: Int) -> String {
    classNames.shown.indices.contains(number) ? classNames.shown[number] : "\(number)"
  }

  /// The class that answers to a name; nil where none does, or several.
  public func classNumber(named name: String) -> Int? { classNames.number(of: name) }
}
