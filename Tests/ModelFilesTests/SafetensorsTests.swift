import Foundation
import ModelFiles
import Networks
import Tensors
import Testing

@Suite struct SafetensorsTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/ModelFiles")

  static func bytes(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: folder.appending(path: name)))
  }

  /// A file of a header and data.
  static func file(_ header: String, data count: Int = 0) -> [UInt8] {
    let text = Array(header.utf8)
    return (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) } + text
      + [UInt8](repeating: 0, count: count)
  }

  static func message(_ bytes: [UInt8]) -> String {
    do {
      _ = try Safetensors(bytes)
      return "read"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: ["full", "half", "brain", "scalar", "empty"])
  func readsWhatPyTorchStored(name: String) throws {
    let file = try Safetensors(Self.bytes("mixed.safetensors"))
    let expected = try Tensor(npy: Self.bytes("\(name).npy"))
    let found = try #require(file.tensors[name])
    #expect(found.shape == expected.shape)
    for (a, b) in zip(found.elements, expected.elements) { #expect(a.bitPattern == b.bitPattern || a.isNaN && b.isNaN) }
    #expect(file.metadata == ["made": "with \"quotes\", ü and 日"])
  }

  @Test func whatIsWrittenReadsBackToTheSameBits() throws {
    var file = Safetensors(metadata: ["a": "line\nand \"quote\" \\ \u{1}", "b": ""])
    file.tensors = [
      "x": .normal(shape: [3, 4], seed: 1), "y": Tensor(shape: [2], elements: [-0.0, .infinity]), "z": Tensor(3),
      "none": Tensor(shape: [0]),
    ]
    #expect(try Safetensors(file.bytes()) == file)
    #expect(file.bytes()[0] % 8 == 0, "numbers begin at a multiple of 8 bytes")
  }

  /// The beginning of a tensor's description, up to its place.
  private let f32 = #""dtype":"F32","shape":[2],"data_offsets""#

  @Test func damagedHeadersAreRefusedInWords() {
    #expect(Self.message([1, 2]) == "this is no safetensors file: it has 2 bytes, fewer than the 8 of a length")
    #expect(
      Self.message([255, 0, 0, 0, 0, 0, 0, 0, 123])
        == "this is no safetensors file: its header should have 255 bytes, but 1 follow")
    #expect(
      Self.message([UInt8](repeating: 255, count: 20))
        == "this is no safetensors file: its header should have 18446744073709551615 bytes, but 12 follow")
    #expect(Self.message(Self.file("")) == "this is no safetensors file: its header is not JSON")
    #expect(
      Self.message(Self.file(#"{"a":{\#(f32):[0,8]}"#, data: 8))
        == "the file's header is damaged: ',' or '}' is expected at byte 53")
    #expect(
      Self.message(Self.file(#"{"a":{\#(f32):[0,8]},"a":{\#(f32):[0,8]}}"#, data: 8))
        == "the file's header is damaged: 'a' stands twice in one object, the second time at byte 57")
    #expect(
      Self.message(Self.file(String(repeating: #"{"a":"#, count: 100_000)))
        == "the file's header is damaged: too many brackets within one another at byte 20")
  }

  @Test func tensorsThatCannotBeAreRefusedInWords() {
    #expect(
      Self.message(Self.file(#"{"a":{\#(f32):[0,16]}}"#, data: 8))
        == "the tensor 'a' is damaged: it lies at the bytes 0 to 16 of 8")
    #expect(
      Self.message(Self.file(#"{"a":{\#(f32):[8,0]}}"#, data: 8))
        == "the tensor 'a' is damaged: it lies at the bytes 8 to 0 of 8")
    #expect(
      Self.message(Self.file(#"{"a":{\#(f32):[0,4]}}"#, data: 4))
        == "the tensor 'a' is damaged: its shape [2] does not fit the 4 bytes that it has")
    #expect(
      Self.message(Self.file(#"{"a":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}}"#, data: 8))
        == "the tensor 'a' is damaged: its shape [-1,-2] is impossible")
    #expect(
      Self.message(
        Self.file(#"{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}"#, data: 8))
        == "the tensor 'a' is damaged: its shape [4294967296,4294967296] does not fit the 8 bytes that it has")
    #expect(
      Self.message(Self.file(#"{"a":{\#(f32):[0,8]},"b":{\#(f32):[4,12]}}"#, data: 12))
        == "the tensor 'b' is damaged: its bytes overlap another tensor's")
    #expect(
      Self.message(Self.file(#"{"a":{\#(f32):[4,12]}}"#, data: 12))
        == "the bytes 0 to 4 of the data belong to no tensor")
    #expect(
      Self.message(Self.file(#"{"a":{\#(f32):[0,8]}}"#, data: 9))
        == "the bytes 8 to 9 of the data belong to no tensor")
    #expect(
      Self.message(Self.file(#"{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}"#, data: 8))
        == "the tensor 'a' holds numbers of the type I64; F32, F16 and BF16 can be read")
    #expect(
      Self.message(Self.file(#"{"a":{"dtype":"F32","data_offsets":[0,8]}}"#, data: 8))
        == "the tensor 'a' is damaged: its type, shape or place is missing")
  }

  /// Every file that is cut short, and every file with one wrong byte, is read or refused: none ends the program.
  @Test func noDamageEndsTheProgram() throws {
    let whole = try Self.bytes("mixed.safetensors")
    for length in 0..<whole.count { #expect(Self.message(Array(whole.prefix(length))) != "read") }
    var random = RandomSource(seed: 1)
    for _ in 0..<5000 {
      var bytes = whole
      bytes[random.integer(below: whole.count)] = UInt8(random.integer(below: 256))
      _ = Self.message(bytes)
    }
  }
}
