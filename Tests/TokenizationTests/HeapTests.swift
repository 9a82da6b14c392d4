import Testing

@testable import Tokenization

struct HeapTests {
  @Test func theLeastComesOutFirst() {
    var heap = Heap<Int>()
    let numbers = (0..<100).map { $0 * 37 % 101 }
    for number in numbers { heap.insert(number) }
    var sorted: [Int] = []
    while let least = heap.removeLeast() { sorted.append(least) }
    #expect(sorted == numbers.sorted())
  }
}
