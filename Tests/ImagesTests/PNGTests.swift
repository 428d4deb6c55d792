import Images
import Tensors
import Testing

struct PNGTests {
  @Test(arguments: Array(Fixture.names(in: "kinds").enumerated()))
  func readsEveryKind(place: Int, name: String) throws {
    let image = try PNG.decode(Fixture.bytes("kinds/\(name)"))
    let all = try Fixture.tensor("kinds.npy")
    let pixels = 9 * 7
    let channels = name.hasPrefix("gray") ? 1 : 3
    #expect(image.shape == [channels, 9, 7])
    let expected = Array(all.elements[3 * pixels * place..<(3 * place + channels) * pixels])
    #expect(distance(image, Tensor(shape: [channels, 9, 7], elements: expected)) < 1e-6)
  }

  @Test func thereIsAFileOfEveryKind() {
    #expect(Fixture.names(in: "kinds").count == 41)
  }

  @Test(arguments: [[1, 5, 9], [3, 5, 9], [3, 1, 1], [1, 1, 300], [3, 64, 64]])
  func bytesComeBackExactly(shape: [Int]) throws {
    let image = noise(shape, seed: 3)
    #expect(try PNG.decode(PNG.encode(image)) == image)
  }

  @Test func everyByteValueComesBackExactly() throws {
    let image = Tensor(shape: [1, 16, 16], elements: (0..<256).map { Float($0) / 255 })
    #expect(try PNG.decode(PNG.encode(image)) == image)
  }

  @Test func valuesAreClampedAndRoundedToTheNearest() throws {
    let image = Tensor(shape: [1, 7], elements: [-1, 2, .infinity, -.infinity, 0.49 / 255, 0.51 / 255, 0.5])
    let read = try PNG.decode(PNG.encode(image))
    #expect(read.elements.map { Int(($0 * 255).rounded()) } == [0, 255, 255, 0, 0, 1, 128])
    #expect(read.shape == [1, 1, 7])
  }

  @Test(arguments: [[2, 4, 4], [4], [0, 3], [1, 1, 4, 4]])
  func refusesShapesThatAreNoPictures(shape: [Int]) {
    #expect(throws: ImageError.notAPicture(shape: shape)) { try PNG.encode(Tensor(shape: shape)) }
  }

  @Test func refusesToWriteNaN() {
    var image = Tensor(shape: [3, 2, 2])
    image[2, 0, 1] = .nan
    #expect(throws: ImageError.notANumber(index: [2, 0, 1])) { try PNG.encode(image) }
  }
}

struct DamagedPNGTests {
  static let small = (try? PNG.encode(noise([3, 3, 5], seed: 1), text: [("Title", "small")])) ?? []

  @Test func aFileCutAtAnyByteIsRefused() {
    for count in 0..<Self.small.count {
      let error = #expect(throws: ImageError.self) { try PNG.decode(Array(Self.small[..<count])) }
      #expect(error == .endsEarly(format: "PNG"), "cut to \(count) bytes")
    }
  }

  @Test func aFileWithAnyByteChangedIsRefused() {
    for place in Self.small.indices {
      for change: UInt8 in [0x01, 0x20, 0x80, 0xFF] {
        var bytes = Self.small
        bytes[place] ^= change
        #expect(throws: ImageError.self, "byte \(place)") { try PNG.decode(bytes) }
        _ = try? PNG.text(of: bytes)
      }
    }
  }

  @Test func aWrongChecksumIsNamed() {
    var bytes = Self.small
    bytes[bytes.count - 14] ^= 1
    let error = #expect(throws: ImageError.self) { try PNG.decode(bytes) }
    #expect(error?.description == "the PNG file is damaged: the checksum of its chunk IDAT is wrong")
  }

  @Test func whatFollowsTheEndIsNotLookedAt() throws {
    #expect(try PNG.decode(Self.small + [1, 2, 3]) == PNG.decode(Self.small))
  }

  @Test(arguments: [
    ("chunk-length", "the PNG file is damaged: PNG unsigned integer out of range"),
    ("colour-type-5", "the PNG file is damaged: Invalid IHDR data"),
    ("depth-3", "the PNG file is damaged: Invalid IHDR data"),
    ("filter-9", "the PNG file is damaged: bad adaptive filter value"),
    ("huge", "the PNG file claims 2147483647 × 2147483647 pixels, more than the 100 million that are read"),
    ("larger-than-its-file", "the PNG file ends too early"),
    ("no-pixels-high", "the PNG file holds a picture without pixels"),
    ("no-pixels-wide", "the PNG file holds a picture without pixels"),
    ("palette-index", "the PNG file is damaged: its pixel at row 2, column 1 has colour 5 of a palette of 3"),
    ("palette-index-4-bits", "the PNG file is damaged: its pixel at row 2, column 1 has colour 5 of a palette of 3"),
    ("palette-missing", "the PNG file is damaged: IDAT: Missing PLTE before IDAT"),
    ("pixels-checksum", "the PNG file is damaged: the checksum of its pixels is wrong"),
    ("pixels-cut", "the PNG file is damaged: Not enough image data"),
    ("pixels-missing", "the PNG file is damaged: IEND: out of place"),
    ("sizes-above-the-format", "the PNG file claims 2147483648 × 1 pixels, more than the 100 million that are read"),
    ("too-large", "the PNG file claims 10000 × 10001 pixels, more than the 100 million that are read"),
    ("unknown-critical-chunk", "the PNG file is damaged: ABCD: unhandled critical chunk"),
  ])
  func saysWhatIsWrong(name: String, words: String) throws {
    let bytes = try Fixture.bytes("wrong/\(name).png")
    let error = #expect(throws: ImageError.self) { try PNG.decode(bytes) }
    #expect(error?.description == words)
  }

  @Test func aTextThatUnpacksToFarTooMuchIsRefusedOnlyWhereItIsAskedFor() throws {
    let bytes = try Fixture.bytes("wrong/text-bomb.png")
    #expect(try PNG.decode(bytes).shape == [1, 4, 4])
    #expect(try PNG.text(of: bytes).isEmpty)
  }
}
