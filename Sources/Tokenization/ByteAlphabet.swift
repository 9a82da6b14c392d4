/// A visible character for each byte (GPT-2, Radford et al. 2019): printable Latin-1 stands for itself, the
/// rest for the characters from U+0100 on, so that a space is Ġ.
enum ByteAlphabet {
  static let characters: [Unicode.Scalar] = {
    var next: UInt32 = 0x100
    return (UInt8.min...UInt8.max).map { byte in
      switch byte {
      case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: return Unicode.Scalar(byte)
      default:
        defer { next += 1 }
        return Unicode.Scalar(next) ?? "?"
      }
    }
  }()

  static let space: Unicode.Scalar = "Ġ"

  /// A text as its bytes' characters.
  static func spell(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text.utf8.lazy.map { characters[Int($0)] })
    return String(view)
  }
}
