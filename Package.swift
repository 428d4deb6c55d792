// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A library target of this package: its name, what it may import, its resources.
func module(
  _ name: String, on needs: [Target.Dependency] = [], without excluded: [String] = [], resources: [Resource]? = nil
) -> Target {
  .target(name: name, dependencies: needs, exclude: excluded, resources: resources, swiftSettings: settings)
}

/// The tests of a module, which may also need others to make their inputs.
func tests(of name: String, with needs: [Target.Dependency] = []) -> Target {
  .testTarget(name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + needs, swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")

let package = Package(
  name: "fovea",
  products: [
    .executable(name: "fovea", targets: ["fovea"]),
    .library(
      name: "FoveaMethods",
      targets: [
        "Attribution", "Datasets", "ModelFiles", "Networks", "Plotting", "Scenes", "Segmentation", "Images", "Stepping",
        "Tensors",
      ]),
    .library(name: "FoveaTutor", targets: ["CommandLanguage", "Tutoring"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
  ],
  targets: [
    .systemLibrary(name: "CLanes"),
    .systemLibrary(name: "COpenBLAS", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CPNG", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CReadline", providers: [.apt(["libreadline-dev"])]),
    // libpng-dev brings zlib.
    .systemLibrary(name: "CZlib", providers: [.apt(["libpng-dev"])]),

    module("Files"),
    module("Text"),
    module("Tensors", on: ["COpenBLAS"]),
    module("Stepping", on: ["Tensors"]),
    module("Images", on: ["Files", "Tensors", "CPNG"]),
    module("Datasets", on: ["Files", "Images", "Tensors", "Text", "CZlib"]),
    module("Scenes", on: ["Tensors"]),
    module("Networks", on: ["Tensors", "Stepping", "CLanes", "COpenBLAS"]),
    module("ONNXMessages", on: [protobuf], without: ["onnx.proto"]),
    module(
      "ModelFiles", on: ["Files", "Networks", "ONNXMessages", "Tensors", "Text", protobuf],
      resources: [.copy("Checkpoints")]),
    module("Attribution", on: ["Networks", "Stepping", "Tensors"]),
    module("Segmentation", on: ["Images", "Stepping", "Tensors"]),
    module("Plotting", on: ["Images", "Tensors", "Text"]),
    module("CommandLanguage", on: ["Stepping", "Tensors", "Images", "Text"]),
    module(
      "Tutoring",
      on: [
        "CommandLanguage", "Plotting", "Attribution", "Segmentation", "ModelFiles", "Networks", "Datasets", "Scenes",
        "Images", "Stepping", "Files", "Tensors", "Text",
      ]),
    module("LineEditing", on: ["CReadline", "Text"]),
    .executableTarget(
      name: "fovea",
      dependencies: [
        "Tutoring", "CommandLanguage", "Plotting", "Attribution", "Segmentation", "ModelFiles", "Networks", "Datasets",
        "Scenes", "Images", "Tensors", "LineEditing", argumentParser,
      ],
      resources: [.copy("../../Lessons")], swiftSettings: settings),

    tests(of: "Files"),
    tests(of: "Text"),
    tests(of: "Tensors"),
    tests(of: "Stepping", with: ["Tensors"]),
    tests(of: "Images", with: ["Tensors"]),
    tests(of: "Datasets", with: ["Images", "Tensors"]),
    tests(of: "Scenes", with: ["Tensors"]),
    tests(of: "Networks", with: ["Tensors", "Stepping"]),
    tests(
      of: "ModelFiles",
      with: ["Datasets", "Images", "Networks", "ONNXMessages", "Scenes", "Tensors", protobuf]),
    tests(of: "Attribution", with: ["Networks", "Stepping", "Tensors"]),
    tests(of: "Segmentation", with: ["Images", "Stepping", "Tensors"]),
    tests(of: "Plotting", with: ["Images", "Tensors", "Text"]),
    tests(of: "CommandLanguage", with: ["Stepping", "Tensors"]),
    tests(of: "Tutoring", with: ["CommandLanguage", "Plotting", "Stepping", "Tensors"]),
    tests(of: "LineEditing"),
  ]
)
