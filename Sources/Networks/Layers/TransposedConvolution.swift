public import Tensors

/// A convolution the other way round: each number puts the filter, times itself, onto the output; overlaps add up.
///
/// Its forward pass is the backward pass of a convolution with the same filters, and the other way round.
public struct TransposedConvolution: Layer {
  /// The convolution that goes from the output to the input.
  private var reversed: Convolution
  private var offsets: Tensor?
  /// Rows and columns that are cut off the output.
  private let padding: Padding
  /// Rows and columns at the far borders that stride and padding leave open.
  public let outputPadding: Extent
  /// The only size that may come out; nil where any may.
  public let outputSize: Extent?

  /// - Parameters:
  ///   - weight: [C,O/groups,kh,kw], C the channels of the input.
  ///   - bias: [O], or nil for none.
  ///   - padding: rows and columns that are cut off the output.
  ///   - groups: a divisor of C.
  ///   - outputSize: the height and width that the padding was worked out for; nil where it holds for every size.
  public init(
    weight: Tensor, bias: Tensor? = nil, stride: Extent = 1, padding: Padding = 0, dilation: Extent = 1,
    groups: Int = 1, outputPadding: Extent = 0, outputSize: Extent? = nil
  ) {
    // Whole strides of output padding would be further positions of the convolution: what is added behind the plane
    // is cut off its padding instead, which may make that negative.
    var border = padding
    border.bottom -= Swift.max(outputPadding.height - stride.height + 1, 0)
    border.right -= Swift.max(outputPadding.width - stride.width + 1, 0)
    reversed = Convolution(weight: weight, stride: stride, padding: border, dilation: dilation, groups: groups)
    let filters = weight.shape[1] * groups
    precondition(bias == nil || bias?.shape == [filters], "\(filters) filters need as many biases")
    (offsets, self.padding, self.outputPadding, self.outputSize) = (bias, padding, outputPadding, outputSize)
  }

  /// Kernel, stride, padding and dilation of the convolution that this one turns round.
  public var frame: Window {
    var frame = reversed.sliding
    frame.padding = padding
    return frame
  }

  /// In how many equal parts channels and filters are split.
  public var groups: Int { reversed.groups }

  /// Channels that go in, and channels that come out.
  private var channels: Int { reversed.filters.shape[0] }
  private var filters: Int { reversed.filters.shape[1] * groups }

  public var weight: Tensor? {
    get { reversed.weight }
    set { reversed.weight = newValue }
  }

  public var bias: Tensor? {
    get { offsets }
    set {
      precondition(newValue == nil || newValue?.shape == [filters], "\(summary) has one bias a filter")
      offsets = newValue
    }
  }

  public var mixesPositions: Bool { true }

  public var summary: String {
    var parts = ["transposed convolution \(frame.kernel)", "\(filters) filters"]
    if frame.stride != 1 { parts.append("stride \(frame.stride)") }
    if frame.padding != 0 { parts.append("padding \(frame.padding)") }
    if frame.dilation != 1 { parts.append("dilation \(frame.dilation)") }
    if groups != 1 { parts.append("\(groups) groups") }
    return parts.joined(separator: ", ")
  }

  /// [O,H′,W′] with H′ = (H − 1)·stride + reach of the kernel + output padding − padding.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    let shape = try oneInput(inputs, "[\(channels),H,W]")
    guard shape.count == 3, shape[0] == channels else {
      throw ShapeError(expected: "[\(channels),H,W]", received: inputs)
    }
    let (stride, dilation) = (frame.stride, frame.dilation)
    guard [padding.top, padding.left, padding.bottom, padding.right].allSatisfy({ $0 >= 0 }),
      (0..<Swift.max(stride.height, dilation.height)).contains(outputPadding.height),
      (0..<Swift.max(stride.width, dilation.width)).contains(outputPadding.width)
    else {
      throw ShapeError(
        expected: "no negative padding and an output padding \(outputPadding) below the stride or the dilation",
        received: inputs)
    }
    let height = length(
      shape[1], stride.height, frame.reach.height, outputPadding.height, cut: (padding.top, padding.bottom))
    let width = length(
      shape[2], stride.width, frame.reach.width, outputPadding.width, cut: (padding.left, padding.right))
    if let outputSize, outputSize != Extent(height: height, width: width) {
      throw ShapeError(expected: "[\(channels),H,W] of which \(outputSize) comes out", received: inputs)
    }
    return try filled([filters, Swift.max(height, 0), Swift.max(width, 0)], inputs)
  }

  /// (n − 1)·stride + reach + open − cut; 0 beyond what any memory holds.
  private func length(_ count: Int, _ stride: Int, _ reach: Int, _ open: Int, cut: (Int, Int)) -> Int {
    let (steps, overflow) = (count - 1).multipliedReportingOverflow(by: stride)
    guard !overflow, [steps, reach, cut.0, cut.1].allSatisfy({ $0 <= Tensor.largestCount }) else { return 0 }
    return steps + reach + open - cut.0 - cut.1
  }

  /// One a weight of a filter and a number of the input.
  public func multiplyAdds(_ inputs: [[Int]]) -> Int {
    guard let shape = inputs.first else { return 0 }
    return shape.reduce(1, *) * (filters / groups) * frame.kernel.height * frame.kernel.width
  }

  /// The filters put down, and the bias.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    let sum = reversed.backward(inputs[0], inputShape: batchShape(inputs[0]))
    guard let offsets else { return sum }
    return sum.mappingChannels { channel, source, target in
      for place in source.indices { target[place] = source[place] + offsets[flat: channel] }
    }
  }

  /// The convolution: every number gathers the signals of what it was put down on, times the weights.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    [reversed.forward(gradient)]
  }

  /// The gradients of the convolution that this one turns round, with input and signal in each other's place.
  public func parameterGradients(_ gradient: Tensor, inputs: [Tensor]) -> (weight: Tensor, bias: Tensor)? {
    (reversed.weightGradient(inputs[0], input: gradient), reversed.planeSums(gradient))
  }

  /// The bias, then weight × input for each number whose filter reaches the place.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    let output = Tensor(shape: batchShape(inputs[0]))
    let products = reversed.terms(
      ofInputGradient: index, of: 0, gradient: inputs[0], inputs: [output], output: inputs[0], rule: .gradient)
    let bias = offsets.map { [Term([.init(.bias, [index[0]], $0[flat: index[0]])])] } ?? []
    return bias + products.map { $0.with(.input(0), inPlaceOf: .gradient) }
  }

  /// weight × signal for each place that the number's filter was put down on.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    reversed.terms(ofOutput: index, inputs: [gradient]).map { $0.with(.gradient, inPlaceOf: .input(0)) }
  }

  /// The shape of what comes out of a batch; the sizes have been checked.
  private func batchShape(_ input: Tensor) -> [Int] {
    do throws(ShapeError) {
      return try [input.shape[0]] + outputShape([Array(input.shape.dropFirst())])
    } catch {
      preconditionFailure("\(summary) \(error)")
    }
  }
}

extension Term {
  /// The same product, some of its factors seen as another's numbers.
  fileprivate func with(_ new: Factor.Source, inPlaceOf old: Factor.Source) -> Term {
    Term(factors: factors.map { $0.source == old ? Factor(new, $0.index, $0.value) : $0 }, value: value)
  }
}
