/// One place on a ``Canvas``.
public struct Cell: Equatable, Sendable {
  public static let blank = Cell(text: " ", style: .plain, width: 1)

  public var text: Character
  public var style: Style
  /// Columns that the character takes; 0 for a column covered by the wide character to its left.
  public var width: Int
}
