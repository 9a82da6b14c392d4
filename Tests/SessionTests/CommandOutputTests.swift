import Testing

@testable import Session

/// Whole outputs, as people read them.
struct CommandOutputTests {
  @Test func tokens() throws {
    #expect(
      try TestSession().data(of: "The mole dug a tunnel.") == """
        pos  token      id  mask  segment  chars  text
          0  [CLS]     101     1        0  –
          1  the      1996     1        0  0–3    The
          2  mole    16709     1        0  4–8    mole
          3  dug      8655     1        0  9–12   dug
          4  a        1037     1        0  13–14  a
          5  tunnel   5234     1        0  15–21  tunnel
          6  .        1012     1        0  21–22  .
          7  [SEP]     102     1        0  –
        8 tokens

        """)
  }

  @Test func aPaddedPair() throws {
    let data = try TestSession().data(of: ":tokens --max-length 15 --pad I want to embed. ||| Maybe now")
    #expect(
      data.hasSuffix(
        """
         10  [SEP]   102     1        1  –
         11  [PAD]     0     0        0  –
         12  [PAD]     0     0        0  –
         13  [PAD]     0     0        0  –
         14  [PAD]     0     0        0  –
        11 tokens · 4 of padding
        input_ids      [101, 1045, 2215, 2000, 7861, 8270, 1012, 102, 2672, 2085, 102, 0, 0, 0, 0]
        attention_mask [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0]
        token_type_ids [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0]

        """))
  }

  @Test func whyAWordIsUnknown() throws {
    let data = try TestSession().data(of: ":tokens --explain Café 🤖")
    #expect(
      data == """
        typed                        Café 🤖
        clean                        no change
        split CJK                    no change
        strip accents                Cafe 🤖
        lower-case                   cafe 🤖
        split words and punctuation  cafe | 🤖

        cafe → cafe
        🤖 → [UNK]
            unknown: no piece of the vocabulary begins '🤖'; one part unmatched makes the whole word unknown

        """)
  }

  @Test func literalTakesMarksAsText() throws {
    let test = TestSession()
    #expect(try test.data(of: ":tokens a [MASK]").contains("[MASK]"))
    #expect(try !test.data(of: ":tokens --literal a [MASK]").contains("[MASK]  "))
  }

  @Test func oneHead() throws {
    let data = try TestSession(width: 80).data(of: ":attention --layer 1 --head 3 The mole dug a tunnel.")
    #expect(data.hasPrefix("all-MiniLM-L6-v2 · head 1.3\n"))
    #expect(data.contains("2 mole      ██              the 1.00\n"))
    #expect(
      TestSession().complaint(about: ":attention --layer 7 hi")
        == "--layer 7: all-MiniLM-L6-v2 has layers 1 to 6")
    #expect(
      TestSession().complaint(about: ":attention --head 0 hi")
        == "--head 0: all-MiniLM-L6-v2 has heads 1 to 12")
  }

  @Test func similarity() throws {
    let line = ":similar The weather is lovely today. ||| It's so sunny outside! ||| He drove to the stadium."
    let data = try TestSession(width: 80).data(of: line)
    // correctness.md: 0.6660, 0.1046, 0.1411 with float32 weights; the embedded ones are rounded to float16.
    #expect(data.contains("0.6659"))
    #expect(data.contains("0.1046"))
    #expect(data.contains("0.1412"))
    #expect(TestSession().complaint(about: ":similar one").contains("needs two sentences or more and has 1"))
  }

  @Test func vectorsNameTheNearestSentences() throws {
    let test = TestSession()
    _ = try test.data(of: "The weather is lovely today.")
    _ = try test.data(of: "He drove to the stadium.")
    let data = try test.data(of: ":vectors It's so sunny outside!")
    #expect(data.contains("pooling mean · layer last · normalised to length 1"))
    #expect(data.contains("norm 1.0000 · 384 numbers"))
    let rows = data.split(separator: "\n").suffix(2)
    #expect(rows.first?.contains("The weather is lovely today.") == true)
    #expect(rows.last?.contains("He drove to the stadium.") == true)
  }

  @Test func theTourIsComputed() throws {
    let data = try TestSession(width: 80).data(of: ":tour")
    for part in [
      "1  A sentence becomes tokens", "##bed", "[PAD]", "layer 1 head 3", "6  0.91  0.88  0.81    1.00",
    ] { #expect(data.contains(part), "\(part)") }
  }

  /// Whatever a text holds, no escape sequence leaves by the output.
  @Test func hostileTextsAreMadeVisible() throws {
    let hostile = "a\u{1B}[2J\u{1B}]52;c;aGk=\u{7} \u{202E}b \u{9B}31m \0"
    for command in ["", ":tokens ", ":tokens --explain ", ":vectors ", ":attention ", ":similar x ||| "] {
      let test = TestSession(width: 80)
      let data = try test.data(of: command + hostile)
      let bad = data.unicodeScalars.first {
        $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}"
      }
      #expect(bad == nil, "\(command)")
    }
    let complaint = TestSession()
    _ = complaint.session.report(Failure(.usage, "no \u{1B}[2J here"))
    #expect(!complaint.output.messages.contains("\u{1B}"))
  }

  @Test func colourOnlyWhereItIsWanted() throws {
    #expect(try TestSession(width: 80, depth: .ansi256).data(of: "mole").contains("\u{1B}["))
    #expect(
      try !TestSession(width: 80, depth: .ansi256, environment: ["NO_COLOR": "1"]).data(of: "mole").contains(
        "\u{1B}["))
    #expect(
      try TestSession(width: 80, depth: .ansi256, environment: ["NO_COLOR": ""]).data(of: "mole").contains(
        "\u{1B}["))
    #expect(try TestSession().data(of: ":set color always").isEmpty == false)
  }

  @Test func longInputsAreTruncatedWithAWord() throws {
    let test = TestSession()
    _ = try test.data(of: ":vectors " + String(repeating: "mole ", count: 600))
    #expect(test.output.messages.contains("truncated to 512 tokens"))
    #expect(test.output.messages.contains("90 tokens are left out"))
  }

  @Test func interruptedWorkStops() {
    let test = TestSession(isInterrupted: { true })
    #expect(test.complaint(about: ":vectors mole") == "interrupted")
    #expect(Failure(Interrupted()).status == .interrupted)
  }
}
