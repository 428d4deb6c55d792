/// What a cat's fur and eyes look like, however it holds itself.
struct Fur: Sendable {
  let main, marking, light, eyes: Color
  let markings: Pattern

  init(_ dials: inout Dials) {
    main = dials.color(near: [
      Color(0.85, 0.52, 0.22), Color(0.5, 0.5, 0.53), Color(0.2, 0.19, 0.2), Color(0.9, 0.87, 0.82),
      Color(0.55, 0.4, 0.28), Color(0.8, 0.68, 0.5),
    ])
    let contrast = dials.next(0.3...0.6)
    marking = main.luminance > 0.25 ? main.darker(by: contrast) : main.lighter(by: contrast * 0.5)
    light = main.lighter(by: 0.65)
    eyes = dials.color(near: [Color(0.55, 0.8, 0.25), Color(0.95, 0.75, 0.2), Color(0.4, 0.7, 0.85)])
    let waviness = dials.next(0.0...0.04)
    let period = dials.next(0.17...0.26)
    switch dials.kind(of: 4) {
    case 0: markings = .patches(frequency: 2, threshold: 0.3)
    case 1: markings = .streaks(angle: 1.2, frequency: 1.5)
    default: markings = .stripes(angle: 0.2, period: period, width: 0.4, waviness: waviness)
    }
  }

  func paint(roundness: Float, shade: Float = 0) -> Paint {
    Paint(
      main.darker(by: shade), accent: marking.darker(by: shade), pattern: markings, roundness: roundness, grain: 0.07,
      grainFrequency: 8)
  }
}
