/// Texts and grids of cells at their places, in pixels from a corner of their own at the top left. Blocks are
/// put together to larger ones.
struct PictureBlock {
  private(set) var texts: [PictureText] = []
  private(set) var grids: [PictureGrid] = []
  var width = 0
  var height = 0

  var isEmpty: Bool { texts.isEmpty && grids.isEmpty }

  mutating func add(_ text: PictureText) {
    texts.append(text)
    width = max(width, text.box.right)
    height = max(height, text.box.bottom)
  }

  mutating func add(_ grid: PictureGrid) {
    grids.append(grid)
    width = max(width, grid.x + grid.width)
    height = max(height, grid.y + grid.height)
  }

  mutating func add(_ block: PictureBlock, x: Int, y: Int) {
    for var text in block.texts {
      (text.x, text.y) = (text.x + x, text.y + y)
      texts.append(text)
    }
    for var grid in block.grids {
      (grid.x, grid.y) = (grid.x + x, grid.y + y)
      grids.append(grid)
    }
    width = max(width, x + block.width)
    height = max(height, y + block.height)
  }
}
