import Testing

@testable import Session

struct SettingsTests {
  @Test func everySettingTakesItsOwnValues() {
    for setting in Setting.all {
      var settings = Settings(threads: 2)
      for value in setting.values + [setting.read(settings)] {
        #expect(setting.write(&settings, value), "\(setting.name) \(value)")
        #expect(setting.read(settings) == value)
      }
      let before = settings
      #expect(!setting.write(&settings, "nonsense"))
      #expect(settings == before)
    }
  }

  @Test func theCommandShowsAndChanges() throws {
    let test = TestSession()
    #expect(try test.data(of: ":set threads 1") == "threads 1\n")
    #expect(test.session.settings.threads == 1)
    #expect(try test.data(of: ":set").contains("threads     1"))
    #expect(test.complaint(about: ":set threads 0") == "threads takes a number from 1 to 64, not '0'")
    #expect(test.complaint(about: ":set colr").contains("Did you mean 'color'?"))
  }
}
