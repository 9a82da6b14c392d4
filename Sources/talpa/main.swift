import Checkpoints
import Display
import Glibc
import Session

func environment() -> [String: String] {
  var result: [String: String] = [:]
  var p = environ
  while let e = p.pointee {
    let s = String(cString: e)
    if let i = s.firstIndex(of: "=") { result[String(s[..<i])] = String(s[s.index(after: i)...]) }
    p += 1
  }
  return result
}
func now() -> Double {
  var t = timespec()
  clock_gettime(CLOCK_MONOTONIC, &t)
  return Double(t.tv_sec) + Double(t.tv_nsec) / 1e9
}
let start = now()
let env = environment()
let tty = isatty(1) == 1
let host = Host(
  environment: env,
  terminal: tty ? .init(depth: .truecolor, background: .dark, columns: { 100 }, page: { _ in false }) : nil,
  inputIsTerminal: isatty(0) == 1, messagesAreOnTerminal: isatty(2) == 1, processors: 2, now: now,
  start: start)
var buf = [CChar](repeating: 0, count: 4096)
let n = readlink("/proc/self/exe", &buf, 4095)
let exe = String(decoding: buf[..<max(n, 0)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
let lib = ModelLibrary(environment: env, executable: exe)
exit(
  Program(host: host, library: lib, openEditor: { _ in nil }).run(Array(CommandLine.arguments.dropFirst()))
    .rawValue)
