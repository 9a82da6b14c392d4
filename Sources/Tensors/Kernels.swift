import KernelsPortable

#if arch(x86_64) && os(Linux)
  import KernelsAVX2
  import KernelsAVX512
#endif

typealias Floats = UnsafePointer<Float>
typealias MutableFloats = UnsafeMutablePointer<Float>
typealias Bytes = UnsafePointer<UInt8>
typealias MutableBytes = UnsafeMutablePointer<UInt8>

/// The kernels of one instruction set (KernelsPortable/Kernels.swift says what each does).
struct Kernels: Sendable {
  let panelWidth: Int
  let packedElement: @Sendable (Int) -> Int
  let pack: @Sendable (UnsafeRawPointer, Int, Int, Int, UnsafeMutableRawPointer) -> Void
  let widen: @Sendable (UnsafeRawPointer, Int, Int, MutableFloats) -> Void
  let isFinite: @Sendable (UnsafeRawPointer, Int, Int) -> Bool
  let multiply:
    @Sendable (
      Int, Int, Floats, Int, UnsafeRawPointer, Int, Floats, MutableFloats, Int, Floats?, Int, Int, Int, Int
    ) -> Void
  let groupSize: Int
  let quantize: @Sendable (Floats, Int, MutableBytes, MutableFloats, MutableFloats) -> Void
  let packBytes:
    @Sendable (
      UnsafeRawPointer, Int, Int, Int, MutableBytes, MutableFloats, MutableFloats, MutableBytes
    ) -> Void
  let multiplyBytes:
    @Sendable (
      Int, Int, Bytes, Floats, Floats, Bytes, Floats, Floats, MutableFloats, Int, Floats?, Int, Int, Int, Int
    ) -> Void
  let softmax: @Sendable (MutableFloats, Int, Int, Float) -> Void
  let layerNorm: @Sendable (Floats, MutableFloats, Int, Floats, Floats, Float) -> Void
  let attentionScratch: @Sendable (Int, Int) -> Int
  let attend:
    @Sendable (
      Int, Int, Int, Floats, Floats, Floats, Int, MutableFloats, Int, MutableFloats, Int, MutableFloats
    ) -> Void
  let dot: @Sendable (Floats, Floats, Int) -> Float
  let apply: @Sendable (Int, Floats, MutableFloats, Int) -> Void
  let pause: @Sendable () -> Void

  /// Rows are as long as a multiple of this, so that whole panels of any instruction set fit.
  static let rowMultiple = 48

  static let active = of(InstructionSet.active)

  static func of(_ set: InstructionSet) -> Kernels {
    #if arch(x86_64) && os(Linux)
      switch set {
      case .avx512:
        return Kernels(
          panelWidth: KernelsAVX512.panelWidth, packedElement: KernelsAVX512.packedElement,
          pack: KernelsAVX512.pack, widen: KernelsAVX512.widen,
          isFinite: KernelsAVX512.isFinite, multiply: KernelsAVX512.multiply,
          groupSize: KernelsAVX512.groupSize, quantize: KernelsAVX512.quantize,
          packBytes: KernelsAVX512.packBytes, multiplyBytes: KernelsAVX512.multiplyBytes,
          softmax: KernelsAVX512.softmax,
          layerNorm: KernelsAVX512.layerNorm, attentionScratch: KernelsAVX512.attentionScratch,
          attend: KernelsAVX512.attend, dot: KernelsAVX512.dot, apply: KernelsAVX512.apply,
          pause: KernelsAVX512.pause)
      case .avx2:
        return Kernels(
          panelWidth: KernelsAVX2.panelWidth, packedElement: KernelsAVX2.packedElement,
          pack: KernelsAVX2.pack, widen: KernelsAVX2.widen,
          isFinite: KernelsAVX2.isFinite, multiply: KernelsAVX2.multiply, groupSize: KernelsAVX2.groupSize,
          quantize: KernelsAVX2.quantize, packBytes: KernelsAVX2.packBytes,
          multiplyBytes: KernelsAVX2.multiplyBytes, softmax: KernelsAVX2.softmax,
          layerNorm: KernelsAVX2.layerNorm, attentionScratch: KernelsAVX2.attentionScratch,
          attend: KernelsAVX2.attend, dot: KernelsAVX2.dot, apply: KernelsAVX2.apply, pause: KernelsAVX2.pause
        )
      case .portable: break
      }
    #endif
    return Kernels(
      panelWidth: KernelsPortable.panelWidth, packedElement: KernelsPortable.packedElement,
      pack: KernelsPortable.pack, widen: KernelsPortable.widen,
      isFinite: KernelsPortable.isFinite, multiply: KernelsPortable.multiply,
      groupSize: KernelsPortable.groupSize, quantize: KernelsPortable.quantize,
      packBytes: KernelsPortable.packBytes, multiplyBytes: KernelsPortable.multiplyBytes,
      softmax: KernelsPortable.softmax,
      layerNorm: KernelsPortable.layerNorm, attentionScratch: KernelsPortable.attentionScratch,
      attend: KernelsPortable.attend, dot: KernelsPortable.dot, apply: KernelsPortable.apply,
      pause: KernelsPortable.pause)
  }
}

extension Kernels {
  /// How weights are stored once they are packed.
  func packed(_ element: ElementType) -> ElementType {
    ElementType(rawValue: packedElement(element.rawValue)) ?? .float32
  }
}
