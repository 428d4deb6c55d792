import CommandLanguage
import Testing

@Test(arguments: [
  ("oclusion", "occlusion"), ("alpa", "alpha"), ("pach", "patch"), ("sevn", "seven"), ("setp", "step"),
  ("Occlusion", "occlusion"), ("backpropp", "backprop"), ("occ", "occlusion"), ("xyz", nil), ("", nil), ("q", nil),
  ("stpe", "step"), ("s", nil),
])
func aMisspeltWordFindsItsNeighbour(word: String, expected: String?) {
  let known = ["occlusion", "alpha", "patch", "seven", "step", "stop it", "backprop", "a"]
  #expect(nearest(word, among: known) == expected)
}

@Test func ofTwoNeighboursTheNearerThenTheFirstIsTaken() {
  #expect(nearest("conv9", among: ["conv3", "conv1", "conv2"]) == "conv1")
  #expect(nearest("heatmapp", among: ["heatmaps", "heatmap"]) == "heatmap")
}

@Test func longWordsCostNothing() {
  #expect(nearest(String(repeating: "a", count: 1_000_000), among: ["a"]) == nil)
}

@Test(arguments: [("conv1", "conv1"), ("a.b_2", "a.b_2"), ("/features/0/Conv", "`/features/0/Conv`"), ("1a", "`1a`")])
func namesWithOtherCharactersAreTypedInBackQuotes(name: String, typed: String) {
  #expect(NamePath.typed(name) == typed)
}
