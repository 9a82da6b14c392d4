import Testing

@testable import Analysis

struct EnglishFormsTests {
  @Test(arguments: [
    ("mole", ["mole", "moles", "moled", "moling"]),
    ("spy", ["spy", "spies", "spied", "spying"]),
    ("play", ["play", "plays", "played", "playing"]),
    ("box", ["box", "boxes", "boxed", "boxing"]),
    ("church", ["church", "churches", "churched", "churching"]),
    ("dig", ["dig", "digs", "digged", "digging"]),
    ("leak", ["leak", "leaks", "leaked", "leaking"]),
    ("show", ["show", "shows", "showed", "showing"]),
    ("travel", ["travel", "travels", "traveled", "travelled", "traveling", "travelling"]),
    ("die", ["die", "dies", "died", "dying"]),
    ("see", ["see", "sees", "seed", "seeing"]),
    ("leaf", ["leaf", "leafs", "leaves", "leafed", "leafing"]),
    ("cliff", ["cliff", "cliffs", "cliffed", "cliffing"]),
    ("knife", ["knife", "knifes", "knives", "knifed", "knifing"]),
    ("potato", ["potato", "potatos", "potatoes", "potatoed", "potatoing"]),
    ("drawing pin", ["drawing pin", "drawing pins", "drawing pinned", "drawing pinning"]),
    // No English word: taken as it stands.
    ("鼹鼠", ["鼹鼠"]), ("R2", ["R2"]), ("", [""]), ("café", ["café"]),
  ])
  func forms(word: String, expected: [String]) {
    let forms = EnglishForms(of: word).all
    #expect(forms.first == word)
    #expect(Set(forms) == Set(expected))
    #expect(forms.count == expected.count)
  }
}
