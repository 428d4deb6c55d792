/// The part of the picture that one position of a layer's output can see.
public struct ReceptiveField: Sendable, Equatable {
  /// Rows and columns that it covers.
  public var size: Extent
  /// Pixels from one position's field to the next one's.
  public var stride: Extent
  /// The centre of the first position's field, in pixels from the picture's upper left corner (½ is a pixel's middle).
  public var centre: (y: Double, x: Double)

  public init(size: Extent, stride: Extent, centre: (y: Double, x: Double)) {
    self.size = size
    self.stride = stride
    self.centre = centre
  }

  public static func == (a: Self, b: Self) -> Bool {
    a.size == b.size && a.stride == b.stride && a.centre == b.centre
  }
}
