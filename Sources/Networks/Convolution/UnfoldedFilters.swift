internal import Tensors

/// The filters as unfolded strips are multiplied by them: for each group a matrix [kh·kw·C/groups, O/groups].
struct UnfoldedFilters: Sendable {
  private let elements: [Float]
  private let rows: Int
  private let columns: Int

  init(_ weight: Tensor, groups: Int) {
    let columns = weight.shape[0] / groups
    let rows = weight.count / Swift.max(weight.shape[0], 1)
    let (channels, taps) = (weight.shape[1], weight.shape[2] * weight.shape[3])
    var matrices = [Float](repeating: 0, count: weight.count)
    weight.withUnsafeElements { weight in
      for group in 0..<groups {
        for filter in 0..<columns {
          for channel in 0..<channels {
            let from = ((group * columns + filter) * channels + channel) * taps
            for tap in 0..<taps {
              matrices[(group * rows + tap * channels + channel) * columns + filter] = weight[from + tap]
            }
          }
        }
      }
    }
    (elements, self.rows, self.columns) = (matrices, rows, columns)
  }

  func withMatrix(group: Int, _ body: (MatrixView) -> Void) {
    elements.withUnsafeBufferPointer { elements in
      guard let start = elements.baseAddress else { return }
      body(MatrixView(start: start + group * rows * columns, pitch: columns))
    }
  }

  /// Adds such a matrix of gradients to the filters of its group, [O/groups, C/groups, kh, kw].
  static func add(_ sums: UnsafePointer<Float>, to weight: UnsafeMutablePointer<Float>, sizes: ConvolutionSizes) {
    let (channels, taps, filters) = (sizes.groupChannels, sizes.taps, sizes.groupFilters)
    for filter in 0..<filters {
      for channel in 0..<channels {
        for tap in 0..<taps {
          weight[(filter * channels + channel) * taps + tap] += sums[(tap * channels + channel) * filters + filter]
        }
      }
    }
  }
}

/// The filters as signals are multiplied by them on the way back: [O, kh·kw·C/groups].
struct FoldingFilters: Sendable {
  private let elements: [Float]
  private let columns: Int

  init(_ weight: Tensor) {
    columns = weight.count / Swift.max(weight.shape[0], 1)
    let (channels, taps) = (weight.shape[1], weight.shape[2] * weight.shape[3])
    var matrix = [Float](repeating: 0, count: weight.count)
    weight.withUnsafeElements { weight in
      for row in 0..<weight.count / Swift.max(taps, 1) {
        let (filter, channel) = row.quotientAndRemainder(dividingBy: channels)
        for tap in 0..<taps { matrix[(filter * taps + tap) * channels + channel] = weight[row * taps + tap] }
      }
    }
    elements = matrix
  }

  func withMatrix(firstFilter: Int, _ body: (MatrixView) -> Void) {
    elements.withUnsafeBufferPointer { elements in
      guard let start = elements.baseAddress else { return }
      body(MatrixView(start: start + firstFilter * columns, pitch: columns))
    }
  }
}
