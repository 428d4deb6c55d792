public import Tensors

/// Slides filters over a picture; each one sums its products with what it covers, at every position.
///
/// z[o,y,x] = b[o] + Σ_{c,i,j} w[o,c,i,j]·a[c, y·s+i·d−p, x·s+j·d−p], with zeros outside the picture: a
/// cross-correlation, as in every library. With groups, filter o sees the channels of its own group alone.
public struct Convolution: Layer {
  /// The filters, [O, C/groups, kh, kw].
  private(set) var filters: Tensor

  /// One number a filter, or nothing to add.
  private var offsets: Tensor?

  /// What the kernels make of the filters, kept until filters or bias change.
  private(set) var transformed = TransformedFilters()

  private(set) var sliding: Window

  /// In how many equal parts channels and filters are split; part i of the filters sees part i of the channels.
  public let groups: Int

  /// A convolution with the given filters.
  ///
  /// - Parameters:
  ///   - weight: [O, C/groups, kh, kw].
  ///   - bias: [O], or nil for none.
  ///   - groups: a divisor of O.
  public init(
    weight: Tensor, bias: Tensor? = nil, stride: Extent = 1, padding: Padding = 0, dilation: Extent = 1,
    groups: Int = 1
  ) {
    precondition(weight.rank == 4, "filters are [O,C,kh,kw], not \(weight.shape)")
    precondition(bias == nil || bias?.shape == [weight.shape[0]], "\(weight.shape[0]) filters need as many biases")
    precondition(groups > 0 && weight.shape[0] % groups == 0, "\(weight.shape[0]) filters in \(groups) groups")
    precondition(Swift.min(stride.height, stride.width, dilation.height, dilation.width) > 0, "a step of 0")
    filters = weight
    offsets = bias
    self.groups = groups
    sliding = Window(
      kernel: Extent(height: weight.shape[2], width: weight.shape[3]), stride: stride, padding: padding,
      dilation: dilation)
  }

  public var window: Window? { sliding }

  /// The same filters on planes without a border.
  var withoutPadding: Convolution {
    var copy = self
    copy.sliding.padding = 0
    // What the kernels make of the filters is the same for both; a layer of four channels has a padding of its own.
    if gainsFromFourChannels { copy.transformed = TransformedFilters() }
    return copy
  }

  public var weight: Tensor? {
    get { filters }
    set {
      guard let newValue else { preconditionFailure("\(summary) needs its weight") }
      precondition(newValue.shape == filters.shape, "\(newValue.shape) in place of \(filters.shape)")
      filters = newValue
      transformed = TransformedFilters()
    }
  }

  public var bias: Tensor? {
    get { offsets }
    set {
      precondition(newValue == nil || newValue?.shape == [filters.shape[0]], "\(summary) has one bias a filter")
      offsets = newValue
      transformed = TransformedFilters()
    }
  }

  public var summary: String {
    var parts = ["convolution \(sliding.kernel)", "\(filters.shape[0]) filters"]
    if sliding.stride != 1 { parts.append("stride \(sliding.stride)") }
    if sliding.padding != 0 { parts.append("padding \(sliding.padding)") }
    if sliding.dilation != 1 { parts.append("dilation \(sliding.dilation)") }
    if groups != 1 { parts.append("\(groups) groups") }
    return parts.joined(separator: ", ")
  }

  /// [O,H′,W′]: a filter a channel, a position of the window an element.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    let channels = filters.shape[1] * groups
    guard inputs.count == 1, inputs[0].count == 3, inputs[0][0] == channels else {
      throw ShapeError(expected: "[\(channels),H,W]", received: inputs)
    }
    let plane = Extent(height: inputs[0][1], width: inputs[0][2])
    guard sliding.fits(plane) else { throw ShapeError(otherPadding: sliding.padding, received: inputs) }
    guard let positions = sliding.positions(on: plane) else {
      let border = sliding.padding
      let least = Extent(
        height: Swift.max(sliding.reach.height - border.top - border.bottom, 1),
        width: Swift.max(sliding.reach.width - border.left - border.right, 1))
      throw ShapeError(expected: "[\(channels),H,W] of at least \(least)", received: inputs)
    }
    return [filters.shape[0], positions.height, positions.width]
  }

  /// One a weight of a filter and a position, padding included.
  public func multiplyAdds(_ inputs: [[Int]]) -> Int {
    guard let shape = try? outputShape(inputs) else { return 0 }
    return shape.reduce(1, *) * filters.shape[1] * sliding.kernel.height * sliding.kernel.width
  }

  /// The products of each filter with each window, added up, and the bias.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    forward(inputs[0])
  }

  /// The transposed convolution: every output sends its signal back along the weights by which it was reached.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    [backward(gradient, inputShape: inputs[0].shape)]
  }

  /// ∂/∂w[o,c,i,j] = Σ r[o,y,x]·a[c, y·s+i·d−p, x·s+j·d−p] and ∂/∂b[o] = Σ r[o,y,x], over positions and pictures.
  public func parameterGradients(_ gradient: Tensor, inputs: [Tensor]) -> (weight: Tensor, bias: Tensor)? {
    (weightGradient(gradient, input: inputs[0]), planeSums(gradient))
  }
}
