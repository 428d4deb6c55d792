import Attribution
import Networks
import Stepping
import Tensors
import Testing

@Suite struct ForwardTraceTests {
  let tiny = Network.tiny()

  private var bar: Tensor {
    var picture = Tensor(shape: [1, 6, 6])
    for row in 0..<6 { picture[0, row, 2] = 1 }
    return picture
  }

  @Test func eachStepShowsALayersOutput() throws {
    let walk = try ForwardTrace(of: bar, in: tiny)
    let whole = try tiny.forward(bar)
    #expect(walk.stepCount == 6)
    let steps = Array(walk)
    #expect(steps.map(\.layer) == ["conv1", "relu1", "pool1", "flatten", "scores", "probabilities"])
    for (node, step) in steps.enumerated() {
      #expect(sameBits(step.output, whole.output(node)))
      #expect(step.quantity("output") == .tensor(step.output))
      #expect(step.quantity("layer") == .text(step.layer))
    }
    #expect(walk.makeIterator().current.output == bar)
    #expect(walk.makeIterator().current.layer == "input")
  }

  @Test func theHeadlinesSayShapeRangeAndWhatMatters() throws {
    let walk = try ForwardTrace(of: bar, in: tiny)
    let lines = [walk.makeIterator().current.headline] + Array(walk).map(\.headline)
    #expect(lines[0] == "input [1,6,6]  0 … 1")
    #expect(lines[1] == "conv1 [2,4,4]  convolution 3×3, 2 filters  −4 … 2")
    #expect(lines[2] == "relu1 [2,4,4]  ReLU  0 … 2, 88 % zeros")
    #expect(lines[5].hasSuffix(", largest vertical"))
  }

  @Test func copiesStandWhereTheyWere() throws {
    var iterator = try ForwardTrace(of: bar, in: tiny).makeIterator()
    _ = iterator.next()
    let former = iterator
    while iterator.next() != nil {}
    #expect(former.current.layer == "conv1")
    #expect(iterator.current.layer == "probabilities")
  }

  @Test func itStopsWhereItIsTold() throws {
    #expect(try ForwardTrace(of: bar, in: tiny, through: 2).stepCount == 3)
  }

  @Test func aPictureOfTheWrongShapeIsTheNetworksError() {
    let error = #expect(throws: AttributionError.self) { try ForwardTrace(of: Tensor(shape: [3, 6, 6]), in: tiny) }
    #expect(error?.description == "the network takes pictures [1,6,6], not [3,6,6]")
  }
}
