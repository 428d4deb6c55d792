import Tensors
import Testing

@Suite struct RandomTests {
  @Test func generatorIsXoshiro256StarStar() {
    // The first outputs from the state 1, 2, 3, 4, as the authors' program gives them.
    var source = RandomSource(state: (1, 2, 3, 4))
    let outputs = (0..<5).map { _ in source.next() }
    #expect(outputs == [11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360])
  }

  @Test func seedsArePassedThroughSplitmix64() {
    let words: (UInt64, UInt64, UInt64, UInt64) = (
      0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F, 0xF88B_B8A8_724C_81EC
    )
    #expect(RandomSource(seed: 0) == RandomSource(state: words))
  }

  @Test func sameSeedGivesTheSameStream() {
    #expect(Tensor.normal(shape: [3, 5], seed: 7) == Tensor.normal(shape: [3, 5], seed: 7))
    #expect(Tensor.normal(shape: [3, 5], seed: 7) != Tensor.normal(shape: [3, 5], seed: 8))
  }

  @Test func streamsOfASeedDiffer() {
    var firsts: Set<UInt64> = []
    for seed in 0..<30 as Range<UInt64> {
      for stream in 0..<30 as Range<UInt64> {
        var source = RandomSource(seed: seed, stream: stream)
        firsts.insert(source.next())
      }
    }
    #expect(firsts.count == 900)
    #expect(RandomSource(seed: 5, stream: 0) == RandomSource(seed: 5))
  }
}
