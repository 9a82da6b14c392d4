import Testing

@testable import Display

struct PictureStyleTests {
  @Test func stepsReachFromEndToEnd() {
    #expect([-2, -1, 0, 0.5, 1, .infinity].map(PictureStyle.level) == [-63, -63, 0, 32, 63, 63])
    #expect(PictureStyle.level(.nan) == nil)
  }

  @Test func coloursAreThoseOfTheRamp() {
    let dark = PictureStyle.sheet([.sequential, .diverging], on: .dark)
    #expect(dark.contains(".s0{fill:#440154}") && dark.contains(".s63{stroke:#fde725}"))
    #expect(dark.contains(".a63{stroke:#ffc86e}") && dark.contains(".b63{stroke:#96d0ff}"))
    #expect(PictureStyle.sheet([.sequential], on: .light).contains(".s63{stroke:#30125c}"))
  }

  @Test func onlyRampsThatAreUsedAreThere() {
    #expect(!PictureStyle.sheet([.sequential], on: .light).contains(".d0"))
  }

  @Test func writesColoursInTwoDigitsEach() {
    #expect(Color.rgb(0, 10, 255).hexadecimal == "#000aff")
  }
}
