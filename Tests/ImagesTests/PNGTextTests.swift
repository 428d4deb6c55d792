import Images
import Tensors
import Testing

struct PNGTextTests {
  @Test func readsTextsOfEveryKindOnBothSidesOfThePixels() throws {
    let texts = try PNG.text(of: Fixture.bytes("texts.png"))
    #expect(texts.map(\.key) == ["Title", "Comment", "Author", "Source"])
    let compressed = String(repeating: "compressed ", count: 50)
    #expect(texts.map(\.value) == ["Müller's cat", compressed, "Ψ ∇f", "日本"])
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let texts = [
      ("Command", "guided cat class=cat\nstep"), ("Seed", "0"), ("Latin", "Müller’s"),
      ("Title", "∂scores[cat] / ∂input"),
      ("Empty", ""), ("Tab", "a\tb\u{1B}[0m"), ("Long", String(repeating: "x", count: 100_000)), ("Seed", "twice"),
    ]
    let bytes = try PNG.encode(Tensor(shape: [1, 2, 2]), text: texts.map { (key: $0.0, value: $0.1) })
    let read = try PNG.text(of: bytes)
    #expect(read.map(\.key) == texts.map(\.0))
    #expect(read.map(\.value) == texts.map(\.1))
    #expect(try PNG.decode(bytes).shape == [1, 2, 2])
  }

  @Test func textsStandBeforeThePixelsPlainWhereTheyAreLatin() throws {
    let bytes = try PNG.encode(
      Tensor(shape: [1, 2, 2]), text: [(key: "A", value: "Müller"), (key: "B", value: "Ψ")])
    let kinds = chunkKinds(bytes)
    #expect(kinds == ["IHDR", "tEXt", "iTXt", "IDAT", "IEND"])
  }

  @Test(arguments: ["", " a", "a ", "a  b", "日本", "a\nb", String(repeating: "k", count: 80)])
  func refusesKeywordsThatTheFormatHasNot(key: String) {
    #expect(throws: ImageError.textKeyword(key)) {
      try PNG.encode(Tensor(shape: [1, 1, 1]), text: [(key: key, value: "")])
    }
  }

  @Test func refusesATextWithZeroInIt() {
    #expect(throws: ImageError.textHoldsZero(keyword: "k")) {
      try PNG.encode(Tensor(shape: [1, 1, 1]), text: [(key: "k", value: "a\0b")])
    }
  }

  @Test func aCutFileIsRefused() throws {
    let bytes = try Fixture.bytes("texts.png")
    for count in 0..<bytes.count {
      #expect(throws: ImageError.endsEarly(format: "PNG")) { try PNG.text(of: Array(bytes[..<count])) }
    }
  }

  private func chunkKinds(_ bytes: [UInt8]) -> [String] {
    var kinds: [String] = []
    var place = 8
    while place + 8 <= bytes.count {
      kinds.append(String(decoding: bytes[place + 4..<place + 8], as: UTF8.self))
      place += 12 + bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    return kinds
  }
}
