/// The lengths of all axes of one convolution of a batch.
struct ConvolutionSizes: Sendable {
  let images: Int
  let channels: Int
  let filters: Int
  let groups: Int
  let input: Extent
  let output: Extent
  let window: Window
  /// Numbers from a place of the output to the next: the filters, where it is no part of another output.
  var outputPitch: Int

  /// - Parameters:
  ///   - input: [N,C,H,W], a shape that the convolution takes.
  ///   - weight: [O,C/groups,kh,kw].
  init(input shape: [Int], weight: [Int], window: Window, groups: Int) {
    precondition(shape.count == 4 && shape[1] == weight[1] * groups, "input \(shape) for filters \(weight)")
    let plane = Extent(height: shape[2], width: shape[3])
    guard let positions = window.positions(on: plane) else {
      preconditionFailure("filters \(weight) find no place on \(shape)")
    }
    images = shape[0]
    channels = shape[1]
    filters = weight[0]
    self.groups = groups
    input = plane
    output = positions
    self.window = window
    outputPitch = weight[0]
  }

  init(
    images: Int, channels: Int, filters: Int, groups: Int, input: Extent, output: Extent, window: Window
  ) {
    self.images = images
    self.channels = channels
    self.filters = filters
    self.groups = groups
    self.input = input
    self.output = output
    self.window = window
    outputPitch = filters
  }

  var outputShape: [Int] { [images, filters, output.height, output.width] }

  /// Places of the input, and of the output.
  var inputPlane: Int { input.height * input.width }
  var outputPlane: Int { output.height * output.width }

  /// Channels that one filter sees, and filters that see one channel.
  var groupChannels: Int { channels / groups }
  var groupFilters: Int { filters / groups }

  /// Strips of each group of each picture, for at least so many in all.
  func stripsOfGroup(atLeast strips: Int) -> Int {
    let groupsOfAll = Swift.max(1, images * groups)
    return (strips + groupsOfAll - 1) / groupsOfAll
  }

  /// Numbers of the kernel on one channel, and on all that a filter sees.
  var taps: Int { window.kernel.height * window.kernel.width }
  var groupTaps: Int { groupChannels * taps }
}
