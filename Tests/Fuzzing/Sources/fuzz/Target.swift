/// A reader that takes bytes from strangers.
///
/// Whatever it throws is an answer. What else can happen is found by libFuzzer: a trap, a hang, memory without end.
struct Target: Sendable {
  let name: String
  let read: @Sendable ([UInt8]) -> Void

  static let all = models + arrays + files + pictures + texts + sessions

  static func named(_ name: String) -> Target? { all.first { $0.name == name } }
}
