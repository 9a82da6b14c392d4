import Testing

@testable import Tokenization

struct ByteAlphabetTests {
  @Test func everyByteHasACharacterOfItsOwn() {
    #expect(Set(ByteAlphabet.characters).count == 256)
    #expect(ByteAlphabet.characters[0x20] == ByteAlphabet.space)
    #expect(ByteAlphabet.characters[0x41] == "A")
    #expect(ByteAlphabet.characters[0] == "Ā")
  }

  @Test func spelling() { #expect(ByteAlphabet.spell(" é") == "ĠÃ©") }
}
