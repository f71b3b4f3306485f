import Foundation

/// Makes the folder, and those above it that are missing, for their owner only. When this returns,
/// no power cut takes them away again.
public func makeFolders(_ path: String) throws(StorageFault) {
  let folder = URL(fileURLWithPath: path).path
  guard access(folder, F_OK) != 0 else { return }
  let parent = URL(fileURLWithPath: folder).deletingLastPathComponent().path
  if parent != folder { try makeFolders(parent) }
  try makeFolder(folder)
  try syncFolder(parent)
}
