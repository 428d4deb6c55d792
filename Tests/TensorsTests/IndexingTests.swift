import Foundation
import Tensors
import Testing

@Suite struct IndexingTests {
  @Test func bracketsReadWhatNumpyReads() throws {
    let lines = try Fixture.text("indexing.txt").split(separator: "\n")
    let fixture = try Fixture.tensors("indexing.npy")
    let sources = try #require(Int(lines[0]))
    #expect(lines.count == 600)
    for (line, expected) in zip(lines.dropFirst(), fixture[sources...]) {
      let parts = line.split(separator: ": ", maxSplits: 1)
      let tensor = fixture[try #require(Int(parts[0]))]
      let result = try tensor.sliced(subscripts(String(parts[1])))
      #expect(result == expected, "\(tensor.shape)[\(parts[1])] gives \(result), not \(expected)")
    }
  }

  @Test func masksTakeWhereTheyAreNotZero() throws {
    let tensor = Tensor(shape: [2, 3], elements: [1, -2, 3, -4, 5, 6])
    #expect(try tensor.sliced([.mask(tensor .> 0)]) == Tensor([1, 3, 5, 6]))
    let rows = Tensor([0, 1])
    #expect(try tensor.sliced([.mask(rows)]) == Tensor(shape: [1, 3], elements: [-4, 5, 6]))
    let columns = Tensor([1, 0, 1])
    #expect(try tensor.sliced([.all, .mask(columns)]) == Tensor(shape: [2, 2], elements: [1, 3, -4, 6]))
    #expect(try tensor.sliced([.index(1), .mask(columns)]) == Tensor([-4, 6]))
    #expect(try tensor.sliced([.list([1, 0]), .mask(columns)]) == Tensor([-4, 3]))
    #expect(try tensor.sliced([.mask(Tensor(shape: [2, 3]))]) == Tensor([]))
    #expect(try tensor.sliced([.list([])]) == Tensor(shape: [0, 3]))
  }

  @Test(arguments: [
    ([Subscript.index(7)], "index 7 is outside axis 0, which has 3 elements"),
    ([.index(-4)], "index -4 is outside axis 0, which has 3 elements"),
    ([.newAxis, .all, .index(1)], "index 1 is outside axis 1, which has 1 element"),
    ([.list([0, 3])], "index 3 is outside axis 0, which has 3 elements"),
    ([.index(0), .index(0), .index(0)], "3 indices for shape [3,1], which has 2 axes"),
    ([.slice(start: nil, stop: nil, step: 0)], "the step of the slice on axis 0 is 0"),
    ([.mask(Tensor([1, 0]))], "a mask of shape [2] does not fit shape [3,1] from axis 0 on"),
    ([.mask(Tensor(1))], "a mask of shape [] does not fit shape [3,1] from axis 0 on"),
    ([.list([0, 1]), .list([0, 0, 0])], "lists of indices in one bracket need one length, not 2 and 3"),
    ([.index(Int.min)], "index -9223372036854775808 is outside axis 0, which has 3 elements"),
  ])
  func wrongIndicesAreRefusedInWords(subscripts: [Subscript], message: String) {
    let error = #expect(throws: TensorError.self) { try Tensor(shape: [3, 1]).sliced(subscripts) }
    #expect(error?.description == message)
  }

  @Test(arguments: [Int.min, Int.min + 1, Int.max])
  func hugeBoundsAndStepsAreCut(number: Int) throws {
    let tensor = Tensor([1, 2, 3])
    #expect(try tensor.sliced([.slice(start: nil, stop: nil, step: number)]).elements == [number > 0 ? 1 : 3])
    let bounded = try tensor.sliced([.slice(start: number, stop: nil, step: 1)])
    #expect(bounded.elements == (number > 0 ? [] : [1, 2, 3]))
  }
}

/// Reads what stands between numpy's brackets, for the fixture's plain cases.
private func subscripts(_ text: String) throws -> [Subscript] {
  var entries: [String] = []
  for piece in text.components(separatedBy: ", ") {
    if let last = entries.last, last.hasPrefix("["), !last.hasSuffix("]") {
      entries[entries.count - 1] += "," + piece
    } else {
      entries.append(piece)
    }
  }
  return try entries.map { entry in
    switch entry {
    case "None": return .newAxis
    case "...": return .ellipsis
    case ":": return .all
    case _ where entry.hasPrefix("["):
      return .list(try entry.dropFirst().dropLast().split(separator: ",").map { try #require(Int($0)) })
    case _ where entry.contains(":"):
      let bounds = entry.components(separatedBy: ":").map { Int($0) }
      return .slice(start: bounds[0], stop: bounds[1], step: bounds.count > 2 ? bounds[2] ?? 1 : 1)
    default: return .index(try #require(Int(entry)))
    }
  }
}
