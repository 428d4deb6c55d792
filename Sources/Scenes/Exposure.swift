package import Tensors

/// A recipe carried out: the finished picture, what of it is the object, and what lies in the object's shadow.
package struct Exposure {
  private var picture: Layer
  /// How much of each pixel shows the object, 0…1.
  package private(set) var visible: [Float]
  /// How much of each pixel the object would cover if nothing stood before it.
  package let covered: [Float]
  /// How dark the object's shadow is behind it, pixel by pixel, 0…1.
  package let shadow: [Float]

  /// The least share of an object that stays in view.
  package static let leastVisible: Float = 0.65

  /// Draws a recipe, or only what surrounds its object.
  package init(_ recipe: SceneRecipe, withObject: Bool = true) {
    let light = Light(recipe.light)
    let figure = PlacedFigure(recipe.sceneClass.figure(recipe.figure), Placement(recipe.placement), light: light)
    let cover = figure.hidden(behind: Occluder(recipe.occluder), light: light)
    picture = Clutter(recipe.clutter).draw(on: .backdrop(recipe.backdrop), light: light)
    if withObject {
      figure.shadow.fall(on: &picture)
      picture.cover(with: figure.layer)
    }
    picture.cover(with: cover)
    Film(recipe.film).develop(&picture, under: light.color)
    visible = figure.visible(behind: cover)
    covered = figure.layer.pixels.map { $0.w }
    shadow = figure.shadow.darkness
  }

  /// Puts the corner mark of a class over everything.
  mutating func stamp(_ mark: SceneClass) {
    for index in CornerMark(mark).stamp(on: &picture) { visible[index] = 0 }
  }

  /// [3,64,64], 0…1.
  package var image: Tensor {
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

  /// [64,64], 1 where at least half of the pixel shows the object, else 0.
  package var mask: Tensor {
    Tensor(shape: [Layer.side, Layer.side], elements: visible.map { $0 >= 0.5 ? 1 : 0 })
  }
}
