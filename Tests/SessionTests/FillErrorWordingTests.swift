import Testing

import enum Session.ExitStatus

@testable import Session

struct FillErrorWordingTests {
  @Test func saysWhatIsMissingAndWhatToDo() {
    let words: [(FillError, ExitStatus, [String])] = [
      (
        .noHead(model: "mini", installed: []), .failure,
        ["mini has no masked-word head", "\nNo installed model", "\nA directory", "AutoModelForMaskedLM"]
      ),
      (
        .noHead(model: "mini", installed: ["a/b", "c"]), .failure,
        ["Installed models that have one, for --model: a/b, c\n"]
      ),
      (.noMask(mark: "<mask>", isTruncated: false), .usage, ["no <mask>", "The mole <mask> a tunnel."]),
      (.noMask(mark: "[MASK]", isTruncated: true), .usage, ["no [MASK] is left", "truncated"]),
      (
        .manyPieces(word: "moles", pieces: ["mole", "##s"], mark: "[MASK]"), .usage,
        ["'moles' is 2 pieces", "(mole ##s)", "one [MASK] holds one"]
      ),
      (.unknownWord("🤖"), .usage, ["'🤖' is not in this model's vocabulary"]),
      (.doesNotFit(word: "s", mark: "[MASK]"), .usage, ["'s' cannot take the place of [MASK]", "blanks"]),
    ]
    for (error, status, parts) in words {
      let failure = Failure(error)
      #expect(failure.status == status)
      for part in parts { #expect(failure.description.contains(part), "\(failure.description)") }
    }
  }
}
