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
  /// Where the numbers come from.
  public var rule: Rule

  /// What makes a padding that of a plane.
  public enum Rule: String, Sendable, CaseIterable {
    /// It is given, and the same on every plane.
    case given
    /// ⌈length/stride⌉ positions are to come out; the odd row or column stands behind the plane.
    case sameUpper = "same_upper"
    /// ⌈length/stride⌉ positions are to come out; the odd row or column stands before the plane.
    case sameLower = "same_lower"
  }

  /// Each side's own.
  public init(top: Int, left: Int, bottom: Int, right: Int, rule: Rule = .given) {
    self.top = top
    self.left = left
    self.bottom = bottom
    self.right = right
    self.rule = rule
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
  private var isEven: Bool { top == left && top == bottom && top == right }

  public var description: String {
    let sides = isEven ? "\(top)" : "\(top),\(left),\(bottom),\(right)"
    return rule == .given ? sides : "same (\(sides))"
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

  /// The padding by which ⌈length/stride⌉ positions come out of a plane, by a rule that asks for it.
  ///
  /// Windows that move by one need as much on every plane, so that the padding is as good as given.
  public func samePadding(_ rule: Padding.Rule, on plane: Extent) -> Padding {
    func border(_ length: Int, _ stride: Int, _ reach: Int) -> (before: Int, after: Int) {
      let all = Swift.max(((length + stride - 1) / stride - 1) * stride + reach - length, 0)
      return rule == .sameUpper ? (all / 2, all - all / 2) : (all - all / 2, all / 2)
    }
    let rows = border(plane.height, stride.height, reach.height)
    let columns = border(plane.width, stride.width, reach.width)
    return Padding(
      top: rows.before, left: columns.before, bottom: rows.after, right: columns.after,
      rule: stride == 1 ? .given : rule)
  }

  /// Whether the padding is the one that its rule asks for on a plane.
  public func fits(_ plane: Extent) -> Bool {
    padding.rule == .given || samePadding(padding.rule, on: plane) == padding
  }

  /// How many positions the window takes on a plane; nil where it takes none, or where its rule asks for another
  /// padding.
  ///
  /// - Parameter ceiling: whether a last window may hang over the far border (it must start inside the plane or its
  ///   near padding, as in PyTorch).
  public func positions(on plane: Extent, ceiling: Bool = false) -> Extent? {
    guard fits(plane) else { return nil }
    let height = Self.positions(
      length: plane.height, reach: reach.height, stride: stride.height, before: padding.top, after: padding.bottom,
      ceiling: ceiling)
    let width = Self.positions(
      length: plane.width, reach: reach.width, stride: stride.width, before: padding.left, after: padding.right,
      ceiling: ceiling)
    return height > 0 && width > 0 ? Extent(height: height, width: width) : nil
  }

  /// Whether no tap of some position lies inside the plane: all are on padding, or on both sides of a small plane.
  ///
  /// - Parameter positions: how many there are, rows and columns.
  func hasEmptyPosition(on plane: Extent, positions: Extent) -> Bool {
    Self.hasEmptyPosition(
      length: plane.height, positions: positions.height, before: padding.top, kernel: kernel.height,
      stride: stride.height, dilation: dilation.height)
      || Self.hasEmptyPosition(
        length: plane.width, positions: positions.width, before: padding.left, kernel: kernel.width,
        stride: stride.width, dilation: dilation.width)
  }

  private static func hasEmptyPosition(
    length: Int, positions: Int, before: Int, kernel: Int, stride: Int, dilation: Int
  ) -> Bool {
    // The first tap of the last position is the farthest of those that lie inside the plane or behind it.
    if (positions - 1) * stride - before >= length { return true }
    return Swift.stride(from: before, to: 0, by: -stride).prefix(positions).contains { outside in
      let tap = (outside + dilation - 1) / dilation
      return tap >= kernel || tap * dilation - outside >= length
    }
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

extension Window {
  /// What a window is along one axis.
  struct Axis {
    let stride: Int
    let reach: Int
    /// What is added before the plane.
    let before: Int
  }

  var vertical: Axis { Axis(stride: stride.height, reach: reach.height, before: padding.top) }
  var horizontal: Axis { Axis(stride: stride.width, reach: reach.width, before: padding.left) }
}

extension Window.Axis {
  /// The positions, of so many, at which the window reaches into a band of the plane.
  func positions(reaching band: Range<Int>, of positions: Int) -> Range<Int> {
    let first = band.lowerBound + before - reach + 1
    let start = first <= 0 ? 0 : (first + stride - 1) / stride
    let end = Swift.max(0, Swift.min(positions, (band.upperBound - 1 + before) / stride + 1))
    return Swift.min(start, end)..<end
  }

  /// The first line of the plane that the window at a position reaches; negative in the border.
  func first(of position: Int) -> Int { position * stride - before }

  /// How many lines so many neighbouring positions reach together.
  func length(of positions: Int) -> Int { (positions - 1) * stride + reach }
}
