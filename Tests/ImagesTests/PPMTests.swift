import Images
import Tensors
import Testing

struct PPMTests {
  @Test func plainAndBinaryFilesAreRead() throws {
    let gray = Tensor(shape: [1, 2, 3], elements: [0, 1, 2, 3, 4, 5].map { $0 / 5 })
    #expect(try PPM.decode(Array("P2 # plain\n3 # wide\n2\n#\n5\n0 1 2\n3 4 # so\n5".utf8)) == gray)
    #expect(try PPM.decode(Array("P5\n3 2 5\n".utf8) + [0, 1, 2, 3, 4, 5]) == gray)
    let colour = Tensor(shape: [3, 1, 2], elements: [0, 3, 1, 4, 2, 5].map { $0 / 5 })
    #expect(try PPM.decode(Array("P3 2 1 5 0 1 2 3 4 5\n".utf8)) == colour)
    #expect(try PPM.decode(Array("P6#c\n2\t1\r\n5 ".utf8) + [0, 1, 2, 3, 4, 5]) == colour)
  }

  @Test func sixteenBitsAreKept() throws {
    let image = try PPM.decode(Array("P5 2 1 65535\n".utf8) + [0x12, 0x34, 0xFF, 0xFF])
    #expect(image.elements == [Float(0x1234) / 65535, 1])
    #expect(try PPM.decode(Array("P2 2 1 1000 1 1000".utf8)).elements == [0.001, 1])
  }

  @Test(arguments: [[1, 4, 3], [3, 4, 3]])
  func bytesComeBackExactly(shape: [Int]) throws {
    let image = noise(shape, seed: 5)
    #expect(try PPM.decode(PPM.encode(image)) == image)
  }

  @Test func aFileCutAtAnyByteIsRefused() throws {
    let binary = try PPM.encode(noise([3, 3, 2], seed: 2))
    let plain = Array("P2 2 2 255 10 20 30 4".utf8)
    for file in [binary, plain] {
      for count in 3..<file.count {
        #expect(throws: ImageError.self, "cut to \(count) bytes") { try PPM.decode(Array(file[..<count])) }
      }
    }
  }

  @Test(arguments: [
    ("P6 4 4 255\n123", "the PPM file ends too early"),
    ("P5 4", "the PGM file ends too early"),
    ("P2 2 1 255 10 ", "the PGM file ends too early"),
    ("P6 0 4 255\n", "the PPM file holds a picture without pixels"),
    ("P5 -1 4 255\n", "the PGM file is damaged: its width is not a number"),
    ("P5 1 x 255\n", "the PGM file is damaged: its height is not a number"),
    ("P5 1 1 0\n0", "the PGM file is damaged: its largest value is 0, not 1 to 65535"),
    ("P5 1 1 65536\n00", "the PGM file is damaged: its largest value is 65536, not 1 to 65535"),
    ("P5 1 1 255x0", "the PGM file is damaged: no space follows its largest value"),
    ("P2 1 1 9 10", "the PGM file is damaged: it has a sample of 10, above its largest value 9"),
    ("P3 1 1 9 1 b 2", "the PPM file is damaged: its sample is not a number"),
    ("P5 1 1 9\n:", "the PGM file is damaged: it has a sample of 58, above its largest value 9"),
    (
      "P5 2147483648 99999999999999999999 255\n",
      "the PGM file claims 2147483648 × 2147483648 pixels, more than the 100 million that are read"
    ),
  ])
  func saysWhatIsWrong(text: String, words: String) {
    let error = #expect(throws: ImageError.self) { try PPM.decode(Array(text.utf8)) }
    #expect(error?.description == words)
  }
}
