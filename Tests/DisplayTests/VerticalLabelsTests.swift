import Testing

@testable import Display

struct VerticalLabelsTests {
  @Test func standOnTheLastLine() {
    let labels = VerticalLabels(labels: ["a", "土b", "", "tunnels"], columns: 2, maxRows: 4)
    #expect(labels.lines().map { $0.plain() } == ["      t", "      u", "  土  n", "a b   ⋮"])
  }

  @Test func replaceWhatIsTooWide() {
    #expect(VerticalLabels(labels: ["土", "b"], columns: 1, maxRows: 4).lines().map { $0.plain() } == ["·b"])
  }
}
