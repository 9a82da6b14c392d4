/// `text` inside an element or an attribute of XML or HTML: markup is escaped, and what XML 1.0 (section 2.2)
/// does not allow at all is left out.
public func xmlText(_ text: String) -> String {
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    case "\t", "\n", "\r", " "..."\u{d7ff}", "\u{e000}"..."\u{fffd}", "\u{10000}"..."\u{10ffff}":
      escaped.unicodeScalars.append(scalar)
    default: break
    }
  }
  return escaped
}
