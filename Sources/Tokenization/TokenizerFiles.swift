#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files of a model directory that say how its texts are cut.
struct TokenizerFiles {
  /// Larger files are not what they claim to be.
  static let limit = 64 << 20

  let directory: String

  func path(_ name: String) -> String { directory + "/" + name }

  func has(_ name: String) -> Bool { access(path(name), F_OK) == 0 }

  func bytes(_ name: String) throws(TokenizerError) -> [UInt8] {
    let path = path(name)
    guard let file = fopen(path, "r") else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    guard size >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
    guard size <= Self.limit else { throw .tooLarge(path: path, bytes: size, limit: Self.limit) }
    rewind(file)
    var isShort = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = size > 0 ? fread(buffer.baseAddress, 1, size, file) : 0
      isShort = count < size
    }
    if isShort { throw .unreadable(path: path, reason: "it is a directory, or shorter than it says") }
    return bytes
  }

  func json<Value: Decodable>(_: Value.Type, _ name: String) throws(TokenizerError) -> Value {
    let bytes = try bytes(name)
    do { return try JSONDecoder().decode(Value.self, from: Data(bytes)) } catch {
      throw .badJSON(path: path(name), reason: "\(error)")
    }
  }
}

/// tokenizer_config.json, as far as it is used. Special tokens are strings or objects with "content".
struct TokenizerConfiguration: Decodable {
  var tokenizerClass: String?
  var lowercases: Bool?
  var stripsAccents: Bool?
  var splitsIdeographs: Bool?
  var addsPrefixSpace: Bool?
  var trimsOffsets: Bool?
  var classifier: String?
  var separator: String?
  var padding: String?
  var unknown: String?
  var mask: String?

  init() {}

  private enum Key: String, CodingKey {
    case tokenizerClass = "tokenizer_class"
    case lowercases = "do_lower_case"
    case stripsAccents = "strip_accents"
    case splitsIdeographs = "tokenize_chinese_chars"
    case addsPrefixSpace = "add_prefix_space"
    case trimsOffsets = "trim_offsets"
    case classifier = "cls_token"
    case separator = "sep_token"
    case padding = "pad_token"
    case unknown = "unk_token"
    case mask = "mask_token"
  }

  private enum SpecialToken: Decodable {
    case text(String)
    case object(Content)

    struct Content: Decodable { let content: String }

    init(from decoder: any Decoder) throws {
      if let text = try? decoder.singleValueContainer().decode(String.self) {
        self = .text(text)
      } else {
        self = .object(try Content(from: decoder))
      }
    }

    var content: String {
      switch self {
      case .text(let text): text
      case .object(let object): object.content
      }
    }
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    tokenizerClass = try fields.decodeIfPresent(String.self, forKey: .tokenizerClass)
    lowercases = try fields.decodeIfPresent(Bool.self, forKey: .lowercases)
    stripsAccents = try fields.decodeIfPresent(Bool.self, forKey: .stripsAccents)
    splitsIdeographs = try fields.decodeIfPresent(Bool.self, forKey: .splitsIdeographs)
    addsPrefixSpace = try fields.decodeIfPresent(Bool.self, forKey: .addsPrefixSpace)
    trimsOffsets = try fields.decodeIfPresent(Bool.self, forKey: .trimsOffsets)
    classifier = try fields.decodeIfPresent(SpecialToken.self, forKey: .classifier)?.content
    separator = try fields.decodeIfPresent(SpecialToken.self, forKey: .separator)?.content
    padding = try fields.decodeIfPresent(SpecialToken.self, forKey: .padding)?.content
    unknown = try fields.decodeIfPresent(SpecialToken.self, forKey: .unknown)?.content
    mask = try fields.decodeIfPresent(SpecialToken.self, forKey: .mask)?.content
  }
}
