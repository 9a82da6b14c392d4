/// A full-screen view, without a terminal: its state is its own, events change it, and it draws itself on a
/// canvas of any size.
public protocol View {
  /// What a view asks of the world outside it: to leave, to write a file, to compute.
  associatedtype Effect

  /// - Returns: what it cannot do itself; nil is nothing.
  mutating func update(_ event: Event) -> Effect?
  func render(into canvas: inout Canvas)
}
