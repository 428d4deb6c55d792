import Networks
import Tensors
import Testing

/// The words in which layers refuse shapes.
@Suite struct LayerShapeTests {
  private static let huge = Tensor.largestCount

  @Test(arguments: [
    (
      BatchNormalization(scale: ones(3), offset: ones(3), mean: ones(3), variance: ones(3)) as any Layer, [[4, 2, 2]],
      "expects 3 channels, not [4,2,2]"
    ),
    (InstanceNormalization(scale: ones(3), offset: ones(3)), [[3]], "expects [3,H,W], not [3]"),
    (LocalResponseNormalization(size: 0), [[3, 2, 2]], "expects a size of at least 1 in place of 0, not [3,2,2]"),
    (LocalResponseNormalization(size: 3), [[]], "expects [C,H,W], not []"),
    (TransposedConvolution(weight: Tensor(shape: [3, 2, 2, 2])), [[2, 4, 4]], "expects [3,H,W], not [2,4,4]"),
    (
      TransposedConvolution(weight: Tensor(shape: [3, 2, 2, 2]), stride: 2, outputPadding: 2), [[3, 4, 4]],
      "expects no negative padding and an output padding 2×2 below the stride or the dilation, not [3,4,4]"
    ),
    (
      TransposedConvolution(weight: Tensor(shape: [3, 2, 2, 2]), padding: 1), [[3, 1, 1]],
      "expects lengths from 1 up to what memory holds, not [3,1,1]"
    ),
    (
      TransposedConvolution(weight: Tensor(shape: [3, 2, 2, 2]), stride: Extent(.max)), [[3, 4, 4]],
      "expects lengths from 1 up to what memory holds, not [3,4,4]"
    ),
    (
      Arithmetic(.add), [[3, 2], [4, 2]],
      "expects two shapes whose lengths agree from the last axis on or are 1, not [3,2] and [4,2]"
    ),
    (Arithmetic(.add), [[3, 2]], "expects two inputs, not [3,2]"),
    (
      ConstantArithmetic(.add, constant: ones(3)), [[3, 2]], "expects a shape that broadcasts with [3], not [3,2]"
    ),
    (MatrixMultiplication(), [[2, 3], [2, 3]], "expects […,m,k] and […,k,n], not [2,3] and [2,3]"),
    (MatrixMultiplication(), [[], [3]], "expects […,m,k] and […,k,n], not [] and [3]"),
    (FullyConnected(weight: Tensor(shape: [2, 3])), [[3, 2]], "expects [3], not [3,2]"),
    (Reshape(.shape([5, -1])), [[3, 4]], "expects as many numbers as [5,-1], not [3,4]"),
    (Reshape(.shape([-1, -1])), [[3, 4]], "expects as many numbers as [-1,-1], not [3,4]"),
    (Reshape(.shape([12, 1, 0])), [[3, 4]], "expects as many numbers as [12,1,0], not [3,4]"),
    (Reshape(.shape([huge, huge, -1])), [[3, 4]], "expects as many numbers as [\(huge),\(huge),-1], not [3,4]"),
    (Reshape(.squeeze([1])), [[1, 4]], "expects a length of 1 at the axes 1, not [1,4]"),
    (Reshape(.unsqueeze([4])), [[3, 4]], "expects axes to which 4 can be added, not [3,4]"),
    (Reshape(.flatten(from: 3)), [[3, 4]], "expects an input with an axis 3, not [3,4]"),
    (Transposition([0, 0]), [[3, 4]], "expects an input whose axes are 0, 0, not [3,4]"),
    (pad(0, 1), [[3, 4]], "expects 1 axes, not [3,4]"),
    (pad(-2, -1), [[3]], "expects more numbers along each axis than are cut off, not [3]"),
    (pad(-3, 9), [[3]], "expects more numbers along each axis than are cut off, not [3]"),
    (pad(.min, 1), [[3]], "expects borders that memory holds, not [3]"),
    (pad(huge, huge), [[3]], "expects lengths from 1 up to what memory holds, not [3]"),
    (pad(3, 0, .reflect), [[3]], "expects more numbers along each axis than are reflected, not [3]"),
    (resize(.size(0)), [[2, 3, 3]], "expects [C,H,W] that leaves at least one position, not [2,3,3]"),
    (resize(.scale(0.3)), [[2, 3, 3]], "expects [C,H,W] that leaves at least one position, not [2,3,3]"),
    (resize(.scale(.nan)), [[2, 3, 3]], "expects [C,H,W] that leaves at least one position, not [2,3,3]"),
    (resize(.scale(.infinity)), [[2, 3, 3]], "expects [C,H,W] that leaves at least one position, not [2,3,3]"),
    (resize(.size(huge)), [[2, 3, 3]], "expects lengths from 1 up to what memory holds, not [2,3,3]"),
    (AxisMean(axes: [2]), [[3, 4]], "expects an input with axes 2, not [3,4]"),
    (AxisMean(axes: []), [[3, 4]], "expects axes to take means over, not [3,4]"),
    (LogSoftmax(axis: 1), [[3]], "expects an input with an axis 1, not [3]"),
    (
      MaxPooling(kernel: 2, padding: 1, dilation: 2), [[1, 1, 1]],
      "expects [C,H,W] with numbers under each window, not [1,1,1]"
    ),
    (Sigmoid(), [[3, 0]], "expects lengths from 1 up to what memory holds, not [3,0]"),
    (Identity(), [[.max, .max]], "expects lengths from 1 up to what memory holds, not [\(Int.max),\(Int.max)]"),
  ])
  func wrongShapesAreRefusedInWords(layer: any Layer, shapes: [[Int]], message: String) {
    #expect(Self.message(layer, shapes) == message)
  }

  private static func message(_ layer: any Layer, _ shapes: [[Int]]) -> String {
    do {
      return "takes it: \(try layer.outputShape(shapes))"
    } catch {
      return "\(error)"
    }
  }

  private static func ones(_ count: Int) -> Tensor { Tensor(shape: [count], repeating: 1) }

  private static func pad(_ before: Int, _ after: Int, _ mode: Pad.Mode = .constant(0)) -> Pad {
    Pad([.init(before: before, after: after)], mode: mode)
  }

  private static func resize(_ height: Resize.Length) -> Resize { Resize(height: height, width: .size(2)) }

  @Test func summariesSayWhatALayerDoes() {
    let summaries: [(any Layer, String)] = [
      (
        TransposedConvolution(weight: Tensor(shape: [4, 3, 3, 2]), stride: 2, groups: 2),
        "transposed convolution 3×2, 6 filters, stride 2×2, 2 groups"
      ),
      (Clip(least: 0, most: 6), "clip to 0.0…6.0"), (Clip(least: 0), "clip to 0.0 and above"),
      (ConstantArithmetic(.subtract, constant: Tensor(2), constantIsFirst: true), "subtract from 2.0"),
      (ConstantArithmetic(.multiply, constant: Tensor(shape: [3, 1, 1])), "multiply by a constant [3,1,1]"),
      (Self.pad(-1, 2), "pad -1+2 by 0.0"), (Transposition([1, 2, 0]), "transpose to axes 1, 2, 0"),
      (Resize(height: .scale(2), width: .scale(2)), "resize by 2.0×2.0, nearest"),
      (Resize(height: .size(5), width: .size(7), method: .bilinear), "resize to 5×7, bilinear"),
      (AxisMean(axes: [1, 2]), "mean over axes 1, 2"), (Reshape(.shape([2, -1])), "reshape to [2,-1]"),
      (MaxPooling(kernel: 2, dilation: 2), "max pooling 2×2, stride 2, dilation 2×2"),
      (LocalResponseNormalization(size: 5), "local response normalization over 5 channels"),
    ]
    for (layer, summary) in summaries { #expect(layer.summary == summary) }
  }

  @Test func receptiveFieldsEndWhereLayersMixPositions() throws {
    func field(_ layer: any Layer) throws -> ReceptiveField? {
      let conv = Convolution(weight: Tensor(shape: [2, 2, 3, 3]))
      let network = try Network(
        name: "", inputShape: [2, 8, 8], layers: [("conv", conv, ["input"]), ("last", layer, ["conv"])])
      return network.receptiveField(of: 1)
    }
    let conv = ReceptiveField(size: 3, stride: 1, top: 0, left: 0)
    #expect(try field(Clip(least: 0)) == conv)
    #expect(try field(LocalResponseNormalization(size: 3)) == conv)
    #expect(try field(ConstantArithmetic(.add, constant: Tensor(shape: [2, 1, 1]))) == conv)
    #expect(
      try field(MaxPooling(kernel: 2, stride: 1, dilation: 2)) == ReceptiveField(size: 5, stride: 1, top: 0, left: 0))
    #expect(
      try field(Pad([.init(before: 0, after: 0), .init(before: 2, after: 1), .init(before: -1, after: 0)]))
        == ReceptiveField(size: 3, stride: 1, top: -2, left: 1))
    let mixing: [any Layer] = [
      TransposedConvolution(weight: Tensor(shape: [2, 1, 2, 2])), Resize(height: .size(6), width: .size(6)),
      Transposition([0, 2, 1]), Reshape(.shape([2, 6, 6])), AxisMean(axes: [1, 2]), Softmax(), LogSoftmax(axis: 1),
      InstanceNormalization(scale: Tensor(shape: [2]), offset: Tensor(shape: [2])),
      Pad(Array(repeating: .init(before: 0, after: 1), count: 3), mode: .edge),
      FullyConnected(weight: Tensor(shape: [6, 6])), Concatenation(axis: 1),
    ]
    for layer in mixing { #expect(try field(layer) == nil, "\(layer.summary)") }
  }
}
