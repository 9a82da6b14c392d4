import Tensors

/// Writes .npy files (NumPy's format, version 1.0): little-endian float32, row-major.
public enum NumpyWriter {
  /// - Parameter shape: one or two extents, whose product is the count of numbers.
  public static func write(_ rows: [[Float]], shape: [Int], to path: String, replacing: Bool)
    throws(CheckpointError)
  {
    let extents = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(extents)), }"
    // The data begins on a multiple of 64: 6 bytes of magic, 2 of version, 2 of length, the header and its
    // newline.
    header += String(repeating: " ", count: (64 - (10 + header.utf8.count + 1) % 64) % 64) + "\n"
    let length = header.utf8.count
    let file = try NewFile(path: path, replacing: replacing)
    try file.write(
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + Array(header.utf8))
    for row in rows { try file.write(row) }
    try file.finish()
  }
}
