public import Stepping
public import Tensors

extension GrabCut {
  /// The labels after a part, and what they cost.
  public struct Part: Step {
    let walk: GrabCut
    let taken: Int
    package let labelling: Labelling

    /// 1 for foreground, [H,W].
    public var mask: Tensor { map(labelling.mask.map { $0 ? 1 : 0 }) }

    /// Each pixel's component of its label's mixture, [H,W].
    public var assignments: Tensor { map(labelling.assignments.map(Float.init)) }

    /// The object in its colours, the rest faded, [3,H,W].
    public var cutout: Tensor {
      picture { place in labelling.mask[place] ? walk.colours[place] : 0.8 + 0.2 * walk.colours[place] }
    }

    /// Each pixel in the mean colour of its component, [3,H,W].
    public var palette: Tensor {
      let means = components.map(\.mean)
      return picture { place in
        means[Int(labelling.assignments[place]) + (labelling.mask[place] ? walk.components : 0)]
      }
    }

    private func picture(_ color: (Int) -> SIMD3<Double>) -> Tensor {
      let colours = walk.colours.indices.map(color)
      return Tensor(
        shape: [3, walk.seeds.height, walk.seeds.width],
        elements: (0..<3).flatMap { channel in colours.map { Float($0[channel]) } })
    }

    /// What flowed in the last cut; NaN before the first.
    public var flow: Double { labelling.flow }

    /// What the colours of either side cost in its mixture; NaN before the first cut.
    public var colorCosts: (background: Double, foreground: Double) {
      hasCut ? walk.colorCosts(labelling) : (.nan, .nan)
    }

    /// What the colours cost, Σ D.
    public var colorCost: Double {
      let costs = colorCosts
      return costs.background + costs.foreground
    }

    /// What the border between the labels costs, Σ V; NaN before the first cut.
    public var borderCost: Double { hasCut ? walk.borderCost(labelling) : .nan }

    /// The energy, Σ D + Σ V; NaN before the first cut.
    public var energy: Double { colorCost + borderCost }

    /// The means of the components, [2,K,3]: of the background, then of the foreground; NaN for one without pixels.
    public var means: Tensor {
      Tensor(
        shape: [2, walk.components, 3],
        elements: components.flatMap { [Float($0.mean.x), Float($0.mean.y), Float($0.mean.z)] })
    }

    /// Each component's share of its label's pixels, [2,K].
    public var weights: Tensor {
      Tensor(shape: [2, walk.components], elements: components.map { Float($0.weight) })
    }

    private var components: [ColorGaussian] { labelling.mixtures.flatMap(\.components) }

    private var hasCut: Bool { taken >= 3 }

    private func map(_ numbers: [Float]) -> Tensor {
      Tensor(shape: [walk.seeds.height, walk.seeds.width], elements: numbers)
    }

    public var headline: String {
      let count = labelling.mask.count
      guard taken > 0 else {
        let (foreground, background) = (walk.seeds.count(of: .foreground), walk.seeds.count(of: .background))
        return "of \(count) pixels \(foreground) are foreground and \(background) background by the seeds"
      }
      let energy = hasCut ? "; energy \(energy.written(precision: 7))" : ""
      switch taken % 3 {
      case 1 where hasCut: return "assign: the cut gave each pixel the component that costs it least" + energy
      case 1: return "assign: \(labelling.changed) pixels go to another component of their mixture"
      case 2: return "fit: means, covariances and shares of \(components.count { $0.weight > 0 }) components" + energy
      default:
        let inside = labelling.mask.count { $0 }
        return "cut: \(labelling.changed) pixels change sides, \(inside) are foreground" + energy
      }
    }

    /// `seeds`, `mask`, `cutout`, `palette`, `assignments`, `means`, `weights`, `energy`, `color_cost`, `border_cost`
    /// and `flow`.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "seeds": .tensor(walk.seeds.tensor)
      case "mask": .tensor(mask)
      case "cutout": .tensor(cutout)
      case "palette": .tensor(palette)
      case "energy": .number(energy)
      case "color_cost": .number(colorCost)
      case "border_cost": .number(borderCost)
      case "flow": .number(flow)
      case "assignments": .tensor(assignments)
      case "means": .tensor(means)
      case "weights": .tensor(weights)
      default: nil
      }
    }
  }
}
