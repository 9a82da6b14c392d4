/// What a row or a column is called in a picture: short, whatever the token.
struct PictureLabel: Equatable {
  /// Columns that a token may take.
  static let longest = 24
  /// A letter can carry any number of marks and still be one column wide.
  private static let marksPerColumn = 5

  let text: String
  /// Columns of a fixed-width font.
  let width: Int
  let isMuted: Bool

  init(_ label: StyledText, longest: Int = PictureLabel.longest) {
    let short = label.truncated(to: longest)
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: short.plain().unicodeScalars.prefix(short.width * PictureLabel.marksPerColumn))
    text = String(scalars)
    width = short.width
    isMuted = label.runs.first?.style.dim == true
  }

  init(from first: PictureLabel, to last: PictureLabel) {
    text = first.text + "–" + last.text
    width = first.width + 1 + last.width
    isMuted = first.isMuted && last.isMuted
  }
}
