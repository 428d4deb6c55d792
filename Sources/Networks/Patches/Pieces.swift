import Tensors

/// Pieces of a plane, one for each place of a patch and all of one size.
///
/// A patch takes its places in rows and columns, so that where a piece begins is known for each row and each column.
struct Pieces: Equatable, Sendable {
  let rows: PieceAxis
  let columns: PieceAxis

  var size: Extent { Extent(height: rows.length, width: columns.length) }

  /// The smallest that hold what changes of a plane.
  init(holding changes: Changes, of plane: Extent) {
    rows = PieceAxis(holding: changes.rows, of: plane.height)
    columns = PieceAxis(holding: changes.columns, of: plane.width)
  }

  private init(rows: PieceAxis, columns: PieceAxis) {
    (self.rows, self.columns) = (rows, columns)
  }

  /// The whole plane, wherever the patch is.
  static func whole(_ plane: Extent, places: Extent) -> Pieces {
    Pieces(
      rows: PieceAxis(starts: Array(repeating: 0, count: places.height), length: plane.height),
      columns: PieceAxis(starts: Array(repeating: 0, count: places.width), length: plane.width))
  }

  /// What a window covers that takes all positions of the pieces; it may reach over the plane's border.
  func covered(by window: Window) -> Pieces {
    Pieces(rows: rows.covered(by: window.vertical), columns: columns.covered(by: window.horizontal))
  }
}

/// The lines of pieces along one axis.
struct PieceAxis: Equatable, Sendable {
  /// The first line for each place of the patch.
  let starts: [Int]
  let length: Int

  init(starts: [Int], length: Int) {
    (self.starts, self.length) = (starts, length)
  }

  /// As long as the most that changes at any place, moved inwards where they would reach over the border.
  init(holding changes: [Range<Int>], of plane: Int) {
    let length = changes.reduce(1) { Swift.max($0, $1.count) }
    self.init(starts: changes.map { Swift.min($0.lowerBound, plane - length) }, length: length)
  }

  func covered(by window: Window.Axis) -> PieceAxis {
    PieceAxis(starts: starts.map(window.first), length: window.length(of: length))
  }
}

/// What changes of a plane: the rows for each row of a patch's places, the columns for each column.
struct Changes: Sendable {
  let rows: [Range<Int>]
  let columns: [Range<Int>]

  /// What a window puts out that slides over the changed plane.
  func seen(by window: Window, positions: Extent) -> Changes {
    Changes(
      rows: rows.map { window.vertical.positions(reaching: $0, of: positions.height) },
      columns: columns.map { window.horizontal.positions(reaching: $0, of: positions.width) })
  }

  /// What changes where one or the other does.
  func union(_ other: Changes) -> Changes {
    func around(_ one: [Range<Int>], _ other: [Range<Int>]) -> [Range<Int>] {
      zip(one, other).map {
        Swift.min($0.lowerBound, $1.lowerBound)..<Swift.max($0.upperBound, $1.upperBound)
      }
    }
    return Changes(rows: around(rows, other.rows), columns: around(columns, other.columns))
  }
}
