import Testing

@testable import Tensors

@Suite struct InstructionSetTests {
  @Test func nothingIsWrongWithoutARequest() {
    #expect(InstructionSet.complaint(environment: [:]) == nil)
    #expect(InstructionSet.complaint(environment: ["TALPA_ISA": "portable"]) == nil)
    #expect(InstructionSet.complaint(environment: ["TALPA_ISA": InstructionSet.supported.rawValue]) == nil)
  }

  @Test func anUnknownNameIsToldTheNames() throws {
    let complaint = try #require(InstructionSet.complaint(environment: ["TALPA_ISA": "sse9"]))
    #expect(complaint.contains("'sse9'"))
    for set in InstructionSet.allCases { #expect(complaint.contains(set.rawValue)) }
    #expect(InstructionSet.complaint(environment: ["TALPA_ISA": ""]) != nil)
  }

  @Test func moreThanTheProcessorHasIsSaid() {
    for set in InstructionSet.allCases where set > .supported {
      let complaint = InstructionSet.complaint(environment: ["TALPA_ISA": set.rawValue])
      #expect(complaint?.contains("does not have") == true)
    }
  }

  @Test func neverMoreThanTheProcessorHas() {
    #expect(InstructionSet.active <= .supported)
    #expect(InstructionSet.allCases.sorted() == [.portable, .avx2, .avx512])
  }
}
