import ModelFiles
import Networks
import Tensors
import Testing

/// Files that lie, about everything that they can lie about.
@Suite struct HostileSafetensorsTests {
  /// A small network in a file: every length, name and attribute of its header is a byte that can be wrong.
  static let file: [UInt8] = {
    let layers: [(name: String, layer: any Layer, inputs: [String])] = [
      (
        "c",
        Convolution(
          weight: .normal(shape: [2, 1, 3, 3], seed: 1), bias: Tensor([1, 2]), stride: 1, padding: 1, dilation: 1,
          groups: 1), ["input"]
      ),
      ("p", MaxPooling(kernel: 2, stride: 2, padding: 0, ceiling: false), ["c"]),
      ("v", Flatten(), ["p"]), ("f", FullyConnected(weight: .normal(shape: [3, 8], seed: 2), bias: nil), ["v"]),
    ]
    let network = try? Network(name: "n", inputShape: [1, 4, 4], classes: ["a", "b", "c"], layers: layers)
    return (try? network?.safetensors()) ?? []
  }()

  /// The header's length, which stands before it.
  private static var headerLength: Int { file[..<8].reversed().reduce(0) { $0 << 8 | Int($1) } }

  /// A network, or what is wrong with it; nothing else may come of a file.
  @discardableResult
  private func outcome(_ bytes: [UInt8]) -> Network? {
    guard let network = try? Network(safetensors: bytes) else { return nil }
    guard network.multiplyAdds < 1 << 20, network.nodes.allSatisfy({ $0.shape.reduce(1, *) < 1 << 16 }) else {
      return network
    }
    let trace = try? network.forward(Tensor(shape: network.inputShape, repeating: 0.5))
    for (number, node) in network.nodes.enumerated() {
      #expect(trace.map { $0.shape(of: number) == node.shape } ?? true)
    }
    return network
  }

  @Test func aFileCutAtAnyByteIsRefused() {
    #expect(outcome(Self.file) != nil)
    for count in 0..<Self.file.count {
      #expect(throws: ModelFileError.self) { try Network(safetensors: Array(Self.file[..<count])) }
    }
  }

  @Test(arguments: [0x01, 0x02, 0x10, 0x80, 0xFF] as [UInt8])
  func anyChangedByteGivesAnErrorOrANetworkThatWorks(change: UInt8) {
    for place in 0..<8 + Self.headerLength {
      var bytes = Self.file
      bytes[place] ^= change
      outcome(bytes)
    }
  }

  /// Each number of the header in turn becomes one that something might overflow with.
  @Test(arguments: [
    "-1", "0", "1e9", "0.5", "4097", "16385", "4294967296", "9223372036854775807", "9223372036854775808", "1e400",
    "null",
    "[]", "\"1\"",
  ])
  func aHeaderMayHoldAnyNumberAnywhere(number: String) {
    let header = Array(Self.file[8..<8 + Self.headerLength])
    let isDigit = header.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    for place in header.indices where isDigit[place] && !isDigit[place - 1] {
      let end = header[place...].indices.first { !isDigit[$0] } ?? header.count
      let changed = Array(header[..<place]) + Array(number.utf8) + Array(header[end...])
      let length = (0..<8).map { UInt8(truncatingIfNeeded: changed.count >> (8 * $0)) }
      outcome(length + changed + Array(Self.file[(8 + header.count)...]))
    }
  }

  @Test func bracketsOfAnyDepthEndInAnErrorNotInTheStack() {
    for opening in ["[", "{\"a\":", "{\"__metadata__\":{\"fovea\":\"[["] {
      let text = Array(String(repeating: opening, count: 50_000).utf8)
      let length = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
      #expect(throws: ModelFileError.self) { try Network(safetensors: length + text) }
    }
  }

  @Test func aDescriptionOfAnyDepthEndsInAnErrorNotInTheStack() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: ModelFileError.self) { try Network(safetensors: Safetensors(metadata: ["fovea": deep]).bytes()) }
  }
}
