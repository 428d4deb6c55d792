/// Adds `weight` times the numbers of one row to those of another: the one loop of blurring and resizing.
@inline(__always)
func add(
  _ weight: Float, times source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int
) {
  // Through the bare pointers the index cannot overflow, and the loop becomes vector instructions.
  for x in 0..<count { target[x] += weight * source[x] }
}
