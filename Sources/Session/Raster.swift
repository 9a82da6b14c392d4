import CRaster
import Display

/// Pictures in pixels: an SVG drawn by librsvg (docs/decisions/0006).
enum Raster {
  /// Pixels of the PNG for one of the picture: letters stay sharp on fine screens and on paper.
  static let scale = 2
  /// A picture takes four bytes a pixel while it is drawn: 400 MB.
  static let mostPixels = 100_000_000

  /// The bytes of a PNG file.
  static func png(_ picture: SVGPicture, on background: Background) throws(RasterError) -> [UInt8] {
    let (width, height) = (picture.width * scale, picture.height * scale)
    let (pixels, overflows) = width.multipliedReportingOverflow(by: height)
    guard !overflows, pixels <= mostPixels, let columns = Int32(exactly: width),
      let rows = Int32(exactly: height)
    else { throw .tooLarge(width: width, height: height, mostPixels: mostPixels) }
    return try png(svg: picture.document(on: background), width: columns, height: rows)
  }

  /// - Parameter svg: is stretched to `width` × `height` pixels.
  static func png(svg: String, width: Int32, height: Int32) throws(RasterError) -> [UInt8] {
    var svg = svg
    var reason = [CChar](repeating: 0, count: 500)
    let room = reason.count
    var bytes: [UInt8] = []
    let outcome = svg.withUTF8 { text in
      text.withMemoryRebound(to: CChar.self) { text in
        withUnsafeMutablePointer(to: &bytes) { bytes in
          cr_png(text.baseAddress, text.count, width, height, append, bytes, &reason, room)
        }
      }
    }
    let words = String(decoding: reason.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    switch outcome {
    case CR_DONE: return bytes
    case CR_NO_LIBRARY: throw .noLibrary(reason: words)
    default: throw .notDrawn(reason: words)
    }
  }
}

/// Puts what comes at the end of the array of bytes that `context` points to.
private func append(context: UnsafeMutableRawPointer?, bytes: UnsafePointer<UInt8>?, count: Int) -> Int32 {
  let end = context?.assumingMemoryBound(to: [UInt8].self)
  end?.pointee.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
  return 0
}
