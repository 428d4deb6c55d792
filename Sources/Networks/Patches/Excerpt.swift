/// What a layer reads of an output of which a pass computes a piece alone: the piece amid what no patch changes.
struct Excerpt: Sendable {
  /// The output without any patch.
  let base: Planes
  /// Where the numbers that a patch changes lie.
  let patched: Pieces
  /// The picture that patches are cut from, where it is the picture that is read; all other pieces are computed.
  let filling: Planes?
  /// What is read, which may reach over the planes' border.
  let read: Pieces
  /// What stands beyond the border.
  let border: Float

  /// [C,h,w] of what is read.
  var shape: [Int] { [base.channels, read.size.height, read.size.width] }

  /// The work that puts a batch together.
  ///
  /// - Parameters:
  ///   - source: the computed pieces; not looked at where there is a filling.
  ///   - places: row and column of each patch among the patches.
  func stage(_ source: Slot, places: Slot, to target: Slot) -> Stage {
    let (piece, length) = (patched.size.height * patched.size.width * source.pitch, shape.reduce(1, *))
    return Stage(parts: target.shape[0]) { image, memory in
      let cut = Cut(self, row: Int(memory[places][2 * image]), column: Int(memory[places][2 * image + 1]))
      let result = memory[target] + image * length
      base.withLines { base in
        if let filling {
          filling.withLines { cut.copy(base, $0.moved(rows: cut.rows.patch, columns: cut.columns.patch), to: result) }
        } else {
          let start = memory[source] + image * piece
          cut.copy(base, PlaneLines(start: start, width: patched.size.width, pitch: source.pitch), to: result)
        }
      }
    }
  }
}

/// An excerpt for one patch.
private struct Cut {
  let rows: CutLines
  let columns: CutLines
  private let channels: Int
  private let border: Float

  init(_ excerpt: Excerpt, row: Int, column: Int) {
    let plane = excerpt.base.size
    rows = CutLines(excerpt.read.rows, excerpt.patched.rows, at: row, of: plane.height)
    columns = CutLines(excerpt.read.columns, excerpt.patched.columns, at: column, of: plane.width)
    (channels, border) = (excerpt.base.channels, excerpt.border)
  }

  /// Copies line by line from the whole planes and from the piece.
  func copy(_ base: PlaneLines, _ piece: PlaneLines, to target: UnsafeMutablePointer<Float>) {
    let (start, end) = (columns.inside.lowerBound, columns.inside.upperBound)
    for row in 0..<rows.count {
      let line = target + row &* columns.count &* channels
      guard rows.inside.contains(row) else {
        line.update(repeating: border, count: columns.count &* channels)
        continue
      }
      line.update(repeating: border, count: start &* channels)
      (line + end &* channels).update(repeating: border, count: (columns.count &- end) &* channels)
      let patched = rows.patched.contains(row) ? columns.patched : start..<start
      copy(base, row: rows.first + row, from: columns.first, start..<patched.lowerBound, to: line)
      copy(piece, row: rows.first + row - rows.patch, from: columns.first - columns.patch, patched, to: line)
      copy(base, row: rows.first + row, from: columns.first, patched.upperBound..<end, to: line)
    }
  }

  /// - Parameters:
  ///   - first: the column of the source that goes to column 0 of the line.
  ///   - columns: those of the line.
  @inline(__always)
  private func copy(
    _ source: PlaneLines, row: Int, from first: Int, _ columns: Range<Int>, to line: UnsafeMutablePointer<Float>
  ) {
    source.copy(
      row: row, column: first &+ columns.lowerBound, count: columns.count, channels: channels,
      to: line + columns.lowerBound &* channels)
  }
}

/// The lines of an excerpt for one patch along one axis.
private struct CutLines {
  /// The lines of the plane at which the excerpt and the piece begin.
  let first: Int
  let patch: Int
  let count: Int
  /// The excerpt's lines, counted from its first one, that lie inside the plane, and those of them in the piece.
  let inside: Range<Int>
  let patched: Range<Int>

  init(_ read: PieceAxis, _ piece: PieceAxis, at place: Int, of plane: Int) {
    (first, patch, count) = (read.starts[place], piece.starts[place], read.length)
    inside = (-first..<plane - first).clamped(to: 0..<count)
    patched = (patch - first..<patch - first + piece.length).clamped(to: inside)
  }
}
