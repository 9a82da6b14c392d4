#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which compilation of the kernels runs.
public enum InstructionSet: String, CaseIterable, Comparable, Sendable {
  case portable, avx2, avx512

  /// What this machine can run, lowered by `TALPA_ISA` where that is set. Chosen once.
  public static let active: InstructionSet = requested.map { min($0, supported) } ?? supported

  /// The best that processor and system support.
  public static let supported: InstructionSet = detect()

  /// What `TALPA_ISA` asks for; nil when it is not set, or not one of the names.
  static let requested: InstructionSet? = getenv("TALPA_ISA").flatMap {
    InstructionSet(rawValue: String(cString: $0))
  }

  /// What is wrong with `TALPA_ISA`, for the program to say; nil when nothing is.
  public static func complaint(environment: [String: String]) -> String? {
    guard let name = environment["TALPA_ISA"] else { return nil }
    guard let wanted = InstructionSet(rawValue: name) else {
      return "TALPA_ISA is '\(name)'; it takes \(allCases.map(\.rawValue).joined(separator: ", "))."
        + " Going on with \(supported.rawValue)"
    }
    return wanted <= supported
      ? nil
      : "TALPA_ISA asks for \(name), which this processor does not have. Going on with \(supported.rawValue)"
  }

  public static func < (left: InstructionSet, right: InstructionSet) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .portable: 0
    case .avx2: 1
    case .avx512: 2
    }
  }

  private static func detect() -> InstructionSet {
    #if arch(x86_64) && canImport(Glibc)
      // Features that the processor has and the system has switched on (glibc's "active" words).
      guard let basic = features(leaf: 1), let extended = features(leaf: 7) else { return .portable }
      // FMA, MOVBE, POPCNT, AVX, F16C; BMI1, AVX2, BMI2
      let hasAVX2 = basic.ecx.has(12, 22, 23, 28, 29) && extended.ebx.has(3, 5, 8)
      // AVX-512 F, DQ, CD, BW, VL, and VNNI, which only the first processors with AVX-512 lack
      let hasAVX512 = extended.ebx.has(16, 17, 28, 30, 31) && extended.ecx.has(11)
      return hasAVX2 ? (hasAVX512 ? .avx512 : .avx2) : .portable
    #else
      return .portable
    #endif
  }
}

#if arch(x86_64) && canImport(Glibc)
  /// `struct cpuid_feature` of <sys/platform/x86.h>: what the processor says, then what may be used.
  private struct CPUFeatures {
    var cpuid: (eax: UInt32, ebx: UInt32, ecx: UInt32, edx: UInt32)
    var active: (eax: UInt32, ebx: UInt32, ecx: UInt32, edx: UInt32)
  }

  /// glibc 2.33 and later. Leaves are numbered as in `enum` CPUID_INDEX_*: 0 is leaf 1, 1 is leaf 7.
  @_silgen_name("__x86_get_cpuid_feature_leaf")
  private func cpuidFeatureLeaf(_ leaf: UInt32) -> UnsafePointer<CPUFeatures>?

  private func features(leaf: Int) -> (ebx: UInt32, ecx: UInt32)? {
    cpuidFeatureLeaf(leaf == 1 ? 0 : 1).map { ($0.pointee.active.ebx, $0.pointee.active.ecx) }
  }

  extension UInt32 {
    fileprivate func has(_ bits: Int...) -> Bool { bits.allSatisfy { self & (1 << $0) != 0 } }
  }
#endif
