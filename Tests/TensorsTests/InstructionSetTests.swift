import Testing

@testable import Tensors

struct InstructionSetTests {
  @Test func order() {
    #expect(InstructionSet.portable < .avx2)
    #expect(InstructionSet.avx2 < .avx512)
    #expect(InstructionSet.active <= .supported)
  }

  @Test func whatTALPA_ISAMaySay() {
    #expect(InstructionSet.complaint(environment: [:]) == nil)
    #expect(InstructionSet.complaint(environment: ["TALPA_ISA": "portable"]) == nil)
    #expect(
      InstructionSet.complaint(environment: ["TALPA_ISA": "mmx"])?.contains("portable, avx2, avx512") == true)
  }
}
