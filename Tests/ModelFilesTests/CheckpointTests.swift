import ModelFiles
import Testing

@Suite struct CheckpointTests {
  @Test func otherNamesAreRefusedInWords() {
    let error = #expect(throws: ModelFileError.self) { try Checkpoint.network(named: "big") }
    #expect(error?.description == "no trained network is named 'big'; there are small, wide, linear")
  }
}
