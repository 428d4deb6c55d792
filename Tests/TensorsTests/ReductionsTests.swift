import Tensors
import Testing

@Suite struct ReductionsTests {
  @Test(arguments: [0, 1, 2, -1, -2, -3])
  func reductionsAlongAnAxisAreThoseOfItsRows(axis: Int) throws {
    let tensor = Tensor.normal(shape: [3, 20, 5], seed: 1)
    let place = (axis + 3) % 3
    for reduction in Reduction.allCases {
      let reduced = try tensor.reduced(by: reduction, axis: axis)
      for flat in 0..<reduced.count {
        var index = reduced.index(ofFlat: flat)
        index.insert(0, at: place)
        let row = Tensor(
          (0..<tensor.shape[place]).map { entry in
            index[place] = entry
            return tensor[flat: tensor.offset(of: index)]
          })
        #expect(try reduced[flat: flat] == Float(row.reduced(by: reduction)))
      }
    }
  }
}
