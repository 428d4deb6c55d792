import CLibFuzzer

/// `fuzz TARGET [libFuzzer's options] [FOLDER …]`.
@main
enum Fuzz {
  static func main() {
    guard CommandLine.arguments.count > 1, Target.named(CommandLine.arguments[1]) != nil else {
      print("fuzz TARGET [OPTIONS] [CORPUS …], where TARGET is one of:", Target.all.map(\.name).joined(separator: " "))
      return
    }
    var count = CommandLine.argc
    var arguments = Optional(CommandLine.unsafeArgv)
    // A folder beside the corpus would be made of the target's name, were it not taken out.
    arguments?[1] = arguments?[0]
    arguments = arguments?.advanced(by: 1)
    count -= 1
    _ = LLVMFuzzerRunDriver(&count, &arguments, throwAtTarget)
  }
}

/// The reader that this run is about; the function that libFuzzer calls can bring nothing with it.
private let target = Target.named(CommandLine.arguments[1])

/// One input. libFuzzer's own `main`, which is linked but never runs, looks for it under this name.
@_cdecl("LLVMFuzzerTestOneInput")
func throwAtTarget(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target?.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
