/// What an encoder gives back it soon asks for again: glibc is told to keep it. Asking the system for 80 MB anew for
/// each text of 512 tokens took a tenth of the time (docs/kernels.md).
enum Memory {
  static let isKept: Bool = {
    #if canImport(Glibc)
      let largest: CInt = 32 << 20  // glibc takes no more
      let most: CInt = 160 << 20
      return mallopt(-3, largest) == 1 && mallopt(-1, most) == 1  // M_MMAP_THRESHOLD, M_TRIM_THRESHOLD
    #else
      return false
    #endif
  }()
}

#if canImport(Glibc)
  /// <malloc.h>, which Swift's module of the C library leaves out.
  @_silgen_name("mallopt") private func mallopt(_ parameter: CInt, _ value: CInt) -> CInt
#endif
