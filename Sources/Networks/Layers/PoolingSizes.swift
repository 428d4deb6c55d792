import Tensors

/// Where the windows of a pooling lie on the planes of a batch.
struct PoolingSizes {
  let frame: Window
  /// Pictures times channels.
  let planes: Int
  let input: Extent
  let output: Extent
  /// [N,C,H,W] of what comes out.
  let outputShape: [Int]

  init(_ batch: Tensor, frame: Window, ceiling: Bool) {
    self.init(shape: batch.shape, frame: frame, ceiling: ceiling)
  }

  /// - Parameter shape: [N,C,H,W] of what comes in.
  init(shape: [Int], frame: Window, ceiling: Bool) {
    precondition(shape.count == 4, "pooling takes [N,C,H,W], not \(shape)")
    input = Extent(height: shape[2], width: shape[3])
    guard let output = frame.positions(on: input, ceiling: ceiling) else {
      preconditionFailure("a window of \(frame.kernel) does not fit a plane of \(input)")
    }
    self.output = output
    self.frame = frame
    planes = shape[0] * shape[1]
    outputShape = [shape[0], shape[1], output.height, output.width]
  }

  /// The rows and columns inside the plane that the window at an output position covers.
  func taps(y: Int, x: Int) -> (rows: Range<Int>, columns: Range<Int>) {
    let (top, left) = (y * frame.stride.height - frame.padding.top, x * frame.stride.width - frame.padding.left)
    return (
      Swift.max(top, 0)..<Swift.min(top + frame.kernel.height, input.height),
      Swift.max(left, 0)..<Swift.min(left + frame.kernel.width, input.width)
    )
  }

  /// Calls `body` with the plane's start in the input, the place in the output, and the rows and columns covered.
  @inline(__always)
  func forEachWindow(_ body: (_ plane: Int, _ place: Int, _ rows: Range<Int>, _ columns: Range<Int>) -> Void) {
    var place = 0
    for plane in 0..<planes {
      for y in 0..<output.height {
        for x in 0..<output.width {
          let (rows, columns) = taps(y: y, x: x)
          body(plane * input.height * input.width, place, rows, columns)
          place += 1
        }
      }
    }
  }

  /// The output indices [c,y,x] whose windows cover an input index [c,y,x].
  func windows(covering index: [Int]) -> [[Int]] {
    (0..<output.height).flatMap { y in
      (0..<output.width).compactMap { x in
        let (rows, columns) = taps(y: y, x: x)
        return rows.contains(index[1]) && columns.contains(index[2]) ? [index[0], y, x] : nil
      }
    }
  }
}

extension ShapeError {
  /// A plane on which a rule asks for another padding than on those that a layer was made for.
  init(otherPadding padding: Padding, received: [[Int]]) {
    self.init(
      expected: "[C,H,W] with H and W of which the padding \(padding) makes ⌈H/stride⌉×⌈W/stride⌉", received: received)
  }
}

extension Layer {
  /// The shape of a pooling's output; every window must hold at least one number of the plane.
  func pooledShape(_ inputs: [[Int]], frame: Window, ceiling: Bool) throws(ShapeError) -> [Int] {
    let (channels, plane) = try planes(inputs)
    let (kernel, padding) = (frame.kernel, frame.padding)
    guard frame.fits(plane) else { throw ShapeError(otherPadding: frame.padding, received: inputs) }
    let room = "[C,H,W] with H and W of at least \(kernel) less the padding \(padding)"
    guard let output = frame.positions(on: plane, ceiling: ceiling) else {
      throw ShapeError(expected: room, received: inputs)
    }
    guard Swift.max(padding.top, padding.bottom) < kernel.height, Swift.max(padding.left, padding.right) < kernel.width
    else { throw ShapeError(expected: "a padding smaller than the window \(kernel)", received: inputs) }
    // The taps of a dilated window may lie on both sides of a small plane.
    guard !frame.hasEmptyPosition(on: plane, positions: output) else {
      throw ShapeError(expected: "[C,H,W] with numbers under each window", received: inputs)
    }
    return [channels, output.height, output.width]
  }

  /// "2×2, stride 2, padding 1, ceiling".
  func poolingText(_ frame: Window, ceiling: Bool) -> String {
    let stride = frame.stride.height == frame.stride.width ? "\(frame.stride.height)" : "\(frame.stride)"
    return "\(frame.kernel), stride \(stride)" + (frame.padding == 0 ? "" : ", padding \(frame.padding)")
      + (frame.dilation == 1 ? "" : ", dilation \(frame.dilation)")
      + (ceiling ? ", ceiling" : "")
  }
}
