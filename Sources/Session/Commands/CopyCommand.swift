import ArgumentParser
import Display

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct CopyCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy", abstract: "Put the last result on the clipboard.",
    discussion:
      "It asks the terminal to (OSC 52), so it works over ssh; some terminals and tmux must be told to allow it."
  )

  @OptionGroup var common: CommonOptions

  /// What terminals take: xterm's limit.
  private static let mostBytes = 74_994

  func run(in session: Session) throws {
    guard session.host.terminal != nil else {
      throw Failure.usage("copy asks the terminal, and there is none")
    }
    guard !session.lastResult.isEmpty else { throw Failure.usage("there is no result yet to copy") }
    let bytes = Data(session.lastResult.utf8)
    guard bytes.count <= CopyCommand.mostBytes else {
      throw Failure(
        .failure,
        "the last result has \(bytes.count) bytes, and terminals take \(CopyCommand.mostBytes): write it to a file with :once"
      )
    }
    session.output.flush()
    session.output.write("\u{1b}]52;c;\(bytes.base64EncodedString())\u{7}")
    session.output.flush()
    session.show(StyledText("copied \(bytes.count) bytes", session.palette.muted))
  }
}
