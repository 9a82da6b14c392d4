import Testing

@testable import Checkpoints

@Suite struct NewFileTests {
  @Test func appearsWhenItIsFinished() throws {
    let scratch = try Scratch()
    let file = try NewFile(path: scratch.path + "/a", replacing: false)
    try file.write([1, 2] as [UInt8])
    #expect(try !scratch.names.contains("a"))
    try file.write([3] as [UInt8])
    try file.finish()
    #expect(try scratch.bytes("a") == [1, 2, 3])
  }

  @Test func nothingIsLeftOfOneThatIsGivenUp() throws {
    let scratch = try Scratch()
    do {
      let file = try NewFile(path: scratch.path + "/a", replacing: false)
      try file.write([1, 2] as [UInt8])
    }
    #expect(try scratch.names.isEmpty)
  }

  @Test func aNameTakenMeanwhileIsNotReplaced() throws {
    let scratch = try Scratch()
    let file = try NewFile(path: scratch.path + "/a", replacing: false)
    try file.write([1] as [UInt8])
    try scratch.write("a", [9])
    #expect(throws: CheckpointError.exists(path: scratch.path + "/a")) { try file.finish() }
    #expect(try scratch.bytes("a") == [9])
  }
}
