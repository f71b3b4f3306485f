import Ground

/// What was counted, by day, heading and kind. Headings and kinds are few and come again and again:
/// each is kept once and known by its number, so that millions of facts are counted in little memory.
struct Sums: Sendable {
  /// One number.
  struct Key: Sendable, Hashable {
    let day: Day
    let heading: Int32
    let kind: Int32
    let mark: Instant?
  }

  private(set) var headings = Numbered<Heading>()
  private(set) var kinds = Numbered<Counted>()
  private(set) var amounts: [Key: Amount] = [:]

  mutating func number(of heading: Heading) -> Int32 { headings.number(of: heading) }

  /// Counts more (or less) under a heading that has its number already.
  mutating func add(_ counting: Counting, under heading: Int32) {
    let kind = kinds.number(of: counting.counted)
    let key = Key(day: counting.day, heading: heading, kind: kind, mark: counting.mark)
    amounts[key, default: Amount()] += Amount(count: counting.amount, minutes: counting.minutes)
  }

  /// All of it under full names; what has come to nothing is left out.
  var named: [EventKey: Amount] {
    amounts.reduce(into: [:]) { named, entry in
      let (key, amount) = entry
      guard amount != Amount() else { return }
      let (place, counted) = (headings[key.heading], kinds[key.kind])
      named[EventKey(day: key.day, place: place, counted: counted, mark: key.mark)] = amount
    }
  }
}

/// Values, each with the number under which it came first.
struct Numbered<Value: Hashable & Sendable>: Sendable {
  private(set) var values: [Value] = []
  private var numbers: [Value: Int32] = [:]

  mutating func number(of value: Value) -> Int32 {
    if let number = numbers[value] { return number }
    let number = Int32(values.count)
    values.append(value)
    numbers[value] = number
    return number
  }

  subscript(number: Int32) -> Value { values[Int(number)] }
}
