import Foundation
internal import Tensors

/// A recipe carried out: the finished picture and what of it is the object.
struct Exposure {
  private(set) var picture: Layer
  /// How much of each pixel shows the object, 0…1.
  private(set) var visible: [Float]
  private let film: Film

  /// The least share of an object that stays in view.
  static let leastVisible: Float = 0.65

  init(_ recipe: SceneRecipe, withObject: Bool = true) {
    var lightDials = recipe.light
    let light = Light(&lightDials)
    film = Film(recipe.film)
    picture = Clutter(recipe.clutter).draw(on: .backdrop(recipe.backdrop), light: light)
    let object = Object(recipe.sceneClass.figure(recipe.figure), placement: Placement(recipe.placement), light: light)
    let cover = Exposure.occlusion(Occluder(recipe.occluder), of: object.layer, light: light)
    visible = object.layer.pixels.indices.map { withObject ? object.layer.coverage($0) * (1 - cover.coverage($0)) : 0 }
    if withObject {
      object.shadow.fall(on: &picture)
      picture.cover(with: object.layer)
    }
    picture.cover(with: cover)
    film.develop(&picture, under: light.color)
  }

  /// The object alone and the shadow that it throws.
  private struct Object {
    let layer: Layer
    let shadow: Shadow

    init(_ figure: any Figure, placement: Placement, light: Light) {
      self = Object.drawn(figure, placement, light)
    }

    private init(layer: Layer, shadow: Shadow) {
      self.layer = layer
      self.shadow = shadow
    }

    private static func drawn(_ figure: some Figure, _ placement: Placement, _ light: Light) -> Object {
      let (frame, box) = placement.frame(for: figure)
      var brush = PaintingBrush(frame: frame, light: light)
      figure.draw(with: &brush)
      let shadow = Shadow(of: brush.layer, box: box, stands: figure.stands, light: light)
      return Object(layer: brush.layer, shadow: shadow)
    }
  }

  /// The occluder, made smaller until enough of the object stays in view, or nothing if it cannot be.
  private static func occlusion(_ occluder: Occluder, of object: Layer, light: Light) -> Layer {
    guard occluder.kind != nil else { return Layer() }
    for extent: Float in [1, 0.6, 0.25] {
      let cover = occluder.layer(extent: extent, light: light)
      let seen = object.pixels.indices.reduce(Float(0)) { $0 + object.coverage($1) * (1 - cover.coverage($1)) }
      if seen >= leastVisible * object.area { return cover }
    }
    return Layer()
  }

  mutating func stamp(_ mark: SceneClass) {
    for index in CornerMark(mark).stamp(on: &picture) { visible[index] = 0 }
  }

  var image: Tensor {
    let plane = Layer.side * Layer.side
    return Tensor(shape: [3, Layer.side, Layer.side]) { elements in
      for index in 0..<plane {
        let pixel = picture.pixels[index]
        elements[index] = clamped(pixel.x)
        elements[plane + index] = clamped(pixel.y)
        elements[2 * plane + index] = clamped(pixel.z)
      }
    }
  }

  var mask: Tensor {
    Tensor(shape: [Layer.side, Layer.side], elements: visible.map { $0 >= 0.5 ? 1 : 0 })
  }
}
