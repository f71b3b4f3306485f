public import Ground

/// Why the sealed journal does not show what was asked for.
public enum JournalRefused: Refusal, Equatable {
  /// No fact has been sealed yet.
  case nothingSealed
  /// There is no tile there, or not as wide.
  case noSuchTile
  /// The positions asked for run backwards.
  case positionsBackwards

  public var code: String {
    switch self {
    case .nothingSealed: "journal.nothing-sealed"
    case .noSuchTile: "journal.no-such-tile"
    case .positionsBackwards: "journal.positions-backwards"
    }
  }

  public var explanation: Phrase {
    switch self {
    case .nothingSealed:
      "Nhật ký chưa niêm phong sự kiện nào. Vui lòng thử lại sau vài giây."
    case .noSuchTile:
      """
      Không có khối băm này. Hãy đọc /api/v1/journal/checkpoint để biết kích thước cây, rồi hỏi các \
      khối của kích thước ấy.
      """
    case .positionsBackwards:
      "Vị trí “from” lớn hơn vị trí “to”. Hãy đổi lại cho đúng thứ tự."
    }
  }

  public var kind: RefusalKind {
    switch self {
    case .nothingSealed, .noSuchTile: .unknown
    case .positionsBackwards: .shape
    }
  }

  public var places: [RefusedPlace] {
    switch self {
    case .nothingSealed, .noSuchTile: []
    case .positionsBackwards: [RefusedPlace(pointer: "from", code: code, detail: explanation)]
    }
  }
}
