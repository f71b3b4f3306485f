import Ground

@testable import Catalogue
@testable import Deadlines
@testable import Directory
@testable import Dossiers
@testable import Rules

/// Files: procedures (plain and gzip), agencies, areas, holidays, rule packs, papers.
let fileTargets = [
  FuzzTarget(name: "procedures") { bytes in
    _ = try? ProcedureFile(reading: .bytes(bytes, limit: 1 << 20))
  },
  FuzzTarget(name: "agencies") { bytes in
    let header = Array("code\tname\tlevel\tparent\tvalidFrom\tvalidTo\tpredecessors\n".utf8)
    _ = try? AgencyFile(parsing: header + bytes)
    _ = try? AgencyFile(parsing: bytes)
  },
  FuzzTarget(name: "areas") { bytes in
    let pieces = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
    guard pieces.count == 3 else { return }
    let before = "provinceCode\tprovince\tdistrictCode\tdistrict\tcommuneCode\tcommune\n"
    let after = "provinceCode\tprovince\tcommuneCode\tcommune\n"
    _ = try? AreaFiles(
      before: Array(before.utf8) + pieces[0], after: Array(after.utf8) + pieces[1],
      succession: Array(pieces[2]))
  },
  FuzzTarget(name: "holidays") { bytes in _ = try? CalendarRecord.list(tsv: bytes) },
  FuzzTarget(name: "packs") { bytes in _ = try? RulePack(yaml: bytes) },
  FuzzTarget(name: "papers") { bytes in
    for type in MediaType.allCases where type.fits(Array(bytes.prefix(MediaType.headLength))) {
      _ = FileSoundness.isWhole(type, tail: Array(bytes.suffix(FileSoundness.tailLength)))
    }
    guard let text = text(bytes) else { return }
    _ = MediaType(header: text)
    _ = MediaType(fileName: text)
  },
]
