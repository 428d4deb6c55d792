import CommandLanguage
import Tensors
import Testing

private let scope = TestScope(
  values: [
    "alpha": .number(1), "v": .tensor(Tensor([1, 2, 3])), "M": .tensor(Tensor(shape: [2, 3])),
    "cat": .image(Tensor(shape: [3, 4, 4])), "cat.mask": .tensor(Tensor(shape: [4, 4])), "set": .object(TestSet()),
    "occlusion.drop": .tensor(Tensor([1])), "/features/0/Conv": .number(2), "words": .text("ab"),
  ], classNames: ["ostrich", "tabby cat", "fish"])

@Test(arguments: [
  (
    "2 + alpa",
    """
    Nothing is named 'alpa'
    2 + alpa
        ^~~~
    Did you mean 'alpha'?
    """
  ),
  (
    "(1 + 2",
    """
    This '(' is never closed
    (1 + 2
    ^
    Add ')' where it ends.
    """
  ),
  (
    "sum([1, 2",
    """
    This '[' is never closed
    sum([1, 2
        ^
    Add ']' where it ends.
    """
  ),
  (
    "alpha = 3",
    """
    '=' gives a name to a value only after 'let'
    alpha = 3
          ^
    Write let alpha = 3, or '==' to compare.
    """
  ),
  (
    "meen(v)",
    """
    There is no function 'meen'
    meen(v)
    ^~~~
    Did you mean 'mean'?
    """
  ),
  (
    "1 + step",
    """
    'step' is a command, and a value is needed here
    1 + step
        ^~~~
    """
  ),
  (
    "v + mean",
    """
    'mean' is a function and needs arguments
    v + mean
        ^~~~
    Write mean(a, axis=).
    """
  ),
  (
    "v[0, 7]",
    """
    2 indices for shape [3], which has 1 axis
    v[0, 7]
         ^
    """
  ),
  (
    "1 + v[7]",
    """
    Index 7 is outside axis 0, which has 3 elements
    1 + v[7]
          ^
    """
  ),
  (
    "v + M[:, :2]",
    """
    Shapes [3] and [2,2] do not broadcast: axis 1 has 3 and 2
    v + M[:, :2]
    ^~~~~~~~~~~~
    """
  ),
  (
    "v.shape",
    """
    'v' has no part 'shape'
    v.shape
      ^~~~~
    Write shape(v).
    """
  ),
  (
    "cat.msk",
    """
    'cat' has no part 'msk'
    cat.msk
        ^~~
    Did you mean 'mask'?
    """
  ),
  (
    "occlusion.dorp[0]",
    """
    'occlusion' has no part 'dorp'
    occlusion.dorp[0]
              ^~~~
    Did you mean 'drop'?
    """
  ),
  (
    "`/features/0/Con`",
    """
    Nothing is named '/features/0/Con'
    `/features/0/Con`
    ^~~~~~~~~~~~~~~~~
    Did you mean `/features/0/Conv`?
    """
  ),
  (
    "words + 1",
    """
    '+' needs numbers, and this is text
    words + 1
    ^~~~~
    """
  ),
  (
    "set[3]",
    """
    Index 3 is outside axis 0, which has 3 elements
    set[3]
        ^
    """
  ),
  (
    "set.lables",
    """
    'set' has no part 'lables'
    set.lables
        ^~~~~~
    Did you mean 'labels'?
    """
  ),
  (
    "v(2)",
    """
    There is no function 'v'
    v(2)
    ^
    To index it write v[…]; a product needs '*'.
    """
  ),
  (
    "v ** 2",
    """
    '**' means nothing here
    v ** 2
      ^~
    Powers are written with '^'.
    """
  ),
  (
    "v > 0 && v < 2",
    """
    '&&' means nothing here
    v > 0 && v < 2
          ^~
    Write 'and'.
    """
  ),
  (
    "3v",
    """
    '3v' is neither a number nor a name
    3v
    ^~
    For a product write 3 * v.
    """
  ),
  (
    "v[fsh]",
    """
    Nothing is named 'fsh'
    v[fsh]
      ^~~
    Did you mean 'fish'?
    """
  ),
])
func errorsSayWhatIsWrongWhereAndWhatToType(text: String, expected: String) {
  #expect(rendering(of: text, scope) == expected)
}

@Test(arguments: [
  ("v[1.5]", "An index is a whole number, not 1.5"),
  ("v[true]", "An index is a whole number, not true or false"),
  ("v[words]", "An index is a whole number, a slice, a list of whole numbers or a mask, not text"),
  ("v[::0]", "The step of a slice is not 0"),
  ("v[[0, 3]]", "Index 3 is outside axis 0, which has 3 elements"),
  ("v[M > 0]", "A mask of shape [2,3] does not fit shape [3] from axis 0 on"),
  ("M[v > 0]", "A mask of shape [3] does not fit shape [2,3] from axis 0 on"),
  ("v[..., ...]", "One '...' in a bracket is enough"),
  ("alpha[0]", "A number has no elements to index"),
  ("words[0]", "Text cannot be indexed"),
  ("set[0:2]", "An image set takes one index"),
  ("[1, \"a\"][0, 1]", "This list is not of numbers in one shape: it takes one index"),
  ("[1, \"a\"] + 1", "'+' needs numbers, and this list holds other things or lists of several lengths"),
  ("v[]", "An index is missing between the brackets"),
  ("v @ M @ v", "Shapes [3] and [2,3] have no matrix product: axis 0 has 3 and axis 0 has 2"),
  ("1 == 2 +- 3", "'==' compares exactly"),
  ("1 ~= 2 +- v", "A tolerance is one number, 0 or more"),
  ("1 ~= 2 +- -1", "A tolerance is one number, 0 or more"),
  ("", "The line ends where a value is needed"),
  ("1 +", "The line ends where a value is needed"),
  ("* 2", "A value is needed before '*'"),
  ("and true", "A value is needed before 'and'"),
  ("(1 + 2]", "'(' is closed by ']'"),
  ("1 + 2)", "')' closes nothing"),
  ("sum(1))", "')' closes nothing"),
  ("(1 2)", "'2' stands where an operator, a comma or ')' is needed"),
  ("(1, 2)", "Parentheses hold one value"),
  ("()", "')' stands where a value is needed"),
  ("v alpha", "'alpha' does not belong to the expression before it"),
  ("\"text", "This \" is never closed"),
  ("`name", "This ` is never closed"),
  ("1 + not true", "'not' needs parentheses here"),
  ("None", "'None' stands only inside [ ], where it makes an axis of length 1"),
  ("5 % 2", "'%' means nothing here"),
  ("'text'", "''' means nothing here"),
  ("v.length", "'v' has no part 'length'"),
  ("v.weight", "'v' has no part 'weight'"),
  ("nothing.at.all", "Nothing is named 'nothing.at.all'"),
])
func everyErrorIsASentence(text: String, message: String) throws {
  let found = try #require(rendering(of: text, scope))
  let first = try #require(found.split(separator: "\n").first)
  #expect(String(first) == message, "\(text)")
}
