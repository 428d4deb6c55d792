import CommandLanguage
import Foundation
import Tensors
import Testing

/// One expression and what numpy says of it.
struct NumpyCase: CustomTestStringConvertible, Sendable {
  let text: String
  let shape: [Int]
  let elements: [Double]

  var testDescription: String { text }

  static let all: [NumpyCase] = {
    guard let lines = try? String(contentsOf: fixtures.appending(path: "expressions.tsv"), encoding: .utf8) else {
      return []
    }
    return lines.split(separator: "\n").map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      return NumpyCase(
        text: String(fields[0]), shape: fields[1].split(separator: ",").compactMap { Int($0) },
        elements: fields[2].split(separator: " ").compactMap { Double($0) })
    }
  }()

  static let scope: TestScope = {
    var scope = TestScope()
    for name in ["A", "B", "M", "v", "w", "k", "s", "u", "data", "embedding", "ties"] {
      guard let bytes = try? Data(contentsOf: fixtures.appending(path: name + ".npy")),
        let tensor = try? Tensor(npy: Array(bytes))
      else { continue }
      scope.values[name] = .tensor(tensor)
    }
    return scope
  }()
}

@Test func theFixturesAreThere() {
  #expect(NumpyCase.all.count > 200)
  #expect(NumpyCase.scope.values.count == 11)
}

@Test(arguments: NumpyCase.all)
func expressionsAreWorthWhatNumpySays(expected: NumpyCase) throws {
  let value = try value(of: expected.text, NumpyCase.scope)
  let scalar = value.number.flatMap { expected.shape.isEmpty ? [$0] : nil }
  let tensor = try #require(value.tensor)
  #expect(tensor.shape == expected.shape)
  let elements = scalar ?? tensor.elements.map(Double.init)
  try #require(elements.count == expected.elements.count)
  let largest = expected.elements.lazy.filter(\.isFinite).map(abs).max() ?? 0
  for (element, wanted) in zip(elements, expected.elements) where element != wanted {
    #expect((element.isNaN && wanted.isNaN) || abs(element - wanted) <= 2e-6 * max(largest, abs(wanted)))
  }
}

@Test func numbersAre64BitAndTensors32() throws {
  #expect(try value(of: "0.1 + 0.2").number == 0.1 + 0.2)
  #expect(try value(of: "16777217").number == 16_777_217)
  #expect(try value(of: "sum(16777217)").number == 16_777_217)
  #expect(try value(of: "(ones([1]) * 0.1)[0]").number == Double(Float(0.1)))
}
