import Images
public import Tensors

/// Pixels whose label is known before a segmentation begins, and those that it is to find.
public struct Seeds: Equatable, Sendable {
  /// One a pixel, in row-major order.
  let labels: [Label]
  public let height: Int
  public let width: Int

  /// What is known of a pixel; the number is how a tensor says it.
  public enum Label: UInt8, Sendable {
    case background, foreground, unknown
  }

  /// Seeds as they are written: [H,W] of 0 background, 1 foreground, 2 unknown.
  ///
  /// - Throws: `SegmentationError.noSeeds` for another shape, `.seedValue` for another number, `.missingSeeds` where one
  ///   side has nothing to begin with: no background, or neither foreground nor unknown.
  public init(_ tensor: Tensor) throws(SegmentationError) {
    guard tensor.rank == 2, tensor.count > 0 else { throw .noSeeds(shape: tensor.shape) }
    var labels: [Label] = []
    labels.reserveCapacity(tensor.count)
    for number in tensor.elements {
      guard let byte = UInt8(exactly: number), let label = Label(rawValue: byte) else { throw .seedValue(number) }
      labels.append(label)
    }
    (self.labels, height, width) = (labels, tensor.shape[0], tensor.shape[1])
    for label in [Label.background, .foreground] where !hasBeginning(of: label) {
      throw .missingSeeds(label, of: labels.count)
    }
  }

  /// Background outside a rectangle, unknown inside (Rother et al. 2004, section 3.3).
  ///
  /// - Throws: `SegmentationError.rectangleOutside` unless it lies in the picture, `.rectangleEverything` where it leaves
  ///   nothing outside.
  public init(
    rectangle: (y: Int, x: Int, height: Int, width: Int), height: Int, width: Int
  ) throws(SegmentationError) {
    let (y, x) = (rectangle.y, rectangle.x)
    guard y >= 0, x >= 0, rectangle.height > 0, rectangle.width > 0, rectangle.height <= height - y,
      rectangle.width <= width - x
    else {
      throw .rectangleOutside([y, x, rectangle.height, rectangle.width], height: height, width: width)
    }
    guard rectangle.height < height || rectangle.width < width else { throw .rectangleEverything }
    labels = (0..<height * width).map { place in
      (y..<y + rectangle.height).contains(place / width) && (x..<x + rectangle.width).contains(place % width)
        ? .unknown : .background
    }
    (self.height, self.width) = (height, width)
  }

  /// The largest values of a map as foreground, the smallest as background (after Simonyan et al. 2014, section 3.2).
  ///
  /// The map is blurred first, for a gradient's single pixels are noise.
  ///
  /// - Parameters:
  ///   - map: [H,W], finite.
  ///   - foreground: the quantile above which a pixel is foreground, in 0…1.
  ///   - background: the quantile up to which one is background.
  ///   - smooth: the blur's standard deviation as a share of the shorter side.
  /// - Throws: `SegmentationError.noMap`, `.notFinite`, `.quantilesCross`, `.quantile`, or `.noneAbove` where no pixel is
  ///   above the quantile.
  public init(
    saliency map: Tensor, foreground: Double = 0.95, background: Double = 0.2, smooth: Double = 0.02
  ) throws(SegmentationError) {
    guard map.rank == 2, map.count > 0 else { throw .noMap(shape: map.shape) }
    guard map.elements.allSatisfy(\.isFinite) else { throw .notFinite("the saliency map") }
    guard background < foreground else { throw .quantilesCross(background: background, foreground: foreground) }
    let sigma = smooth * Double(min(map.shape[0], map.shape[1]))
    guard let smoothed = try? map.reshaped([1] + map.shape).blurred(sigma: sigma),
      let limits = try? smoothed.quantiles([background, foreground])
    else { throw .quantile(foreground, background, smooth: smooth) }
    guard smoothed.elements.contains(where: { Double($0) > limits[1] }) else {
      throw Self.nothingAbove(foreground, in: smoothed, background: background)
    }
    labels = smoothed.elements.map { value in
      Double(value) > limits[1] ? .foreground : Double(value) <= limits[0] ? .background : .unknown
    }
    (height, width) = (map.shape[0], map.shape[1])
  }

  /// Names the largest quantile, in hundredths, that leaves pixels above it.
  private static func nothingAbove(
    _ quantile: Double, in map: Tensor, background: Double
  ) -> SegmentationError {
    let largest = map.elements.max() ?? 0
    let below = map.elements.count { $0 < largest }
    let better = below == 0 ? nil : (Double(below - 1) / Double(max(map.count - 1, 1)) * 100).rounded(.down) / 100
    return .noneAbove(
      quantile: quantile, largest: map.count - below, better: better, background: background)
  }

  /// A side has pixels to fit its colours to: unknown pixels begin as foreground.
  private func hasBeginning(of label: Label) -> Bool {
    labels.contains { $0 == label || (label == .foreground && $0 == .unknown) }
  }

  /// [H,W]: 0 background, 1 foreground, 2 unknown.
  public var tensor: Tensor { Tensor(shape: [height, width], elements: labels.map { Float($0.rawValue) }) }

  /// A picture [3,H,W] or [1,H,W] with the foreground in red and the background in blue over it, [3,H,W].
  public func painted(on image: Tensor) -> Tensor {
    let size = labels.count
    precondition(image.count % size == 0, "seeds \(size), picture \(image.shape)")
    let paints: [Label: [Float]] = [.foreground: [0.85, 0.15, 0.1], .background: [0.1, 0.3, 0.85]]
    return Tensor(
      shape: [3, height, width],
      elements: (0..<3).flatMap { channel in
        labels.enumerated().map { place, label in
          let color = image[flat: image.count == size ? place : channel * size + place]
          return paints[label].map { 0.4 * color + 0.6 * $0[channel] } ?? color
        }
      })
  }

  /// How many pixels have a label.
  public func count(of label: Label) -> Int { labels.count { $0 == label } }
}
