"""What README.txt of a record says."""

README = """\
HỒ SƠ BÀI ĐĂNG
Tệp này ghi lại một bài đã đăng: nội dung, ảnh, mẫu, căn cứ pháp luật, người duyệt, các lần gửi và kết quả.

  record.json       bài nào, hồ sơ số mấy, lập lúc nào
  post.json         các trường người soạn đã điền và người soạn
  bundle.json       đúng những gì được duyệt: chữ, ảnh (theo mã băm), trang đích, giờ đăng; seal.json: con dấu băm
  text/             nội dung gửi lên từng nền tảng        pictures/   ảnh đã gửi, tên tệp là mã băm SHA-256
  cards.json        các thẻ ảnh đã vẽ từ gì               template.yaml, template.json   mẫu và phiên bản
  laws.json         văn bản được dẫn, bản nào, hiệu lực ra sao vào ngày đăng
  approvals.json    ai duyệt, lúc nào, hạn đến khi nào    consents.json  đồng ý của người trong ảnh (nếu có)
  signatures.json   chữ ký số khi trình và khi duyệt      keys.json  khóa của người ký, quyền, từ lúc nào
  deliveries.json   từng trang   attempts.json   từng lần gửi, đọc lại   receipt.json   kết quả, liên kết
  history.json      lịch sử bài (chuỗi băm)               audit.json  nhật ký đăng và đầu chuỗi lúc lập hồ sơ
  manifest.sha256   mã băm của mọi tệp

Kiểm tra (cần Python 3.8 trở lên, không cần Page Studio):
  python verify.py                        trong thư mục đã giải nén
  python verify.py HO-SO.zip MÃ-BĂM       cả tệp ZIP; mã băm là mã được in khi xuất hồ sơ
Lệnh in dấu vân tay các khóa đã ký: hãy so với bản in của đơn vị.

Giờ trong các tệp là giờ UTC; giờ Việt Nam = UTC + 7.

------------------------------------------------------------
RECORD OF A PUBLICATION
What was published: texts, pictures, template, legal basis, approvals, attempts and results. File by file as above:
record (which post), post (fields and author), bundle and seal (exactly what was approved), text and pictures (what was
sent), signatures and keys (who submitted and approved, with keys to be compared with the unit's printed sheet), cards,
template, laws (versions cited and their validity on the day), approvals, consents (of people in the
pictures, if any), deliveries, attempts, receipt, history and audit (chains of hashes), manifest.sha256 (the hash of
every file).

Check it with Python 3.8 or newer, without Page Studio:
  python verify.py                        inside the unpacked folder
  python verify.py RECORD.zip DIGEST      the ZIP itself; the digest is the one printed at its export

Times are UTC.
"""
