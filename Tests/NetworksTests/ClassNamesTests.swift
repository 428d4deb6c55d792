import Networks
import Tensors
import Testing

@Suite struct ClassNamesTests {
  private func network(_ classes: [String]) throws -> Network {
    let layer = FullyConnected(weight: Tensor(shape: [classes.count, 1]))
    return try Network(
      name: "named", inputShape: [1, 1, 1], classes: classes,
      layers: [("flatten", Flatten(), ["input"]), ("scores", layer, ["flatten"])])
  }

  @Test func theFirstNameIsShown() throws {
    let network = try network(["tiger cat", "African elephant, Loxodonta africana"])
    #expect(network.name(ofClass: 0) == "tiger cat")
    #expect(network.name(ofClass: 1) == "African elephant")
    #expect(network.name(ofClass: 2) == "2")
  }

  @Test func allNamesAreShownWhereTheFirstIsNotEnough() throws {
    let network = try network(["maillot", "maillot, tank suit"])
    #expect(network.name(ofClass: 0) == "maillot")
    #expect(network.name(ofClass: 1) == "maillot, tank suit")
  }

  @Test(.timeLimit(.minutes(1))) func aLongListIsSplitOnce() throws {
    let classes = (0..<20_000).map { "kind \($0), species \($0)" }
    let network = try network(classes)
    #expect(classes.indices.map(network.name) == classes.indices.map { "kind \($0)" })
    #expect(classes.indices.allSatisfy { network.classNumber(named: "species \($0)") == $0 })
  }

  @Test func otherClassesHaveOtherNames() throws {
    let network = try network(["hen", "fox"])
    let renamed = try network.with(recipe: network.recipe, classes: ["cat", "dog, hound"])
    #expect(renamed.name(ofClass: 1) == "dog")
    #expect(renamed.classNumber(named: "hen") == nil)
    #expect(renamed.classNumber(named: "hound") == 1)
  }

  @Test(arguments: [
    ("crane", 0), ("Samoyed", 1), ("Samoyede", 1), ("Samoyed, Samoyede", 1), ("bird", nil), ("", nil), ("Crane", nil),
  ])
  func aClassAnswersToItsOwnNames(name: String, expected: Int?) throws {
    let network = try network(["crane", "Samoyed, Samoyede", "heron, bird", "owl, bird"])
    #expect(network.classNumber(named: name) == expected)
  }
}
