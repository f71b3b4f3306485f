/// Every syllable that search knows, numbered: its unmarked key, and under it the forms with marks
/// that occur.
struct Lexicon: Sendable {
  private var numbers: [String: Int32] = [:]
  private var ordinals: [Syllable: UInt8] = [:]
  /// By number.
  private(set) var keys: [String] = []
  /// By number, the marked forms in the order in which they were first met. Shape: at most 250.
  private(set) var forms: [[Syllable]] = []
  /// By number, how many documents have it in a field that counts.
  private(set) var spread: [Int32] = []
  /// By number and form, how often it was met and how it was written when it was first.
  private var counts: [[Int32]] = []
  private var shown: [[String]] = []

  /// Where a syllable stands: its key and which of the forms under it.
  struct Place: Hashable, Sendable {
    let number: Int32
    let ordinal: UInt8
  }

  func number(of key: String) -> Int32? { numbers[key] }

  /// The place of a syllable, made when it is new; `typed` is how a text has it.
  mutating func place(_ syllable: Syllable, typed: String) -> Place {
    let number: Int32
    if let known = numbers[syllable.key] {
      number = known
    } else {
      number = Int32(keys.count)
      numbers[syllable.key] = number
      keys.append(syllable.key)
      forms.append([])
      counts.append([])
      shown.append([])
      spread.append(0)
    }
    if let ordinal = ordinals[syllable] {
      counts[Int(number)][Int(ordinal)] += 1
      return Place(number: number, ordinal: ordinal)
    }
    let at = Int(number)
    guard forms[at].count < 250 else { return Place(number: number, ordinal: 0) }
    let ordinal = UInt8(forms[at].count)
    forms[at].append(syllable)
    counts[at].append(1)
    shown[at].append(typed.lowercased())
    ordinals[syllable] = ordinal
    return Place(number: number, ordinal: ordinal)
  }

  mutating func noteDocument(_ number: Int32) { spread[Int(number)] += 1 }

  /// How the form that is met most is written.
  func commonest(_ number: Int32) -> String {
    let counts = counts[Int(number)]
    let at = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
    return shown[Int(number)][at]
  }

  /// How a form is written.
  func written(_ place: Place) -> String { shown[Int(place.number)][Int(place.ordinal)] }
}

/// Two neighbouring syllables as one number.
func pair(_ first: Int32, _ second: Int32) -> UInt64 {
  UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
}
