import Ground
import Web

/// How to do things here, from finding a procedure to rating the service.
struct HelpPage: Page {
  var title: Phrase { "Trợ giúp" }

  var body: HTML {
    """
    \(HTML.breadcrumbs([("Trang chủ", Paths.home)]))
    <h1>\(title)</h1>
    <p class="lead">Hướng dẫn từng bước. Không tự làm được, bạn đến bộ phận một cửa: cán bộ nhập hồ sơ \
    giúp, không thu thêm tiền.</p>
    <nav aria-label="Trong trang này"><ul class="plain">
    <li><a href="#tim">Tìm thủ tục</a></li><li><a href="#nop">Nộp hồ sơ</a></li>
    <li><a href="#theo-doi">Theo dõi hồ sơ</a></li><li><a href="#bo-sung">Bổ sung hồ sơ</a></li>
    <li><a href="#phi">Nộp phí, lệ phí</a></li><li><a href="#ket-qua">Nhận kết quả, đánh giá</a></li>
    <li><a href="#hoi-dap">Hỏi và đáp</a></li></ul></nav>
    \(finding)\(filing)\(tracking)\(supplementing)\(paying)\(receiving)
    <h2 id="hoi-dap">Hỏi và đáp</h2>\(questions)
    <p>Chưa tìm thấy câu trả lời? \(HTML.link("Liên hệ với chúng tôi", Paths.contact)).</p>
    """
  }

  private var finding: HTML {
    """
    <h2 id="tim">Tìm thủ tục</h2>
    <ol class="numbered">
    <li>Gõ việc bạn cần vào ô tìm kiếm ở \(HTML.link("trang chủ", Paths.home)), có dấu hay không dấu \
    đều được. Dùng lời thường ngày cũng tìm thấy, ví dụ “sổ đỏ”.</li>
    <li>Hoặc chọn theo việc trong đời sống, theo \(HTML.link("lĩnh vực", Paths.sectors)).</li>
    <li>Trang thủ tục cho biết giấy tờ cần có, thời hạn, phí, nơi nộp và ngày hẹn trả nếu nộp ngay \
    bây giờ.</li>
    </ol>
    """
  }

  private var filing: HTML {
    """
    <h2 id="nop">Nộp hồ sơ</h2>
    <ol class="numbered">
    <li>\(HTML.link("Đăng nhập", Paths.signIn())). Chưa có tài khoản thì \
    \(HTML.link("đăng ký", Paths.signUp)); quên mật khẩu thì \(HTML.link("lấy lại", Paths.recover)).</li>
    <li>Mở trang thủ tục, chọn “Nộp hồ sơ trực tuyến”.</li>
    <li>Điền từng bước. Mỗi bước đều được lưu: mất mạng hay đóng máy, bạn vào lại và làm tiếp.</li>
    <li>Chụp hoặc quét giấy tờ rồi tải lên. Ảnh cần rõ cả bốn góc, đọc được chữ.</li>
    <li>Xem lại toàn bộ rồi gửi. Bạn nhận thông báo đã gửi kèm mã tham chiếu.</li>
    </ol>
    <p>Nộp tại quầy: mang giấy tờ đến cơ quan ghi ở mục “Nộp ở đâu” của trang thủ tục, trong \
    \(HTML.link("giờ làm việc", Paths.agencies)). Bạn nhận giấy tiếp nhận và hẹn trả kết quả có mã hồ sơ.</p>
    """
  }

  private var tracking: HTML {
    """
    <h2 id="theo-doi">Theo dõi hồ sơ</h2>
    <ul>
    <li>Có mã hồ sơ trên giấy hẹn: vào \(HTML.link("Tra cứu hồ sơ", Paths.lookup)), nhập mã. Quét mã \
    vuông trên giấy hẹn thì không cần nhập gì.</li>
    <li>Đã đăng nhập: vào \(HTML.link("Hồ sơ của tôi", Paths.mine)) để xem từng bước, ai đang giải \
    quyết và ngày hẹn.</li>
    <li>Hồ sơ trực tuyến được trả lời trong 8 giờ làm việc kể từ lúc gửi.</li>
    </ul>
    """
  }

  private var supplementing: HTML {
    """
    <h2 id="bo-sung">Bổ sung hồ sơ</h2>
    <p>Khi thiếu giấy tờ, cơ quan gửi phiếu yêu cầu bổ sung, nêu rõ thiếu gì và vì sao. Bạn mở hồ sơ \
    trong \(HTML.link("Hồ sơ của tôi", Paths.mine)), chọn “Bổ sung”, tải giấy tờ lên và gửi; hoặc mang \
    đến quầy. Trong lúc chờ bạn bổ sung, thời hạn giải quyết không chạy.</p>
    """
  }

  private var paying: HTML {
    """
    <h2 id="phi">Nộp phí, lệ phí</h2>
    <p>Mức phí ghi ở trang thủ tục. Khi đến lúc nộp, hồ sơ hiện thông báo với số tiền, lý do và cách \
    nộp. Chỉ nộp theo thông báo trong hồ sơ; không ai được thu thêm khoản ngoài thông báo.</p>
    """
  }

  private var receiving: HTML {
    """
    <h2 id="ket-qua">Nhận kết quả, đánh giá</h2>
    <p>Bạn chọn nhận kết quả trực tuyến, tại quầy hoặc qua bưu chính. Nếu trễ hẹn, cơ quan gửi phiếu xin \
    lỗi, nêu lý do và ngày hẹn mới. Nhận xong, bạn \
    chấm điểm cách phục vụ ngay trong hồ sơ.</p>
    """
  }

  private var questions: HTML {
    """
    \(HTML.fold("Tôi không có điện thoại thông minh, làm thế nào?", """
      <p>Bạn đến bộ phận một cửa ở bất kỳ xã, phường nào ghi trong trang thủ tục. Cán bộ nhập và quét giấy \
      tờ giúp. Bạn nhận giấy hẹn in trên giấy.</p>
      """))
    \(HTML.fold("Tôi nộp hộ người khác được không?", """
      <p>Được. Khi điền hồ sơ, chọn nộp thay và ghi rõ chủ hồ sơ. Thủ tục nào cần giấy ủy quyền, \
      trang thủ tục có ghi trong phần giấy tờ.</p>
      """))
    \(HTML.fold("Hồ sơ của tôi đã quá ngày hẹn, tôi hỏi ai?", """
      <p>Mở hồ sơ để xem cơ quan đang giải quyết và số điện thoại, hoặc gọi số ở \
      \(HTML.link("trang liên hệ", Paths.contact)). Nêu mã hồ sơ.</p>
      """))
    \(HTML.fold("Tôi muốn rút hồ sơ thì làm gì?", """
      <p>Khi chưa có kết quả, mở hồ sơ trong \(HTML.link("Hồ sơ của tôi", Paths.mine)) và chọn “Rút hồ \
      sơ”. Hồ sơ đã rút vẫn còn để bạn xem lại.</p>
      """))
    \(HTML.fold("Ngày hẹn trả được tính thế nào?", """
      <p>Theo thời hạn của thủ tục, giờ làm việc và lịch nghỉ lễ, kể từ lúc cơ quan tiếp nhận. Trang thủ \
      tục có mục “Vì sao là ngày này?” kể từng ngày.</p>
      """))
    """
  }
}
