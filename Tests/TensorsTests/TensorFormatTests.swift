import Foundation
import Tensors
import Testing

@Suite struct TensorFormatTests {
  @Test func textIsNumpys() throws {
    let tensors = try Fixture.tensors("printing.npy")
    var texts = try Fixture.text("printing.txt").components(separatedBy: "\n=\n")[...]
    #expect(texts.count == 4 * tensors.count)
    for tensor in tensors {
      for (precision, width) in [(4, 80), (5, 40), (7, 75), (4, 10)] {
        let text = tensor.formatted(precision: precision, width: width, ascii: true)
        #expect(text == texts.removeFirst(), "\(tensor.shape), precision \(precision), width \(width)")
      }
    }
  }

  @Test(
    arguments: [
      (Tensor(12288), "12288"), (Tensor(0.1), "0.1"), (Tensor(-2.5), "-2.5"), (Tensor(1.23456e-5), "1.235e-05"),
      (Tensor(0.98766), "0.9877"), (Tensor(.nan), "nan"), (Tensor(-.infinity), "-inf"), (Tensor(-0.0), "0"),
      (Tensor(shape: [2, 0]), "[]"), (Tensor(12345.97), "12346"),
    ] as [(Tensor, String)])
  func numbersAndNothingHaveNoBracketsToAlign(tensor: Tensor, text: String) {
    #expect(tensor.formatted() == text)
  }

  @Test(
    arguments: [
      (12288, "12288"), (0.1, "0.1"), (1 / 3.0, "0.3333"), (2e15, "2e+15"), (123_456_789, "123456789"),
      (1234.5678, "1234.6"), (1e-300, "1e-300"), (Double.leastNonzeroMagnitude, "4.941e-324"),
      (1.7976931348623157e308, "1.798e+308"),
      (1.0005, "1"), (99.996, "100"), (-0.00012345, "-0.0001234"),
    ] as [(Double, String)])
  func numbersShowFourSignificantDigits(number: Double, text: String) {
    #expect(number.written() == text)
  }

  @Test func theMiddleOfLongTensorsIsLeftOut() {
    let text = Tensor(shape: [1001], repeating: 1).formatted()
    #expect(text == "[1 1 1 … 1 1 1]")
  }

  @Test func summaryGivesShapeAndRange() {
    let tensor = Tensor(shape: [2, 2], elements: [-1.2, 0, 3.4, .nan])
    #expect(tensor.summary() == "tensor [2,2]  −1.2 … 3.4  1 NaN")
    #expect(tensor.summary(kind: "image", ascii: true) == "image [2,2]  -1.2 ... 3.4  1 NaN")
    #expect(Tensor(shape: [0, 3]).summary() == "tensor [0,3]  empty")
    #expect(Tensor(shape: [3]).summary() == "tensor [3]  0")
    #expect(Tensor([.nan]).summary() == "tensor [1]  1 NaN")
  }
}
