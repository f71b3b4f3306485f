import Foundation

/// A reader of bytes from outside. It may refuse them; it may not trap, hang, or eat memory, and
/// what it took must be the same when it is written and read again.
struct FuzzTarget: Sendable {
  let name: String
  let take: @Sendable ([UInt8]) -> Void
}

private let targets: [FuzzTarget] =
  groundTargets + webTargets + journalTargets + fileTargets + typedTargets

private let chosen: FuzzTarget = {
  let name = ProcessInfo.processInfo.environment["MOTCUA_FUZZ"] ?? ""
  guard let found = targets.first(where: { $0.name == name }) else {
    fatalError("MOTCUA_FUZZ names one of \(targets.map(\.name))")
  }
  return found
}()

/// libFuzzer calls this with one input after another.
@_cdecl("LLVMFuzzerTestOneInput")
public func takeOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  chosen.take(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// What must hold of whatever was taken; a breach ends the run like any other trap.
func promise(_ holds: Bool, _ words: @autoclosure () -> String) {
  if !holds { fatalError(words()) }
}

func text(_ bytes: [UInt8]) -> String? { String(validating: bytes, as: UTF8.self) }
