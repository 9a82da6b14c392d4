/// The files a ``Figure`` can be written as, by the ending of their names.
public enum FigureFormat: String, CaseIterable, Sendable {
  case svg, png, html, json, csv, txt
}
