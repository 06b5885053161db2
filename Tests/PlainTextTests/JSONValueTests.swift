import PlainText
import TestSupport
import Testing

/// What is read against the tree it was written from.
@Suite struct JSONValueTests {
  /// A value as a tree of its own.
  private indirect enum Tree {
    case null
    case bool(Bool)
    case number(String)
    case text(String)
    case list([Tree])
    case object([(key: String, value: Tree)])
  }

  private static let words = [
    "", "a", "text", "settled_ms", "罗汉路267号", "\"", "\\", "\n", "\u{7F}", "😀", "a\u{1}b", "\u{FEFF}",
    "a:b,c}",
  ]
  private static let numbers = [
    "0", "-0", "7", "-1", "1000000", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
    "-9223372036854775809", "1.5", "-2.5e+7", "1E-7", "123456789012345678901234567890",
  ]

  private static func tree(_ random: inout SplitMix, depth: Int) -> Tree {
    switch Int.random(in: 0..<(depth > 3 ? 4 : 6), using: &random) {
    case 0: return Bool.random(using: &random) ? .null : .bool(Bool.random(using: &random))
    case 1, 2: return .text(words.randomElement(using: &random) ?? "")
    case 3: return .number(numbers.randomElement(using: &random) ?? "0")
    case 4:
      return .list((0..<Int.random(in: 0...4, using: &random)).map { _ in tree(&random, depth: depth + 1) })
    default:
      let keys = words.shuffled(using: &random).prefix(Int.random(in: 0...6, using: &random))
      return .object(keys.map { ($0, tree(&random, depth: depth + 1)) })
    }
  }

  /// The tree as text, every character of it escaped in one of the ways there are.
  private static func text(_ tree: Tree, _ random: inout SplitMix) -> String {
    switch tree {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let literal): literal
    case .text(let words): quoted(words, &random)
    case .list(let items): "[" + items.map { text($0, &random) }.joined(separator: ",") + "]"
    case .object(let members):
      "{"
        + members.map { quoted($0.key, &random) + ":" + text($0.value, &random) }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ words: String, _ random: inout SplitMix) -> String {
    let escapesAll = Int.random(in: 0..<8, using: &random) == 0
    let units = words.unicodeScalars.map { scalar -> String in
      let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
      guard escapesAll || mustEscape else { return String(Character(scalar)) }
      return String(Character(scalar)).utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    }
    return "\"" + units.joined() + "\""
  }

  private func expect(_ value: JSONValue, is tree: Tree, _ text: String) {
    switch tree {
    case .null: #expect(value.content == .null && value.string == nil && value["a"] == nil, "\(text)")
    case .bool(let flag): #expect(value.bool == flag && value.content == .bool(flag), "\(text)")
    case .number(let literal):
      #expect(value.integer == Int64(literal), "\(text)")
      #expect(value.content == (Int64(literal).map { .integer($0) } ?? .decimal(literal)), "\(text)")
    case .text(let words): #expect(value.string == words && value.integer == nil, "\(text)")
    case .list(let items):
      #expect(value.array?.count == items.count && value.object == nil, "\(text)")
      for (item, tree) in zip(value.array ?? [], items) { expect(item, is: tree, text) }
    case .object(let members):
      #expect(value.object?.map(\.key) == members.map(\.key) && value.array == nil, "\(text)")
      #expect(value["no such key"] == nil)
      for member in members {
        guard let found = value[member.key] else {
          Issue.record("\(member.key) is not found in \(text)")
          continue
        }
        expect(found, is: member.value, text)
      }
    }
  }

  @Test func `every value is found where it was written, in any nesting and however it is escaped`() throws {
    var random = SplitMix(seed: 11)
    for _ in 0..<4_000 {
      let tree = Self.tree(&random, depth: 0)
      let text = Self.text(tree, &random)
      let value = try JSONReader.parse(Array(text.utf8))
      expect(value, is: tree, text)
      let again = try JSONReader.parse(Array((" " + Self.text(tree, &random) + "\n").utf8))
      #expect(value == again && value.hashValue == again.hashValue, "\(text)")
      var writer = JSONWriter()
      writer.value(value)
      #expect(try JSONReader.parse(writer.bytes) == value, "\(text)")
    }
  }

  @Test func `an object of hundreds of members gives each`() throws {
    let keys = (0..<700).map { "key \($0)" }
    let text = "{" + keys.enumerated().map { "\"\($1)\":[\($0)]" }.joined(separator: ",") + "}"
    let value = try JSONReader.parse(Array(text.utf8))
    for (number, key) in keys.enumerated() {
      #expect(value[key]?.array?.first?.integer == Int64(number))
    }
  }

  @Test func `values that differ anywhere are not the same`() throws {
    let texts = [
      "null", "0", "\"0\"", "[]", "{}", "[0]", #"{"a":0}"#, #"{"b":0}"#, #"{"a":1}"#, "true", "0.0",
    ]
    let values = try texts.map { try JSONReader.parse(Array($0.utf8)) }
    for (index, value) in values.enumerated() {
      for (other, another) in values.enumerated() { #expect((value == another) == (index == other)) }
    }
  }
}
