import Ground
import Web

extension DemoProvince {
  /// What every page of a demonstration says; `own`: of our twelve procedures, not of real ones.
  static func banner(own: Bool) -> HTML {
    let unreal: Phrase = "Hệ thống trình diễn: không có gì là thật, không thư nào rời khỏi máy này."
    let few: Phrase = "Danh mục gồm 12 thủ tục tự soạn, không phải thủ tục thật."
    return "\(own ? Phrase(joining: [unreal, few]) : unreal)"
  }
}
