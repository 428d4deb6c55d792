import CommandLanguage
import Images
import Networks
import Tensors

/// What has to be done with pictures of a shape so that a network takes them.
struct InputFitting {
  private let network: Network
  private let given: [Int]
  /// The pictures keep a size that is not the declared one.
  private let keepsSize: Bool

  /// - Parameters:
  ///   - shape: [C,H,W] of the pictures.
  ///   - last: the last layer asked for.
  init(of shape: [Int], to network: Network, through last: Int) throws(SessionError) {
    (self.network, given) = (network, shape)
    let (channels, taken) = (shape[0], network.inputShape[0])
    guard channels == taken || (channels, taken) == (3, 1) || (channels, taken) == (1, 3) else {
      throw .channels(channels, wanted: taken)
    }
    keepsSize = (try? network.shapes(for: [taken] + shape.dropFirst(), through: last)) != nil
  }

  private var wanted: [Int] { network.inputShape }

  /// Whether the pictures do not stay as they are.
  var changes: Bool { given[0] != wanted[0] || (given != wanted && !keepsSize) }

  /// What is done, in words about the pictures.
  func notes(on subject: String) -> [String] {
    var notes: [String] = []
    if given[0] > wanted[0] { notes.append("colour became gray for \(network.name)") }
    if given[0] < wanted[0] { notes.append("gray became three equal channels") }
    guard given.dropFirst() != wanted.dropFirst() else { return notes }
    let size = "\(given[1])×\(given[2])"
    return notes + [
      keepsSize
        ? "\(subject) keeps its size of \(size): every layer asked for takes it"
        : "\(subject) of \(size) was resized and cropped at the centre to \(wanted[1])×\(wanted[2])"
    ]
  }

  /// The picture as the network takes it.
  func applied(to image: Tensor) throws -> Tensor {
    var image = image
    if given[0] > wanted[0] { image = try image.gray() }
    if given[0] < wanted[0] { image = try Tensor.concatenated([image, image, image], axis: 0) }
    if image.shape == wanted || keepsSize { return image }
    // Enlarging overshoots at edges, and a picture stays in 0…1.
    return try image.fitted(height: wanted[1], width: wanted[2]).map { Swift.min(Swift.max($0, 0), 1) }
  }

  /// A plane [H,W] of 0 and 1 that goes the way of the picture that it belongs to.
  func applied(toPlane plane: Tensor) throws -> Tensor {
    let fitted = try applied(to: Tensor.stacked([Tensor](repeating: plane, count: given[0]))).entry(0)
    return fitted.map { $0 >= 0.5 ? 1 : 0 }
  }
}
