// The inner loops, written once over a vector of the instruction set's own width and compiled three times
// (Package.swift): AVX512, AVX2 and PORTABLE. docs/kernels.md walks through them.
//
// One long file on purpose: a debug build optimises within a file only, and these functions must melt into
// each other. Only pointers, SIMD values and InlineArray are used here: generic standard library code
// compiled with AVX-512 could be linked into code that runs on every machine.
//
// Sizes: a "panel" is `panelWidth` columns of a packed weight matrix. Rows that kernels write are `stride`
// floats apart and have room for whole panels; Tensors allocates them so.

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
  var result = vector[0]
  for lane in 1..<lanes where result < vector[lane] { result = vector[lane] }
  return result
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

/// Weights as they are stored, outputs × inputs row-major, into panels:
/// [outputs / panelWidth][inputs][panelWidth], zeros where a panel is wider than what is left.
public func pack(
  _ weights: UnsafeRawPointer, _ element: Int, _ outputs: Int, _ inputs: Int, _ packed: MutableFloats
) {
  switch element {
  case 0: packPanels(weights, 0, outputs, inputs, packed)
  case 1: packPanels(weights, 1, outputs, inputs, packed)
  default: packPanels(weights, 2, outputs, inputs, packed)
  }
}

@inline(__always)
func packPanels(
  _ weights: UnsafeRawPointer, _ element: Int, _ outputs: Int, _ inputs: Int, _ packed: MutableFloats
) {
  let whole = inputs / lanes &* lanes
  var output = 0
  while output < outputs {
    // `lanes` outputs are as many columns of a panel.
    let place = packed + (output / panelWidth &* panelWidth &* inputs &+ output % panelWidth)
    let columns = outputs &- output < lanes ? outputs &- output : lanes
    var k = 0
    while k < whole {
      var block = Block { row in
        row < columns ? vector(weights, element, (output &+ row) &* inputs &+ k) : .zero
      }
      transpose(&block)
      for row in 0..<lanes { store(block[row], place + (k &+ row) &* panelWidth) }
      k &+= lanes
    }
    while k < inputs {
      for column in 0..<lanes {
        place[k &* panelWidth &+ column] =
          column < columns ? number(weights, element, (output &+ column) &* inputs &+ k) : 0
      }
      k &+= 1
    }
    output &+= lanes
  }
  // The rest of the last panel.
  while output % panelWidth != 0 {
    let place = packed + (output / panelWidth &* panelWidth &* inputs &+ output % panelWidth)
    for k in 0..<inputs { store(.zero, place + k &* panelWidth) }
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

@inline(__always) func prefetch(_ pointer: Floats) {
  // locality 2: into the second-level cache
  Builtin.int_prefetch_RawPointer(
    UnsafeRawPointer(pointer)._rawValue, Int32(0)._value, Int32(2)._value, Int32(1)._value)
}

/// Rows of A times one panel, sums in registers, stored raw to C. Two half tiles: each row loop stays below
/// LLVM's limit for unrolling, or the sums would live in memory.
@inline(__always)
func multiplyTile<let upper: Int, let lower: Int>(
  _: Tile<upper>.Type, _: Tile<lower>.Type, _ a: Floats, _ aStride: Int, _ panel: Floats, _ depth: Int,
  _ c: MutableFloats, _ cStride: Int, _ prefetchDistance: Int
) {
  var upperSums = Tile<upper>(repeating: .init(repeating: .zero))
  var lowerSums = Tile<lower>(repeating: .init(repeating: .zero))
  let lowerA = a + upper &* aStride
  var b = panel
  for k in 0..<depth {
    let weights = Strip { load(b + $0 &* lanes) }
    if prefetchDistance > 0 {
      var offset = 0
      while offset < tileVectors &* lanes {
        prefetch(b + (prefetchDistance &+ offset))
        offset &+= 16
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
    b += panelWidth
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
@inline(never)
func multiplyRows(
  _ rows: Int, _ a: Floats, _ aStride: Int, _ panel: Floats, _ depth: Int, _ c: MutableFloats, _ cStride: Int,
  _ ahead: Int
) {
  switch rows {
  case 1: multiplyTile(Tile<1>.self, Tile<0>.self, a, aStride, panel, depth, c, cStride, ahead)
  case 2: multiplyTile(Tile<1>.self, Tile<1>.self, a, aStride, panel, depth, c, cStride, ahead)
  case 3: multiplyTile(Tile<2>.self, Tile<1>.self, a, aStride, panel, depth, c, cStride, ahead)
  case 4: multiplyTile(Tile<2>.self, Tile<2>.self, a, aStride, panel, depth, c, cStride, ahead)
  #if AVX512 || AVX2 || arch(arm64)
    case 5: multiplyTile(Tile<3>.self, Tile<2>.self, a, aStride, panel, depth, c, cStride, ahead)
    case 6: multiplyTile(Tile<3>.self, Tile<3>.self, a, aStride, panel, depth, c, cStride, ahead)
  #endif
  #if AVX512 || arch(arm64)
    case 7: multiplyTile(Tile<4>.self, Tile<3>.self, a, aStride, panel, depth, c, cStride, ahead)
    case 8: multiplyTile(Tile<4>.self, Tile<4>.self, a, aStride, panel, depth, c, cStride, ahead)
  #endif
  default: break
  }
}

/// What is done to a sum before it is a result.
@inline(__always)
func finishTile(
  _ rows: Int, _ c: MutableFloats, _ cStride: Int, _ bias: Floats, _ residual: Floats?, _ residualStride: Int,
  _ function: (Vector) -> Vector
) {
  for j in 0..<tileVectors {
    let shift = load(bias + j &* lanes)
    for row in 0..<rows {
      let place = c + (row &* cStride &+ j &* lanes)
      var value = function(load(place) + shift)
      if let residual { value += load(residual + (row &* residualStride &+ j &* lanes)) }
      store(value, place)
    }
  }
}

/// C = activation(A · W + bias) + residual, for the panels `firstPanel..<endPanel` of W.
///
/// `activation`: 0 identity, 1 gelu, 2 gelu (tanh), 3 relu, 4 silu. Rows are taken in blocks that leave A in
/// the second-level cache; within a block the panels' weights are read once a row tile.
public func multiply(
  _ rows: Int, _ depth: Int, _ a: Floats, _ aStride: Int, _ packed: Floats, _ bias: Floats,
  _ c: MutableFloats,
  _ cStride: Int, _ residual: Floats?, _ residualStride: Int, _ activation: Int, _ firstPanel: Int,
  _ endPanel: Int
) {
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
      let weights = packed + panel &* panelWidth &* depth
      let column = panel &* panelWidth
      var row = blockStart
      for tile in 0..<tiles {
        let size = tile < larger ? tileSize &+ 1 : tileSize
        let result = c + (row &* cStride &+ column)
        // While the last tile of a panel is computed the next panel is fetched.
        let isLast = tile == tiles &- 1 && panel &+ 1 < endPanel
        multiplyRows(
          size, a + row &* aStride, aStride, weights, depth, result, cStride, isLast ? panelWidth &* depth : 0
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

@inline(never)
func finish(
  _ rows: Int, _ c: MutableFloats, _ cStride: Int, _ bias: Floats, _ residual: Floats?, _ residualStride: Int,
  _ activation: Int
) {
  switch activation {
  case 1: finishTile(rows, c, cStride, bias, residual, residualStride) { gelu($0) }
  case 2: finishTile(rows, c, cStride, bias, residual, residualStride) { geluTanh($0) }
  case 3: finishTile(rows, c, cStride, bias, residual, residualStride) { larger($0, .zero) }
  case 4: finishTile(rows, c, cStride, bias, residual, residualStride) { $0 * sigmoid($0) }
  default: finishTile(rows, c, cStride, bias, residual, residualStride) { $0 }
  }
}

// MARK: - Rows

/// Softmax of one row in place: `count` numbers, then zeros up to `end`.
public func softmax(_ row: MutableFloats, _ count: Int, _ end: Int) {
  let whole = count / lanes &* lanes
  var largest = -Float.infinity
  var index = 0
  if whole > 0 {
    var top = load(row)
    while index < whole {
      top = larger(top, load(row + index))
      index &+= lanes
    }
    largest = largestLane(top)
  }
  while index < count {
    if largest < row[index] { largest = row[index] }
    index &+= 1
  }
  let shift = Vector(repeating: largest)
  var total = Vector.zero
  index = 0
  while index < whole {
    let value = exponential(load(row + index) - shift)
    store(value, row + index)
    total += value
    index &+= lanes
  }
  var rest: Float = 0
  while index < count {
    let value = exponential(Vector(repeating: row[index] - largest))[0]
    row[index] = value
    rest += value
    index &+= 1
  }
  let scale = 1 / (sum(total) + rest)
  index = 0
  while index < whole {
    store(load(row + index) * scale, row + index)
    index &+= lanes
  }
  while index < count {
    row[index] *= scale
    index &+= 1
  }
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
  packKeys(keys, headSize, k, stride, scratch)
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
        count, q + row &* stride, stride, scratch + panel &* panelWidth &* headSize, headSize,
        weights + panel &* panelWidth, patternStride, 0)
    }
    for i in 0..<count { softmax(weights + i &* patternStride, keys, tokens) }
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

/// Kᵀ in panels, the scale 1/√headSize folded in.
@inline(__always)
func packKeys(_ keys: Int, _ headSize: Int, _ k: Floats, _ stride: Int, _ packed: MutableFloats) {
  let scale = 1 / Float(headSize).squareRoot()
  var first = 0
  while first < keys {
    let panel = packed + first &* headSize
    for column in 0..<panelWidth {
      let key = first &+ column
      for i in 0..<headSize {
        panel[i &* panelWidth &+ column] = key < keys ? k[key &* stride &+ i] * scale : 0
      }
    }
    first &+= panelWidth
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
    case 1: y[index] = gelu(value)[0]
    case 2: y[index] = geluTanh(value)[0]
    case 3: y[index] = larger(value, .zero)[0]
    case 4: y[index] = (value * sigmoid(value))[0]
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
