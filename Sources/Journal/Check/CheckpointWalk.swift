import Ground

/// Defects found so far: the first thousand by name, the others by number.
struct JournalDefects {
  private(set) var named: [JournalDefect] = []
  private(set) var unnamed = 0

  mutating func add(_ defect: JournalDefect) {
    if named.count < 1000 { named.append(defect) } else { unnamed += 1 }
  }

  mutating func count(_ further: Int) { unnamed += further }
}

/// Goes through the kept checkpoints beside the facts and judges each.
struct CheckpointWalk {
  private(set) var seen = 0
  private var page: [RawCheckpoint] = []
  private var index = 0
  private var isAtEnd = false
  private var rightUpTo = 0
  private var isInWrongRun = false
  private var latest: Instant?

  /// The checkpoint of `size` facts, if there is one; asked with ascending sizes.
  mutating func next(at size: Int, _ tree: JournalTreeStore) throws -> RawCheckpoint? {
    if index == page.count, !isAtEnd {
      (page, index) = (try tree.checkpoints(after: size - 1, limit: 500), 0)
      isAtEnd = page.isEmpty
    }
    guard index < page.count, page[index].size == size else { return nil }
    index += 1
    seen += 1
    return page[index - 1]
  }

  /// Names what is wrong with it. `fits`: whether facts or tiles give its root. Of checkpoints that
  /// are wrong one after the other only the first is named for its root; the cause is one.
  mutating func judge(
    _ raw: RawCheckpoint, fits: Bool, key: VerifierKey?, _ defects: inout JournalDefects
  ) {
    if fits {
      (rightUpTo, isInWrongRun) = (raw.size, false)
    } else if isInWrongRun {
      defects.count(1)
    } else {
      defects.add(.rootDiffers(size: raw.size, rightUpTo: rightUpTo))
      isInWrongRun = true
    }
    if let latest, raw.at < latest { defects.add(.checkpointEarly(size: raw.size)) }
    latest = max(latest ?? raw.at, raw.at)
    if let defect = noteDefect(raw, key) { defects.add(defect) }
  }

  private func noteDefect(_ raw: RawCheckpoint, _ key: VerifierKey?) -> JournalDefect? {
    let note: SignedNote
    do { note = try SignedNote(reading: Array(raw.note.utf8)) } catch {
      return .checkpointUnreadable(size: raw.size, reason: error.reason)
    }
    guard let checkpoint = Checkpoint(text: note.text) else {
      return .checkpointUnreadable(size: raw.size, reason: "its text is no checkpoint")
    }
    func changed(_ reason: String) -> JournalDefect {
      .checkpointChanged(size: raw.size, reason: reason)
    }
    guard checkpoint.size == raw.size, checkpoint.root.bytes == raw.root else {
      return changed("its note says otherwise than its row")
    }
    guard let key else { return nil }
    if checkpoint.origin != key.name { return changed("it is of the journal \(checkpoint.origin)") }
    switch key.judge(note) {
    case .good: break
    case .bad: return changed("its signature is not good")
    case .notSigned: return changed("it is not signed with this journal's key")
    }
    if note.signatures.count != 1 { return changed("others have signed it") }
    let isStampGood = key.isGood(stamp: raw.stamp, of: checkpoint, at: raw.at)
    return isStampGood ? nil : changed("its time or its stamp is not the signed one")
  }
}
