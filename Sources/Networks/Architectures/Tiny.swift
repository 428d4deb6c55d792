import Tensors

extension Network {
  /// `tiny`: tells a vertical bar from a horizontal one on 6×6 gray pictures, with numbers to be checked on paper.
  ///
  /// Filter 0 of `conv1` answers where the picture brightens to the right, filter 1 where it brightens downwards. A
  /// white vertical bar in one of the columns 1 to 4 gives 3 − 1 = 2 along its left edge and nothing in filter 1; pooled
  /// that is 2 twice; each score adds its own filter's four numbers and takes off the other's: 4 and −4.
  public static func tiny() -> Network {
    let rightwards: [Float] = [-1, 1, 0, -1, 1, 0, -1, 1, 0]
    let downwards: [Float] = [-1, -1, -1, 1, 1, 1, 0, 0, 0]
    let vertical: [Float] = [1, 1, 1, 1, -1, -1, -1, -1]
    let horizontal = vertical.map { -$0 }
    var list = LayerList(seed: 0)
    list.add(
      "conv1",
      Convolution(weight: Tensor(shape: [2, 1, 3, 3], elements: rightwards + downwards), bias: Tensor([-1, -1])))
    list.add("relu1", ReLU())
    list.add("pool1", MaxPooling(kernel: 2))
    list.add("flatten", Flatten())
    list.add(
      "scores",
      FullyConnected(weight: Tensor(shape: [2, 8], elements: vertical + horizontal), bias: Tensor([0, 0])))
    list.add("probabilities", Softmax())
    return builtIn("tiny", inputShape: [1, 6, 6], recipe: InputRecipe(), classes: ["vertical", "horizontal"], list)
  }
}
