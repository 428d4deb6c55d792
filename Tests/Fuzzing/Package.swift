// swift-tools-version: 6.2
import PackageDescription

// A package of its own, because what is fuzzed must be compiled with `-sanitize=fuzzer` in every module, which nobody
// wants in the program and its tests: `./run` builds it so. Its one program throws bytes at one reader of `targets`,
// chosen by name, so that the modules are compiled and linked only once for all of them.
let package = Package(
  name: "fuzzing",
  dependencies: [.package(name: "fovea", path: "../..")],
  targets: [
    .systemLibrary(name: "CLibFuzzer"),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "CLibFuzzer", .product(name: "FoveaMethods", package: "fovea"), .product(name: "FoveaTutor", package: "fovea"),
      ],
      swiftSettings: [
        .treatAllWarnings(as: .error), .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
      ]),
  ]
)
