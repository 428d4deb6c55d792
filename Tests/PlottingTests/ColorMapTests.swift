import Plotting
import Tensors
import Testing

@Suite struct ColorMapTests {
  @Test func sequentialLightnessRisesAllTheWay() {
    let lightness = ColorMap.sequential.colors.map { $0.lightness }
    #expect(zip(lightness, lightness.dropFirst()).allSatisfy { $0 < $1 })
    #expect(lightness[0] < 0.25 && lightness[255] > 0.9)
  }

  @Test(arguments: [ColorMap.sequential, .diverging])
  func equalStepsInTheNumberLookEquallyLarge(map: ColorMap) {
    // Over sixteenths of the map, as neighbours differ by little more than rounding.
    let colors = (0...16).map { OKLab(map.color(at: Double($0) / 16)) }
    let steps = zip(colors, colors.dropFirst()).map { $0.distance(to: $1) }
    #expect(steps.max()! / steps.min()! < 1.6)
    let mean = steps.reduce(0, +) / 16
    #expect(steps.allSatisfy { abs($0 / mean - 1) < 0.3 })
  }

  @Test func everyColourCanBeShown() {
    for map in [ColorMap.sequential, .diverging] {
      for color in map.colors {
        #expect([color.red, color.green, color.blue].allSatisfy { $0 > -0.001 && $0 < 1.001 })
      }
    }
  }

  @Test func middleOfTheDivergingMapIsNeutralAndLightest() {
    let middle = ColorMap.diverging.color(at: 0.5)
    #expect(abs(middle.red - middle.green) < 0.002 && abs(middle.green - middle.blue) < 0.002)
    let lightness = ColorMap.diverging.colors.map { $0.lightness }
    #expect(lightness.max() == lightness[128])
  }

  @Test func divergingIsEquallyDarkOnBothSides() {
    for distance in stride(from: 0.0, through: 0.5, by: 0.05) {
      let below = ColorMap.diverging.color(at: 0.5 - distance).lightness
      let above = ColorMap.diverging.color(at: 0.5 + distance).lightness
      #expect(abs(below - above) < 0.005)
    }
  }

  @Test func categoriesAreToldApart() {
    let colors = ColorMap.categories.map { OKLab($0) }
    for (number, color) in colors.enumerated() {
      for other in colors.dropFirst(number + 1) { #expect(color.distance(to: other) > 0.08) }
    }
  }

  @Test func colourSpaceIsInvertible() {
    for color in [RGB(0.2, 0.4, 0.9), RGB(gray: 0), RGB(gray: 1), RGB(1, 0, 0)] {
      let back = OKLab(color).rgb
      #expect(abs(back.red - color.red) < 1e-3)
      #expect(abs(back.green - color.green) < 1e-3)
      #expect(abs(back.blue - color.blue) < 1e-3)
    }
  }

  @Test func hexadecimalHasTwoDigitsForEachPart() {
    #expect(RGB(0, 0.5, 1).hexadecimal == "#0080ff")
    #expect(RGB(.nan, -3, 7).hexadecimal == "#0000ff")
  }
}

@Suite struct ColorScaleTests {
  @Test func aMapThatIsTheSameEverywhereIsSeenAgainstZero() {
    #expect(ColorScale.fitting([Tensor(shape: [2, 2], repeating: 3)]) == .sequential(0, 3))
    #expect(ColorScale.fitting([Tensor(shape: [2, 2])]) == .sequential(0, 0))
  }

  @Test func signedValuesGetZeroInTheMiddle() {
    let scale = ColorScale.fitting([Tensor([-1, 3]), Tensor([2])])
    #expect(scale == .diverging(limit: 3))
    #expect(scale.position(of: 0) == 0.5)
    #expect(scale.color(of: 0) == ColorMap.diverging.color(at: 0.5))
  }

  @Test func valuesOfOneSignBelowZeroDivergeToo() {
    #expect(ColorScale.fitting([Tensor([-4, -2])]) == .diverging(limit: 4))
  }

  @Test func othersReachFromLeastToLargest() {
    #expect(
      ColorScale.fitting([Tensor([0.2, .nan, .infinity]), Tensor([0.9])])
        == .sequential(Double(Float(0.2)), Double(Float(0.9))))
  }

  @Test func nothingToFitIsZeroToOne() {
    #expect(ColorScale.fitting([]) == .sequential(0, 1))
    #expect(ColorScale.fitting([Tensor([.nan])]) == .sequential(0, 1))
  }

  @Test func numbersOutsideTakeTheEndsAndNaNNone() {
    let scale = ColorScale.sequential(0, 1)
    #expect(scale.position(of: 7) == 1)
    #expect(scale.position(of: -.infinity) == 0)
    #expect(scale.color(of: .nan) == nil)
    #expect(ColorScale.sequential(3, 3).position(of: 3) == 0)
    #expect(ColorScale.diverging(limit: 0).position(of: 0) == 0.5)
  }
}
