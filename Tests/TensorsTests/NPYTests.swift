import Tensors
import Testing

@Suite struct NPYTests {
  @Test func everyElementTypeOrderAndVersionIsRead() throws {
    let expected = try Fixture.tensors("encoded.npy")
    let files = try numpyFiles()
    #expect(files.count == expected.count)
    for (file, tensor) in zip(files, expected) {
      let read = try Tensor(npy: file)
      #expect(read.matches(tensor), "\(String(decoding: file.prefix(80), as: UTF8.self)): \(read), not \(tensor)")
    }
  }

  @Test(arguments: [[], [0], [5], [3, 4], [2, 0, 3], [2, 3, 4, 5]])
  func writtenFilesReadBack(shape: [Int]) throws {
    let tensor = Tensor.normal(shape: shape, seed: 3)
    let bytes = tensor.npy()
    #expect(try Tensor(npy: bytes) == tensor)
    #expect((bytes.count - 4 * tensor.count) % 64 == 0)
  }

  @Test func writtenFilesAreNumpysToTheByte() throws {
    let packed = try Fixture.bytes("similarity.npy")
    #expect(try Tensor(npy: packed).npy() == packed)
  }

  @Test func filesCutShortAnywhereAreRefused() throws {
    for file in try [Tensor.normal(shape: [2, 3], seed: 1).npy()] + numpyFiles().prefix(3) {
      for length in file.indices {
        #expect(throws: TensorError.self) { try Tensor(npy: Array(file.prefix(length))) }
      }
      #expect(throws: TensorError.self) { try Tensor(npy: file + [0]) }
    }
  }

  @Test func damageAnywhereInAHeaderIsAnErrorOrAnotherTensorOfTheSameSize() throws {
    let file = Tensor.normal(shape: [2, 3], seed: 1).npy()
    for place in 0..<128 {
      for byte in UInt8.min...UInt8.max {
        var damaged = file
        damaged[place] = byte
        guard let tensor = try? Tensor(npy: damaged) else { continue }
        #expect(tensor.count * 4 == 24 || tensor.count * 2 == 24 || tensor.count * 8 == 24)
      }
    }
  }

  @Test(arguments: [
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000,), }", "says shape [1000000], which is 4000000 bytes"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4), }", "is too large"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 0), }", "is too large"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }", "a length is not a whole number"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "a length is not a whole number"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (2), }", "the shape is not a tuple"),
    ("{'descr': '<f4', 'fortran_order': 0, 'shape': (2,), }", "False is expected where there is '0, 'shape': "),
    ("{'descr': '<c8', 'fortran_order': False, 'shape': (2,), }", "elements of type '<c8'"),
    ("{'descr': '|f4', 'fortran_order': False, 'shape': (2,), }", "elements of type '|f4'"),
    ("{'descr': '<f4', 'shape': (2,), }", "is missing"),
    ("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "'descr' is unknown or there twice"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': 1}", "'x' is unknown or there twice"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), } 1", "there is more behind the }"),
    ("{'descr': '<\u{1B}f4', 'fortran_order': False, 'shape': (2,), }", "bytes that are not ASCII text"),
    (
      "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", "' is expected where there is '[('a', '<f4'"
    ),
    ("", "{ is expected where there is its end"),
  ])
  func headersThatLieAreRefusedInWords(header: String, words: String) {
    let bytes = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + [0, 0, 0, 0]
    let error = #expect(throws: TensorError.self) { try Tensor(npy: bytes) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test func otherFilesAndVersionsAreNamed() {
    #expect(throws: TensorError.notNPY) { try Tensor(npy: Array("P6 3 3 255".utf8)) }
    #expect(throws: TensorError.notNPY) { try Tensor(npy: []) }
    let magic = [0x93] + Array("NUMPY".utf8)
    #expect(throws: TensorError.npyVersion(9, 1)) { try Tensor(npy: magic + [9, 1, 0, 0]) }
    #expect(throws: TensorError.npyHeaderTooLong(0xFFFF_FFFF)) {
      try Tensor(npy: magic + [2, 0, 0xFF, 0xFF, 0xFF, 0xFF])
    }
  }

  /// The files that numpy wrote, each behind its length of two bytes.
  private func numpyFiles() throws -> [[UInt8]] {
    var rest = try Tensor(npy: Fixture.bytes("encodings.npy")).elements.map { UInt8($0) }[...]
    var files: [[UInt8]] = []
    while let high = rest.popFirst(), let low = rest.popFirst() {
      let length = Int(high) * 256 + Int(low)
      files.append(Array(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return files
  }
}
