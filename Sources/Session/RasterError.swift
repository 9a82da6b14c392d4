/// Why a picture could not be drawn in pixels.
enum RasterError: Error, Equatable {
  case noLibrary(reason: String)
  case tooLarge(width: Int, height: Int, mostPixels: Int)
  case notDrawn(reason: String)
}
