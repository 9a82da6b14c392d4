import Testing

@testable import Session

struct RasterErrorWordingTests {
  @Test func saysWhatToDo() {
    let missing = RasterError.noLibrary(reason: "librsvg-2.so.2: cannot open shared object file").description
    #expect(missing.contains("apt install librsvg2-2") && missing.contains("cannot open shared object file"))
    let large = RasterError.tooLarge(width: 20_000, height: 10_000, mostPixels: 100_000_000).description
    #expect(large.contains("20000 × 10000") && large.contains("100 million") && large.contains(".svg"))
    #expect(RasterError.notDrawn(reason: "no memory").description.contains("no memory"))
  }
}
