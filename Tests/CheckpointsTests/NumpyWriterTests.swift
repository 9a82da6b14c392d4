import Testing

@testable import Checkpoints

@Suite struct NumpyWriterTests {
  /// Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
  @Test(arguments: [([2, 2], "(2, 2)"), ([4], "(4,)")])
  func writesAHeaderThatFillsSixtyFourBytesAndTheNumbers(shape: [Int], text: String) throws {
    let scratch = try Scratch()
    let rows: [[Float]] = shape.count == 2 ? [[1, 2], [3, -1.5]] : [[1, 2, 3, -1.5]]
    try NumpyWriter.write(rows, shape: shape, to: scratch.path + "/a.npy", replacing: false)
    let bytes = try scratch.bytes("a.npy")
    #expect(bytes.prefix(8) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
    let start = 10 + Int(bytes[8]) + Int(bytes[9]) << 8
    #expect(start % 64 == 0)
    let header = String(decoding: bytes[10..<start], as: UTF8.self)
    #expect(header.hasPrefix("{'descr': '<f4', 'fortran_order': False, 'shape': \(text), }"))
    #expect(header.hasSuffix("\n"))
    #expect(Array(bytes[start...]) == [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40, 0, 0, 0xC0, 0xBF])
  }
}
