import Tensors
import Testing

@testable import Checkpoints

@Suite struct SafetensorsFileTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func open(_ header: String, data: Int) throws -> SafetensorsFile {
    try SafetensorsFile(path: try scratch.write("x.safetensors", safetensors(header, data: data)))
  }

  @Test func readsTensorsOfEveryKind() throws {
    // 1.5 in float32, float16 and bfloat16, by hand.
    let header = """
      {"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},\
      "b":{"dtype":"F16","shape":[2],"data_offsets":[4,8]},"c":{"dtype":"BF16","shape":[1],"data_offsets":[8,10]},\
      "ids":{"dtype":"I64","shape":[],"data_offsets":[10,18]},"none":{"dtype":"F32","shape":[0,4],"data_offsets":[18,18]}}
      """
    let data: [UInt8] = [0, 0, 0xC0, 0x3F, 0x00, 0x3E, 0x00, 0xBE, 0xC0, 0x3F] + littleEndian(7)
    let bytes = littleEndian(UInt64(header.utf8.count)) + Array(header.utf8) + data
    let file = try SafetensorsFile(path: try scratch.write("x.safetensors", bytes))

    #expect(file.metadata == ["format": "pt"])
    #expect(file.names.sorted() == ["a", "b", "c", "ids", "none"])
    #expect(try file.matrix("a", rows: 1, columns: 1).row(0) == [1.5])
    #expect(try file.vector("b", count: 2) == [1.5, -1.5])
    #expect(try file.vector("c", count: 1) == [1.5])
    #expect(file.tensor(named: "ids")?.bytes.array == littleEndian(7))
    #expect(try file.matrix("none", rows: 0, columns: 4).rows == 0)
    #expect(file.contains("a") && !file.contains("A"))
  }

  @Test func aFileWithoutTensorsIsOne() throws {
    #expect(try open("{}", data: 0).names.isEmpty)
    #expect(try open("{}      ", data: 0).names.isEmpty)
  }

  /// One way each in which a file can be wrong, and how the error begins.
  @Test(arguments: [
    ("truncated: one tensor", #"{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}"#, 15, "truncated("),
    ("bytes left over", #"{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}"#, 17, "unusedBytes("),
    ("bytes without tensors", "{}", 1, "unusedBytes("),
    (
      "overlap",
      #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[3,7]}}"#,
      7,
      "tensorsOverlap("
    ),
    (
      "the same place twice",
      #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#,
      4,
      "tensorsOverlap("
    ),
    (
      "hole",
      #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[5,9]}}"#,
      9,
      "gapBetweenTensors("
    ),
    ("hole in front", #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[1,5]}}"#, 5, "gapBetweenTensors("),
    (
      "shape too large", #"{"a":{"dtype":"F32","shape":[5],"data_offsets":[0,16]}}"#, 16,
      "tensorSizeMismatch("
    ),
    (
      "shape too small", #"{"a":{"dtype":"F32","shape":[],"data_offsets":[0,16]}}"#, 16, "tensorSizeMismatch("
    ),
    (
      "shape that overflows",
      #"{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}"#, 0, "badTensorEntry("
    ),
    (
      "negative shape", #"{"a":{"dtype":"F32","shape":[-1,-4],"data_offsets":[0,16]}}"#, 16, "badTensorEntry("
    ),
    (
      "shape beyond any integer", #"{"a":{"dtype":"F32","shape":[1e30],"data_offsets":[0,16]}}"#, 16,
      "badJSON("
    ),
    (
      "terabytes", #"{"a":{"dtype":"U8","shape":[9000000000000],"data_offsets":[0,9000000000000]}}"#, 8,
      "truncated("
    ),
    ("negative offset", #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[-4,0]}}"#, 4, "badTensorEntry("),
    ("end before begin", #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[4,0]}}"#, 4, "badTensorEntry("),
    ("one offset", #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[4]}}"#, 4, "badTensorEntry("),
    ("no offsets", #"{"a":{"dtype":"U8","shape":[4]}}"#, 4, "badJSON("),
    ("unknown numbers", #"{"a":{"dtype":"F12","shape":[4],"data_offsets":[0,4]}}"#, 4, "badTensorEntry("),
    ("not an object", "[1, 2]", 0, "badJSON("),
    ("half an object", #"{"a":"#, 0, "badJSON("),
    ("nothing", "", 0, "badJSON("),
    ("another value", #"{"a": 7}"#, 0, "badJSON("),
    ("metadata of another kind", #"{"__metadata__": 7}"#, 0, "badJSON("),
    (
      "a name twice",
      #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#,
      4,
      "duplicateTensor("
    ),
  ])
  func malformedFilesAreToldApart(what: String, header: String, data: Int, error: String) throws {
    let thrown = #expect(throws: CheckpointError.self, "\(what)") { try open(header, data: data) }
    let found = try #require(thrown)
    #expect("\(error)" == String("\(reflected(found))".prefix(error.count)), "\(what): \(found)")
    #expect(found.description.contains("x.safetensors"), "\(what): \(found)")
  }

  @Test func aDeepHeaderIsRefused() throws {
    let deep = String(repeating: #"{"a":"#, count: 100_000)
    #expect(throws: CheckpointError.self) { try open(deep, data: 0) }
  }

  @Test func aHeaderOfTerabytesIsRefusedBeforeItIsRead() throws {
    for claimed in [UInt64(1) << 40, .max, UInt64(Int.max), 1000] {
      let path = try scratch.write("x.safetensors", littleEndian(claimed) + [0x7B, 0x7D])
      #expect(throws: CheckpointError.headerTooLarge(path: path, claimed: claimed, available: 2)) {
        try SafetensorsFile(path: path)
      }
    }
  }

  @Test func filesTooShortForALengthAreRefused() throws {
    for count in [0, 1, 7] {
      let path = try scratch.write("x.safetensors", [UInt8](repeating: 0, count: count))
      #expect(throws: CheckpointError.shorterThanHeader(path: path, bytes: count)) {
        try SafetensorsFile(path: path)
      }
    }
  }

  @Test func aMissingFileIsNamedWithTheReason() throws {
    let path = scratch.path + "/none.safetensors"
    let error = #expect(throws: CheckpointError.self) { try SafetensorsFile(path: path) }
    #expect(error?.description == "cannot read '\(path)': No such file or directory")
    #expect(throws: CheckpointError.self) { try SafetensorsFile(path: scratch.path) }
  }

  /// Whatever bytes the header holds, opening ends with a file or an error.
  @Test func damagedHeadersNeverTrap() throws {
    let whole = safetensors(
      #"{"__metadata__":{"a":"b\"}:"},"t":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}"#, data: 24)
    var state: UInt64 = 99
    for _ in 0..<500 {
      var bytes = whole
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 25)
      }
      let path = try scratch.write("x.safetensors", bytes)
      if let file = try? SafetensorsFile(path: path) {
        #expect(file.names.count <= 1)
      }
    }
  }
}

/// The case's name and what it carries, not its wording.
private func reflected(_ error: CheckpointError) -> String {
  Mirror(reflecting: error).children.first.map { ($0.label ?? "") + "(" } ?? ""
}
