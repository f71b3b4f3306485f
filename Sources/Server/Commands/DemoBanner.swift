import Ground

extension DemoProvince {
  /// What every page of a demonstration says; `own`: of our twelve procedures, not of real ones.
  static func banner(own: Bool) -> Phrase {
    let unreal: Phrase = "Hệ thống trình diễn: không có gì là thật, không thư nào rời khỏi máy này."
    guard own else { return unreal }
    return Phrase(joining: [
      unreal, "Danh mục gồm 12 thủ tục tự soạn, không phải thủ tục thật.",
    ])
  }
}
