#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// tanh of each number, by the C library: it is needed for one vector a sentence.
public func tanh(_ x: [Float]) -> [Float] { x.map { tanhf($0) } }
