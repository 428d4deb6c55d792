import CommandLanguage
import Tensors
import Testing

private let scope: TestScope = {
  var scope = TestScope(classNames: ["ostrich", "cat", "fish"])
  scope.values = [
    "scores": .tensor(Tensor([10, 20, 30])), "cat": .image(Tensor(shape: [3, 4, 5], repeating: 0.5)),
    "maps": .tensor(Tensor(shape: [2, 3], elements: [1, 2, 3, 4, 5, 6])), "set": .object(TestSet()),
    "two": .number(2), "last": .tensor(Tensor([2])), "names": .list([.text("a"), .text("b"), .text("c")]),
    "conv1": .tensor(Tensor([1])), "conv1.weight": .tensor(Tensor([7, 8])),
  ]
  return scope
}()

@Test(arguments: [
  ("scores[cat]", 20), ("scores[fish]", 30), ("scores[\"cat\"]", 20), ("scores[two]", 30), ("maps[1, cat]", 5),
  ("maps[..., cat][0]", 2), ("sum(maps[:, cat])", 7),
  ("sum(scores[[cat, fish]])", 50), ("sum(maps[None, 0, fish])", 3), ("conv1.weight[1]", 8), ("set[-1][0, 0, 0]", 0.5),
  ("set[1, 0, 1, 1]", 0.25), ("set.labels[2]", 6), ("[4, 5, 6][-1]", 6), ("[[1, 2], [3, 4]][1][0]", 3),
  ("[[1, 2], [3, 4]][1, 0]", 3), ("sum([4, 5, 6][1:])", 11), ("sum([4, 5, 6][::-2])", 10),
  ("sum([4, 5, 6][[0, 0]])", 8),
  ("size(scores[last])", 1), ("scores[last][0]", 30), ("size(scores[scores > 100])", 0), ("scores[1e0]", 20),
])
func anIndexIsANumberAClassOrAPlace(text: String, expected: Double) throws {
  #expect(try value(of: text, scope).number == expected, "\(text)")
}

@Test func aClassIsMeantOnlyOnAnAxisOfClasses() {
  // maps has 2 rows, so that the picture is meant there, which is no index.
  #expect(throws: LanguageError.self) { try value(of: "maps[cat]", scope) }
}

@Test func fullIndexingGivesANumberAndSlicesOfAPictureArePictures() throws {
  guard case .number(20) = try value(of: "scores[1]", scope) else {
    Issue.record("no number")
    return
  }
  guard case .image(let cut) = try value(of: "cat[:, 1:3, 2:4]", scope) else {
    Issue.record("no picture")
    return
  }
  #expect(cut.shape == [3, 2, 2])
  guard case .tensor = try value(of: "cat[0]", scope), case .tensor = try value(of: "cat * 2", scope) else {
    Issue.record("no tensor")
    return
  }
  guard case .text("b") = try value(of: "names[1]", scope), case .list(let rest) = try value(of: "names[1:]", scope)
  else {
    Issue.record("no text")
    return
  }
  #expect(rest.count == 2)
}

@Test func theLongestNameIsLookedUpFirst() throws {
  #expect(try value(of: "conv1.weight", scope).tensor?.shape == [2])
  #expect(try value(of: "set.labels", scope).tensor?.elements == [4, 5, 6])
  #expect(try value(of: "`conv1.weight`[0]", scope).number == 7)
}
