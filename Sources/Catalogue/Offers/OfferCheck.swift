import Ground

extension OfferDraft {
  /// Refuses: `CatalogueRefused.unfit`, with every field that is at fault.
  func check() throws(CatalogueRefused) {
    var places = citation.faults + conditions.faults
    if from.year < 2000 {
      places.append(fault("from", "Ngày hiệu lực phải từ năm 2000 trở đi."))
    }
    guard places.isEmpty else { throw .unfit(places) }
  }
}

extension Citation {
  /// An offer without a decision is nobody's word. Source: issue 2, "each citing a decision".
  var faults: [RefusedPlace] {
    let text = normalised(decision)
    if text.isEmpty {
      return [fault("decision", "Hãy ghi số, ký hiệu của quyết định làm căn cứ.")]
    }
    return text.count > 200
      ? [fault("decision", "Số, ký hiệu quyết định dài tối đa 200 ký tự.")] : []
  }
}

extension OfferConditions {
  var faults: [RefusedPlace] {
    var places: [RefusedPlace] = []
    if let legacyLevel, !(1...4).contains(legacyLevel) {
      places.append(fault("legacyLevel", "Mức độ (cũ) là số từ 1 đến 4."))
    }
    if let proactiveLevel, !(1...4).contains(proactiveLevel) {
      places.append(fault("proactiveLevel", "Mức độ chủ động là số từ 1 đến 4."))
    }
    if let channels, channels.isEmpty || channels.allSatisfy({ $0.exemption != nil }) {
      places.append(fault("channels", "Hãy chọn ít nhất một kênh nhận cho mọi người."))
    }
    if let channels, Set(channels.map(\.channel)).count != channels.count {
      places.append(fault("channels", "Mỗi kênh chỉ ghi một lần."))
    }
    if returnAgencies.count > 50 {
      places.append(fault("returnAgencies", "Tối đa 50 nơi trả kết quả."))
    }
    return places + overrideFaults
  }

  private var overrideFaults: [RefusedPlace] {
    var seen: Set<String> = []
    var places: [RefusedPlace] = []
    for override in overrides {
      let field = "\(override.channel.rawValue).\(override.caseNumber)"
      if !(1...50).contains(override.caseNumber) {
        places.append(fault("term.\(field)", "Số trường hợp từ 1 đến 50."))
      }
      if !seen.insert(field).inserted {
        places.append(fault("term.\(field)", "Mỗi trường hợp chỉ ghi một lần."))
      }
      if let fee = override.fee, !(0...1_000_000_000_000).contains(fee.amount) {
        places.append(fault("fee.\(field)", "Mức phí là số đồng từ 0 đến 1.000.000.000.000."))
      }
    }
    return places
  }
}

func fault(_ field: String, _ detail: Phrase) -> RefusedPlace {
  RefusedPlace(pointer: field, code: "catalogue.field-unfit", detail: detail)
}
