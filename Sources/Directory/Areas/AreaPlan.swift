import Ground

/// What the files of areas add to the areas that are known. Pure.
struct AreaPlan {
  /// One stretch of time in which an area has one name, code and parent.
  struct Period: Equatable {
    let area: AreaID
    let from: Day
    let to: Day?
    let level: Area.Level
    let code: String
    let name: String
    let parent: AreaID?
  }

  struct Link: Hashable {
    let old: AreaID
    let new: AreaID
    let isWhole: Bool
  }

  private(set) var periods: [Period] = []
  private(set) var links: [Link] = []

  /// `known` gives the identity of an area by level, code and first day; those without get a new
  /// one. An area that keeps its code and its name through the reform is the same one.
  init(_ files: AreaFiles, known: (Area.Level, String, Day) -> AreaID?, newID: () -> AreaID) {
    var old: [String: (id: AreaID, index: Int)] = [:]
    for unit in files.before {
      guard let level = Area.Level.of(unit.code) else { continue }
      let id = known(level, unit.code, areasKnownSince) ?? newID()
      old[unit.code] = (id, periods.count)
      periods.append(
        Period(
          area: id, from: areasKnownSince, to: areaReform.adding(days: -1), level: level,
          code: unit.code, name: unit.name, parent: unit.parent.flatMap { old[$0]?.id }))
    }
    var new: [String: AreaID] = [:]
    for unit in files.after {
      guard let level = Area.Level.of(unit.code) else { continue }
      let before = old[unit.code].map { periods[$0.index] }
      let stays = before.flatMap { $0.name == unit.name ? $0.area : nil }
      let id = stays ?? known(level, unit.code, areaReform) ?? newID()
      new[unit.code] = id
      let parent = unit.parent.flatMap { new[$0] }
      if let before, stays != nil, before.parent == parent, let index = old[unit.code]?.index {
        periods[index] = before.lasting(to: nil)
      } else {
        periods.append(
          Period(
            area: id, from: areaReform, to: nil, level: level, code: unit.code, name: unit.name,
            parent: parent))
      }
    }
    links = files.links.compactMap { link in
      guard let from = old[link.old]?.id, let to = new[link.new] else { return nil }
      return Link(old: from, new: to, isWhole: link.isWhole)
    }
  }
}

extension AreaPlan.Period {
  fileprivate func lasting(to day: Day?) -> AreaPlan.Period {
    AreaPlan.Period(
      area: area, from: from, to: day, level: level, code: code, name: name, parent: parent)
  }
}
