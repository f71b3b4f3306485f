import Deadlines
import Ground

/// Why a payment was not asked for, or not confirmed.
enum PaymentRefused: Refusal, Equatable {
  case nothingToPay
  case amountDiffers(asked: Dong)

  var code: String {
    switch self {
    case .nothingToPay: "payment.nothing-to-pay"
    case .amountDiffers: "payment.amount-differs"
    }
  }

  var explanation: Phrase {
    switch self {
    case .nothingToPay: "Số tiền phải lớn hơn 0."
    case .amountDiffers(let asked):
      "Số tiền phải đúng bằng số đã thông báo: \(asked.vietnamese). Kiểm tra lại biên lai."
    }
  }

  var kind: RefusalKind { .content }

  var places: [RefusedPlace] {
    [RefusedPlace(pointer: "/amountVND", code: code, detail: explanation)]
  }
}

extension ProceedingDesk {
  /// Thông báo nghĩa vụ tài chính: the clock stands still until it is met. Source: 1.6, 6.
  mutating func requestPayment(_ amount: Dong, reason: String) throws {
    guard amount.amount > 0 else { throw PaymentRefused.nothingToPay }
    dossier.fee.asked = amount
    dossier.clock = try dossier.clock?.paused(for: .payment, at: now)
    data.append(JSON.Member("feeVND", .integer(amount.amount)))
    text = "Thông báo nộp \(amount.vietnamese). Lý do: \(reason)"
    notice = (
      "payment.requested",
      "Hồ sơ cần nộp \(amount.vietnamese). Lý do: \(reason) Nộp tại bộ phận một cửa hoặc chuyển khoản."
    )
  }

  /// Xác nhận đã nộp tiền by a named officer, with the receipt's number. Source: 1.6, 6 → 4.
  mutating func pay(
    _ method: FeeObligation.Payment.Method, _ amount: Dong, receiptNumber: String
  ) throws {
    guard let asked = dossier.fee.asked, asked == amount else {
      throw PaymentRefused.amountDiffers(asked: dossier.fee.asked ?? Dong(0))
    }
    dossier.fee.payments.append(
      FeeObligation.Payment(
        method: method, amount: amount, receiptNumber: receiptNumber, at: now))
    dossier.clock = try dossier.clock?.resumed(at: now, restarting: false, calendar: calendar)
    data +=
      [
        JSON.Member("paidBy", .string(method.rawValue)),
        JSON.Member("paidVND", .integer(amount.amount)),
      ] + indexDue()
    text = "Đã nộp \(amount.vietnamese), biên lai \(receiptNumber)."
    notice = ("payment.received", "Đã nhận \(amount.vietnamese), biên lai \(receiptNumber).")
  }
}
