import Ground
import Journal

extension SettlementReport {
  /// As the API gives it. Source: contract, `/reports/settlement`.
  var json: JSON {
    [
      "from": JSON(period.from), "to": JSON(period.to), "agency": .string(agency),
      "by": .string(breakdown.rawValue), "asOf": asOf.json,
      "rows": .array(rows.map(\.json)), "beforeReception": beforeReception.json,
    ]
  }
}

extension SettlementReport.Row {
  var json: JSON {
    [
      "key": .string(key), "carriedOver": number(carriedOver),
      "received": [
        "online": number(received.online), "counter": number(received.counter),
        "post": number(received.post),
      ],
      "settled": [
        "early": number(settled.early), "onTime": number(settled.onTime),
        "late": number(settled.late), "refused": number(settled.refused),
      ],
      "inProcess": ["notDue": number(inProcess.notDue), "overdue": number(inProcess.overdue)],
      "paused": ["supplement": number(paused.supplement), "payment": number(paused.payment)],
      "stopped": number(stopped), "withdrawn": number(withdrawn),
    ]
  }
}

extension SettlementReport.BeforeReception {
  var json: JSON {
    [
      "carriedOver": number(carriedOver), "submitted": number(submitted),
      "received": number(received), "notAccepted": number(notAccepted),
      "withdrawn": number(withdrawn), "waiting": number(waiting),
      "waitingLong": number(waitingLong),
    ]
  }
}

private func number(_ amount: Int) -> JSON { .integer(Int64(amount)) }
