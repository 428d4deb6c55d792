import Attribution
import Segmentation
import Tensors

extension Measure {
  /// Intersection over union of the object and what GrabCut cuts out from the map's seeds; not known of a map that has
  /// none.
  static let grabcut = Measure(
    "grabcut", meaning: "overlap of the object with what grabcut cuts out, the map giving the seeds", better: .higher
  ) { judged in
    let scene = judged.trial.scene
    guard let seeds = try? Seeds(saliency: judged.map),
      var place = try? GrabCut(of: scene.image, seeds: seeds, seed: judged.trial.seed).makeIterator()
    else { return .nan }
    while place.next() != nil {}
    return (try? place.current.mask.intersectionOverUnion(scene.mask)) ?? .nan
  }
}
