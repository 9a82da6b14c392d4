// The inner loops, written once over a vector of the instruction set's own width and compiled three times
// (Package.swift): AVX512, AVX2 and PORTABLE. docs/kernels.md walks through them.
//
// One long file on purpose: a debug build optimises within a file only, and these functions must melt into
// each other. Only pointers, SIMD values and InlineArray are used here: generic standard library code
// compiled with AVX-512 could be linked into code that runs on every machine.
//
// Sizes: a "panel" is `panelWidth` columns of a packed weight matrix. Rows that kernels write are `stride`
// floats apart and have room for whole panels; Tensors allocates them so.
//
// A vector never passes through a call that stays a call: it would arrive in quarters, and all that follows be
// computed in quarters. Hence constants and `switch` where a closure would read better.

import Builtin

#if AVX512
  typealias Vector = SIMD16<Float>
  typealias Bits = SIMD16<Int32>
  typealias Halves = SIMD16<Float16>
  typealias Shorts = SIMD16<UInt16>
  typealias Block = InlineArray<16, Vector>
#elseif AVX2
  typealias Vector = SIMD8<Float>
  typealias Bits = SIMD8<Int32>
  typealias Halves = SIMD8<Float16>
  typealias Shorts = SIMD8<UInt16>
  typealias Block = InlineArray<8, Vector>
#else
  typealias Vector = SIMD4<Float>
  typealias Bits = SIMD4<Int32>
  typealias Halves = SIMD4<UInt16>
  typealias Shorts = SIMD4<UInt16>
  typealias Block = InlineArray<4, Vector>
#endif

// How much of a product is kept in registers: `tileRows` rows × `tileVectors` vectors of sums.
#if AVX512 || arch(arm64)
  let tileVectors = 3
  let tileRows = 8
  typealias Strip = InlineArray<3, Vector>
  typealias Tile<let rows: Int> = InlineArray<rows, InlineArray<3, Vector>>
#elseif AVX2
  let tileVectors = 2
  let tileRows = 6
  typealias Strip = InlineArray<2, Vector>
  typealias Tile<let rows: Int> = InlineArray<rows, InlineArray<2, Vector>>
#else
  let tileVectors = 2
  let tileRows = 4
  typealias Strip = InlineArray<2, Vector>
  typealias Tile<let rows: Int> = InlineArray<rows, InlineArray<2, Vector>>
#endif

public typealias Floats = UnsafePointer<Float>
public typealias MutableFloats = UnsafeMutablePointer<Float>

@inline(__always) var lanes: Int { Vector.scalarCount }

/// Columns of a packed panel: 48, 16 or 8 (12 on arm64).
@inline(__always) public var panelWidth: Int { tileVectors * lanes }

// MARK: - Vectors

@inline(__always) func load(_ pointer: Floats) -> Vector {
  UnsafeRawPointer(pointer).loadUnaligned(as: Vector.self)
}

@inline(__always) func store(_ vector: Vector, _ pointer: MutableFloats) {
  UnsafeMutableRawPointer(pointer).storeBytes(of: vector, as: Vector.self)
}

/// sum += a × b.
@inline(__always) func accumulate(_ sum: inout Vector, _ a: Vector, _ b: Vector) {
  #if arch(x86_64) && !AVX2 && !AVX512
    sum += a * b  // no fused instruction here: addProduct would call libm once a lane
  #else
    sum.addProduct(a, b)
  #endif
}

/// a × b + c.
@inline(__always) func multiplyAdd(_ a: Vector, _ b: Vector, _ c: Vector) -> Vector {
  var sum = c
  accumulate(&sum, a, b)
  return sum
}

// A comparison with NaN is false: `larger(x, bound)` and `smaller(x, bound)` keep a NaN in their first
// argument.
@inline(__always) func larger(_ a: Vector, _ b: Vector) -> Vector { a.replacing(with: b, where: a .< b) }
@inline(__always) func smaller(_ a: Vector, _ b: Vector) -> Vector { a.replacing(with: b, where: b .< a) }

@inline(__always) func sum(_ vector: Vector) -> Float {
  #if AVX512
    let eight = vector.lowHalf + vector.highHalf
    let four = eight.lowHalf + eight.highHalf
  #elseif AVX2
    let four = vector.lowHalf + vector.highHalf
  #else
    let four = vector
  #endif
  let two = four.lowHalf + four.highHalf
  return two[0] + two[1]
}

@inline(__always) func largestLane(_ vector: Vector) -> Float {
  #if AVX512
    let eight = vector.lowHalf.replacing(with: vector.highHalf, where: vector.lowHalf .< vector.highHalf)
    let four = eight.lowHalf.replacing(with: eight.highHalf, where: eight.lowHalf .< eight.highHalf)
  #elseif AVX2
    let four = vector.lowHalf.replacing(with: vector.highHalf, where: vector.lowHalf .< vector.highHalf)
  #else
    let four = vector
  #endif
  let two = four.lowHalf.replacing(with: four.highHalf, where: four.lowHalf .< four.highHalf)
  return two[0] < two[1] ? two[1] : two[0]
}

@inline(__always) func widened(_ halves: Halves) -> Vector {
  #if AVX512 || AVX2
    var result = Vector()
    for lane in 0..<lanes { result[lane] = Float(halves[lane]) }
    return result
  #else
    // float16's exponent and fraction moved into place, then scaled by 2^112, which makes subnormals right
    // too; infinities and NaN get their exponent back afterwards.
    var bits = SIMD4<UInt32>()
    for lane in 0..<4 { bits[lane] = UInt32(halves[lane]) }
    let magnitude = (bits & 0x7FFF) &<< 13
    let scaled = unsafeBitCast(magnitude, to: Vector.self) * Vector(repeating: Float(bitPattern: 0x7780_0000))
    let special = unsafeBitCast(scaled, to: SIMD4<UInt32>.self) | 0x7F80_0000
    let finite = unsafeBitCast(scaled, to: SIMD4<UInt32>.self)
    let value = finite.replacing(with: special, where: magnitude .>= (0x7C00 << 13))
    return unsafeBitCast(value | ((bits & 0x8000) &<< 16), to: Vector.self)
  #endif
}

// MARK: - Functions of one variable

/// e^x, relative error 2.3e-7; 0 below −87, NaN stays NaN. 2^n · 2^f with |f| ≤ ½ and a polynomial for 2^f.
@inline(__always) func exponential(_ x: Vector) -> Vector {
  let bounded = larger(x, Vector(repeating: -87))
  let shifted = multiplyAdd(bounded, Vector(repeating: 1.44269504), Vector(repeating: 12_582_912))
  let n = shifted - Vector(repeating: 12_582_912)
  // x − n·ln 2 in two steps (Cody and Waite 1980) keeps the digits that one step would lose.
  var f = multiplyAdd(n, Vector(repeating: -0.693359375), bounded)
  f = multiplyAdd(n, Vector(repeating: 2.12194440e-4), f) * Vector(repeating: 1.44269504)
  var p = Vector(repeating: 0.0013276470126584172)
  p = multiplyAdd(p, f, Vector(repeating: 0.009675540961325169))
  p = multiplyAdd(p, f, Vector(repeating: 0.05550713464617729))
  p = multiplyAdd(p, f, Vector(repeating: 0.24022120237350464))
  p = multiplyAdd(p, f, Vector(repeating: 0.6931469440460205))
  p = multiplyAdd(p, f, Vector(repeating: 1.0000001192092896))
  let exponent = unsafeBitCast(shifted, to: Bits.self) &<< 23
  let result = unsafeBitCast(unsafeBitCast(p, to: Bits.self) &+ exponent, to: Vector.self)
  return result.replacing(with: 0, where: x .< -87).replacing(with: x, where: x .!= x)
}

/// x·Φ(x) with the exact Φ (erf), absolute error 8e-7: a polynomial of degree 13 in 2x²/5.2² − 1
/// (Scripts/fit_gelu.py). Below −5.2 the result stays what it is at −5.2, which is 0 but for that error;
/// above 5.2 it is x.
@inline(__always) func gelu(_ x: Vector) -> Vector {
  let raised = larger(x, Vector(repeating: -5.2))
  let bounded = smaller(raised, Vector(repeating: 5.2))
  let t = multiplyAdd(bounded, bounded * Vector(repeating: 2 / (5.2 * 5.2)), Vector(repeating: -1))
  var p = Vector(repeating: -0.00040505058132112026)
  p = multiplyAdd(p, t, Vector(repeating: 0.001210509450174868))
  p = multiplyAdd(p, t, Vector(repeating: -0.0014335769228637218))
  p = multiplyAdd(p, t, Vector(repeating: 0.0019542952068150043))
  p = multiplyAdd(p, t, Vector(repeating: -0.00456699775531888))
  p = multiplyAdd(p, t, Vector(repeating: 0.00840851478278637))
  p = multiplyAdd(p, t, Vector(repeating: -0.012613700702786446))
  p = multiplyAdd(p, t, Vector(repeating: 0.018022187054157257))
  p = multiplyAdd(p, t, Vector(repeating: -0.024698710069060326))
  p = multiplyAdd(p, t, Vector(repeating: 0.03197668120265007))
  p = multiplyAdd(p, t, Vector(repeating: -0.03993215784430504))
  p = multiplyAdd(p, t, Vector(repeating: 0.05002545565366745))
  p = multiplyAdd(p, t, Vector(repeating: -0.06774360686540604))
  p = multiplyAdd(p, t, Vector(repeating: 0.1359499841928482))
  return raised * multiplyAdd(bounded, p, Vector(repeating: 0.5))
}

/// ½x(1 + tanh(√(2/π)(x + 0.044715x³))), the approximation of Google's TF code (gelu_new), as x·σ(2u).
@inline(__always) func geluTanh(_ x: Vector) -> Vector {
  let u =
    x * multiplyAdd(x * x, Vector(repeating: 0.044715), Vector(repeating: 1))
    * Vector(repeating: 0.7978845608)
  return x * sigmoid(u + u)
}

@inline(__always) func sigmoid(_ x: Vector) -> Vector {
  Vector(repeating: 1) / (Vector(repeating: 1) + exponential(smaller(-x, Vector(repeating: 80))))
}

// MARK: - Stored numbers

// `element` says how numbers are stored: 0 float32, 1 float16, 2 bfloat16; at any alignment. It is a constant
// wherever these functions end up.

/// As many numbers as a vector has lanes, from the one at `index`.
@inline(__always) func vector(_ stored: UnsafeRawPointer, _ element: Int, _ index: Int) -> Vector {
  switch element {
  case 0: return (stored + index &* 4).loadUnaligned(as: Vector.self)
  case 1: return widened((stored + index &* 2).loadUnaligned(as: Halves.self))
  default:
    let upper = (stored + index &* 2).loadUnaligned(as: Shorts.self)
    var bits = Bits()
    for lane in 0..<lanes { bits[lane] = Int32(truncatingIfNeeded: upper[lane]) &<< 16 }
    return unsafeBitCast(bits, to: Vector.self)
  }
}

/// The number at `index`.
@inline(__always) func number(_ stored: UnsafeRawPointer, _ element: Int, _ index: Int) -> Float {
  if element == 0 { return stored.loadUnaligned(fromByteOffset: index &* 4, as: Float.self) }
  let bits = stored.loadUnaligned(fromByteOffset: index &* 2, as: UInt16.self)
  if element == 2 { return Float(bitPattern: UInt32(bits) &<< 16) }
  var halves = Halves()
  #if AVX512 || AVX2
    halves[0] = Float16(bitPattern: bits)
  #else
    halves[0] = bits
  #endif
  return widened(halves)[0]
}

/// `count` stored numbers as floats.
public func widen(_ stored: UnsafeRawPointer, _ element: Int, _ count: Int, _ result: MutableFloats) {
  switch element {
  case 0: widenRow(stored, 0, count, result)
  case 1: widenRow(stored, 1, count, result)
  default: widenRow(stored, 2, count, result)
  }
}

@inline(__always)
func widenRow(_ stored: UnsafeRawPointer, _ element: Int, _ count: Int, _ result: MutableFloats) {
  let whole = count / lanes &* lanes
  var index = 0
  while index < whole {
    store(vector(stored, element, index), result + index)
    index &+= lanes
  }
  while index < count {
    result[index] = number(stored, element, index)
    index &+= 1
  }
}

// MARK: - Packing

// Packed weights stay the numbers they were stored as: float16 is half the memory to read, which is what a short
// sentence waits for, and widening it where it is used costs nothing beside the multiply-adds. SSE has no instruction
// for that: portable kernels widen when they pack.

/// How packed weights are stored, of weights stored as `element`.
public func packedElement(_ element: Int) -> Int {
  #if AVX512 || AVX2
    element
  #else
    0
  #endif
}

/// Weights as they are stored, outputs × inputs row-major, into panels:
/// [outputs / panelWidth][inputs][panelWidth], zeros where a panel is wider than what is left.
public func pack(
  _ weights: UnsafeRawPointer, _ element: Int, _ outputs: Int, _ inputs: Int,
  _ packed: UnsafeMutableRawPointer
) {
  switch element {
  case 0: packPanels(weights, 0, outputs, inputs, inputs, packed)
  case 1: packPanels(weights, 1, outputs, inputs, inputs, packed)
  default: packPanels(weights, 2, outputs, inputs, inputs, packed)
  }
}

/// Numbers to be moved: floats, or the bits of 16 each in a lane of 32.
@inline(__always) func moved(_ stored: UnsafeRawPointer, _ element: Int, _ index: Int) -> Vector {
  #if AVX512 || AVX2
    if element != 0 {
      let shorts = (stored + index &* 2).loadUnaligned(as: Shorts.self)
      var bits = Bits()
      for lane in 0..<lanes { bits[lane] = Int32(truncatingIfNeeded: shorts[lane]) }
      return unsafeBitCast(bits, to: Vector.self)
    }
  #endif
  return vector(stored, element, index)
}

@inline(__always) func movedOne(_ stored: UnsafeRawPointer, _ element: Int, _ index: Int) -> UInt32 {
  #if AVX512 || AVX2
    if element != 0 { return UInt32(stored.loadUnaligned(fromByteOffset: index &* 2, as: UInt16.self)) }
  #endif
  return number(stored, element, index).bitPattern
}

@inline(__always) func move(_ vector: Vector, _ packed: UnsafeMutableRawPointer, _ element: Int, _ index: Int)
{
  #if AVX512 || AVX2
    if element != 0 {
      let bits = unsafeBitCast(vector, to: Bits.self)
      var shorts = Shorts()
      for lane in 0..<lanes { shorts[lane] = UInt16(truncatingIfNeeded: bits[lane]) }
      return (packed + index &* 2).storeBytes(of: shorts, as: Shorts.self)
    }
  #endif
  (packed + index &* 4).storeBytes(of: vector, as: Vector.self)
}

@inline(__always) func moveOne(
  _ bits: UInt32, _ packed: UnsafeMutableRawPointer, _ element: Int, _ index: Int
) {
  #if AVX512 || AVX2
    if element != 0 {
      return (packed + index &* 2).storeBytes(of: UInt16(truncatingIfNeeded: bits), as: UInt16.self)
    }
  #endif
  (packed + index &* 4).storeBytes(of: bits, as: UInt32.self)
}

/// Rows of the weights are `stride` numbers apart.
@inline(__always)
func packPanels(
  _ weights: UnsafeRawPointer, _ element: Int, _ outputs: Int, _ inputs: Int, _ stride: Int,
  _ packed: UnsafeMutableRawPointer
) {
  let whole = inputs / lanes &* lanes
  var output = 0
  while output < outputs {
    // `lanes` outputs are as many columns of a panel.
    let place = output / panelWidth &* panelWidth &* inputs &+ output % panelWidth
    let columns = outputs &- output < lanes ? outputs &- output : lanes
    var k = 0
    while k < whole {
      var block = Block { row in
        row < columns ? moved(weights, element, (output &+ row) &* stride &+ k) : .zero
      }
      transpose(&block)
      for row in 0..<lanes { move(block[row], packed, element, place &+ (k &+ row) &* panelWidth) }
      k &+= lanes
    }
    while k < inputs {
      for column in 0..<lanes {
        moveOne(
          column < columns ? movedOne(weights, element, (output &+ column) &* stride &+ k) : 0, packed,
          element,
          place &+ k &* panelWidth &+ column)
      }
      k &+= 1
    }
    output &+= lanes
  }
  // The rest of the last panel.
  while output % panelWidth != 0 {
    let place = output / panelWidth &* panelWidth &* inputs &+ output % panelWidth
    for k in 0..<inputs { move(.zero, packed, element, place &+ k &* panelWidth) }
    output &+= lanes
  }
}

/// Rows become columns: interleaving the upper half of the rows with the lower half, as in a perfect shuffle
/// of cards, moves one bit of the row's number to the column's. As many rounds as there are bits do it.
@inline(__always) func transpose(_ block: inout Block) {
  var round = lanes
  while round > 1 {
    let rows = block
    for row in 0..<lanes / 2 {
      let (a, b) = (rows[row], rows[row &+ lanes / 2])
      var (low, high) = (Vector(), Vector())
      for lane in 0..<lanes / 2 {
        low[2 &* lane] = a[lane]
        low[2 &* lane &+ 1] = b[lane]
        high[2 &* lane] = a[lane &+ lanes / 2]
        high[2 &* lane &+ 1] = b[lane &+ lanes / 2]
      }
      block[2 &* row] = low
      block[2 &* row &+ 1] = high
    }
    round /= 2
  }
}

/// Whether no number is infinite or NaN: none has all bits of its exponent set.
public func isFinite(_ stored: UnsafeRawPointer, _ element: Int, _ count: Int) -> Bool {
  if element == 0 {
    var worst: UInt32 = 0
    for index in 0..<count {
      let exponent = stored.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self) & 0x7F80_0000
      worst = exponent > worst ? exponent : worst
    }
    return worst != 0x7F80_0000
  }
  let mask: UInt16 = element == 1 ? 0x7C00 : 0x7F80
  var worst: UInt16 = 0
  for index in 0..<count {
    let exponent = stored.loadUnaligned(fromByteOffset: index &* 2, as: UInt16.self) & mask
    worst = exponent > worst ? exponent : worst
  }
  return worst != mask
}

// MARK: - The product

@inline(__always) func prefetch(_ pointer: UnsafeRawPointer) {
  // locality 2: into the second-level cache
  Builtin.int_prefetch_RawPointer(
    pointer._rawValue, Int32(0)._value, Int32(2)._value, Int32(1)._value)
}

/// Bytes of one stored number.
@inline(__always) func size(_ element: Int) -> Int { element == 0 ? 4 : 2 }

/// Rows of A times one panel, sums in registers, stored raw to C. Two half tiles: each row loop stays below
/// LLVM's limit for unrolling, or the sums would live in memory.
///
/// `ahead` bytes further on lies what is fetched meanwhile; 0 is nothing.
@inline(__always)
func multiplyTile<let upper: Int, let lower: Int>(
  _: Tile<upper>.Type, _: Tile<lower>.Type, _ a: Floats, _ aStride: Int, _ panel: UnsafeRawPointer,
  _ element: Int, _ depth: Int, _ c: MutableFloats, _ cStride: Int, _ ahead: Int
) {
  var upperSums = Tile<upper>(repeating: .init(repeating: .zero))
  var lowerSums = Tile<lower>(repeating: .init(repeating: .zero))
  let lowerA = a + upper &* aStride
  var b = panel
  for k in 0..<depth {
    let weights = Strip { vector(b, element, $0 &* lanes) }
    if ahead > 0 {
      var offset = 0
      while offset < panelWidth &* size(element) {
        prefetch(b + (ahead &+ offset))
        offset &+= 64
      }
    }
    for row in 0..<upper {
      let x = Vector(repeating: a[row &* aStride &+ k])
      for j in 0..<tileVectors { accumulate(&upperSums[row][j], x, weights[j]) }
    }
    for row in 0..<lower {
      let x = Vector(repeating: lowerA[row &* aStride &+ k])
      for j in 0..<tileVectors { accumulate(&lowerSums[row][j], x, weights[j]) }
    }
    b += panelWidth &* size(element)
  }
  for row in 0..<upper {
    for j in 0..<tileVectors { store(upperSums[row][j], c + (row &* cStride &+ j &* lanes)) }
  }
  let lowerC = c + upper &* cStride
  for row in 0..<lower {
    for j in 0..<tileVectors { store(lowerSums[row][j], lowerC + (row &* cStride &+ j &* lanes)) }
  }
}

/// The tile of `rows` rows, 1 to `tileRows`.
@inline(__always)
func multiplyTiles(
  _ rows: Int, _ a: Floats, _ aStride: Int, _ panel: UnsafeRawPointer, _ element: Int, _ depth: Int,
  _ c: MutableFloats, _ cStride: Int, _ ahead: Int
) {
  switch rows {
  case 1: multiplyTile(Tile<1>.self, Tile<0>.self, a, aStride, panel, element, depth, c, cStride, ahead)
  case 2: multiplyTile(Tile<1>.self, Tile<1>.self, a, aStride, panel, element, depth, c, cStride, ahead)
  case 3: multiplyTile(Tile<2>.self, Tile<1>.self, a, aStride, panel, element, depth, c, cStride, ahead)
  case 4: multiplyTile(Tile<2>.self, Tile<2>.self, a, aStride, panel, element, depth, c, cStride, ahead)
  #if AVX512 || AVX2 || arch(arm64)
    case 5: multiplyTile(Tile<3>.self, Tile<2>.self, a, aStride, panel, element, depth, c, cStride, ahead)
    case 6: multiplyTile(Tile<3>.self, Tile<3>.self, a, aStride, panel, element, depth, c, cStride, ahead)
  #endif
  #if AVX512 || arch(arm64)
    case 7: multiplyTile(Tile<4>.self, Tile<3>.self, a, aStride, panel, element, depth, c, cStride, ahead)
    case 8: multiplyTile(Tile<4>.self, Tile<4>.self, a, aStride, panel, element, depth, c, cStride, ahead)
  #endif
  default: break
  }
}

@inline(never)
func multiplyRows(
  _ rows: Int, _ a: Floats, _ aStride: Int, _ panel: UnsafeRawPointer, _ element: Int, _ depth: Int,
  _ c: MutableFloats, _ cStride: Int, _ ahead: Int
) {
  switch element {
  case 0: multiplyTiles(rows, a, aStride, panel, 0, depth, c, cStride, ahead)
  case 1: multiplyTiles(rows, a, aStride, panel, 1, depth, c, cStride, ahead)
  default: multiplyTiles(rows, a, aStride, panel, 2, depth, c, cStride, ahead)
  }
}

/// The function after a map, numbered as in `multiply`.
@inline(__always) func activated(_ value: Vector, _ activation: Int) -> Vector {
  switch activation {
  case 1: gelu(value)
  case 2: geluTanh(value)
  case 3: larger(value, .zero)
  case 4: value * sigmoid(value)
  default: value
  }
}

/// What is done to a sum before it is a result. `activation` is a constant where this ends up.
@inline(__always)
func finishTile(
  _ rows: Int, _ c: MutableFloats, _ cStride: Int, _ bias: Floats, _ residual: Floats?, _ residualStride: Int,
  _ activation: Int
) {
  for j in 0..<tileVectors {
    let shift = load(bias + j &* lanes)
    for row in 0..<rows {
      let place = c + (row &* cStride &+ j &* lanes)
      var value = activated(load(place) + shift, activation)
      if let residual { value += load(residual + (row &* residualStride &+ j &* lanes)) }
      store(value, place)
    }
  }
}

@inline(never)
func finish(
  _ rows: Int, _ c: MutableFloats, _ cStride: Int, _ bias: Floats, _ residual: Floats?, _ residualStride: Int,
  _ activation: Int
) {
  switch activation {
  case 1: finishTile(rows, c, cStride, bias, residual, residualStride, 1)
  case 2: finishTile(rows, c, cStride, bias, residual, residualStride, 2)
  case 3: finishTile(rows, c, cStride, bias, residual, residualStride, 3)
  case 4: finishTile(rows, c, cStride, bias, residual, residualStride, 4)
  default: finishTile(rows, c, cStride, bias, residual, residualStride, 0)
  }
}

/// C = activation(A · W + bias) + residual, for the panels `firstPanel..<endPanel` of W.
///
/// `activation`: 0 identity, 1 gelu, 2 gelu (tanh), 3 relu, 4 silu. Rows are taken in blocks that leave A in
/// the second-level cache; within a block the panels' weights are read once a row tile.
public func multiply(
  _ rows: Int, _ depth: Int, _ a: Floats, _ aStride: Int, _ packed: UnsafeRawPointer, _ element: Int,
  _ bias: Floats, _ c: MutableFloats, _ cStride: Int, _ residual: Floats?, _ residualStride: Int,
  _ activation: Int, _ firstPanel: Int, _ endPanel: Int
) {
  let panelBytes = panelWidth &* depth &* size(element)
  let fitting = 768 &* 1024 / 4 / (depth > 0 ? depth : 1) / tileRows &* tileRows
  let blockRows = fitting > tileRows ? fitting : tileRows
  var blockStart = 0
  while blockStart < rows {
    let count = rows &- blockStart < blockRows ? rows &- blockStart : blockRows
    // 16 rows are two tiles of 8, 9 rows a tile of 5 and one of 4: never a full tile and a thin rest.
    let tiles = (count &+ tileRows &- 1) / tileRows
    let tileSize = count / tiles
    let larger = count % tiles
    for panel in firstPanel..<endPanel {
      let weights = packed + panel &* panelBytes
      let column = panel &* panelWidth
      var row = blockStart
      for tile in 0..<tiles {
        let size = tile < larger ? tileSize &+ 1 : tileSize
        let result = c + (row &* cStride &+ column)
        // While the last tile of a panel is computed the next panel is fetched.
        let isLast = tile == tiles &- 1 && panel &+ 1 < endPanel
        multiplyRows(
          size, a + row &* aStride, aStride, weights, element, depth, result, cStride, isLast ? panelBytes : 0
        )
        finish(
          size, result, cStride, bias + column, residual.map { $0 + (row &* residualStride &+ column) },
          residualStride, activation)
        row &+= size
      }
    }
    blockStart &+= count
  }
}

// MARK: - The product of bytes

// int8: the inputs are taken in groups of 64. A group of an output's weights is signed bytes and a scale, a group of a
// row of A is unsigned bytes, a scale and an offset (`quantize`). One scale for a whole row is faster by a tenth and
// three times as wrong: a few inputs are far larger than the rest (docs/numerics.md). Sums of products of bytes are
// exact in 32 bits on every instruction set, so all give the same integers; AVX-512 has one instruction for four
// products a lane (VNNI).

/// Inputs that share a scale.
@inline(__always) public var groupSize: Int { 64 }
@inline(__always) var groupQuads: Int { groupSize / 4 }

/// Four bytes of one input row, or of one output's weights, in each lane.
public typealias Bytes = UnsafePointer<UInt8>
public typealias MutableBytes = UnsafeMutablePointer<UInt8>

@inline(__always) func loadBits(_ pointer: UnsafeRawPointer) -> Bits { pointer.loadUnaligned(as: Bits.self) }

/// sum += the four unsigned bytes of `a` times the four signed bytes of `w`, lane by lane.
@inline(__always) func accumulateBytes(_ sum: inout Bits, _ a: Bits, _ w: Bits) {
  #if AVX512
    sum = Builtin.reinterpretCast(
      Builtin.int_x86_avx512_vpdpbusd_512(
        Builtin.reinterpretCast(sum) as Builtin.Vec16xInt32,
        Builtin.reinterpretCast(a) as Builtin.Vec16xInt32,
        Builtin.reinterpretCast(w) as Builtin.Vec16xInt32) as Builtin.Vec16xInt32)
  #elseif arch(x86_64)
    // Bytes 0 and 2, then 1 and 3, as numbers of 16 bits: pairs are multiplied and added in one instruction.
    let even = Bits(repeating: 0x00FF_00FF)
    sum &+= pairs(a & even, extended(w, from: 8)) &+ pairs((a &>> 8) & even, extended(w, from: 0))
  #else
    for byte in 0..<4 {
      let shift = Int32(8 &* byte)
      sum &+= ((a &>> shift) & 255) &* ((w &<< (24 &- shift)) &>> 24)
    }
  #endif
}

#if arch(x86_64) && !AVX512
  /// The lower or upper byte of each 16 bits, with its sign.
  @inline(__always) func extended(_ w: Bits, from shift: Int16) -> Bits {
    #if AVX2
      let words = unsafeBitCast(w, to: SIMD16<Int16>.self)
    #else
      let words = unsafeBitCast(w, to: SIMD8<Int16>.self)
    #endif
    return unsafeBitCast((words &<< shift) &>> 8, to: Bits.self)
  }

  /// a₀·b₀ + a₁·b₁ of the numbers of 16 bits in each lane.
  @inline(__always) func pairs(_ a: Bits, _ b: Bits) -> Bits {
    #if AVX2
      Builtin.reinterpretCast(
        Builtin.int_x86_avx2_pmadd_wd(
          Builtin.reinterpretCast(a) as Builtin.Vec16xInt16, Builtin.reinterpretCast(b) as Builtin.Vec16xInt16
        )
          as Builtin.Vec8xInt32)
    #else
      Builtin.reinterpretCast(
        Builtin.int_x86_sse2_pmadd_wd(
          Builtin.reinterpretCast(a) as Builtin.Vec8xInt16, Builtin.reinterpretCast(b) as Builtin.Vec8xInt16)
          as Builtin.Vec4xInt32)
    #endif
  }
#endif

/// Whole numbers below 2²² in magnitude, nearest to `x`, in the lowest 16 bits: those of x + 1.5 · 2²³.
@inline(__always) func roundedBits(_ x: Vector) -> Bits {
  unsafeBitCast(x + Vector(repeating: 12_582_912), to: Bits.self)
}

@inline(__always) func rounded(_ x: Vector) -> Bits {
  roundedBits(x) &- unsafeBitCast(Vector(repeating: 12_582_912), to: Bits.self)
}

@inline(__always) func converted(_ bits: Bits) -> Vector {
  var result = Vector()
  for lane in 0..<lanes { result[lane] = Float(bits[lane]) }
  return result
}

#if AVX512
  typealias ByteVector = SIMD16<UInt8>
#elseif AVX2
  typealias ByteVector = SIMD8<UInt8>
#else
  typealias ByteVector = SIMD4<UInt8>
#endif

@inline(__always) func storeBytes(_ bits: Bits, _ place: UnsafeMutableRawPointer) {
  var bytes = ByteVector()
  for lane in 0..<lanes { bytes[lane] = UInt8(truncatingIfNeeded: bits[lane]) }
  place.storeBytes(of: bytes, as: ByteVector.self)
}

/// One row as bytes, whole groups of them: x ≈ low + scale · byte, with a scale and a low a group. What is beyond the
/// row's numbers is 0.
///
/// A group with a number that is not finite gets a scale that is not, and so are all results of that row.
public func quantize(
  _ x: Floats, _ count: Int, _ bytes: MutableBytes, _ scales: MutableFloats, _ lows: MutableFloats
) {
  var first = 0
  var group = 0
  while first < count {
    let size = count &- first < groupSize ? count &- first : groupSize
    quantizeGroup(x + first, size, bytes + first, scales + group, lows + group)
    first &+= groupSize
    group &+= 1
  }
}

@inline(__always)
func quantizeGroup(
  _ x: Floats, _ count: Int, _ bytes: MutableBytes, _ scale: MutableFloats, _ low: MutableFloats
) {
  let whole = count / lanes &* lanes
  var top = Vector(repeating: -Float.infinity)
  var bottom = Vector(repeating: -Float.infinity)  // of −x: the loop stays whole vectors
  var wrong = Vector.zero  // 0 · x is 0, or NaN where x is not finite
  var index = 0
  while index < whole {
    let value = load(x + index)
    top = larger(top, value)
    bottom = larger(bottom, -value)
    wrong = multiplyAdd(value, .zero, wrong)
    index &+= lanes
  }
  var most = largestLane(top)
  var least = -largestLane(bottom)
  var worst = sum(wrong)
  while index < count {
    least = x[index] < least ? x[index] : least
    most = x[index] > most ? x[index] : most
    worst += x[index] * 0
    index &+= 1
  }
  // Numbers this close are one number: 255 divided by their distance might not be finite.
  let range = most - least > 1e-30 ? most - least : 0
  scale.pointee = range / 255 + worst
  low.pointee = least
  let steps = range > 0 ? 255 / range : 0
  index = 0
  while index < whole {
    storeBytes(roundedBits((load(x + index) - least) * steps), bytes + index)
    index &+= lanes
  }
  while index < count {
    bytes[index] = UInt8(truncatingIfNeeded: roundedBits(Vector(repeating: (x[index] - least) * steps))[0])
    index &+= 1
  }
  while index < groupSize {
    bytes[index] = 0
    index &+= 1
  }
}

/// Weights as bytes in panels: [outputs / panelWidth][groups][groupQuads][panelWidth][4], zeros where a panel or the
/// last group is wider than what is left. `units` has, for each panel and group, panelWidth scales and then
/// panelWidth sums of bytes times their scale: [outputs / panelWidth][groups][2][panelWidth].
///
/// `row` is room for `inputs` floats, `bytes` for a group of bytes.
public func packBytes(
  _ weights: UnsafeRawPointer, _ element: Int, _ outputs: Int, _ inputs: Int, _ packed: MutableBytes,
  _ units: MutableFloats, _ row: MutableFloats, _ bytes: MutableBytes
) {
  let groups = (inputs &+ groupSize &- 1) / groupSize
  let columns = (outputs &+ panelWidth &- 1) / panelWidth &* panelWidth
  for output in 0..<columns {
    let panel = output / panelWidth
    let column = output % panelWidth
    if output < outputs { widen(weights + output &* inputs &* size(element), element, inputs, row) }
    for group in 0..<groups {
      let first = group &* groupSize
      let left = output < outputs ? inputs &- first : 0
      let filled = left < groupSize ? left : groupSize
      let magnitude = largestMagnitude(row + first, filled)
      let largest = magnitude > 1e-30 ? magnitude : 0
      let scale = largest / 127
      let total = roundGroup(row + first, filled, largest > 0 ? 127 / largest : 0, bytes)
      let place = panel &* groups &+ group
      units[place &* 2 &* panelWidth &+ column] = scale
      units[(place &* 2 &+ 1) &* panelWidth &+ column] = scale * Float(total)
      let start = UnsafeMutableRawPointer(packed + place &* groupSize &* panelWidth)
      for quad in 0..<groupQuads {
        let four = UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: quad &* 4, as: UInt32.self)
        start.storeBytes(of: four, toByteOffset: (quad &* panelWidth &+ column) &* 4, as: UInt32.self)
      }
    }
  }
}

// Swift 6.3 crashes when it inlines this.
@inline(never)
func largestMagnitude(_ x: Floats, _ count: Int) -> Float {
  let whole = count / lanes &* lanes
  var top = Vector.zero
  var index = 0
  while index < whole {
    let value = load(x + index)
    top = larger(larger(top, value), -value)
    index &+= lanes
  }
  var largest = largestLane(top)
  while index < count {
    largest = x[index].magnitude > largest ? x[index].magnitude : largest
    index &+= 1
  }
  return largest
}

/// The numbers times `steps` as a group of signed bytes, with zeros at its end; returns their sum.
@inline(__always)
func roundGroup(_ x: Floats, _ count: Int, _ steps: Float, _ bytes: MutableBytes) -> Int32 {
  let whole = count / lanes &* lanes
  var totals = Bits.zero
  var index = 0
  while index < whole {
    let value = rounded(load(x + index) * steps)
    totals &+= value
    storeBytes(value, bytes + index)
    index &+= lanes
  }
  var total = totals.wrappedSum()
  while index < groupSize {
    let value = index < count ? rounded(Vector(repeating: x[index] * steps))[0] : 0
    total &+= value
    bytes[index] = UInt8(truncatingIfNeeded: value)
    index &+= 1
  }
  return total
}

#if AVX512 || arch(arm64)
  typealias ByteStrip = InlineArray<3, Bits>
  typealias ByteTile<let rows: Int> = InlineArray<rows, InlineArray<3, Bits>>
#else
  typealias ByteStrip = InlineArray<2, Bits>
  typealias ByteTile<let rows: Int> = InlineArray<rows, InlineArray<2, Bits>>
#endif

/// C + what a group's sums of bytes stand for: Σ (low + scale · a) · (unit · w), where `shift` is unit · Σ w.
@inline(__always)
func folded(_ sum: Bits, _ unit: Vector, _ shift: Vector, _ scale: Float, _ low: Float, _ c: Vector) -> Vector
{
  let products = multiplyAdd(converted(sum) * unit, Vector(repeating: scale), c)
  return multiplyAdd(shift, Vector(repeating: low), products)
}

/// One group of inputs of some rows times its part of a panel, added to C.
@inline(__always)
func multiplyByteTile<let upper: Int, let lower: Int>(
  _: ByteTile<upper>.Type, _: ByteTile<lower>.Type, _ a: Bytes, _ aStride: Int, _ scales: Floats,
  _ lows: Floats, _ groups: Int, _ panel: UnsafeRawPointer, _ quads: Int, _ units: Floats, _ c: MutableFloats,
  _ cStride: Int, _ isFirst: Bool, _ ahead: Int
) {
  var upperSums = ByteTile<upper>(repeating: .init(repeating: .zero))
  var lowerSums = ByteTile<lower>(repeating: .init(repeating: .zero))
  let upperA = UnsafeRawPointer(a)
  let lowerA = upperA + upper &* aStride
  var b = panel
  for quad in 0..<quads {
    let weights = ByteStrip { loadBits(b + $0 &* lanes &* 4) }
    if ahead > 0 {
      var offset = 0
      while offset < panelWidth &* 4 {
        prefetch(b + (ahead &+ offset))
        offset &+= 64
      }
    }
    for row in 0..<upper {
      let x = Bits(
        repeating: upperA.loadUnaligned(fromByteOffset: row &* aStride &+ quad &* 4, as: Int32.self))
      for j in 0..<tileVectors { accumulateBytes(&upperSums[row][j], x, weights[j]) }
    }
    for row in 0..<lower {
      let x = Bits(
        repeating: lowerA.loadUnaligned(fromByteOffset: row &* aStride &+ quad &* 4, as: Int32.self))
      for j in 0..<tileVectors { accumulateBytes(&lowerSums[row][j], x, weights[j]) }
    }
    b += panelWidth &* 4
  }
  let unit = Strip { load(units + $0 &* lanes) }
  let shift = Strip { load(units + (panelWidth &+ $0 &* lanes)) }
  for row in 0..<upper {
    for j in 0..<tileVectors {
      let place = c + (row &* cStride &+ j &* lanes)
      let before = isFirst ? .zero : load(place)
      store(
        folded(upperSums[row][j], unit[j], shift[j], scales[row &* groups], lows[row &* groups], before),
        place)
    }
  }
  let lowerC = c + upper &* cStride
  let (lowerScales, lowerLows) = (scales + upper &* groups, lows + upper &* groups)
  for row in 0..<lower {
    for j in 0..<tileVectors {
      let place = lowerC + (row &* cStride &+ j &* lanes)
      let before = isFirst ? .zero : load(place)
      store(
        folded(
          lowerSums[row][j], unit[j], shift[j], lowerScales[row &* groups], lowerLows[row &* groups], before),
        place)
    }
  }
}

@inline(never)
func multiplyByteRows(
  _ rows: Int, _ a: Bytes, _ aStride: Int, _ scales: Floats, _ lows: Floats, _ groups: Int,
  _ panel: UnsafeRawPointer, _ quads: Int, _ units: Floats, _ c: MutableFloats, _ cStride: Int,
  _ isFirst: Bool,
  _ ahead: Int
) {
  switch rows {
  case 1:
    multiplyByteTile(
      ByteTile<1>.self, ByteTile<0>.self, a, aStride, scales, lows, groups, panel, quads, units, c, cStride,
      isFirst, ahead)
  case 2:
    multiplyByteTile(
      ByteTile<1>.self, ByteTile<1>.self, a, aStride, scales, lows, groups, panel, quads, units, c, cStride,
      isFirst, ahead)
  case 3:
    multiplyByteTile(
      ByteTile<2>.self, ByteTile<1>.self, a, aStride, scales, lows, groups, panel, quads, units, c, cStride,
      isFirst, ahead)
  case 4:
    multiplyByteTile(
      ByteTile<2>.self, ByteTile<2>.self, a, aStride, scales, lows, groups, panel, quads, units, c, cStride,
      isFirst, ahead)
  #if AVX512 || AVX2 || arch(arm64)
    case 5:
      multiplyByteTile(
        ByteTile<3>.self, ByteTile<2>.self, a, aStride, scales, lows, groups, panel, quads, units, c, cStride,
        isFirst, ahead)
    case 6:
      multiplyByteTile(
        ByteTile<3>.self, ByteTile<3>.self, a, aStride, scales, lows, groups, panel, quads, units, c, cStride,
        isFirst, ahead)
  #endif
  #if AVX512 || arch(arm64)
    case 7:
      multiplyByteTile(
        ByteTile<4>.self, ByteTile<3>.self, a, aStride, scales, lows, groups, panel, quads, units, c, cStride,
        isFirst, ahead)
    case 8:
      multiplyByteTile(
        ByteTile<4>.self, ByteTile<4>.self, a, aStride, scales, lows, groups, panel, quads, units, c, cStride,
        isFirst, ahead)
  #endif
  default: break
  }
}

/// `multiply` for bytes in `groups` groups of inputs: A's rows are whole groups of bytes, one after another, with as
/// many scales and lows.
public func multiplyBytes(
  _ rows: Int, _ groups: Int, _ a: Bytes, _ scales: Floats, _ lows: Floats, _ packed: Bytes, _ units: Floats,
  _ bias: Floats, _ c: MutableFloats, _ cStride: Int, _ residual: Floats?, _ residualStride: Int,
  _ activation: Int, _ firstPanel: Int, _ endPanel: Int
) {
  let depth = groups &* groupSize
  let panelBytes = panelWidth &* depth
  let fitting = 768 &* 1024 / (depth > 0 ? depth : 1) / tileRows &* tileRows
  let blockRows = fitting > tileRows ? fitting : tileRows
  var blockStart = 0
  while blockStart < rows {
    let count = rows &- blockStart < blockRows ? rows &- blockStart : blockRows
    let tiles = (count &+ tileRows &- 1) / tileRows
    let tileSize = count / tiles
    let larger = count % tiles
    for panel in firstPanel..<endPanel {
      let column = panel &* panelWidth
      var row = blockStart
      for tile in 0..<tiles {
        let size = tile < larger ? tileSize &+ 1 : tileSize
        let result = c + (row &* cStride &+ column)
        let isLast = tile == tiles &- 1 && panel &+ 1 < endPanel
        for group in 0..<groups {
          let place = panel &* groups &+ group
          multiplyByteRows(
            size, a + (row &* depth &+ group &* groupSize), depth, scales + (row &* groups &+ group),
            lows + (row &* groups &+ group), groups, packed + place &* panelWidth &* groupSize, groupQuads,
            units + place &* 2 &* panelWidth, result, cStride, group == 0, isLast ? panelBytes : 0)
        }
        finish(
          size, result, cStride, bias + column, residual.map { $0 + (row &* residualStride &+ column) },
          residualStride, activation)
        row &+= size
      }
    }
    blockStart &+= count
  }
}

// MARK: - Rows

/// Softmax of `scale` times one row, in place: `count` numbers, then zeros up to `end`. The row has room for
/// whole vectors.
public func softmax(_ row: MutableFloats, _ count: Int, _ end: Int, _ scale: Float) {
  let padded = (count &+ lanes &- 1) / lanes &* lanes
  // What lies beyond the numbers weighs nothing.
  var index = count
  while index < padded {
    row[index] = -Float.infinity
    index &+= 1
  }
  var top = Vector(repeating: -Float.infinity)
  index = 0
  while index < padded {
    top = larger(top, load(row + index))
    index &+= lanes
  }
  let largest = Vector(repeating: largestLane(top))
  var total = Vector.zero
  index = 0
  while index < padded {
    let value = exponential((load(row + index) - largest) * scale)
    store(value, row + index)
    total += value
    index &+= lanes
  }
  let share = 1 / sum(total)
  index = 0
  while index < padded {
    store(load(row + index) * share, row + index)
    index &+= lanes
  }
  index = count
  while index < end {
    row[index] = 0
    index &+= 1
  }
}

/// y = (x − mean) / √(variance + ε) · gain + bias for one row; may be in place.
public func layerNorm(
  _ x: Floats, _ y: MutableFloats, _ count: Int, _ gain: Floats, _ bias: Floats, _ epsilon: Float
) {
  let whole = count / lanes &* lanes
  var total = Vector.zero
  var index = 0
  while index < whole {
    total += load(x + index)
    index &+= lanes
  }
  var rest: Float = 0
  while index < count {
    rest += x[index]
    index &+= 1
  }
  let mean = (sum(total) + rest) / Float(count)
  var squares = Vector.zero
  index = 0
  while index < whole {
    let distance = load(x + index) - mean
    accumulate(&squares, distance, distance)
    index &+= lanes
  }
  rest = 0
  while index < count {
    rest += (x[index] - mean) * (x[index] - mean)
    index &+= 1
  }
  let scale = 1 / ((sum(squares) + rest) / Float(count) + epsilon).squareRoot()
  index = 0
  while index < whole {
    let unit = (load(x + index) - mean) * scale
    store(multiplyAdd(unit, load(gain + index), load(bias + index)), y + index)
    index &+= lanes
  }
  while index < count {
    y[index] = (x[index] - mean) * scale * gain[index] + bias[index]
    index &+= 1
  }
}

// MARK: - Attention

/// Floats of scratch memory that `attend` needs for `tokens` tokens and heads of `headSize`.
public func attentionScratch(_ tokens: Int, _ headSize: Int) -> Int {
  let panels = (tokens &+ panelWidth &- 1) / panelWidth
  let valueWidth = paddedHead(headSize)
  return panels &* panelWidth &* headSize &+ tokens &* valueWidth &+ tileRows &* valueWidth
}

/// A head's columns in whole pairs of vectors.
@inline(__always) func paddedHead(_ headSize: Int) -> Int {
  (headSize &+ 2 &* lanes &- 1) / (2 &* lanes) &* (2 &* lanes)
}

/// One head of one sentence: pattern = softmax(Q·Kᵀ / √headSize), context = pattern · V.
///
/// Q, K and V are `tokens` rows of `headSize` columns, `stride` floats apart. Keys from `keys` on are
/// padding: their weight is 0. `pattern` rows have room for whole panels.
public func attend(
  _ tokens: Int, _ keys: Int, _ headSize: Int, _ q: Floats, _ k: Floats, _ v: Floats, _ stride: Int,
  _ pattern: MutableFloats, _ patternStride: Int, _ context: MutableFloats, _ contextStride: Int,
  _ scratch: MutableFloats
) {
  let panels = (keys &+ panelWidth &- 1) / panelWidth
  let scale = 1 / Float(headSize).squareRoot()
  packPanels(UnsafeRawPointer(k), 0, keys, headSize, stride, UnsafeMutableRawPointer(scratch))
  let valueWidth = paddedHead(headSize)
  let values = scratch + panels &* panelWidth &* headSize
  packValues(keys, headSize, valueWidth, v, stride, values)
  let mixed = values + keys &* valueWidth

  var row = 0
  while row < tokens {
    let count = tokens &- row < tileRows ? tokens &- row : tileRows
    let weights = pattern + row &* patternStride
    for panel in 0..<panels {
      multiplyRows(
        count, q + row &* stride, stride, UnsafeRawPointer(scratch + panel &* panelWidth &* headSize), 0,
        headSize, weights + panel &* panelWidth, patternStride, 0)
    }
    for i in 0..<count { softmax(weights + i &* patternStride, keys, tokens, scale) }
    if valueWidth == headSize {
      mixRows(
        count, weights, patternStride, values, valueWidth, keys, context + row &* contextStride, contextStride
      )
    } else {
      mixRows(count, weights, patternStride, values, valueWidth, keys, mixed, valueWidth)
      for i in 0..<count {
        for column in 0..<headSize {
          context[(row &+ i) &* contextStride &+ column] = mixed[i &* valueWidth &+ column]
        }
      }
    }
    row &+= count
  }
}

/// V close together, rows widened with zeros.
@inline(__always)
func packValues(
  _ keys: Int, _ headSize: Int, _ width: Int, _ v: Floats, _ stride: Int, _ packed: MutableFloats
) {
  for key in 0..<keys {
    for column in 0..<width {
      packed[key &* width &+ column] = column < headSize ? v[key &* stride &+ column] : 0
    }
  }
}

typealias MixTile<let rows: Int> = InlineArray<rows, InlineArray<2, Vector>>

/// Weighted sums of the values, two vectors of columns at a time.
@inline(__always)
func mixTile<let upper: Int, let lower: Int>(
  _: MixTile<upper>.Type, _: MixTile<lower>.Type, _ weights: Floats, _ weightStride: Int, _ values: Floats,
  _ valueWidth: Int, _ keys: Int, _ result: MutableFloats, _ resultStride: Int
) {
  var upperSums = MixTile<upper>(repeating: .init(repeating: .zero))
  var lowerSums = MixTile<lower>(repeating: .init(repeating: .zero))
  let lowerWeights = weights + upper &* weightStride
  var value = values
  for key in 0..<keys {
    let row = InlineArray<2, Vector> { load(value + $0 &* lanes) }
    for i in 0..<upper {
      let weight = Vector(repeating: weights[i &* weightStride &+ key])
      for j in 0..<2 { accumulate(&upperSums[i][j], weight, row[j]) }
    }
    for i in 0..<lower {
      let weight = Vector(repeating: lowerWeights[i &* weightStride &+ key])
      for j in 0..<2 { accumulate(&lowerSums[i][j], weight, row[j]) }
    }
    value += valueWidth
  }
  for i in 0..<upper {
    for j in 0..<2 { store(upperSums[i][j], result + (i &* resultStride &+ j &* lanes)) }
  }
  let lowerResult = result + upper &* resultStride
  for i in 0..<lower {
    for j in 0..<2 { store(lowerSums[i][j], lowerResult + (i &* resultStride &+ j &* lanes)) }
  }
}

@inline(never)
func mixRows(
  _ rows: Int, _ weights: Floats, _ weightStride: Int, _ values: Floats, _ width: Int, _ keys: Int,
  _ result: MutableFloats, _ stride: Int
) {
  var column = 0
  while column < width {
    let v = values + column
    let c = result + column
    switch rows {
    case 1: mixTile(MixTile<1>.self, MixTile<0>.self, weights, weightStride, v, width, keys, c, stride)
    case 2: mixTile(MixTile<1>.self, MixTile<1>.self, weights, weightStride, v, width, keys, c, stride)
    case 3: mixTile(MixTile<2>.self, MixTile<1>.self, weights, weightStride, v, width, keys, c, stride)
    case 4: mixTile(MixTile<2>.self, MixTile<2>.self, weights, weightStride, v, width, keys, c, stride)
    #if AVX512 || AVX2 || arch(arm64)
      case 5: mixTile(MixTile<3>.self, MixTile<2>.self, weights, weightStride, v, width, keys, c, stride)
      case 6: mixTile(MixTile<3>.self, MixTile<3>.self, weights, weightStride, v, width, keys, c, stride)
    #endif
    #if AVX512 || arch(arm64)
      case 7: mixTile(MixTile<4>.self, MixTile<3>.self, weights, weightStride, v, width, keys, c, stride)
      case 8: mixTile(MixTile<4>.self, MixTile<4>.self, weights, weightStride, v, width, keys, c, stride)
    #endif
    default: break
    }
    column &+= 2 &* lanes
  }
}

// MARK: - Whole vectors

/// Σ a·b.
public func dot(_ a: Floats, _ b: Floats, _ count: Int) -> Float {
  let whole = count / lanes &* lanes
  var total = Vector.zero
  var index = 0
  while index < whole {
    accumulate(&total, load(a + index), load(b + index))
    index &+= lanes
  }
  var rest: Float = 0
  while index < count {
    rest += a[index] * b[index]
    index &+= 1
  }
  return sum(total) + rest
}

/// y = activation(x), numbered as in `multiply`: what the fused forms compute, for tests and for single
/// vectors.
public func apply(_ activation: Int, _ x: Floats, _ y: MutableFloats, _ count: Int) {
  for index in 0..<count {
    let value = Vector(repeating: x[index])
    switch activation {
    case 1: y[index] = activated(value, 1)[0]
    case 2: y[index] = activated(value, 2)[0]
    case 3: y[index] = activated(value, 3)[0]
    case 4: y[index] = activated(value, 4)[0]
    default: y[index] = value[0]
    }
  }
}

/// Tells the processor that this thread is waiting for another.
public func pause() {
  #if arch(x86_64)
    Builtin.int_x86_sse2_pause()
  #endif
}
