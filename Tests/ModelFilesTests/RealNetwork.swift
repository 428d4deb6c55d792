import Foundation
import Images
import ModelFiles
import Networks
import Tensors

/// A published network with the recipe that it was trained with, and the pictures beside it.
enum RealNetwork: String, CaseIterable {
  case squeezenet
  case cifar = "convnetjs-cifar10"
  case convnetjs = "convnetjs-mnist"
  case cntk = "mnist-8"
  case lenet5
  case normalised = "lenet5-batchnorm"
  case face = "face-expression"
  case ultraface = "ultraface-rfb320"

  /// The folder of the files; nil where it is missing.
  static let folder: URL? = {
    let beside = URL(filePath: #filePath).appending(path: "../../../../shared/data").standardizedFileURL
    let named = ProcessInfo.processInfo.environment["FOVEA_DATA"].map { URL(filePath: $0) }
    return [named, beside].compactMap { $0 }.first {
      FileManager.default.fileExists(atPath: $0.appending(path: "squeezenet.onnx").path)
    }
  }()

  static var isThere: Bool { folder != nil }

  /// Why tests are skipped.
  static let absence: String = "no folder with the published networks: FOVEA_DATA names it"

  private struct Missing: Error {}

  static func path(_ file: String) throws -> String {
    guard let folder else { throw Missing() }
    return folder.appending(path: file).path
  }

  static func bytes(_ file: String) throws -> [UInt8] { try Array(Data(contentsOf: URL(filePath: path(file)))) }

  static func picture(_ name: String) throws -> Tensor { try ImageFile.read(path: path("\(name).png")) }

  private var recipe: InputRecipe {
    switch self {
    case .squeezenet: InputRecipe(scale: 255, mean: [123, 117, 104], order: .bgr)
    case .cifar: InputRecipe(mean: [0.5])
    case .convnetjs, .normalised: InputRecipe()
    case .cntk: InputRecipe(scale: 255)
    case .lenet5: InputRecipe(mean: [0.1307], std: [0.3081])
    case .face: InputRecipe(mean: [0.481498, 0.458827, 0.409012])
    case .ultraface: InputRecipe(scale: 255, mean: [127], std: [128])
    }
  }

  private var labels: String? {
    switch self {
    case .squeezenet: "imagenet-labels.txt"
    case .cifar: "cifar10-labels.txt"
    case .face: "face-expression-labels.txt"
    default: nil
    }
  }

  func network() throws -> Network {
    let classes = try labels.map { file in
      String(decoding: try Self.bytes(file), as: UTF8.self).split(separator: "\n").map(String.init)
    }
    return try Network(onnx: Self.bytes("\(rawValue).onnx"), name: rawValue, recipe: recipe, classes: classes)
  }
}
