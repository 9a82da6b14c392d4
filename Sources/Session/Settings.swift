import Display
import Tensors

/// What `:set` changes.
public struct Settings: Equatable, Sendable {
  public enum ColorChoice: String, CaseIterable, Sendable { case auto, always, never }
  public enum Background: String, CaseIterable, Sendable { case auto, dark, light }

  public var color = ColorChoice.auto
  public var background = Background.auto
  /// Threads of the encoder.
  public var threads: Int
  /// What the encoder's matrix products are computed in.
  public var precision = Precision.f32
  /// Whether long output goes through $PAGER.
  public var pager = true
  /// Whether the rest of a likely line is shown in grey while typing.
  public var hints = true

  public init(threads: Int) { self.threads = threads }
}

/// How an encoder computes; another way is another encoder.
struct Computation: Equatable {
  let threads: Int
  let precision: Precision
}

extension Settings {
  var computation: Computation { Computation(threads: threads, precision: precision) }
}

/// One setting as `:set` shows it: a name, what it does, the values it takes.
struct Setting: Sendable {
  let name: String
  let summary: String
  /// Every value where they can be listed; else what is expected, in words.
  let values: [String]
  let expected: String
  let read: @Sendable (Settings) -> String
  /// False when the value is not one of those expected.
  let write: @Sendable (inout Settings, String) -> Bool

  static let all: [Setting] = [
    choice("color", "colours: auto asks the terminal", \.color),
    choice("background", "the terminal's background, for readable colours", \.background),
    Setting(
      name: "threads", summary: "threads of the encoder", values: [], expected: "a number from 1 to 64",
      read: { "\($0.threads)" },
      write: { settings, text in
        guard let count = Int(text), (1...64).contains(count) else { return false }
        settings.threads = count
        return true
      }),
    choice("precision", "f32 is exact; int8 is faster and rounded", \.precision),
    onOff("pager", "output longer than the screen goes through $PAGER", \.pager),
    onOff("hints", "grey ghost text that completes the line", \.hints),
  ]

  static func named(_ name: String) -> Setting? { all.first { $0.name == name } }

  /// - Throws: `Failure` that lists the names there are.
  static func find(_ name: String, among names: [String] = all.map(\.name)) throws -> Setting {
    if let setting = named(name) { return setting }
    let suggestion = nearestName(to: name, in: names).map { " Did you mean '\($0)'?" } ?? ""
    throw Failure.usage(
      "there is no setting '\(name)'.\(suggestion) The settings are \(names.joined(separator: ", "))")
  }

  /// - Throws: `Failure` that says what is expected.
  func change(_ settings: inout Settings, to value: String) throws {
    guard write(&settings, value) else { throw Failure.usage("\(name) takes \(expected), not '\(value)'") }
  }

  private static func choice<Choice: RawRepresentable & CaseIterable & SendableMetatype>(
    _ name: String, _ summary: String, _ path: WritableKeyPath<Settings, Choice> & Sendable
  ) -> Setting where Choice.RawValue == String {
    let values = Choice.allCases.map(\.rawValue)
    return Setting(
      name: name, summary: summary, values: values, expected: values.joined(separator: ", "),
      read: { $0[keyPath: path].rawValue },
      write: { settings, text in
        guard let value = Choice(rawValue: text) else { return false }
        settings[keyPath: path] = value
        return true
      })
  }

  private static func onOff(
    _ name: String, _ summary: String, _ path: WritableKeyPath<Settings, Bool> & Sendable
  ) -> Setting {
    Setting(
      name: name, summary: summary, values: ["on", "off"], expected: "on or off",
      read: { $0[keyPath: path] ? "on" : "off" },
      write: { settings, text in
        guard text == "on" || text == "off" else { return false }
        settings[keyPath: path] = text == "on"
        return true
      })
  }
}
