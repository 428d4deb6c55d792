import Networks
import Tensors
import Testing

/// `tiny` as it is done on paper.
@Suite struct TinyTests {
  static func bar(column: Int) -> Tensor {
    var picture = Tensor(shape: [1, 6, 6])
    for row in 0..<6 { picture[0, row, column] = 1 }
    return picture
  }

  static func bar(row: Int) -> Tensor {
    var picture = Tensor(shape: [1, 6, 6])
    for column in 0..<6 { picture[0, row, column] = 1 }
    return picture
  }

  @Test func aVerticalBarDoneOnPaper() throws {
    let tiny = Network.tiny()
    let trace = try tiny.forward(Self.bar(column: 2))
    // Column 2 is the middle of the window at x = 1: 3·1 − 1; it is the left of that at x = 2: −3 − 1.
    #expect(trace.output(0).elements.prefix(4) == [-1, 2, -4, -1])
    #expect(trace.output(0).elements.suffix(16).allSatisfy { $0 == -1 })
    #expect(trace.output(2).elements == [2, 0, 2, 0, 0, 0, 0, 0])
    #expect(trace.output(tiny.scores).elements == [4, -4])
    #expect(abs(trace.output(tiny.probabilities)[0] - 0.999_664_6) < 1e-6)
  }

  @Test(arguments: 1...4)
  func tellsBarsApart(place: Int) throws {
    let tiny = Network.tiny()
    #expect(try tiny.forward(Self.bar(column: place)).output(tiny.scores).elements == [4, -4])
    #expect(try tiny.forward(Self.bar(row: place)).output(tiny.scores).elements == [-4, 4])
  }

  @Test func whyNamesEveryProductOfAConvolution() throws {
    let tiny = Network.tiny()
    let trace = try tiny.forward(Self.bar(column: 2))
    let terms = try tiny.terms(of: 0, index: [0, 0, 1], in: trace)
    #expect(terms.count == 10)
    #expect(terms.reduce(0) { $0 + $1.value } == 2)
    #expect(terms[0].factors.map(\.name) == ["conv1.bias"])
    #expect(terms[2].factors.map(\.name) == ["conv1.weight", "input"])
    #expect(terms[2].factors.map(\.index) == [[0, 0, 0, 1], [0, 0, 2]])
    #expect(terms[2].value == 1)
  }
}
