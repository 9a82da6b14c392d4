extension RasterError: CustomStringConvertible {
  var description: String {
    switch self {
    case .noLibrary(let reason):
      "a .png needs librsvg, which is not here (\(reason)). Install it: apt install librsvg2-2 (macOS: brew "
        + "install librsvg), or write .svg or .html"
    case .tooLarge(let width, let height, let mostPixels):
      "as .png this would have \(width) × \(height) pixels; \(mostPixels / 1_000_000) million are the most. "
        + "Write .svg or .html, or show fewer tokens"
    case .notDrawn(let reason):
      "librsvg could not draw the picture: \(reason). Write .svg or .html"
    }
  }
}
