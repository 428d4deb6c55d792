import Networks
import Plotting
import Tensors

extension Session {
  /// One output of a convolution of one channel as matrices: the window of the input, the kernel, their products, and
  /// the place of their sum in the output.
  ///
  /// - Returns: nil for another layer, several channels, or a picture too large for its numbers to be read.
  func convolutionByHand(_ name: String, _ index: [Int]) -> [View]? {
    guard let forward = state.forward, index.count == 3, let node = try? state.network.layer(named: name),
      let layer = state.network.nodes[node].layer as? Convolution, let weight = layer.weight, weight.shape[1] == 1,
      layer.groups == 1, let window = layer.window,
      let input = input(of: node, forward.trace)
    else { return nil }
    let output = forward.trace.output(node)
    let place = (
      y: index[1] * window.stride.height - window.padding.top, x: index[2] * window.stride.width - window.padding.left
    )
    let size = window.kernel
    guard max(input.shape[1], input.shape[2]) <= 10, place.y >= 0, place.x >= 0,
      place.y + size.height <= input.shape[1], place.x + size.width <= input.shape[2], window.dilation == 1
    else { return nil }
    let seen = Panel.Window(row: place.y, column: place.x, height: size.height, width: size.width)
    let kernel = weight.entry(index[0]).entry(0)
    var products = kernel
    for row in 0..<size.height {
      for column in 0..<size.width {
        products[row, column] = kernel[row, column] * input[0, place.y + row, place.x + column]
      }
    }
    let bias = layer.bias.map { $0[flat: index[0]] } ?? 0
    let sum = Numeral.typeset(Double(output[flat: output.offset(of: index)]))
    var views = [
      View("input, the window marked", .matrix(input.entry(0), windows: [seen])),
      View("kernel \(index[0])", .matrix(kernel, windows: [])),
      View(
        "their products; with the bias \(Numeral.typeset(Double(bias))) they add up to \(sum)",
        .matrix(products, windows: [])),
      View(
        "\(name)[\(index[0])], that sum marked",
        .matrix(output.entry(index[0]), windows: [Panel.Window(row: index[1], column: index[2])])),
    ]
    views[0].sign = "×"
    views[1].sign = "="
    views[2].sign = "→"
    return views
  }

  /// What a node reads, [C,H,W], where it reads one thing.
  private func input(of node: Int, _ trace: Trace) -> Tensor? {
    switch state.network.nodes[node].inputs.first {
    case .image: state.network.recipe == InputRecipe() ? trace.image : nil
    case .node(let source): trace.output(source)
    case nil: nil
    }
  }
}
