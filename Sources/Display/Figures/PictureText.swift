/// One line of text in a picture, in pixels.
struct PictureText: Equatable {
  enum Kind: String { case title, ink, muted }
  enum Anchor: String { case start, middle, end }

  let text: String
  /// Columns of a fixed-width font.
  let columns: Int
  /// Where the anchor is, on the line's middle.
  var x: Int
  var y: Int
  let size: Double
  let kind: Kind
  private(set) var anchor: Anchor
  /// Reads from below upwards.
  private(set) var isUpright: Bool

  init(
    _ label: PictureLabel, x: Int, y: Int, size: Double = 12, kind: Kind = .ink, anchor: Anchor = .start,
    isUpright: Bool = false
  ) {
    text = label.text
    columns = label.width
    (self.x, self.y, self.size, self.anchor, self.isUpright) = (x, y, size, anchor, isUpright)
    self.kind = label.isMuted ? .muted : kind
  }

  init(_ text: StyledText, x: Int, y: Int, size: Double = 12, kind: Kind = .ink) {
    self.init(PictureLabel(text, longest: .max), x: x, y: y, size: size, kind: kind)
  }

  /// The pixels that `columns` take: the advance of DejaVu Sans Mono is 0.602 of its size, those of its like
  /// are less.
  static func length(_ columns: Int, size: Double) -> Int {
    Int((Double(columns) * size * advance).rounded(.up))
  }

  /// The columns that fit.
  static func columns(in length: Int, size: Double) -> Int { Int(Double(length) / (size * advance)) }

  private static let advance = 0.605

  var length: Int { PictureText.length(columns, size: size) }

  /// In the middle of `width` pixels from where it is; at their start if it is longer.
  func centred(over width: Int) -> PictureText {
    guard length <= width else { return self }
    var text = self
    (text.x, text.anchor) = (x + width / 2, .middle)
    return text
  }

  /// Upright, in the middle of `height` pixels below where it is.
  func upright(beside height: Int) -> PictureText {
    var text = self
    (text.y, text.anchor, text.isUpright) = (y + height / 2, .middle, true)
    return text
  }

  /// What it covers.
  var box: (left: Int, top: Int, right: Int, bottom: Int) {
    let before =
      switch anchor {
      case .start: 0
      case .middle: length / 2
      case .end: length
      }
    let half = Int((size * 0.6).rounded(.down))
    return isUpright
      ? (x - half, y + before - length, x + half, y + before)
      : (x - before, y - half, x - before + length, y + half)
  }
}
