import ModelFiles
import Networks
import ONNXMessages
import Tensors
import Testing

/// What operators take by the version of the operators, as the specification (onnx 1.23) has it.
@Suite struct ONNXVersionTests {
  private static func message(
    _ operation: String, _ attributes: [ONNXAttributeProto], inputs: Int, opset: Int64
  ) -> String {
    let names = (1..<max(inputs, 1)).map { "i\($0)" }
    return ONNXFile(
      [node(operation, inputs > 0 ? ["x"] + names : [], to: "y", attributes)], weights: names.map { weight($0, [1]) },
      opset: opset
    ).message()
  }

  @Test(
    arguments: [
      ("Clip", "min", 7...10), ("Clip", "max", 7...10), ("Dropout", "ratio", 7...11), ("Dropout", "seed", 12...21),
      ("Squeeze", "axes", 7...12), ("Unsqueeze", "axes", 7...12), ("ReduceMean", "axes", 7...17),
      ("ReduceMean", "noop_with_empty_axes", 18...21), ("ReduceProd", "axes", 7...17), ("Pad", "pads", 7...10),
      ("Pad", "value", 7...10), ("Upsample", "scales", 7...8), ("Resize", "nearest_mode", 11...21),
      ("Resize", "coordinate_transformation_mode", 11...21), ("Resize", "axes", 18...21),
      ("Resize", "antialias", 18...21), ("Resize", "keep_aspect_ratio_policy", 18...21),
      ("MaxPool", "storage_order", 8...21), ("MaxPool", "ceil_mode", 10...21), ("MaxPool", "dilations", 10...21),
      ("AveragePool", "ceil_mode", 10...21), ("AveragePool", "dilations", 19...21), ("Reshape", "allowzero", 14...21),
      ("BatchNormalization", "spatial", 7...8), ("BatchNormalization", "training_mode", 14...21),
      ("Shape", "start", 15...21), ("Slice", "starts", 7...9), ("Cast", "saturate", 19...21),
      ("Constant", "value_ints", 12...21),
    ] as [(String, String, ClosedRange<Int>)])
  func attributesOfOtherVersionsAreRefused(operation: String, name: String, versions: ClosedRange<Int>) {
    for opset in 7...21 {
      let inputs = [0, 1, 2, 3, 5].first { count in
        let message = Self.message(operation, [], inputs: count, opset: Int64(opset))
        return !message.contains("inputs, not ") && !message.contains("input, not ")
      }
      let message = Self.message(operation, [attribute(name, 1)], inputs: inputs ?? 0, opset: Int64(opset))
      let refusal =
        "(\(operation)) cannot be used: its attribute '\(name)' belongs to versions \(versions.lowerBound) to "
        + "\(versions.upperBound) of the operators; the file is written in version \(opset)"
      #expect(message.hasSuffix(refusal) != versions.contains(opset), "\(message)")
    }
  }

  @Test(
    arguments: [
      ("Clip", [7: 1...1, 11: 1...3]), ("Dropout", [7: 1...1, 12: 1...3]), ("Squeeze", [7: 1...1, 13: 1...2]),
      ("Unsqueeze", [7: 1...1, 13: 2...2]), ("Pad", [7: 1...1, 11: 2...3, 18: 2...4]),
      ("ReduceMean", [7: 1...1, 18: 1...2]), ("ReduceProd", [7: 1...1, 18: 1...2]), ("Upsample", [7: 1...1, 9: 2...2]),
      ("Resize", [10: 2...2, 11: 3...4, 13: 1...4]), ("Slice", [7: 1...1, 10: 3...5]), ("Relu", [7: 1...1]),
    ] as [(String, [Int: ClosedRange<Int>])])
  func inputsOfOtherVersionsAreRefused(operation: String, counts: [Int: ClosedRange<Int>]) {
    for opset in counts.keys.min().map({ $0...21 }) ?? 7...21 {
      let taken = counts.filter { $0.key <= opset }.max { $0.key < $1.key }?.value ?? 0...0
      for count in 1...6 {
        let message = Self.message(operation, [], inputs: count, opset: Int64(opset))
        #expect(
          message.contains("it has \(count == 1 ? "1 input" : "\(count) inputs"), not ") != taken.contains(count),
          "\(message)")
      }
    }
  }

  @Test func aMeanOverAxesOfAnOlderVersionIsNoMeanOverAll() {
    #expect(
      Self.message("ReduceMean", [attribute("axes", [2, 3])], inputs: 1, opset: 18)
        == "the node 'reducemean1' (ReduceMean) cannot be used: its attribute 'axes' belongs to versions 7 to 17 of the "
        + "operators; the file is written in version 18")
    #expect(
      Self.message("ReduceMean", [], inputs: 2, opset: 17)
        == "the node 'reducemean1' (ReduceMean) cannot be used: it has 2 inputs, not 1 as in version 17 of the operators"
    )
  }
}
