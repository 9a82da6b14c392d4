/// What an exported Markdown file says was typed, and what follows each entry in it.
struct MarkdownScript {
  struct Section {
    let typed: String
    /// From the entry's fence up to the next one's.
    let text: String
  }

  /// What stands before the first entry.
  let heading: String
  let sections: [Section]

  init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var heading: [String] = []
    var sections: [Section] = []
    var typed: [String]?
    var body: [String] = []
    var fence: (marks: String, isTyped: Bool)?
    func finish() {
      if let typed {
        sections.append(Section(typed: typed.joined(separator: "\n"), text: body.joined(separator: "\n")))
      }
    }
    for line in lines {
      if let open = fence {
        if line == open.marks { fence = nil } else if open.isTyped { typed?.append(line) }
      } else if line.hasPrefix("```") {
        let marks = String(line.prefix { $0 == "`" })
        let isTyped = line.dropFirst(marks.count) == "talpa"
        if isTyped {
          finish()
          (typed, body) = ([], [])
        }
        fence = (marks, isTyped)
      }
      if typed == nil { heading.append(line) } else { body.append(line) }
    }
    finish()
    self.heading = heading.joined(separator: "\n")
    self.sections = sections
  }
}
