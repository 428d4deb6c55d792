/// An articulated thing to be drawn: its joints' angles, its proportions and its colours are stored by name, read from
/// dials; drawing is a function of them alone.
///
/// A figure looks to the right and is about two units large; where its origin lies does not matter.
protocol Figure: Sendable {
  init(_ dials: inout Dials)
  func draw<Pen: Brush>(with brush: inout Pen)
  /// Whether it stands on the ground, and so darkens it where it touches.
  var stands: Bool { get }
}

extension Figure {
  var stands: Bool { true }
}

extension SceneClass {
  /// The figure of this class that some dials stand for.
  func figure(_ dials: Dials) -> any Figure {
    var dials = dials
    switch self {
    case .ostrich: return Ostrich(&dials)
    case .cat: return dials.chance(0.55) ? SittingCat(&dials) : StandingCat(&dials)
    case .fish: return Fish(&dials)
    case .butterfly: return Butterfly(&dials)
    case .flower: return dials.chance(0.75) ? Daisy(&dials) : Tulip(&dials)
    case .tree: return dials.chance(0.6) ? LeafyTree(&dials) : Conifer(&dials)
    case .house: return House(&dials)
    case .sailboat: return Sailboat(&dials)
    case .mug: return Mug(&dials)
    case .car: return Car(&dials)
    }
  }
}
