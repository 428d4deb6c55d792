/// Disks over disks, many small and few large: what a heap of leaves, stones or out-of-focus lights looks like.
///
/// With radii spread as 1/r³ it has the statistics of natural pictures at every scale (the dead leaves model of
/// Matheron; Lee, Mumford and Huang 2001).
struct DeadLeaves: Backdrop {
  let disks: [Disk]
  let colors: [Color]
  let behind: Color
  let grain: Float

  init(_ dials: inout Dials) {
    let hue = dials.next()
    let spread = dials.next(0.05...0.5)
    let saturation = dials.next(0.15...0.6)
    let brightness = dials.next(0.3...0.8)
    behind = Color(hue: hue, saturation: saturation, value: brightness * 0.7)
    grain = dials.next(0.03...0.15)
    var disks: [Disk] = []
    var colors: [Color] = []
    for _ in 0..<36 {
      // The inverse of the cumulative 1 − (least/r)² between a least and a largest radius.
      let radius = 0.05 / max(1 - dials.next() * 0.97, 0.03).squareRoot()
      disks.append(Disk(center: Point(dials.next(-0.1...1.1), dials.next(-0.1...1.1)), radius: radius))
      let shade = dials.next(-1...1)
      colors.append(
        Color(
          hue: hue + 1 + spread * shade * 0.5, saturation: saturation,
          value: clamped(brightness * (1 + 0.5 * dials.next(-1...1)))))
    }
    self.disks = disks
    self.colors = colors
  }

  func color(at point: Point) -> Color {
    let pixel = 1 / Float(Layer.side)
    var color = behind
    for index in disks.indices {
      let cover = clamped(0.5 - disks[index].distance(to: point) / pixel)
      if cover > 0 { color = mixed(color, colors[index], cover) }
    }
    return color * (1 + grain * Noise.pink.value(at: point * 64))
  }
}
