import CTerminal
import Display

/// Keys as curses tells them.
enum CursesKey {
  static func of(_ scalar: Unicode.Scalar) -> Key {
    switch scalar.value {
    case 9: .tab
    case 10, 13: .enter
    case 8, 127: .backspace
    case 1...26: .control(Character(Unicode.Scalar(UInt8(scalar.value) + 96)))
    case ..<32, 128..<160: .unknown
    default: .character(Character(scalar))
    }
  }

  static func of(_ key: ct_key) -> Key {
    switch key {
    case CT_KEY_UP: .up
    case CT_KEY_DOWN: .down
    case CT_KEY_LEFT: .left
    case CT_KEY_RIGHT: .right
    case CT_KEY_HOME: .home
    case CT_KEY_LAST: .end
    case CT_KEY_PAGE_UP: .pageUp
    case CT_KEY_PAGE_DOWN: .pageDown
    case CT_KEY_ENTER: .enter
    case CT_KEY_ESCAPE: .escape
    case CT_KEY_BACKSPACE: .backspace
    case CT_KEY_DELETE: .delete
    case CT_KEY_BACKTAB: .backTab
    default: .unknown
    }
  }
}
