import Ground

/// The strict JSON reader, the texts that stand for days and instants, the words of a language.
let groundTargets = [
  FuzzTarget(name: "json") { bytes in
    // A refusal is an answer; so it is in every target below.
    guard let json = try? JSON(reading: bytes) else { return }
    let again = try? JSON(reading: json.bytes)
    promise(again == json, "JSON that was written is not what was read")
  },
  FuzzTarget(name: "moments") { bytes in
    guard let text = text(bytes) else { return }
    if let instant = Instant(rfc3339: text) {
      promise(Instant(rfc3339: instant.rfc3339) == instant, "an instant changes when written")
      _ = instant.day
    }
    if let day = Day(iso: text) { promise(Day(iso: day.iso) == day, "a day changes when written") }
  },
  FuzzTarget(name: "wording") { bytes in
    _ = try? Wording(language: .english, yaml: bytes)
  },
]
