import Ground

extension ProceedingDesk {
  /// Trả kết quả: how and to whom. Never held back because it is late. Source: 1.6, 9 → 10.
  mutating func deliver(way: String, receiver: String) {
    dossier.delivery = Delivery(way: way, receiver: receiver, at: now)
    data.append(JSON.Member("returnWay", .string(way)))
    text = "Trả kết quả cho \(receiver)."
    notice = (
      "dossier.delivered", "Kết quả đã được trả. Mời ông/bà đánh giá việc giải quyết hồ sơ."
    )
  }
}
