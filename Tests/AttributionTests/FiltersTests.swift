import Attribution
import Networks
import Stepping
import Tensors
import Testing

private func convolution(_ weight: Tensor, order: InputRecipe.Order = .rgb) throws -> Network {
  try chain(
    [("conv1", Convolution(weight: weight)), ("relu1", ReLU())], inputShape: [weight.shape[1], 8, 8],
    recipe: InputRecipe(order: order))
}

@Suite struct FiltersTests {
  @Test func zeroIsMidGreyAndEveryTileIsScaledByItsOwnFilter() throws {
    let weight = Tensor(shape: [2, 1, 1, 2], elements: [0, -4, 1, 0.5])
    let filters = try Filters(of: try convolution(weight))
    let grid = try #require(Array(filters).last).grid
    #expect(grid == Tensor(shape: [1, 1, 5], elements: [0.5, 0, 1, 1, 0.75]))
  }

  @Test func aFilterOfZerosIsMidGrey() throws {
    let grid = try #require(Array(try Filters(of: try convolution(Tensor(shape: [1, 3, 2, 2])))).last).grid
    #expect(grid == Tensor(shape: [3, 2, 2], repeating: 0.5))
  }

  @Test func threeChannelsAreAColourAndTheirOrderIsTheRecipes() throws {
    let weight = Tensor(shape: [1, 3, 1, 1], elements: [1, 0, -1])
    let rgb = try #require(Array(try Filters(of: try convolution(weight))).last).grid
    let bgr = try #require(Array(try Filters(of: try convolution(weight, order: .bgr))).last).grid
    #expect(rgb.elements == [1, 0.5, 0])
    #expect(bgr.elements == [0, 0.5, 1])
  }

  @Test func otherChannelsAreARowOfGreyTilesAFilter() throws {
    let weight = Tensor.normal(shape: [5, 4, 3, 3], seed: 1)
    let filters = try Filters(of: try convolution(weight))
    let grid = try #require(Array(filters).last).grid
    #expect(grid.shape == [1, 5 * 4 - 1, 4 * 4 - 1])
    #expect(grid.elements.allSatisfy { $0 >= 0 && $0 <= 1 })
    let largest = (0..<36).map { abs(weight[flat: 2 * 36 + $0]) }.max() ?? 0
    #expect(grid[0, 2 * 4 + 1, 3 * 4 + 2] == 0.5 + 0.5 * weight[2, 3, 1, 2] / largest)
  }

  @Test func theGridFillsInAFilterAStep() throws {
    let filters = try Filters(of: Network.wide(seed: 1))
    #expect(filters.stepCount == 24)
    #expect(filters.weights.shape == [24, 3, 9, 9])
    var iterator = filters.makeIterator()
    #expect(iterator.current.grid == Tensor(shape: [3, 39, 59], repeating: 1))
    #expect(iterator.current.headline == "conv1: 24 filters of 3×9×9")
    let former = iterator
    _ = iterator.next()
    let filter = try #require(iterator.current.filter)
    #expect(filter.shape == [3, 9, 9])
    #expect(iterator.current.grid[0, 0, 10] == 1)
    #expect(iterator.current.grid[1, 8, 8] != 1)
    #expect(iterator.current.headline.hasPrefix("filter 0: "))
    #expect(former.current.filter == nil)
  }

  @Test func oneFilterAloneShowsItsChannelsInAGrid() throws {
    let weight = Tensor.normal(shape: [5, 16, 3, 3], seed: 1)
    let filters = try Filters(of: try convolution(weight), filter: 3)
    #expect(filters.weights.shape == [1, 16, 3, 3])
    let step = try #require(Array(filters).last)
    #expect(step.grid.shape == [1, 15, 15])
    #expect(step.headline.hasPrefix("filter 3: "))
  }

  @Test func aFullyConnectedLayerOnThePictureHasPicturesForFilters() throws {
    let network = Network.linear(seed: 1)
    let filters = try Filters(of: network)
    #expect(filters.weights.shape == [10, 3, 64, 64])
  }

  @Test func whatHasNoFiltersIsSaidInWords() throws {
    let network = Network.small(seed: 1)
    func message(_ network: Network, layer: Int? = nil, filter: Int? = nil) -> String? {
      #expect(throws: AttributionError.self) { try Filters(of: network, layer: layer, filter: filter) }?.description
    }
    #expect(message(network, layer: 1) == "'relu1_1' has no filters to look at; a convolution has")
    #expect(message(network, filter: 16) == "'conv1_1' has units 0 to 15, not 16")
    let none = try chain([("relu1", ReLU())], inputShape: [1, 2, 2])
    #expect(message(none) == "no layer of this network has filters to look at")
  }
}
