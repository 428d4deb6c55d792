/// A height and a width, in rows and columns.
public struct Extent: Equatable, Hashable, Sendable, ExpressibleByIntegerLiteral, CustomStringConvertible {
  /// Rows.
  public var height: Int
  /// Columns.
  public var width: Int

  /// Rows and columns.
  public init(height: Int, width: Int) {
    self.height = height
    self.width = width
  }

  /// The same length along both axes.
  public init(_ side: Int) {
    self.init(height: side, width: side)
  }

  /// The same length along both axes, as a literal.
  public init(integerLiteral side: Int) {
    self.init(side)
  }

  public var description: String { "\(height)×\(width)" }
}

/// Rows and columns added around a plane before a window slides over it.
public struct Padding: Equatable, Hashable, Sendable, ExpressibleByIntegerLiteral, CustomStringConvertible {
  /// Rows above the plane.
  public var top: Int
  /// Columns before it.
  public var left: Int
  /// Rows below it.
  public var bottom: Int
  /// Columns behind it.
  public var right: Int

  /// Each side's own.
  public init(top: Int, left: Int, bottom: Int, right: Int) {
    self.top = top
    self.left = left
    self.bottom = bottom
    self.right = right
  }

  /// As much on all four sides.
  public init(_ border: Int) {
    self.init(top: border, left: border, bottom: border, right: border)
  }

  /// As much on all four sides, as a literal.
  public init(integerLiteral border: Int) {
    self.init(border)
  }

  /// Whether all four sides are the same.
  public var isEven: Bool { top == left && top == bottom && top == right }

  public var description: String {
    isEven ? "\(top)" : "\(top),\(left),\(bottom),\(right)"
  }
}

/// The window that a convolution or a pooling slides over a plane.
public struct Window: Equatable, Hashable, Sendable {
  /// Rows and columns of taps.
  public var kernel: Extent
  /// How far it moves from position to position.
  public var stride: Extent
  /// What is added around the plane.
  public var padding: Padding
  /// The distance between neighbouring taps of the kernel.
  public var dilation: Extent

  /// A window; by default it moves by one and stays inside the plane.
  public init(kernel: Extent, stride: Extent = 1, padding: Padding = 0, dilation: Extent = 1) {
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
  }

  /// Rows and columns from the first tap to the last, both included.
  public var reach: Extent {
    Extent(height: dilation.height * (kernel.height - 1) + 1, width: dilation.width * (kernel.width - 1) + 1)
  }

  /// How many positions the window takes on a plane; nil where it takes none.
  ///
  /// - Parameter ceiling: whether a last window may hang over the far border (it must start inside the plane or its
  ///   near padding, as in PyTorch).
  public func positions(on plane: Extent, ceiling: Bool = false) -> Extent? {
    let height = Self.positions(
      length: plane.height, reach: reach.height, stride: stride.height, before: padding.top, after: padding.bottom,
      ceiling: ceiling)
    let width = Self.positions(
      length: plane.width, reach: reach.width, stride: stride.width, before: padding.left, after: padding.right,
      ceiling: ceiling)
    return height > 0 && width > 0 ? Extent(height: height, width: width) : nil
  }

  private static func positions(
    length: Int, reach: Int, stride: Int, before: Int, after: Int, ceiling: Bool
  ) -> Int {
    let room = length + before + after - reach
    guard room >= 0 else { return 0 }
    let floored = room / stride + 1
    guard ceiling, room % stride != 0 else { return floored }
    let startsInside = floored * stride < length + before
    return startsInside ? floored + 1 : floored
  }
}
