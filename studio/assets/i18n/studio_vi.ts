<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>AboutSection</name>
    <message>
        <source>Page Studio {version}</source>
        <translation>Studio nội dung {version}</translation>
    </message>
    <message>
        <source>For the page administrators of a unit: posts from approved templates, legal documents in force, a second person&apos;s approval, and the unit&apos;s own pages. Free software under the MIT licence.</source>
        <translation>Dành cho người quản trị trang của đơn vị: bài soạn từ mẫu đã duyệt, văn bản còn hiệu lực, người thứ hai duyệt, đăng lên trang của chính đơn vị. Phần mềm tự do theo giấy phép MIT.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Giấy phép</translation>
    </message>
    <message>
        <source>What is kept, where and how long</source>
        <translation>Lưu gì, ở đâu, bao lâu</translation>
    </message>
    <message>
        <source>On this PC alone</source>
        <translation>Chỉ trên máy này</translation>
    </message>
    <message>
        <source>Everything is in the data folder of this Windows or Linux account. The program sends no statistics and asks no server for anything; only a post that two people answered for leaves the PC.</source>
        <translation>Mọi thứ nằm trong thư mục dữ liệu của tài khoản Windows hoặc Linux này. Chương trình không gửi thống kê, không hỏi máy chủ nào; chỉ bài đã có hai người chịu trách nhiệm mới rời khỏi máy.</translation>
    </message>
    <message>
        <source>Posts, pictures and their history</source>
        <translation>Bài, ảnh và lịch sử</translation>
    </message>
    <message>
        <source>Kept until the unit removes the profile: who wrote, who approved and what was published is a record. Drafts in the trash go after 30 days.</source>
        <translation>Giữ cho đến khi đơn vị xóa hồ sơ: ai viết, ai duyệt, đã đăng gì là hồ sơ lưu. Bài nháp trong thùng rác mất sau 30 ngày.</translation>
    </message>
    <message>
        <source>People of the unit</source>
        <translation>Người của đơn vị</translation>
    </message>
    <message>
        <source>Name, role and a one-way code of the PIN; the PIN itself is never kept. Of citizens nothing is collected: no comments, no profiles.</source>
        <translation>Tên, vai trò và mã một chiều của PIN; bản thân PIN không bao giờ được lưu. Không thu thập gì về người dân: không bình luận, không hồ sơ.</translation>
    </message>
    <message>
        <source>Pictures that leave</source>
        <translation>Ảnh khi rời máy</translation>
    </message>
    <message>
        <source>Place, camera and other hidden data are taken out, and what was covered is gone from the picture.</source>
        <translation>Vị trí, máy ảnh và dữ liệu ẩn được gỡ hết; chỗ đã che thì không còn trong ảnh.</translation>
    </message>
    <message>
        <source>Log and backups</source>
        <translation>Nhật ký và sao lưu</translation>
    </message>
    <message>
        <source>The log is for the technical person, at most 6 MB, with phone numbers, ID numbers and passwords struck out. Daily copies are kept for 7 days and 4 weeks.</source>
        <translation>Nhật ký dành cho người phụ trách kỹ thuật, tối đa 6 MB, đã che số điện thoại, số giấy tờ và mật khẩu. Bản sao hằng ngày giữ 7 ngày và 4 tuần.</translation>
    </message>
</context>
<context>
    <name>AccessTab</name>
    <message>
        <source>Page</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>Duty ends</source>
        <translation>Thôi nhiệm vụ</translation>
    </message>
    <message>
        <source>Show only those whose duty ended, or ends within 30 days</source>
        <translation>Chỉ hiện người đã thôi nhiệm vụ hoặc thôi trong 30 ngày tới</translation>
    </message>
    <message>
        <source>Send the table to the head…</source>
        <translation>Gửi lãnh đạo xác nhận…</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>Quyết định…</translation>
    </message>
    <message>
        <source>Give a right…</source>
        <translation>Cấp quyền…</translation>
    </message>
    <message>
        <source>New slip…</source>
        <translation>Lập phiếu…</translation>
    </message>
    <message>
        <source>Add a page</source>
        <translation>Thêm trang</translation>
    </message>
    <message>
        <source>Table of rights</source>
        <translation>Bảng phân quyền</translation>
    </message>
    <message>
        <source>Slips on rights</source>
        <translation>Phiếu phân quyền</translation>
    </message>
    <message>
        <source>No page yet</source>
        <translation>Chưa có trang nào</translation>
    </message>
    <message>
        <source>Rights are kept for each page that the unit has registered.</source>
        <translation>Quyền được ghi cho từng trang mà đơn vị đã đăng ký.</translation>
    </message>
    <message>
        <source>The review was run.</source>
        <translation>Đã chạy rà soát.</translation>
    </message>
    <message>
        <source>Once the head agreed to the table, slips change it.</source>
        <translation>Khi lãnh đạo đã đồng ý bảng, mọi thay đổi đi bằng phiếu.</translation>
    </message>
    <message>
        <source>Nobody is in the table yet.</source>
        <translation>Chưa có ai trong bảng.</translation>
    </message>
    <message>
        <source>The head agreed</source>
        <translation>Lãnh đạo đã đồng ý</translation>
    </message>
    <message>
        <source>Waits for the head</source>
        <translation>Chờ lãnh đạo</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Chưa gửi</translation>
    </message>
    <message>
        <source>Nobody&apos;s duty ends within 30 days.</source>
        <translation>Không ai thôi nhiệm vụ trong 30 ngày tới.</translation>
    </message>
    <message>
        <source>Give each person a row of their own; two of them are full administrators.</source>
        <translation>Mỗi người một dòng; hai người trong đó là quản trị toàn quyền.</translation>
    </message>
    <message>
        <source>Recorded, with your name and today&apos;s date.</source>
        <translation>Đã ghi nhận với tên bạn và ngày hôm nay.</translation>
    </message>
    <message>
        <source>The row was taken out.</source>
        <translation>Đã bỏ dòng.</translation>
    </message>
    <message>
        <source>Recorded as carried out just now, by you.</source>
        <translation>Đã ghi nhận: bạn vừa thực hiện.</translation>
    </message>
    <message>
        <source>The role was changed.</source>
        <translation>Đã đổi quyền.</translation>
    </message>
    <message>
        <source>Send the table to the head?</source>
        <translation>Gửi bảng phân quyền cho lãnh đạo?</translation>
    </message>
    <message>
        <source>The head agrees to exactly these rows; afterwards slips change them.</source>
        <translation>Lãnh đạo đồng ý đúng các dòng này; sau đó chỉ thay đổi bằng phiếu.</translation>
    </message>
    <message>
        <source>Send the slip to the head?</source>
        <translation>Gửi phiếu cho lãnh đạo?</translation>
    </message>
    <message>
        <source>It is carried out on the platform only when the head agreed.</source>
        <translation>Chỉ thực hiện trên nền tảng khi lãnh đạo đã đồng ý.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Gửi</translation>
    </message>
    <message>
        <source>Rights on the page “{page}”</source>
        <translation>Quyền trên trang “{page}”</translation>
    </message>
</context>
<context>
    <name>AccountForm</name>
    <message>
        <source>Add a page</source>
        <translation>Thêm trang</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Chưa có</translation>
    </message>
    <message>
        <source>Another public address…</source>
        <translation>Địa chỉ công khai khác…</translation>
    </message>
    <message>
        <source>How posts get there</source>
        <translation>Cách đưa bài lên</translation>
    </message>
    <message>
        <source>Written for</source>
        <translation>Viết cho nền tảng</translation>
    </message>
    <message>
        <source>Name of the page</source>
        <translation>Tên trang</translation>
    </message>
    <message>
        <source>As its readers see it, such as “Công an phường Minh Khai”.</source>
        <translation>Đúng như người đọc thấy, ví dụ “Công an phường Minh Khai”.</translation>
    </message>
    <message>
        <source>Page ID</source>
        <translation>Mã trang</translation>
    </message>
    <message>
        <source>The number in the page&apos;s address; approvals are bound to it.</source>
        <translation>Dãy số trong địa chỉ trang; phê duyệt gắn với mã này.</translation>
    </message>
    <message>
        <source>Address of the website</source>
        <translation>Địa chỉ trang web</translation>
    </message>
    <message>
        <source>Such as https://congan.example.gov.vn</source>
        <translation>Ví dụ https://congan.example.gov.vn</translation>
    </message>
    <message>
        <source>Where pictures are public</source>
        <translation>Nơi chứa ảnh công khai</translation>
    </message>
    <message>
        <source>Zalo takes pictures from a public address only: the unit&apos;s own website serves.</source>
        <translation>Zalo chỉ nhận ảnh từ địa chỉ công khai; dùng trang web của đơn vị là được.</translation>
    </message>
    <message>
        <source>Address of the pictures</source>
        <translation>Địa chỉ chứa ảnh</translation>
    </message>
    <message>
        <source>Such as https://congan.example.gov.vn/anh. The outbox says which files to put there.</source>
        <translation>Ví dụ https://congan.example.gov.vn/anh. Hộp gửi cho biết cần đặt tệp nào vào đó.</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>Enter the address of the website.</source>
        <translation>Hãy ghi địa chỉ trang web.</translation>
    </message>
    <message>
        <source>Enter the address, with https:// before it.</source>
        <translation>Hãy nhập địa chỉ, bắt đầu bằng https://.</translation>
    </message>
    <message>
        <source>Enter the name of the page.</source>
        <translation>Hãy nhập tên trang.</translation>
    </message>
    <message>
        <source>Enter the page&apos;s ID.</source>
        <translation>Hãy nhập mã của trang.</translation>
    </message>
</context>
<context>
    <name>AddDialog</name>
    <message>
        <source>Add to the picture library</source>
        <translation>Thêm vào kho ảnh</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Bỏ qua</translation>
    </message>
    <message>
        <source>Add all the same</source>
        <translation>Vẫn thêm</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>A picture like this one is in the library already, as “{title}”. Use that one, unless this is another picture.</source>
        <translation>Trong kho đã có ảnh giống ảnh này, tên “{title}”. Hãy dùng ảnh đó, trừ khi đây là ảnh khác.</translation>
    </message>
    <message>
        <source>In the library already:</source>
        <translation>Đã có trong kho:</translation>
    </message>
</context>
<context>
    <name>AnswerSlots</name>
    <message>
        <source>Greeting</source>
        <translation>Lời chào</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Trả lời</translation>
    </message>
    <message>
        <source>required</source>
        <translation>bắt buộc</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Bước tiếp theo</translation>
    </message>
    <message>
        <source>who, when, where</source>
        <translation>ai làm, khi nào, ở đâu</translation>
    </message>
    <message>
        <source>Thanks</source>
        <translation>Lời cảm ơn</translation>
    </message>
</context>
<context>
    <name>AnsweredItem</name>
    <message>
        <source>Not right yet.</source>
        <translation>Chưa đúng.</translation>
    </message>
</context>
<context>
    <name>AnswersEditor</name>
    <message>
        <source>Not answered</source>
        <translation>Chưa trả lời</translation>
    </message>
</context>
<context>
    <name>AnswersSection</name>
    <message>
        <source>You confirm</source>
        <translation>Bạn xác nhận</translation>
    </message>
    <message>
        <source>Only a person can answer this. Read text and pictures once more first.</source>
        <translation>Chỉ con người trả lời được. Hãy đọc lại chữ và ảnh một lần nữa.</translation>
    </message>
    <message>
        <source>Nothing secret or internal is in text or pictures</source>
        <translation>Chữ và ảnh không có nội dung mật, nội bộ</translation>
    </message>
    <message>
        <source>No victim, informant or witness can be recognised</source>
        <translation>Không nhận ra được nạn nhân, người tố giác, người làm chứng</translation>
    </message>
    <message>
        <source>Is the post about anyone under 18?</source>
        <translation>Bài có nhắc đến người dưới 18 tuổi không?</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Có</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Không</translation>
    </message>
</context>
<context>
    <name>ApprovalPage</name>
    <message>
        <source>Approvals</source>
        <translation>Chờ duyệt</translation>
    </message>
    <message>
        <source>Write a post</source>
        <translation>Soạn bài</translation>
    </message>
    <message>
        <source>No post waits for a decision</source>
        <translation>Không có bài nào chờ quyết định</translation>
    </message>
    <message>
        <source>A post comes here when its author submits it. A second person reads it and decides.</source>
        <translation>Bài đến đây khi người soạn gửi duyệt. Người thứ hai đọc rồi quyết định.</translation>
    </message>
    <message>
        <source>No post in hand</source>
        <translation>Chưa chọn bài nào</translation>
    </message>
    <message>
        <source>Choose one on the left, or another filter above.</source>
        <translation>Hãy chọn một bài ở bên trái, hoặc bộ lọc khác ở trên.</translation>
    </message>
    <message>
        <source>Up and down choose a post, Enter goes to it; Alt+Up and Alt+Down work everywhere</source>
        <translation>Phím lên, xuống để chọn bài, Enter để đọc; Alt+Lên và Alt+Xuống dùng được ở mọi chỗ</translation>
    </message>
    <message>
        <source>Sign in first: a comment carries your name.</source>
        <translation>Hãy đăng nhập trước: góp ý ghi tên của bạn.</translation>
    </message>
    <message>
        <source>Marked as seen.</source>
        <translation>Đã ghi là bạn đã xem.</translation>
    </message>
    <message>
        <source>Approved: “{title}”. It can be published now.</source>
        <translation>Đã duyệt “{title}”. Bài có thể đăng ngay.</translation>
    </message>
    <message>
        <source>Sent back to its author: “{title}”.</source>
        <translation>Đã gửi lại người soạn để sửa: “{title}”.</translation>
    </message>
    <message>
        <source>Rejected: “{title}”.</source>
        <translation>Đã từ chối “{title}”.</translation>
    </message>
    <message>
        <source>Put on hold: “{title}”.</source>
        <translation>Đã tạm giữ “{title}”.</translation>
    </message>
    <message>
        <source>Released: “{title}”.</source>
        <translation>Đã thôi giữ “{title}”.</translation>
    </message>
    <message>
        <source>Withdrawn: “{title}”.</source>
        <translation>Đã thu hồi: “{title}”.</translation>
    </message>
    <message>
        <source>It stays published: “{title}”.</source>
        <translation>Giữ nguyên bài đã đăng: “{title}”.</translation>
    </message>
</context>
<context>
    <name>AskCode</name>
    <message>
        <source>Recovery code</source>
        <translation>Mã khôi phục</translation>
    </message>
    <message>
        <source>This backup was made on another PC. Type the code as it is printed; blanks and dashes do not matter.</source>
        <translation>Bản sao lưu này được lập trên máy khác. Hãy nhập mã như trên bản in; khoảng trắng và gạch nối không quan trọng.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Tiếp tục</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Enter the code.</source>
        <translation>Hãy nhập mã.</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>How to connect</source>
        <translation>Cách kết nối</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Các bước</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>Hãy điền mục này.</translation>
    </message>
</context>
<context>
    <name>AssetDetails</name>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Use in a post</source>
        <translation>Dùng trong bài</translation>
    </message>
    <message>
        <source>Stop using it today</source>
        <translation>Thôi dùng từ hôm nay</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>Used in {count} posts</source>
        <translation>Đang dùng ở {count} bài</translation>
    </message>
    <message>
        <source>Used in no post</source>
        <translation>Chưa bài nào dùng</translation>
    </message>
    <message>
        <source>Looks like {titles}</source>
        <translation>Giống với {titles}</translation>
    </message>
</context>
<context>
    <name>AssetForm</name>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Nguồn</translation>
    </message>
    <message>
        <source>Who made it or where it comes from; without it no post may use it.</source>
        <translation>Ai chụp, ai vẽ hoặc lấy từ đâu; chưa ghi thì không bài nào được dùng.</translation>
    </message>
    <message>
        <source>Right of use</source>
        <translation>Quyền sử dụng</translation>
    </message>
    <message>
        <source>For example: taken by the unit; given for use by the photographer.</source>
        <translation>Ví dụ: đơn vị tự chụp; tác giả cho phép dùng.</translation>
    </message>
    <message>
        <source>Usable from</source>
        <translation>Dùng được từ</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Đến hết ngày</translation>
    </message>
    <message>
        <source>Alternative text</source>
        <translation>Văn bản thay thế</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Separated by commas</source>
        <translation>Cách nhau bằng dấu phẩy</translation>
    </message>
    <message>
        <source>Write a day such as 25/11/2026.</source>
        <translation>Hãy viết ngày theo dạng 25/11/2026.</translation>
    </message>
    <message>
        <source>Taken over by posts that use it.</source>
        <translation>Bài dùng ảnh này sẽ lấy theo.</translation>
    </message>
</context>
<context>
    <name>Assets</name>
    <message>
        <source>Photograph</source>
        <translation>Ảnh chụp</translation>
    </message>
    <message>
        <source>Badge</source>
        <translation>Huy hiệu</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Ảnh nền</translation>
    </message>
    <message>
        <source>In date</source>
        <translation>Còn hạn</translation>
    </message>
    <message>
        <source>Ends soon</source>
        <translation>Sắp hết hạn</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Chưa đến ngày</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Hết hạn</translation>
    </message>
    <message>
        <source>No source</source>
        <translation>Chưa ghi nguồn</translation>
    </message>
    <message>
        <source>Until {day}</source>
        <translation>Đến {day}</translation>
    </message>
</context>
<context>
    <name>AssetsPanel</name>
    <message>
        <source>Search name, source, tag…</source>
        <translation>Tìm tên, nguồn, nhãn…</translation>
    </message>
    <message>
        <source>Add pictures…</source>
        <translation>Thêm ảnh…</translation>
    </message>
    <message>
        <source>Pictures of the library</source>
        <translation>Ảnh trong kho</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>Validity</source>
        <translation>Hiệu lực</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Mọi loại</translation>
    </message>
    <message>
        <source>Any validity</source>
        <translation>Mọi thời hạn</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>Mọi nhãn</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Chọn một ảnh</translation>
    </message>
    <message>
        <source>Its source, right of use, validity and the posts that use it.</source>
        <translation>Nguồn, quyền sử dụng, thời hạn và các bài đang dùng ảnh.</translation>
    </message>
    <message>
        <source>{count} pictures</source>
        <translation>{count} ảnh</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Không tìm thấy</translation>
    </message>
    <message>
        <source>Look for fewer words, or show all kinds.</source>
        <translation>Hãy tìm ít từ hơn, hoặc xem mọi loại.</translation>
    </message>
    <message>
        <source>The library is empty</source>
        <translation>Kho ảnh còn trống</translation>
    </message>
    <message>
        <source>Add the unit&apos;s badges, photographs and backgrounds: with source, right of use and last day, so that no post uses what may not be used.</source>
        <translation>Thêm huy hiệu, ảnh chụp, ảnh nền của đơn vị kèm nguồn, quyền sử dụng và ngày hết hạn, để không bài nào dùng ảnh không được phép.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Ảnh</translation>
    </message>
    <message>
        <source>Add pictures</source>
        <translation>Thêm ảnh</translation>
    </message>
    <message>
        <source>Added: {name}</source>
        <translation>Đã thêm: {name}</translation>
    </message>
</context>
<context>
    <name>AssignForm</name>
    <message>
        <source>Give a right</source>
        <translation>Cấp quyền</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Người</translation>
    </message>
    <message>
        <source>One real person a row; never a shared login.</source>
        <translation>Mỗi dòng một người thật; không dùng chung tài khoản.</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Chức vụ</translation>
    </message>
    <message>
        <source>Role on the page</source>
        <translation>Quyền trên trang</translation>
    </message>
    <message>
        <source>Until (may stay empty)</source>
        <translation>Đến ngày (có thể để trống)</translation>
    </message>
    <message>
        <source>Name the person.</source>
        <translation>Hãy ghi tên người.</translation>
    </message>
</context>
<context>
    <name>AttemptsView</name>
    <message>
        <source>Attempts ({n})</source>
        <translation>Các lần thử ({n})</translation>
    </message>
    <message>
        <source>Nothing was tried yet.</source>
        <translation>Chưa thử lần nào.</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Tạo bài</translation>
    </message>
    <message>
        <source>Show to the public</source>
        <translation>Cho hiện công khai</translation>
    </message>
    <message>
        <source>Read back</source>
        <translation>Đọc lại</translation>
    </message>
    <message>
        <source>Look on the page</source>
        <translation>Xem trên trang</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Gỡ</translation>
    </message>
    <message>
        <source>Take back from the page</source>
        <translation>Lấy lại từ trang</translation>
    </message>
    <message>
        <source>Look again later</source>
        <translation>Xem lại về sau</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>đang làm</translation>
    </message>
    <message>
        <source>done</source>
        <translation>xong</translation>
    </message>
    <message>
        <source>not carried out</source>
        <translation>chưa thực hiện</translation>
    </message>
    <message>
        <source>refused by the page</source>
        <translation>trang từ chối</translation>
    </message>
    <message>
        <source>no clear answer</source>
        <translation>không có câu trả lời rõ ràng</translation>
    </message>
    <message>
        <source>found</source>
        <translation>đã thấy</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>không thấy</translation>
    </message>
    <message>
        <source>differs from what was approved</source>
        <translation>khác bản đã duyệt</translation>
    </message>
    <message>
        <source>there, but hidden</source>
        <translation>có trên trang nhưng đang ẩn</translation>
    </message>
    <message>
        <source>several are alike</source>
        <translation>có nhiều bài giống nhau</translation>
    </message>
    <message>
        <source>the page could not be read</source>
        <translation>không đọc được trang</translation>
    </message>
</context>
<context>
    <name>AuthoredItem</name>
    <message>
        <source>A right answer, which Watch gives</source>
        <translation>Câu trả lời đúng, chế độ Xem sẽ dùng</translation>
    </message>
    <message>
        <source>What it must be</source>
        <translation>Phải là</translation>
    </message>
    <message>
        <source>Which days are right</source>
        <translation>Ngày nào là đúng</translation>
    </message>
    <message>
        <source>They are sorted by</source>
        <translation>Phân loại theo</translation>
    </message>
    <message>
        <source>Right option</source>
        <translation>Lựa chọn đúng</translation>
    </message>
    <message>
        <source>Another option</source>
        <translation>Lựa chọn khác</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>Như trong tệp</translation>
    </message>
    <message>
        <source>What is asked</source>
        <translation>Nội dung cần trả lời</translation>
    </message>
    <message>
        <source>Has to be answered</source>
        <translation>Bắt buộc trả lời</translation>
    </message>
    <message>
        <source>Remove item {number}</source>
        <translation>Xóa mục {number}</translation>
    </message>
</context>
<context>
    <name>AuthoringTab</name>
    <message>
        <source>Record what you do in the practice profile, then edit the texts and what is checked.</source>
        <translation>Ghi lại việc bạn làm trong hồ sơ tập huấn, rồi sửa lời văn và điều được kiểm tra.</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>Thêm mới…</translation>
    </message>
    <message>
        <source>Own outlines</source>
        <translation>Đề cương tự soạn</translation>
    </message>
    <message>
        <source>No outline of your own yet</source>
        <translation>Chưa có đề cương tự soạn</translation>
    </message>
    <message>
        <source>Record one in the practice profile, copy one that ships, or take one in from a file.</source>
        <translation>Hãy ghi thao tác trong hồ sơ tập huấn, sao chép một đề cương có sẵn, hoặc nhập từ tệp.</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>Dừng ghi</translation>
    </message>
    <message>
        <source>Record a lesson</source>
        <translation>Ghi thao tác</translation>
    </message>
    <message>
        <source>Recording works in the practice profile only.</source>
        <translation>Chỉ ghi được trong hồ sơ tập huấn.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Dùng được</translation>
    </message>
    <message>
        <source>Lacks something</source>
        <translation>Còn thiếu</translation>
    </message>
    <message>
        <source>Without a title</source>
        <translation>Chưa có tên</translation>
    </message>
    <message>
        <source>steps: {count}</source>
        <translation>{count} bước</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>Lưu thành tệp…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>Empty outline</source>
        <translation>Đề cương trống</translation>
    </message>
    <message>
        <source>Copy of</source>
        <translation>Bản sao của</translation>
    </message>
    <message>
        <source>From a file (YAML)…</source>
        <translation>Từ tệp (YAML)…</translation>
    </message>
    <message>
        <source>Outlines of a file</source>
        <translation>Đề cương trong tệp</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>{id} was deleted.</source>
        <translation>Đã xóa {id}.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Saved {name}.</source>
        <translation>Đã lưu {name}.</translation>
    </message>
    <message>
        <source>Nothing was recorded: no deed that a lesson can check.</source>
        <translation>Chưa ghi được gì: không có thao tác nào mà bài học kiểm tra được.</translation>
    </message>
    <message>
        <source>Recording: {count} steps so far. Work on any page, then come back here and stop.</source>
        <translation>Đang ghi: {count} bước. Hãy làm việc ở bất kỳ trang nào, xong quay lại đây để dừng.</translation>
    </message>
</context>
<context>
    <name>BackupSection</name>
    <message>
        <source>Back up now</source>
        <translation>Sao lưu ngay</translation>
    </message>
    <message>
        <source>Posts, pictures, people, contacts and documents, in one encrypted file that is read back after it was written. Keep it on a USB drive or another disk; on another PC it opens with the recovery code alone.</source>
        <translation>Bài viết, ảnh, người, danh bạ và văn bản, trong một tệp đã mã hóa, được đọc lại sau khi ghi. Hãy cất trên USB hoặc ổ đĩa khác; trên máy khác, tệp chỉ mở được bằng mã khôi phục.</translation>
    </message>
    <message>
        <source>Goes to {folder}</source>
        <translation>Lưu vào {folder}</translation>
    </message>
    <message>
        <source>No folder chosen yet.</source>
        <translation>Chưa chọn thư mục.</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>Sao lưu</translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation>Chọn thư mục…</translation>
    </message>
    <message>
        <source>Backups at hand</source>
        <translation>Các bản sao lưu hiện có</translation>
    </message>
    <message>
        <source>An encrypted copy of the data without pictures is made on this PC every day; the last seven days are kept.</source>
        <translation>Mỗi ngày máy này tự lập một bản sao dữ liệu đã mã hóa, không kèm ảnh; giữ bảy ngày gần nhất.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Mã khôi phục</translation>
    </message>
    <message>
        <source>The code opens the backups on another PC. A new one counts for the backups made from then on.</source>
        <translation>Mã này mở bản sao lưu trên máy khác. Mã mới chỉ dùng cho các bản sao lưu lập sau đó.</translation>
    </message>
    <message>
        <source>There is none yet. Without it no backup can be made that opens on another PC.</source>
        <translation>Chưa có mã. Không có mã thì không lập được bản sao lưu mở được trên máy khác.</translation>
    </message>
    <message>
        <source>Make a new code…</source>
        <translation>Lập mã mới…</translation>
    </message>
    <message>
        <source>Make the code…</source>
        <translation>Lập mã…</translation>
    </message>
    <message>
        <source>Take back from another file…</source>
        <translation>Khôi phục từ tệp khác…</translation>
    </message>
    <message>
        <source>No copy was made today: {why}</source>
        <translation>Hôm nay chưa có bản sao: {why}</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Chưa có bản nào.</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>đầy đủ</translation>
    </message>
    <message>
        <source>without pictures</source>
        <translation>không có ảnh</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Kiểm tra</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>Khôi phục…</translation>
    </message>
    <message>
        <source>Where backups go</source>
        <translation>Nơi để bản sao lưu</translation>
    </message>
    <message>
        <source>Back up now?</source>
        <translation>Sao lưu ngay?</translation>
    </message>
    <message>
        <source>Everything of this profile goes into one encrypted file in {folder}.</source>
        <translation>Toàn bộ hồ sơ này được ghi vào một tệp đã mã hóa trong {folder}.</translation>
    </message>
    <message>
        <source>Stopped; no backup was made.</source>
        <translation>Đã dừng; chưa có bản sao lưu nào được tạo.</translation>
    </message>
    <message>
        <source>Backed up and read back: {path}</source>
        <translation>Đã sao lưu và đọc lại, nguyên vẹn: {path}</translation>
    </message>
    <message>
        <source>Backing up…</source>
        <translation>Đang sao lưu…</translation>
    </message>
    <message>
        <source>This backup is intact: {path}</source>
        <translation>Bản sao lưu nguyên vẹn: {path}</translation>
    </message>
    <message>
        <source>Stopped before the backup was read to its end.</source>
        <translation>Đã dừng trước khi đọc hết bản sao lưu.</translation>
    </message>
    <message>
        <source>Reading the backup…</source>
        <translation>Đang đọc bản sao lưu…</translation>
    </message>
    <message>
        <source>Take back a backup</source>
        <translation>Khôi phục bản sao lưu</translation>
    </message>
    <message>
        <source>The present data of {name} ({people} people, {posts} posts) is put aside in the folder “backups” and stays there for 30 days.</source>
        <translation>Dữ liệu hiện tại của {name} ({people} người, {posts} bài) được cất trong thư mục “backups” và giữ 30 ngày.</translation>
    </message>
    <message>
        <source>Take back this backup?</source>
        <translation>Khôi phục bản sao lưu này?</translation>
    </message>
    <message>
        <source>{path}

It is read through first. Then the window starts again with the data of the backup. {lost}</source>
        <translation>{path}

Bản sao lưu được đọc kiểm tra trước. Sau đó cửa sổ mở lại với dữ liệu trong bản sao lưu. {lost}</translation>
    </message>
    <message>
        <source>Make a recovery code?</source>
        <translation>Lập mã khôi phục?</translation>
    </message>
    <message>
        <source>It is shown once. Have a printer or pen and paper at hand.</source>
        <translation>Mã chỉ hiện một lần. Hãy chuẩn bị máy in hoặc giấy bút.</translation>
    </message>
    <message>
        <source>Make the code</source>
        <translation>Lập mã</translation>
    </message>
    <message>
        <source>Check and take back</source>
        <translation>Kiểm tra rồi khôi phục</translation>
    </message>
    <message>
        <source>Stopped; the data is as it was.</source>
        <translation>Đã dừng; dữ liệu vẫn như cũ.</translation>
    </message>
    <message>
        <source>Checking the backup…</source>
        <translation>Đang kiểm tra bản sao lưu…</translation>
    </message>
</context>
<context>
    <name>BeginDialog</name>
    <message>
        <source>Switch the emergency mode on</source>
        <translation>Bật chế độ khẩn cấp</translation>
    </message>
    <message>
        <source>Routine posts wait until it ends; nothing is lost. Emergency bulletins, corrections and updates go on. Approval stays as it is: the one who wrote a bulletin never approves it.</source>
        <translation>Bài thường sẽ chờ đến khi tắt chế độ này; không bài nào bị mất. Bản tin khẩn, bài đính chính và cập nhật vẫn đăng. Quy định duyệt không đổi: người soạn bản tin không tự duyệt.</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Chuyện gì xảy ra</translation>
    </message>
    <message>
        <source>News for the public every</source>
        <translation>Cập nhật cho người dân mỗi</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} giờ</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} phút</translation>
    </message>
    <message>
        <source>Switch it on</source>
        <translation>Bật</translation>
    </message>
</context>
<context>
    <name>Bells</name>
    <message>
        <source>Seen, let them leave</source>
        <translation>Đã xem, cho gửi</translation>
    </message>
    <message>
        <source>{n} deliveries of an earlier day have not left. Look at them; nothing leaves before that.</source>
        <translation>{n} lượt gửi của lần mở trước chưa đi. Hãy xem lại; trước đó chưa có gì được gửi.</translation>
    </message>
    <message>
        <source>Repair the connection</source>
        <translation>Sửa kết nối</translation>
    </message>
    <message>
        <source>Send there again…</source>
        <translation>Cho gửi lại…</translation>
    </message>
    <message>
        <source>{n} deliveries have stood longer than they should. Check again, or call your technical staff.</source>
        <translation>{n} lượt gửi đứng yên quá lâu. Hãy bấm Kiểm tra lại, hoặc báo bộ phận kỹ thuật.</translation>
    </message>
    <message>
        <source>and {n} more pages</source>
        <translation>và {n} trang khác</translation>
    </message>
    <message>
        <source>Nothing is sent to:</source>
        <translation>Đang tạm ngừng gửi tới:</translation>
    </message>
</context>
<context>
    <name>BesidePageDialog</name>
    <message>
        <source>Text of the article</source>
        <translation>Nội dung điều</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>BlackoutDialog</name>
    <message>
        <source>Days without publishing</source>
        <translation>Ngày không đăng bài</translation>
    </message>
    <message>
        <source>On these days the calendar asks before a post is moved there. Public holidays come with the program.</source>
        <translation>Vào những ngày này, lịch sẽ hỏi trước khi dời bài đến. Ngày lễ, tết đã có sẵn trong chương trình.</translation>
    </message>
    <message>
        <source>No such day yet.</source>
        <translation>Chưa có ngày nào.</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Ngày đầu</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Ngày cuối</translation>
    </message>
    <message>
        <source>Empty: one day</source>
        <translation>Để trống: một ngày</translation>
    </message>
    <message>
        <source>Why nothing is published</source>
        <translation>Lý do không đăng bài</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Publish again on {days}</source>
        <translation>Đăng bài trở lại ngày {days}</translation>
    </message>
    <message>
        <source>Write a day such as 25/11/2026.</source>
        <translation>Hãy ghi ngày, ví dụ 25/11/2026.</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>Hãy đăng nhập trước.</translation>
    </message>
</context>
<context>
    <name>BroadcastDialog</name>
    <message>
        <source>Send to all followers: look once more</source>
        <translation>Gửi tới mọi người quan tâm: kiểm tra lần cuối</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Bài viết</translation>
    </message>
    <message>
        <source>Quota of this page</source>
        <translation>Hạn mức của trang</translation>
    </message>
    <message>
        <source>Earlier broadcasts of this article</source>
        <translation>Đã gửi bài này trước đây</translation>
    </message>
    <message>
        <source>Zalo takes broadcasts from 06:00 to 21:59, Vietnam time.</source>
        <translation>Zalo cho gửi từ 06:00 đến 21:59, Giờ Việt Nam.</translation>
    </message>
    <message>
        <source>Who sends it</source>
        <translation>Người gửi</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Send to all followers</source>
        <translation>Gửi tới mọi người quan tâm</translation>
    </message>
    <message>
        <source>It reaches every follower&apos;s phone. It cannot be undone and is not repeated.</source>
        <translation>Thông báo đến điện thoại của từng người quan tâm. Không thể hoàn tác, không gửi lần hai.</translation>
    </message>
    <message>
        <source>Zalo did not tell the quota.</source>
        <translation>Zalo không cho biết hạn mức.</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>không rõ</translation>
    </message>
    <message>
        <source>{kind}: {left} of {total} left · period ends: {until}</source>
        <translation>{kind}: còn {left}/{total} · hết kỳ: {until}</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Chưa gửi lần nào</translation>
    </message>
    <message>
        <source>Sent at {time} by {person}</source>
        <translation>Đã gửi lúc {time}, người gửi {person}</translation>
    </message>
    <message>
        <source>Tried at {time} by {person}; it is not known whether it went out</source>
        <translation>Gửi lúc {time}, người gửi {person}; chưa rõ đã gửi được hay chưa</translation>
    </message>
    <message>
        <source>Tried at {time} by {person}; it did not go out</source>
        <translation>Gửi lúc {time}, người gửi {person}; chưa gửi được</translation>
    </message>
    <message>
        <source>Sending… wait for the answer.</source>
        <translation>Đang gửi… hãy đợi trả lời.</translation>
    </message>
    <message>
        <source>This article is not sent a second time from here.</source>
        <translation>Bài này không gửi lần hai từ đây.</translation>
    </message>
    <message>
        <source>Asking Zalo…</source>
        <translation>Đang hỏi Zalo…</translation>
    </message>
    <message>
        <source>What is said above comes first.</source>
        <translation>Hãy xử lý điều nêu ở trên trước.</translation>
    </message>
    <message>
        <source>The quota of this period is used up.</source>
        <translation>Đã hết hạn mức của kỳ này.</translation>
    </message>
    <message>
        <source>Choose who sends it.</source>
        <translation>Hãy chọn người gửi.</translation>
    </message>
    <message>
        <source>Enter the PIN.</source>
        <translation>Hãy nhập PIN.</translation>
    </message>
</context>
<context>
    <name>BrowseColumns</name>
    <message>
        <source>Document or article</source>
        <translation>Tên văn bản, tên điều</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Số, ký hiệu</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Cơ quan ban hành</translation>
    </message>
    <message>
        <source>Issued on</source>
        <translation>Ban hành</translation>
    </message>
    <message>
        <source>In force from</source>
        <translation>Hiệu lực từ</translation>
    </message>
    <message>
        <source>Validity today</source>
        <translation>Hiệu lực hôm nay</translation>
    </message>
</context>
<context>
    <name>BrowseView</name>
    <message>
        <source>Number, name or words…</source>
        <translation>Số, ký hiệu, tên hoặc từ…</translation>
    </message>
    <message>
        <source>The whole library</source>
        <translation>Toàn bộ kho văn bản</translation>
    </message>
    <message>
        <source>Kind of document</source>
        <translation>Loại văn bản</translation>
    </message>
    <message>
        <source>Enter or a double click opens it</source>
        <translation>Enter hoặc bấm đúp để đọc</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>Bỏ các bộ lọc</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Không có văn bản nào khớp</translation>
    </message>
    <message>
        <source>Take a filter away or search for other words; accents may be left out.</source>
        <translation>Hãy bỏ bớt một bộ lọc hoặc tìm từ khác; có thể gõ không dấu.</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Văn bản</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Điều</translation>
    </message>
    <message>
        <source>Every validity</source>
        <translation>Mọi hiệu lực</translation>
    </message>
    <message>
        <source>Articles listed: {n}</source>
        <translation>{n} điều</translation>
    </message>
    <message>
        <source>Documents listed: {n}</source>
        <translation>{n} văn bản</translation>
    </message>
    <message>
        <source>Every kind</source>
        <translation>Mọi loại</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message>
        <source>Space ticks a row · Shift with the arrows ticks several · Ctrl+A all</source>
        <translation>Phím cách đánh dấu một bài · Shift và mũi tên đánh dấu nhiều bài · Ctrl+A tất cả</translation>
    </message>
    <message>
        <source>Untick</source>
        <translation>Bỏ đánh dấu</translation>
    </message>
    <message>
        <source>Posts listed: {n}</source>
        <translation>{n} bài</translation>
    </message>
    <message>
        <source>Chosen: {n}</source>
        <translation>Đã chọn {n} bài</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>Chuyển vào thùng rác</translation>
    </message>
    <message>
        <source>Move {n} posts to the trash…</source>
        <translation>Chuyển {n} bài vào thùng rác…</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Khôi phục</translation>
    </message>
    <message>
        <source>Restore {n} posts…</source>
        <translation>Khôi phục {n} bài…</translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message>
        <source>None of these posts can be moved</source>
        <translation>Không chuyển được bài nào trong số này</translation>
    </message>
    <message>
        <source>Move {n} posts to the trash?</source>
        <translation>Chuyển {n} bài vào thùng rác?</translation>
    </message>
    <message>
        <source>Restore {n} posts?</source>
        <translation>Khôi phục {n} bài?</translation>
    </message>
    <message>
        <source>Stay as they are: {n}</source>
        <translation>Giữ nguyên {n} bài</translation>
    </message>
    <message>
        <source>posts: {n}</source>
        <translation>{n} bài</translation>
    </message>
    <message>
        <source>Move {n} posts</source>
        <translation>Chuyển {n} bài</translation>
    </message>
    <message>
        <source>Restore {n} posts</source>
        <translation>Khôi phục {n} bài</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Only drafts, posts sent back or rejected, and posts whose approval expired go to the trash. Take a post back to draft first; published posts are records and stay.</source>
        <translation>Chỉ bài nháp, bài cần sửa, bị từ chối hoặc hết hạn duyệt mới chuyển vào thùng rác được. Bài khác hãy rút về nháp trước; bài đã đăng là hồ sơ nên được giữ lại.</translation>
    </message>
    <message>
        <source>They are kept there for {days} days and can be restored as long as they are.</source>
        <translation>Bài được giữ ở đó {days} ngày; trong thời gian đó có thể khôi phục.</translation>
    </message>
    <message>
        <source>Each comes back in the state it had before.</source>
        <translation>Mỗi bài trở lại trạng thái như trước.</translation>
    </message>
</context>
<context>
    <name>CalendarBar</name>
    <message>
        <source>Today</source>
        <translation>Hôm nay</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>All pages</source>
        <translation>Mọi trang</translation>
    </message>
    <message>
        <source>Vietnam time</source>
        <translation>Giờ Việt Nam</translation>
    </message>
    <message>
        <source>Previous week</source>
        <translation>Tuần trước</translation>
    </message>
    <message>
        <source>Previous month</source>
        <translation>Tháng trước</translation>
    </message>
    <message>
        <source>Next week</source>
        <translation>Tuần sau</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Tháng sau</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Tháng</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Tuần</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Danh sách</translation>
    </message>
    <message>
        <source>Week&apos;s plan</source>
        <translation>Kế hoạch tuần</translation>
    </message>
</context>
<context>
    <name>CalendarDays</name>
    <message>
        <source>January {year}</source>
        <translation>Tháng 1/{year}</translation>
    </message>
    <message>
        <source>February {year}</source>
        <translation>Tháng 2/{year}</translation>
    </message>
    <message>
        <source>March {year}</source>
        <translation>Tháng 3/{year}</translation>
    </message>
    <message>
        <source>April {year}</source>
        <translation>Tháng 4/{year}</translation>
    </message>
    <message>
        <source>May {year}</source>
        <translation>Tháng 5/{year}</translation>
    </message>
    <message>
        <source>June {year}</source>
        <translation>Tháng 6/{year}</translation>
    </message>
    <message>
        <source>July {year}</source>
        <translation>Tháng 7/{year}</translation>
    </message>
    <message>
        <source>August {year}</source>
        <translation>Tháng 8/{year}</translation>
    </message>
    <message>
        <source>September {year}</source>
        <translation>Tháng 9/{year}</translation>
    </message>
    <message>
        <source>October {year}</source>
        <translation>Tháng 10/{year}</translation>
    </message>
    <message>
        <source>November {year}</source>
        <translation>Tháng 11/{year}</translation>
    </message>
    <message>
        <source>December {year}</source>
        <translation>Tháng 12/{year}</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Thứ Hai</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Thứ Ba</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Thứ Tư</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Thứ Năm</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Thứ Sáu</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Thứ Bảy</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Chủ nhật</translation>
    </message>
    <message>
        <source>{day}, no posts</source>
        <translation>{day}, không có bài</translation>
    </message>
    <message>
        <source>{day}, 1 post</source>
        <translation>{day}, 1 bài</translation>
    </message>
    <message>
        <source>{day}, {n} posts</source>
        <translation>{day}, {n} bài</translation>
    </message>
    <message>
        <source>{day} (today)</source>
        <translation>{day} (hôm nay)</translation>
    </message>
</context>
<context>
    <name>CalendarModel</name>
    <message>
        <source>Time</source>
        <translation>Giờ</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>Bài viết</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>Held by</source>
        <translation>Bên giữ lịch</translation>
    </message>
</context>
<context>
    <name>CalendarPage</name>
    <message>
        <source>Calendar</source>
        <translation>Lịch</translation>
    </message>
    <message>
        <source>Days without publishing…</source>
        <translation>Ngày không đăng…</translation>
    </message>
    <message>
        <source>Emergency mode…</source>
        <translation>Chế độ khẩn cấp…</translation>
    </message>
    <message>
        <source>New post</source>
        <translation>Bài mới</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>Bỏ bộ lọc</translation>
    </message>
    <message>
        <source>Open the outbox</source>
        <translation>Mở Hộp gửi</translation>
    </message>
    <message>
        <source>Posts of the month</source>
        <translation>Các bài trong tháng</translation>
    </message>
    <message>
        <source>Nothing is planned in this month</source>
        <translation>Tháng này chưa có bài nào</translation>
    </message>
    <message>
        <source>Give a post a time of publishing, or begin one here for a day: it then stands in the calendar.</source>
        <translation>Hãy chọn giờ đăng cho một bài, hoặc soạn bài mới từ đây cho một ngày: bài sẽ hiện trên lịch.</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Không có bài nào khớp</translation>
    </message>
    <message>
        <source>Choose another state or page, or clear the filters.</source>
        <translation>Hãy chọn trạng thái hoặc trang khác, hoặc bỏ bộ lọc.</translation>
    </message>
    <message>
        <source>Deliveries that missed their time: {n}. None is sent by itself: decide what becomes of them.</source>
        <translation>Số lượt gửi lỡ giờ: {n}. Chương trình không tự gửi: hãy quyết định từng lượt.</translation>
    </message>
    <message>
        <source>Double-click a day, or press Enter on it, to begin a post for it.</source>
        <translation>Bấm đúp vào một ngày, hoặc nhấn Enter, để soạn bài cho ngày đó.</translation>
    </message>
    <message>
        <source>Nothing matches the filters.</source>
        <translation>Không có bài nào khớp bộ lọc.</translation>
    </message>
    <message>
        <source>Open the post</source>
        <translation>Mở bài</translation>
    </message>
    <message>
        <source>Write what follows</source>
        <translation>Soạn bài tiếp theo</translation>
    </message>
    <message>
        <source>Move…</source>
        <translation>Dời…</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>Chi tiết…</translation>
    </message>
    <message>
        <source>New post on this day</source>
        <translation>Soạn bài cho ngày này</translation>
    </message>
</context>
<context>
    <name>CalendarWords</name>
    <message>
        <source>All states</source>
        <translation>Mọi trạng thái</translation>
    </message>
    <message>
        <source>Being written</source>
        <translation>Đang soạn</translation>
    </message>
    <message>
        <source>Awaiting approval</source>
        <translation>Chờ duyệt</translation>
    </message>
    <message>
        <source>Approved, on hold</source>
        <translation>Đã duyệt, tạm giữ</translation>
    </message>
    <message>
        <source>Scheduled, sending</source>
        <translation>Đã hẹn, đang gửi</translation>
    </message>
    <message>
        <source>Needs a person</source>
        <translation>Cần xử lý</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Đã đăng</translation>
    </message>
    <message>
        <source>Approval ends, to follow</source>
        <translation>Hết hạn duyệt, cần đăng tiếp</translation>
    </message>
    <message>
        <source>Approval ends</source>
        <translation>Hết hạn duyệt</translation>
    </message>
    <message>
        <source>To follow</source>
        <translation>Cần đăng tiếp</translation>
    </message>
    <message>
        <source>This PC</source>
        <translation>Máy này</translation>
    </message>
    <message>
        <source>The platform</source>
        <translation>Nền tảng</translation>
    </message>
    <message>
        <source>This PC holds the schedule</source>
        <translation>Máy này giữ lịch</translation>
    </message>
    <message>
        <source>The platform holds the schedule</source>
        <translation>Nền tảng giữ lịch</translation>
    </message>
    <message>
        <source>Public holiday</source>
        <translation>Ngày lễ</translation>
    </message>
    <message>
        <source>No publishing</source>
        <translation>Không đăng bài</translation>
    </message>
    <message>
        <source>(no title yet)</source>
        <translation>(chưa có tiêu đề)</translation>
    </message>
    <message>
        <source>{name} (expected)</source>
        <translation>{name} (dự kiến)</translation>
    </message>
    <message>
        <source>{word} {done}/{all}</source>
        <translation>{word} {done}/{all}</translation>
    </message>
    <message>
        <source>Approved, but in no outbox: nothing is sent until somebody publishes it.</source>
        <translation>Đã duyệt nhưng chưa vào Hộp gửi: bài chỉ được gửi khi có người bấm đăng.</translation>
    </message>
    <message>
        <source>The planned time has passed and nothing was sent; choose another.</source>
        <translation>Giờ đăng đã qua mà bài chưa được gửi; hãy chọn giờ khác.</translation>
    </message>
    <message>
        <source>It missed its time and is not sent by itself: decide in the outbox what becomes of it.</source>
        <translation>Bài lỡ giờ và không tự gửi: hãy quyết định trong Hộp gửi.</translation>
    </message>
    <message>
        <source>This PC sends it: it has to be on and online then.</source>
        <translation>Máy này gửi bài: lúc đó máy phải bật và có mạng.</translation>
    </message>
    <message>
        <source>The platform publishes it by itself, even when this PC is switched off.</source>
        <translation>Nền tảng tự đăng, kể cả khi máy này tắt.</translation>
    </message>
</context>
<context>
    <name>CannedForm</name>
    <message>
        <source>Title</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Chủ đề</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Dùng đến hết ngày</translation>
    </message>
    <message>
        <source>Such as 31/12/2026; then it is checked and approved anew.</source>
        <translation>Ví dụ 31/12/2026; hết ngày đó phải kiểm tra và duyệt lại.</translation>
    </message>
    <message>
        <source>1 · Greeting</source>
        <translation>1 · Lời chào</translation>
    </message>
    <message>
        <source>2 · Answer</source>
        <translation>2 · Trả lời</translation>
    </message>
    <message>
        <source>3 · Next step</source>
        <translation>3 · Bước tiếp theo</translation>
    </message>
    <message>
        <source>4 · Thanks</source>
        <translation>4 · Lời cảm ơn</translation>
    </message>
    <message>
        <source>Who does it, when, where. {phone} and {unit} are filled in.</source>
        <translation>Ai làm, khi nào, ở đâu. {phone} và {unit} được điền tự động.</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>Căn cứ</translation>
    </message>
    <message>
        <source>A citation a line, such as “khoản 1 Điều 24 Luật Căn cước”.</source>
        <translation>Mỗi dòng một trích dẫn, ví dụ “khoản 1 Điều 24 Luật Căn cước”.</translation>
    </message>
    <message>
        <source>“{line}” names no document.</source>
        <translation>“{line}” chưa nêu văn bản nào.</translation>
    </message>
    <message>
        <source>Write the date as 31/12/2026.</source>
        <translation>Hãy viết ngày như 31/12/2026.</translation>
    </message>
    <message>
        <source>{code}, version {n}</source>
        <translation>{code}, bản {n}</translation>
    </message>
    <message>
        <source>A new canned reply</source>
        <translation>Câu trả lời mẫu mới</translation>
    </message>
</context>
<context>
    <name>CannedPicker</name>
    <message>
        <source>Canned replies</source>
        <translation>Câu trả lời mẫu</translation>
    </message>
    <message>
        <source>Search canned replies…</source>
        <translation>Tìm câu trả lời mẫu…</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Không tìm thấy.</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter take · Esc close</source>
        <translation>↑ ↓ chọn · Enter lấy · Esc đóng</translation>
    </message>
    <message>
        <source>No canned reply is approved yet. Write some under Settings → Feedback.</source>
        <translation>Chưa có câu trả lời mẫu nào được duyệt. Hãy soạn ở Cài đặt → Phản hồi.</translation>
    </message>
    <message>
        <source>Fits this question</source>
        <translation>Hợp với câu hỏi này</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Câu khác</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>đến {day}</translation>
    </message>
</context>
<context>
    <name>CannedSection</name>
    <message>
        <source>Canned replies</source>
        <translation>Câu trả lời mẫu</translation>
    </message>
    <message>
        <source>Answers that were checked before anybody asks: written by one person, approved by another, used while their time and their law hold. Nothing is ever sent by itself.</source>
        <translation>Câu trả lời đã kiểm tra sẵn: một người soạn, người khác duyệt, dùng khi còn hạn và căn cứ còn hiệu lực. Chương trình không bao giờ tự gửi.</translation>
    </message>
    <message>
        <source>New canned reply</source>
        <translation>Soạn câu mới</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Submit for approval…</source>
        <translation>Gửi duyệt…</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>Duyệt…</translation>
    </message>
    <message>
        <source>Return to draft</source>
        <translation>Rút về bản nháp</translation>
    </message>
    <message>
        <source>Use no more</source>
        <translation>Ngừng dùng</translation>
    </message>
    <message>
        <source>Press again: nobody is offered it any more</source>
        <translation>Bấm lần nữa: câu này không được gợi ý nữa</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>đến {day}</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Đã lưu.</translation>
    </message>
    <message>
        <source>Submit {code} for approval?</source>
        <translation>Gửi duyệt {code}?</translation>
    </message>
    <message>
        <source>Somebody else reads and approves it. Until then nobody is offered it.</source>
        <translation>Người khác đọc và duyệt. Trước đó, câu này chưa được gợi ý cho ai.</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>Gửi duyệt</translation>
    </message>
    <message>
        <source>Approve {code}?</source>
        <translation>Duyệt {code}?</translation>
    </message>
    <message>
        <source>You answer for every word of it: officers send it as it stands, until its last day.</source>
        <translation>Bạn chịu trách nhiệm về từng chữ: cán bộ sẽ gửi nguyên văn, đến hết ngày ghi trên mẫu.</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Duyệt</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Cut the picture</source>
        <translation>Cắt ảnh</translation>
    </message>
    <message>
        <source>Straighten the picture</source>
        <translation>Chỉnh thẳng ảnh</translation>
    </message>
    <message>
        <source>Cover a place</source>
        <translation>Che một chỗ</translation>
    </message>
    <message>
        <source>Add a mark</source>
        <translation>Thêm chú thích</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Khuôn mặt</translation>
    </message>
    <message>
        <source>Numbers, letters</source>
        <translation>Chữ, số</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Khác</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>Mũi tên</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Khung</translation>
    </message>
    <message>
        <source>Number {text}</source>
        <translation>Số {text}</translation>
    </message>
    <message>
        <source>Text: {text}</source>
        <translation>Chữ: {text}</translation>
    </message>
    <message>
        <source>Badge</source>
        <translation>Huy hiệu</translation>
    </message>
    <message>
        <source>Source line: {text}</source>
        <translation>Dòng nguồn: {text}</translation>
    </message>
    <message>
        <source>Select and move</source>
        <translation>Chọn và di chuyển</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Cắt</translation>
    </message>
    <message>
        <source>Straighten</source>
        <translation>Chỉnh thẳng</translation>
    </message>
    <message>
        <source>Cover: box</source>
        <translation>Che: khung</translation>
    </message>
    <message>
        <source>Cover: polygon</source>
        <translation>Che: đa giác</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Số thứ tự</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Chữ</translation>
    </message>
    <message>
        <source>Cover: {what}</source>
        <translation>Vùng che: {what}</translation>
    </message>
    <message>
        <source>Suggestion, not decided: {what}. Enter covers it, Delete leaves it.</source>
        <translation>Gợi ý chưa quyết định: {what}. Phím Enter để che, Delete để nguyên.</translation>
    </message>
    <message>
        <source>Suggestion, covered: {what}</source>
        <translation>Gợi ý đã che: {what}</translation>
    </message>
    <message>
        <source>Suggestion, left as it is: {what}</source>
        <translation>Gợi ý để nguyên: {what}</translation>
    </message>
    <message>
        <source>Move a mark</source>
        <translation>Di chuyển chú thích</translation>
    </message>
    <message>
        <source>Move a cover</source>
        <translation>Di chuyển vùng che</translation>
    </message>
    <message>
        <source>Change a mark</source>
        <translation>Sửa chú thích</translation>
    </message>
    <message>
        <source>Change a cover</source>
        <translation>Sửa vùng che</translation>
    </message>
    <message>
        <source>Remove a mark</source>
        <translation>Xóa chú thích</translation>
    </message>
    <message>
        <source>Remove a cover</source>
        <translation>Xóa vùng che</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Ảnh</translation>
    </message>
    <message>
        <source>Tab goes through what stands in the picture; arrow keys move it by 1 pixel, with Shift by 10.</source>
        <translation>Phím Tab đi qua từng thứ trên ảnh; phím mũi tên dời 1 điểm ảnh, giữ Shift dời 10.</translation>
    </message>
</context>
<context>
    <name>CardsSection</name>
    <message>
        <source>Cards</source>
        <translation>Thẻ ảnh</translation>
    </message>
    <message>
        <source>Pictures made from what you write.</source>
        <translation>Ảnh được vẽ từ nội dung bạn viết.</translation>
    </message>
    <message>
        <source>Adjust by hand</source>
        <translation>Chỉnh tay</translation>
    </message>
    <message>
        <source>Which part of the photo shows, where lines end, what is left out; size by size</source>
        <translation>Phần ảnh hiện ra, chỗ ngắt dòng, phần bỏ bớt; riêng từng cỡ</translation>
    </message>
</context>
<context>
    <name>CaseHead</name>
    <message>
        <source>Open the post</source>
        <translation>Mở bài</translation>
    </message>
    <message>
        <source>(no title yet)</source>
        <translation>(chưa có tiêu đề)</translation>
    </message>
    <message>
        <source>with {names}</source>
        <translation>cùng {names}</translation>
    </message>
    <message>
        <source>last changed {when}</source>
        <translation>sửa lần cuối {when}</translation>
    </message>
    <message>
        <source>The head of the unit approves this</source>
        <translation>Lãnh đạo đơn vị duyệt</translation>
    </message>
    <message>
        <source>{n} open comments</source>
        <translation>{n} góp ý chưa xử lý</translation>
    </message>
    <message>
        <source>Its time was over on {when}. The author checks it, chooses the time anew and submits it again.</source>
        <translation>Bài hết hạn lúc {when}. Người soạn mở bài, kiểm tra, chọn lại giờ đăng rồi gửi duyệt lại.</translation>
    </message>
    <message>
        <source>Its author was asked for changes: {note}</source>
        <translation>Đã yêu cầu người soạn sửa: {note}</translation>
    </message>
    <message>
        <source>Its author was asked for changes.</source>
        <translation>Đã yêu cầu người soạn sửa.</translation>
    </message>
    <message>
        <source>{name} asks to take it back: {reason}</source>
        <translation>{name} đề nghị gỡ bài: {reason}</translation>
    </message>
    <message>
        <source>{name} withdrew it: {reason}</source>
        <translation>{name} đã quyết định gỡ: {reason}</translation>
    </message>
</context>
<context>
    <name>CategoriesDialog</name>
    <message>
        <source>Categories of {page}</source>
        <translation>Chuyên mục của {page}</translation>
    </message>
    <message>
        <source>Posts go into every category that is ticked; where none is, into the site&apos;s default one.</source>
        <translation>Bài được đưa vào mọi chuyên mục đã chọn; không chọn thì vào chuyên mục mặc định của trang web.</translation>
    </message>
    <message>
        <source>Reading the site…</source>
        <translation>Đang đọc trang web…</translation>
    </message>
    <message>
        <source>Search categories…</source>
        <translation>Tìm chuyên mục…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>The site has no category yet.</source>
        <translation>Trang web chưa có chuyên mục nào.</translation>
    </message>
    <message>
        <source>No longer on the site: {names}. Nothing is sent there until you have chosen anew.</source>
        <translation>Không còn trên trang web: {names}. Chưa gửi gì lên đó cho đến khi chọn lại.</translation>
    </message>
    <message>
        <source>Categories saved.</source>
        <translation>Đã lưu chuyên mục.</translation>
    </message>
</context>
<context>
    <name>ChangesView</name>
    <message>
        <source>Hide the {n} unchanged</source>
        <translation>Ẩn {n} mục không đổi</translation>
    </message>
    <message>
        <source>Show the {n} unchanged</source>
        <translation>Hiện {n} mục không đổi</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Thêm mới</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Đã bỏ</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Đã sửa</translation>
    </message>
    <message>
        <source>Comment on {field}</source>
        <translation>Góp ý về {field}</translation>
    </message>
    <message>
        <source>Where it will stand.</source>
        <translation>Bài sẽ đăng ở đâu.</translation>
    </message>
    <message>
        <source>When it will stand there.</source>
        <translation>Bài sẽ đăng lúc nào.</translation>
    </message>
    <message>
        <source>Which pictures are made of it.</source>
        <translation>Thẻ hình nào được làm từ bài.</translation>
    </message>
    <message>
        <source>How its cards are adjusted.</source>
        <translation>Các thẻ được chỉnh tay thế nào.</translation>
    </message>
    <message>
        <source>A picture</source>
        <translation>Một ảnh</translation>
    </message>
    <message>
        <source>Alternative text</source>
        <translation>Mô tả ảnh</translation>
    </message>
</context>
<context>
    <name>ChartView</name>
    <message>
        <source>Chart</source>
        <translation>Biểu đồ</translation>
    </message>
    <message>
        <source>Table of figures</source>
        <translation>Bảng số liệu</translation>
    </message>
</context>
<context>
    <name>CheckEditor</name>
    <message>
        <source>Yes</source>
        <translation>Có</translation>
    </message>
</context>
<context>
    <name>ChecklistForm</name>
    <message>
        <source>Checklist of this step</source>
        <translation>Danh sách kiểm của bước này</translation>
    </message>
    <message>
        <source>The message you chose</source>
        <translation>Tin bạn đã chọn</translation>
    </message>
    <message>
        <source>Still missing: {items}</source>
        <translation>Còn thiếu: {items}</translation>
    </message>
    <message>
        <source>All of it is done.</source>
        <translation>Đã xong tất cả.</translation>
    </message>
</context>
<context>
    <name>ChecksTab</name>
    <message>
        <source>Check everything (F7)</source>
        <translation>Kiểm tra toàn bộ (F7)</translation>
    </message>
    <message>
        <source>Checked while you write.</source>
        <translation>Tự kiểm tra trong lúc bạn viết.</translation>
    </message>
    <message>
        <source>Checked at {time}, finished cards and pictures included.</source>
        <translation>Đã kiểm tra lúc {time}, gồm cả thẻ và ảnh hoàn chỉnh.</translation>
    </message>
    <message>
        <source>Checked at {time}. F7 also looks at the finished cards and pictures.</source>
        <translation>Đã kiểm tra lúc {time}. F7 xem cả thẻ và ảnh hoàn chỉnh.</translation>
    </message>
</context>
<context>
    <name>ChoiceBox</name>
    <message>
        <source>Choose…</source>
        <translation>Chọn…</translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>Choose one</source>
        <translation>Chọn một mục</translation>
    </message>
</context>
<context>
    <name>ChooserView</name>
    <message>
        <source>Compose</source>
        <translation>Soạn bài</translation>
    </message>
    <message>
        <source>Choose a template to begin, or go on with a post.</source>
        <translation>Chọn mẫu để bắt đầu, hoặc viết tiếp bài đang soạn.</translation>
    </message>
    <message>
        <source>Search templates…</source>
        <translation>Tìm mẫu…</translation>
    </message>
    <message>
        <source>Go on with</source>
        <translation>Viết tiếp</translation>
    </message>
    <message>
        <source>No post is under way. What you begin is kept here by itself.</source>
        <translation>Chưa có bài nào đang soạn. Bài bạn bắt đầu sẽ tự được giữ ở đây.</translation>
    </message>
    <message>
        <source>All posts</source>
        <translation>Tất cả bài viết</translation>
    </message>
    <message>
        <source>No template speaks of that. Try another word, or look among all.</source>
        <translation>Không có mẫu nào khớp. Hãy thử từ khác hoặc xem tất cả.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Cảnh báo</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Hướng dẫn</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Thông báo</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>Cộng đồng</translation>
    </message>
    <message>
        <source>Tribute</source>
        <translation>Tri ân</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>Đính chính</translation>
    </message>
</context>
<context>
    <name>CitationCard</name>
    <message>
        <source>Number of the document, such as 13/2023/NĐ-CP</source>
        <translation>Số văn bản, ví dụ 13/2023/NĐ-CP</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Điều</translation>
    </message>
    <message>
        <source>Clause</source>
        <translation>Khoản</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>Điểm</translation>
    </message>
    <message>
        <source>Take out this citation</source>
        <translation>Bỏ căn cứ này</translation>
    </message>
    <message>
        <source>Quote its words</source>
        <translation>Trích nguyên văn</translation>
    </message>
    <message>
        <source>Puts the words of the law into the text in quotation marks; explain them beside</source>
        <translation>Đưa nguyên văn vào bài trong ngoặc kép; phần giải thích viết riêng bên cạnh</translation>
    </message>
    <message>
        <source>Replace with {document}</source>
        <translation>Thay bằng {document}</translation>
    </message>
    <message>
        <source>No article of it is like the one cited here; choose one.</source>
        <translation>Văn bản này không có điều nào giống điều đang dẫn; hãy tự chọn điều.</translation>
    </message>
    <message>
        <source>Article {n}</source>
        <translation>Điều {n}</translation>
    </message>
    <message>
        <source>Replace with {article}, {document}</source>
        <translation>Thay bằng {article}, {document}</translation>
    </message>
    <message>
        <source>The library does not have this document. Check the number, or import the document first.</source>
        <translation>Kho chưa có văn bản này. Hãy kiểm tra số, hoặc nhập văn bản vào kho trước.</translation>
    </message>
    <message>
        <source>This article, clause or point is not in the document. Check the numbers.</source>
        <translation>Văn bản không có điều, khoản hoặc điểm này. Hãy kiểm tra lại.</translation>
    </message>
</context>
<context>
    <name>CitationEditor</name>
    <message>
        <source>Write the number myself</source>
        <translation>Tự nhập số văn bản</translation>
    </message>
</context>
<context>
    <name>ClarificationForm</name>
    <message>
        <source>Yes</source>
        <translation>Có</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Không</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Chọn</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>Nguồn</translation>
    </message>
    <message>
        <source>The claim, in your own neutral words</source>
        <translation>Nội dung cần làm rõ, viết bằng lời trung tính của đơn vị</translation>
    </message>
    <message>
        <source>Never a citizen&apos;s message, name or account.</source>
        <translation>Không ghi tin nhắn, tên hay tài khoản của người dân.</translation>
    </message>
    <message>
        <source>What it does to people</source>
        <translation>Ảnh hưởng đến người dân</translation>
    </message>
    <message>
        <source>Does it do harm?</source>
        <translation>Có gây hại không?</translation>
    </message>
    <message>
        <source>Do many ask?</source>
        <translation>Có nhiều người hỏi không?</translation>
    </message>
    <message>
        <source>Is it in our remit?</source>
        <translation>Có thuộc thẩm quyền không?</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Quyết định</translation>
    </message>
    <message>
        <source>Reason and basis</source>
        <translation>Lý do, căn cứ</translation>
    </message>
    <message>
        <source>Show the post</source>
        <translation>Xem bài</translation>
    </message>
    <message>
        <source>1. What people ask about</source>
        <translation>1. Người dân hỏi điều gì</translation>
    </message>
    <message>
        <source>2. Is it worth an answer?</source>
        <translation>2. Có cần phản hồi không?</translation>
    </message>
    <message>
        <source>An answer to what is harmless and hardly known only spreads it.</source>
        <translation>Phản hồi một tin vô hại, ít người biết chỉ làm tin đó lan rộng.</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>Ghi lại</translation>
    </message>
    <message>
        <source>3. Say what is true</source>
        <translation>3. Nêu thông tin đúng</translation>
    </message>
    <message>
        <source>Fact first, then the claim, why it is wrong, and the fact again. The head approves it.</source>
        <translation>Sự thật trước, rồi tin sai, vì sao sai, và nhắc lại sự thật. Lãnh đạo duyệt bài này.</translation>
    </message>
    <message>
        <source>Write the answer</source>
        <translation>Soạn bài trả lời</translation>
    </message>
    <message>
        <source>(no title yet)</source>
        <translation>(chưa có tiêu đề)</translation>
    </message>
</context>
<context>
    <name>Class</name>
    <message>
        <source>Passed</source>
        <translation>Đã đạt</translation>
    </message>
    <message>
        <source>Not passed</source>
        <translation>Chưa đạt</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Đã xong</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Đang dở</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>Chưa làm xong</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>Đã xem</translation>
    </message>
    <message>
        <source>{hours} h {minutes:02d} min</source>
        <translation>{hours} giờ {minutes:02d} phút</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} phút</translation>
    </message>
    <message>
        <source>Learner</source>
        <translation>Học viên</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Learnt</source>
        <translation>Đã học</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Lượt học</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Thời gian</translation>
    </message>
    <message>
        <source>step {number}</source>
        <translation>bước {number}</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Đề cương</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>Gợi ý</translation>
    </message>
    <message>
        <source>Set back</source>
        <translation>Đặt lại</translation>
    </message>
    <message>
        <source>Hardest</source>
        <translation>Khó nhất</translation>
    </message>
</context>
<context>
    <name>ClockBar</name>
    <message>
        <source>The time is right…</source>
        <translation>Ngày giờ đúng…</translation>
    </message>
    <message>
        <source>Is the date and time of this PC right?</source>
        <translation>Ngày giờ của máy này có đúng không?</translation>
    </message>
    <message>
        <source>The time is right</source>
        <translation>Ngày giờ đúng</translation>
    </message>
</context>
<context>
    <name>CoachBar</name>
    <message>
        <source>Lesson</source>
        <translation>Bài học</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Gợi ý</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>All steps</source>
        <translation>Tất cả các bước</translation>
    </message>
    <message>
        <source>Do this step again: everything goes back to where it began</source>
        <translation>Làm lại bước này: mọi thứ về như lúc bước bắt đầu</translation>
    </message>
    <message>
        <source>How the step is shown</source>
        <translation>Cách hiển thị bước này</translation>
    </message>
    <message>
        <source>Light what is needed and dim the rest</source>
        <translation>Chiếu sáng chỗ cần dùng, làm mờ phần còn lại</translation>
    </message>
    <message>
        <source>Keys work in the lit place only</source>
        <translation>Bàn phím chỉ dùng được ở vùng sáng</translation>
    </message>
    <message>
        <source>Take me there</source>
        <translation>Đưa tôi tới đó</translation>
    </message>
    <message>
        <source>Back to where this step began</source>
        <translation>Về lúc bước này bắt đầu</translation>
    </message>
    <message>
        <source>Real work does this outside the application; here you practise it and keep the evidence.</source>
        <translation>Việc thật được làm ngoài ứng dụng; ở đây bạn làm bài tập và lưu minh chứng.</translation>
    </message>
    <message>
        <source>Step {n}/{all}</source>
        <translation>Bước {n}/{all}</translation>
    </message>
    <message>
        <source>Step {n}/{all} · only shown</source>
        <translation>Bước {n}/{all} · chỉ chiếu</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Chưa có ai</translation>
    </message>
    <message>
        <source>The part you play; each is a sample person</source>
        <translation>Vai bạn đang đóng; mỗi vai là một người mẫu</translation>
    </message>
    <message>
        <source>The part you play: {part}</source>
        <translation>Vai bạn đang đóng: {part}</translation>
    </message>
    <message>
        <source>PIN of every part: {pin}</source>
        <translation>PIN của mọi vai: {pin}</translation>
    </message>
    <message>
        <source>Play the part: {part}</source>
        <translation>Đổi sang vai: {part}</translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>Go to: {page}</source>
        <translation>Mở trang: {page}</translation>
    </message>
    <message>
        <source>you are here</source>
        <translation>bạn đang ở trang này</translation>
    </message>
    <message>
        <source>nobody is signed in</source>
        <translation>chưa ai đăng nhập</translation>
    </message>
    <message>
        <source>New post</source>
        <translation>Bài mới</translation>
    </message>
    <message>
        <source>Read everything again</source>
        <translation>Đọc lại dữ liệu</translation>
    </message>
    <message>
        <source>Help for this page</source>
        <translation>Trợ giúp của trang này</translation>
    </message>
    <message>
        <source>Sign in as somebody else</source>
        <translation>Đổi người làm việc</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Khóa ngay</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Đăng xuất</translation>
    </message>
    <message>
        <source>in use now</source>
        <translation>đang dùng</translation>
    </message>
    <message>
        <source>Colours: light</source>
        <translation>Màu sắc: sáng</translation>
    </message>
    <message>
        <source>Colours: dark</source>
        <translation>Màu sắc: tối</translation>
    </message>
    <message>
        <source>Colours: as the system</source>
        <translation>Màu sắc: theo hệ thống</translation>
    </message>
    <message>
        <source>theme look night</source>
        <translation>giao diện nền đêm chế độ</translation>
    </message>
    <message>
        <source>language</source>
        <translation>ngôn ngữ tiếng language</translation>
    </message>
    <message>
        <source>Larger type</source>
        <translation>Chữ to hơn</translation>
    </message>
    <message>
        <source>the largest is in use</source>
        <translation>đang dùng cỡ lớn nhất</translation>
    </message>
    <message>
        <source>Smaller type</source>
        <translation>Chữ nhỏ hơn</translation>
    </message>
    <message>
        <source>the smallest is in use</source>
        <translation>đang dùng cỡ nhỏ nhất</translation>
    </message>
    <message>
        <source>size font zoom</source>
        <translation>cỡ chữ phông phóng thu</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Chưa có tiêu đề</translation>
    </message>
    <message>
        <source>Article {n}</source>
        <translation>Điều {n}</translation>
    </message>
    <message>
        <source>Not in force: {n} more</source>
        <translation>Đã ẩn {n} kết quả không có hiệu lực</translation>
    </message>
    <message>
        <source>Publish the approved post: {title}</source>
        <translation>Đăng bài đã duyệt: {title}</translation>
    </message>
    <message>
        <source>New post: {template}</source>
        <translation>Bài mới: {template}</translation>
    </message>
    <message>
        <source>sign in first</source>
        <translation>hãy đăng nhập trước</translation>
    </message>
</context>
<context>
    <name>CommandBar</name>
    <message>
        <source>Command bar</source>
        <translation>Thanh lệnh</translation>
    </message>
    <message>
        <source>Type a command, a title, a template, a legal document…</source>
        <translation>Gõ lệnh, tiêu đề bài, tên mẫu hoặc số văn bản…</translation>
    </message>
    <message>
        <source>Nothing goes by these words. Try fewer letters, or a number such as 13/2023.</source>
        <translation>Không có gì khớp. Thử gõ ít chữ hơn, hoặc gõ số văn bản như 13/2023.</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Home, End first and last · Enter do it · Esc close</source>
        <translation>↑ ↓ chọn · Home, End về đầu, cuối · Enter thực hiện · Esc đóng</translation>
    </message>
    <message>
        <source>Not now: {reason}</source>
        <translation>Chưa dùng được: {reason}</translation>
    </message>
    <message>
        <source>Used last</source>
        <translation>Dùng gần đây</translation>
    </message>
    <message>
        <source>On this page</source>
        <translation>Trên trang này</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Lệnh</translation>
    </message>
    <message>
        <source>Posts</source>
        <translation>Bài viết</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Mẫu bài</translation>
    </message>
    <message>
        <source>Law</source>
        <translation>Văn bản pháp luật</translation>
    </message>
    <message>
        <source>People and pages</source>
        <translation>Người và trang</translation>
    </message>
</context>
<context>
    <name>CommentEntry</name>
    <message>
        <source>Comment on {field}</source>
        <translation>Góp ý về {field}</translation>
    </message>
    <message>
        <source>Send comment</source>
        <translation>Gửi góp ý</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Write what should be seen to.</source>
        <translation>Hãy ghi điều cần xem lại.</translation>
    </message>
</context>
<context>
    <name>CommentLine</name>
    <message>
        <source>Open</source>
        <translation>Chưa xử lý</translation>
    </message>
    <message>
        <source>Dealt with</source>
        <translation>Đã xử lý</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Mở lại</translation>
    </message>
</context>
<context>
    <name>CommentMark</name>
    <message>
        <source>{n} open comments on {field}</source>
        <translation>{n} góp ý chưa xử lý về {field}</translation>
    </message>
    <message>
        <source>Comment on {field}</source>
        <translation>Góp ý về {field}</translation>
    </message>
</context>
<context>
    <name>CommentsView</name>
    <message>
        <source>No comments yet. Comment on a field where it is shown, or on the whole post here.</source>
        <translation>Chưa có góp ý nào. Góp ý từng mục ở nơi mục đó hiện ra, hoặc góp ý chung cho cả bài ở đây.</translation>
    </message>
    <message>
        <source>the whole post</source>
        <translation>cả bài</translation>
    </message>
    <message>
        <source>Go to this field</source>
        <translation>Đến mục này</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>first sent {time}</source>
        <translation>gửi lần đầu {time}</translation>
    </message>
    <message>
        <source>Which post on the page is this one?</source>
        <translation>Bài nào trên trang là bài này?</translation>
    </message>
    <message>
        <source>What was approved</source>
        <translation>Bản đã duyệt</translation>
    </message>
    <message>
        <source>Posts on the page</source>
        <translation>Các bài trên trang</translation>
    </message>
    <message>
        <source>This is it</source>
        <translation>Đúng là bài này</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Reading the page…</source>
        <translation>Đang đọc trang…</translation>
    </message>
    <message>
        <source>Compare text, pictures and time. If none is it, cancel and choose “Send now”.</source>
        <translation>Hãy đối chiếu chữ, ảnh và giờ. Nếu không bài nào đúng, bấm Hủy rồi chọn “Gửi ngay”.</translation>
    </message>
    <message>
        <source>The page shows no post like this one.</source>
        <translation>Trên trang không có bài nào giống bài này.</translation>
    </message>
    <message>
        <source>pictures: {n}</source>
        <translation>{n} ảnh</translation>
    </message>
</context>
<context>
    <name>CompareLines</name>
    <message>
        <source>Compare the line with the picture of the page, put it right, and press Enter. Clear it where the picture has no writing (a stamp, a signature).</source>
        <translation>Đối chiếu dòng chữ với ảnh trang, sửa cho đúng rồi nhấn Enter. Xóa hết nếu chỗ đó trong ảnh không phải là chữ (con dấu, chữ ký).</translation>
    </message>
    <message>
        <source>The line as it stands in the picture</source>
        <translation>Dòng chữ đúng như trong ảnh</translation>
    </message>
    <message>
        <source>It reads so</source>
        <translation>Đúng như ảnh</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Line {at} of {all} with digits</source>
        <translation>Dòng có số: {at}/{all}</translation>
    </message>
</context>
<context>
    <name>ComposerHeader</name>
    <message>
        <source>Templates and drafts</source>
        <translation>Mẫu và bài đang soạn</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Hoàn tác (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Y)</source>
        <translation>Làm lại (Ctrl+Y)</translation>
    </message>
    <message>
        <source>Show or hide the right pane (F9)</source>
        <translation>Hiện hoặc ẩn khung bên phải (F9)</translation>
    </message>
    <message>
        <source>More for this post</source>
        <translation>Việc khác với bài này</translation>
    </message>
    <message>
        <source>All posts</source>
        <translation>Tất cả bài viết</translation>
    </message>
    <message>
        <source>Approved template</source>
        <translation>Đã duyệt mẫu</translation>
    </message>
    <message>
        <source>Template {code} · version {version}</source>
        <translation>Mẫu {code} · Phiên bản {version}</translation>
    </message>
    <message>
        <source>published posts are records</source>
        <translation>bài đã đăng là hồ sơ lưu</translation>
    </message>
    <message>
        <source>take it back to draft first</source>
        <translation>hãy thu hồi về bản nháp trước</translation>
    </message>
    <message>
        <source>Put into the trash</source>
        <translation>Bỏ vào thùng rác</translation>
    </message>
</context>
<context>
    <name>ComposerPage</name>
    <message>
        <source>The post you begin is planned for {time}.</source>
        <translation>Bài bạn bắt đầu soạn sẽ hẹn đăng lúc {time}.</translation>
    </message>
    <message>
        <source>a post is open</source>
        <translation>chỉ tìm được khi đang xem danh sách mẫu</translation>
    </message>
    <message>
        <source>open a post first</source>
        <translation>hãy mở một bài trước</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Làm lại</translation>
    </message>
    <message>
        <source>Choose a template or a draft: the picture goes into that post.</source>
        <translation>Chọn mẫu hoặc bài nháp: ảnh sẽ vào bài đó.</translation>
    </message>
    <message>
        <source>The picture is in the post.</source>
        <translation>Ảnh đã vào bài.</translation>
    </message>
    <message>
        <source>In the trash for 30 days.</source>
        <translation>Đã bỏ vào thùng rác, giữ 30 ngày.</translation>
    </message>
</context>
<context>
    <name>Conditions</name>
    <message>
        <source>Clear the filters</source>
        <translation>Bỏ các bộ lọc</translation>
    </message>
    <message>
        <source>Remove the filter {words}</source>
        <translation>Bỏ điều kiện {words}</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Confirm the validity of {number}</source>
        <translation>Xác nhận hiệu lực của {number}</translation>
    </message>
    <message>
        <source>Look it up at an official source (vbpl.vn, the gazette) first. Your name is kept with it.</source>
        <translation>Trước hết hãy tra ở nguồn chính thức (vbpl.vn, Công báo). Tên bạn được lưu cùng lời xác nhận.</translation>
    </message>
    <message>
        <source>The whole document</source>
        <translation>Cả văn bản</translation>
    </message>
    <message>
        <source>Only one place, which is in force</source>
        <translation>Chỉ một điều, khoản, điểm còn hiệu lực</translation>
    </message>
    <message>
        <source>What you confirm</source>
        <translation>Phạm vi xác nhận</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Source you compared with</source>
        <translation>Nguồn đã đối chiếu</translation>
    </message>
    <message>
        <source>In force from</source>
        <translation>Có hiệu lực từ</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Đến ngày</translation>
    </message>
    <message>
        <source>Who confirms</source>
        <translation>Người xác nhận</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Xác nhận</translation>
    </message>
    <message>
        <source>Choose what holds.</source>
        <translation>Hãy chọn tình trạng hiệu lực.</translation>
    </message>
    <message>
        <source>Name the source.</source>
        <translation>Hãy ghi nguồn.</translation>
    </message>
    <message>
        <source>The end is before the beginning.</source>
        <translation>Ngày hết hiệu lực đứng trước ngày bắt đầu.</translation>
    </message>
</context>
<context>
    <name>ConfirmForm</name>
    <message>
        <source>Are these the people of the unit?</source>
        <translation>Đây có đúng là những người của đơn vị?</translation>
    </message>
    <message>
        <source>Needed where older data came back to this PC. Look at each name and what the person may do: the head and one other confirm it, each with their own PIN.</source>
        <translation>Cần làm khi dữ liệu cũ được chép trở lại máy này. Hãy xem kỹ từng tên và vai trò; lãnh đạo và một người nữa cùng xác nhận, mỗi người bằng mã PIN của mình.</translation>
    </message>
    <message>
        <source>The head</source>
        <translation>Lãnh đạo</translation>
    </message>
    <message>
        <source>One other person</source>
        <translation>Một người nữa</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Xác nhận</translation>
    </message>
</context>
<context>
    <name>Confirmed</name>
    <message>
        <source>{phone} · nobody has confirmed this number yet</source>
        <translation>{phone} · chưa ai xác nhận số này</translation>
    </message>
    <message>
        <source>{phone} · confirmed {day} by {person}</source>
        <translation>{phone} · {person} xác nhận ngày {day}</translation>
    </message>
</context>
<context>
    <name>ConnectDialog</name>
    <message>
        <source>Connect {page}</source>
        <translation>Kết nối {page}</translation>
    </message>
    <message>
        <source>What you enter goes to the platform alone and is kept sealed, with its key in this PC&apos;s keyring.</source>
        <translation>Thông tin bạn nhập chỉ gửi tới nền tảng và được niêm phong; chìa khóa nằm trong kho khóa của máy này.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Kết nối</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Asking the platform…</source>
        <translation>Đang hỏi nền tảng…</translation>
    </message>
</context>
<context>
    <name>ConnectionsPage</name>
    <message>
        <source>Pages and connections</source>
        <translation>Trang &amp; kết nối</translation>
    </message>
    <message>
        <source>Search page, unit, ID…</source>
        <translation>Tìm trang, đơn vị, mã…</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>Check all</source>
        <translation>Kiểm tra tất cả</translation>
    </message>
    <message>
        <source>Ask every connected page now how its connection is</source>
        <translation>Hỏi ngay từng trang đã kết nối xem có ổn không</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Thêm thao tác</translation>
    </message>
    <message>
        <source>Add a page</source>
        <translation>Thêm trang</translation>
    </message>
    <message>
        <source>No page yet</source>
        <translation>Chưa có trang nào</translation>
    </message>
    <message>
        <source>Register the pages your unit is authorised to run. Facebook, Zalo and websites are then connected.</source>
        <translation>Hãy đăng ký những trang đơn vị được phép quản lý. Trang Facebook, Zalo, trang web sau đó cần kết nối.</translation>
    </message>
    <message>
        <source>No page matches</source>
        <translation>Không có trang nào khớp</translation>
    </message>
    <message>
        <source>Search for something else or choose another filter.</source>
        <translation>Hãy tìm từ khác hoặc chọn bộ lọc khác.</translation>
    </message>
    <message>
        <source>In use {n}</source>
        <translation>Đang dùng {n}</translation>
    </message>
    <message>
        <source>Need you {n}</source>
        <translation>Cần xử lý {n}</translation>
    </message>
    <message>
        <source>Ended {n}</source>
        <translation>Đã dừng {n}</translation>
    </message>
    <message>
        <source>All {n}</source>
        <translation>Tất cả {n}</translation>
    </message>
    <message>
        <source>Connect many Facebook pages with one login…</source>
        <translation>Kết nối nhiều trang Facebook bằng một mã…</translation>
    </message>
    <message>
        <source>Disconnected.</source>
        <translation>Đã ngắt kết nối.</translation>
    </message>
    <message>
        <source>Taken off the list.</source>
        <translation>Đã bỏ khỏi danh sách.</translation>
    </message>
    <message>
        <source>Asking every page how its connection is…</source>
        <translation>Đang hỏi từng trang…</translation>
    </message>
    <message>
        <source>Disconnect {page}?</source>
        <translation>Ngắt kết nối {page}?</translation>
    </message>
    <message>
        <source>The login is deleted from this PC; posts no longer go there. On the platform it stays valid until it is withdrawn there.</source>
        <translation>Thông tin đăng nhập được xóa khỏi máy này, bài không đăng lên trang được nữa. Trên nền tảng, mã vẫn còn hiệu lực cho đến khi bị thu hồi ở đó.</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Ngắt kết nối</translation>
    </message>
    <message>
        <source>Take {page} off the list?</source>
        <translation>Bỏ {page} khỏi danh sách?</translation>
    </message>
    <message>
        <source>Records of what was published there stay. A page that was closed is better marked as closed.</source>
        <translation>Hồ sơ các bài đã đăng vẫn còn. Trang đã đóng thì nên đổi tình trạng thành đã đóng.</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Bỏ khỏi danh sách</translation>
    </message>
</context>
<context>
    <name>ConsentDialog</name>
    <message>
        <source>Consents to the picture “{name}”</source>
        <translation>Đồng ý của người trong ảnh “{name}”</translation>
    </message>
    <message>
        <source>One line for each person who can be recognised. Whoever did not consent is covered.</source>
        <translation>Mỗi người nhận ra được trong ảnh một dòng. Ai chưa đồng ý thì phải che.</translation>
    </message>
    <message>
        <source>No consent recorded yet.</source>
        <translation>Chưa ghi nhận đồng ý nào.</translation>
    </message>
    <message>
        <source>Person shown</source>
        <translation>Người trong ảnh</translation>
    </message>
    <message>
        <source>The person is under 18</source>
        <translation>Người này dưới 18 tuổi</translation>
    </message>
    <message>
        <source>Parent or guardian who consented</source>
        <translation>Cha, mẹ hoặc người giám hộ đã đồng ý</translation>
    </message>
    <message>
        <source>What the picture may be used for</source>
        <translation>Đồng ý cho dùng ảnh vào việc gì</translation>
    </message>
    <message>
        <source>Consented on</source>
        <translation>Ngày đồng ý</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Đến hết ngày</translation>
    </message>
    <message>
        <source>Empty: no end was stated</source>
        <translation>Để trống: không ghi thời hạn</translation>
    </message>
    <message>
        <source>What records it, and where it is filed</source>
        <translation>Văn bản đồng ý là gì, lưu ở đâu</translation>
    </message>
    <message>
        <source>For example: slip no. 12, kept at the station</source>
        <translation>Ví dụ: Phiếu số 12, lưu tại đội</translation>
    </message>
    <message>
        <source>Record the consent</source>
        <translation>Ghi nhận đồng ý</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>{purpose}. Consented on {day}; {filed}</source>
        <translation>{purpose}. Đồng ý ngày {day}; {filed}</translation>
    </message>
    <message>
        <source>Withdrawn…</source>
        <translation>Đã rút lại…</translation>
    </message>
    <message>
        <source>Take {name} off this picture</source>
        <translation>Bỏ ghi nhận của {name} khỏi ảnh này</translation>
    </message>
    <message>
        <source>Write a day such as 25/11/2026.</source>
        <translation>Hãy viết ngày theo dạng 25/11/2026.</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>Hãy đăng nhập trước.</translation>
    </message>
</context>
<context>
    <name>ConsentPanel</name>
    <message>
        <source>Consent link</source>
        <translation>Liên kết cấp quyền</translation>
    </message>
    <message>
        <source>Callback URL</source>
        <translation>Callback Url</translation>
    </message>
    <message>
        <source>As it is saved in the app&apos;s settings on the platform.</source>
        <translation>Đúng như đã lưu trong phần thiết lập ứng dụng trên nền tảng.</translation>
    </message>
    <message>
        <source>Make the link</source>
        <translation>Tạo liên kết</translation>
    </message>
    <message>
        <source>Save this code challenge in the app&apos;s settings first, then open the link:</source>
        <translation>Lưu Code Challenge này vào thiết lập ứng dụng trước, rồi mới mở liên kết:</translation>
    </message>
    <message>
        <source>Copy the challenge</source>
        <translation>Chép Code Challenge</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Mở trong trình duyệt</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Chép liên kết</translation>
    </message>
    <message>
        <source>Leave this window open until you are connected: its secret half is kept here alone.</source>
        <translation>Đừng đóng cửa sổ này trước khi kết nối xong: phần bí mật đi kèm chỉ được giữ ở đây.</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>Hãy điền mục này.</translation>
    </message>
    <message>
        <source>The code challenge was copied.</source>
        <translation>Đã chép Code Challenge.</translation>
    </message>
    <message>
        <source>The link was copied.</source>
        <translation>Đã chép liên kết.</translation>
    </message>
</context>
<context>
    <name>ContactEditor</name>
    <message>
        <source>Choose a number of the directory</source>
        <translation>Chọn một số trong danh bạ</translation>
    </message>
</context>
<context>
    <name>ContactForm</name>
    <message>
        <source>Change the contact</source>
        <translation>Sửa số liên hệ</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>Thêm số liên hệ</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Tên gọi</translation>
    </message>
    <message>
        <source>Such as “Trực ban Công an phường”.</source>
        <translation>Ví dụ “Trực ban Công an phường”.</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>Số điện thoại</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Giờ trực</translation>
    </message>
    <message>
        <source>Say what the number is for.</source>
        <translation>Hãy ghi số này dùng cho việc gì.</translation>
    </message>
    <message>
        <source>Enter the number.</source>
        <translation>Hãy nhập số điện thoại.</translation>
    </message>
</context>
<context>
    <name>ContactRow</name>
    <message>
        <source>The number readers call first</source>
        <translation>Số người dân gọi đầu tiên</translation>
    </message>
    <message>
        <source>Another number</source>
        <translation>Số khác</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Là số gì</translation>
    </message>
    <message>
        <source>As readers see it: “Trực ban Công an phường”.</source>
        <translation>Đúng như người đọc thấy: “Trực ban Công an phường”.</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>Số điện thoại</translation>
    </message>
    <message>
        <source>Call it once before you enter it.</source>
        <translation>Hãy gọi thử trước khi nhập.</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Giờ trực</translation>
    </message>
    <message>
        <source>Such as “24/24 giờ”.</source>
        <translation>Ví dụ “24/24 giờ”.</translation>
    </message>
    <message>
        <source>Take this number off</source>
        <translation>Bỏ số này</translation>
    </message>
</context>
<context>
    <name>ContactsEditor</name>
    <message>
        <source>The directory has no number yet. Add it under People and contacts.</source>
        <translation>Danh bạ chưa có số nào. Hãy thêm ở trang Người &amp; liên hệ.</translation>
    </message>
</context>
<context>
    <name>ContactsStep</name>
    <message>
        <source>Contacts</source>
        <translation>Số liên hệ</translation>
    </message>
    <message>
        <source>Posts name these numbers and no others. They are noted as confirmed today by {name}.</source>
        <translation>Bài viết chỉ nêu các số này. Chúng được ghi là {name} đã xác nhận hôm nay.</translation>
    </message>
    <message>
        <source>Add a number</source>
        <translation>Thêm số</translation>
    </message>
    <message>
        <source>National emergency numbers</source>
        <translation>Số khẩn cấp quốc gia</translation>
    </message>
    <message>
        <source>Say what the number is for.</source>
        <translation>Hãy ghi số này để làm gì.</translation>
    </message>
    <message>
        <source>Enter the number.</source>
        <translation>Hãy nhập số điện thoại.</translation>
    </message>
    <message>
        <source>This number is on the list already.</source>
        <translation>Số này đã có trong danh sách.</translation>
    </message>
</context>
<context>
    <name>ConversationPane</name>
    <message>
        <source>What it is about</source>
        <translation>Nội dung về việc gì</translation>
    </message>
    <message>
        <source>Who answers</source>
        <translation>Người trả lời</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Việc khác</translation>
    </message>
    <message>
        <source>Under the post</source>
        <translation>Dưới bài</translation>
    </message>
    <message>
        <source>Show what is covered</source>
        <translation>Hiện phần đã che</translation>
    </message>
    <message>
        <source>each look is logged</source>
        <translation>mỗi lần đều ghi nhật ký</translation>
    </message>
    <message>
        <source>Gathered by the question under one post, never by who asks.</source>
        <translation>Gộp theo câu hỏi dưới một bài, không theo người hỏi.</translation>
    </message>
    <message>
        <source>Answer together…</source>
        <translation>Gộp trả lời</translation>
    </message>
    <message>
        <source>Write a Q&amp;A post on it</source>
        <translation>Soạn bài “Hỏi – đáp” từ chủ đề này</translation>
    </message>
    <message>
        <source>House rules of the page</source>
        <translation>Nội quy trang</translation>
    </message>
    <message>
        <source>Hide only what breaks a rule, with a reason; the sender may ask again. Criticism breaks no rule.</source>
        <translation>Chỉ ẩn khi phạm một điều cụ thể, có ghi lý do; người gửi được hỏi lại. Lời phê bình không phải vi phạm.</translation>
    </message>
    <message>
        <source>Emergency…</source>
        <translation>Khẩn cấp…</translation>
    </message>
    <message>
        <source>Hide…</source>
        <translation>Ẩn…</translation>
    </message>
    <message>
        <source>Hide by a house rule, with a reason (H)</source>
        <translation>Ẩn theo nội quy, có ghi lý do (H)</translation>
    </message>
    <message>
        <source>Hand an emergency over by telephone (E)</source>
        <translation>Gọi điện chuyển việc khẩn cấp (E)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>{category} (suggested)</source>
        <translation>{category} (gợi ý)</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>Cán bộ</translation>
    </message>
    <message>
        <source>Result: {left}</source>
        <translation>Kết quả: {left}</translation>
    </message>
    <message>
        <source>First reply: {left}</source>
        <translation>Trả lời đầu: {left}</translation>
    </message>
    <message>
        <source>May be an emergency: {words}. Read it; if it is, hand it over by telephone (E).</source>
        <translation>Có thể là việc khẩn cấp: {words}. Hãy đọc kỹ; nếu đúng, gọi điện chuyển ngay (phím E).</translation>
    </message>
    <message>
        <source>The page</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>A citizen</source>
        <translation>Người dân</translation>
    </message>
    <message>
        <source>{n} questions get this answer</source>
        <translation>{n} câu hỏi nhận câu trả lời này</translation>
    </message>
    <message>
        <source>{n} similar questions</source>
        <translation>{n} câu hỏi giống nhau</translation>
    </message>
    <message>
        <source>See the {n} rules</source>
        <translation>Xem {n} điều</translation>
    </message>
    <message>
        <source>The text was erased; the figures stay.</source>
        <translation>Nội dung đã xóa; chỉ còn số liệu.</translation>
    </message>
    <message>
        <source>The text is erased on {day}. No name, picture or profile is kept.</source>
        <translation>Nội dung xóa ngày {day}. Không lưu tên, ảnh, trang cá nhân.</translation>
    </message>
    <message>
        <source>The text is erased {n} days after closing. No name, picture or profile is kept.</source>
        <translation>Nội dung xóa {n} ngày sau khi đóng. Không lưu tên, ảnh, trang cá nhân.</translation>
    </message>
    <message>
        <source>It was answered</source>
        <translation>Đã trả lời</translation>
    </message>
    <message>
        <source>The comment was hidden</source>
        <translation>Bình luận đã được ẩn</translation>
    </message>
    <message>
        <source>No answer is needed</source>
        <translation>Không cần trả lời</translation>
    </message>
    <message>
        <source>Judged by the house rules: it stays</source>
        <translation>Đã xét theo nội quy: giữ nguyên</translation>
    </message>
    <message>
        <source>Go on: the citizen need not answer</source>
        <translation>Làm tiếp, không chờ người dân nữa</translation>
    </message>
    <message>
        <source>Wait for the citizen: the clock stands still</source>
        <translation>Chờ người dân bổ sung: đồng hồ dừng</translation>
    </message>
    <message>
        <source>Write the notice to whoever wrote it</source>
        <translation>Soạn lời nhắc người viết bình luận</translation>
    </message>
    <message>
        <source>They ask for a second look</source>
        <translation>Người viết đề nghị xem lại</translation>
    </message>
    <message>
        <source>Show the hidden comment again…</source>
        <translation>Hiện lại bình luận đã ẩn…</translation>
    </message>
    <message>
        <source>Open it again</source>
        <translation>Mở lại</translation>
    </message>
    <message>
        <source>Choose a kind</source>
        <translation>Chọn loại</translation>
    </message>
    <message>
        <source>It was answered by telephone or in person</source>
        <translation>Đã trả lời qua điện thoại hoặc trực tiếp</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Chủ đề</translation>
    </message>
    <message>
        <source>It is about one of us</source>
        <translation>Phản ánh về người trong đơn vị</translation>
    </message>
    <message>
        <source>About nobody of us</source>
        <translation>Không về ai trong đơn vị</translation>
    </message>
</context>
<context>
    <name>CorrectionForm</name>
    <message>
        <source>Choose the post</source>
        <translation>Chọn bài</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Chọn</translation>
    </message>
    <message>
        <source>Which post</source>
        <translation>Bài nào</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Chỗ sai</translation>
    </message>
    <message>
        <source>Who found it</source>
        <translation>Ai phát hiện</translation>
    </message>
    <message>
        <source>How serious</source>
        <translation>Mức độ</translation>
    </message>
    <message>
        <source>How it is dealt with</source>
        <translation>Cách xử lý</translation>
    </message>
    <message>
        <source>We wrote</source>
        <translation>Đã viết sai</translation>
    </message>
    <message>
        <source>Correct text</source>
        <translation>Nội dung đúng</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>Căn cứ</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Nguyên nhân</translation>
    </message>
    <message>
        <source>How it is prevented</source>
        <translation>Cách phòng tránh</translation>
    </message>
    <message>
        <source>Show the post</source>
        <translation>Xem bài</translation>
    </message>
    <message>
        <source>Open the correction</source>
        <translation>Mở bài đính chính</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>Ghi lại</translation>
    </message>
    <message>
        <source>1. Report the error</source>
        <translation>1. Báo sai</translation>
    </message>
    <message>
        <source>2. Choose what is done</source>
        <translation>2. Chọn cách xử lý</translation>
    </message>
    <message>
        <source>Where personal data is public the post is withdrawn at once; a second person decides on that.</source>
        <translation>Bài làm lộ dữ liệu cá nhân phải gỡ ngay; người thứ hai quyết định việc gỡ.</translation>
    </message>
    <message>
        <source>3. What was wrong, what is right</source>
        <translation>3. Đã viết sai gì, đúng là gì</translation>
    </message>
    <message>
        <source>Both are put into the correction, which is opened for you.</source>
        <translation>Hai nội dung này được đưa sẵn vào bài đính chính mở cho bạn.</translation>
    </message>
    <message>
        <source>4. Publish the correction</source>
        <translation>4. Đăng bài đính chính</translation>
    </message>
    <message>
        <source>Finish it in the composer and send it for approval. Pin it where the error is serious.</source>
        <translation>Hoàn chỉnh bài ở trang Soạn bài rồi gửi duyệt. Ghim bài nếu sai sót nghiêm trọng.</translation>
    </message>
    <message>
        <source>It is pinned</source>
        <translation>Đã ghim</translation>
    </message>
    <message>
        <source>5. Why it happened</source>
        <translation>5. Vì sao sai</translation>
    </message>
    <message>
        <source>Not opened yet.</source>
        <translation>Chưa mở bài.</translation>
    </message>
    <message>
        <source>(no title yet)</source>
        <translation>(chưa có tiêu đề)</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Something unexpected went wrong</source>
        <translation>Đã có lỗi ngoài dự kiến</translation>
    </message>
    <message>
        <source>The program met an error that nobody foresaw. You can go on working; if it acts up, start again.</source>
        <translation>Chương trình gặp một lỗi chưa lường trước. Bạn có thể làm việc tiếp; nếu thấy bất thường, hãy mở lại.</translation>
    </message>
    <message>
        <source>What you were writing is saved.</source>
        <translation>Nội dung đang soạn đã được lưu.</translation>
    </message>
    <message>
        <source>Nothing was open that could be lost.</source>
        <translation>Không có gì đang mở có thể mất.</translation>
    </message>
    <message>
        <source>Not everything could be saved. Copy what you were writing before you start again.</source>
        <translation>Có phần chưa lưu được. Hãy sao chép nội dung đang soạn trước khi mở lại.</translation>
    </message>
    <message>
        <source>For the technical person: {path}</source>
        <translation>Gửi người phụ trách kỹ thuật: {path}</translation>
    </message>
    <message>
        <source>The report could not be written to the disk; copy it for the technical person.</source>
        <translation>Không ghi được báo cáo ra đĩa; hãy sao chép để gửi người phụ trách kỹ thuật.</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>Báo cáo lỗi</translation>
    </message>
    <message>
        <source>Passwords, phone numbers and ID numbers are struck out.</source>
        <translation>Mật khẩu, số điện thoại và số giấy tờ đã được che.</translation>
    </message>
    <message>
        <source>Show the report</source>
        <translation>Xem báo cáo</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Sao chép báo cáo</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Mở thư mục</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Mở lại chương trình</translation>
    </message>
    <message>
        <source>Go on working</source>
        <translation>Làm việc tiếp</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Đã sao chép</translation>
    </message>
</context>
<context>
    <name>CropDialog</name>
    <message>
        <source>Cut the picture: {name}</source>
        <translation>Cắt ảnh: {name}</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Tự do</translation>
    </message>
    <message>
        <source>Any shape</source>
        <translation>Khung tùy ý</translation>
    </message>
    <message>
        <source>Square: Facebook and Zalo</source>
        <translation>Vuông: Facebook và Zalo</translation>
    </message>
    <message>
        <source>Upright: as large as Facebook shows a photo</source>
        <translation>Đứng: khổ lớn nhất Facebook hiện ảnh</translation>
    </message>
    <message>
        <source>Broad: cover of a Zalo article and of the website</source>
        <translation>Ngang: ảnh bìa bài Zalo và trang web</translation>
    </message>
    <message>
        <source>Broad: screens and videos</source>
        <translation>Ngang: màn hình, video</translation>
    </message>
    <message>
        <source>Frame of the cut</source>
        <translation>Khung cắt</translation>
    </message>
    <message>
        <source>Arrow keys move the frame by 1 pixel, with Shift by 10; with Ctrl they change its size.</source>
        <translation>Phím mũi tên dời khung 1 điểm ảnh, giữ Shift dời 10; giữ Ctrl để đổi cỡ khung.</translation>
    </message>
    <message>
        <source>Back to the whole picture</source>
        <translation>Lấy lại toàn ảnh</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Cắt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>The picture cannot be read. Take it out and add it again.</source>
        <translation>Không đọc được ảnh. Hãy bỏ ảnh ra rồi thêm lại.</translation>
    </message>
    <message>
        <source>{w} × {h} pixels of {width} × {height}</source>
        <translation>{w} × {h} trên {width} × {height} điểm ảnh</translation>
    </message>
</context>
<context>
    <name>DataSection</name>
    <message>
        <source>Folders on this PC</source>
        <translation>Thư mục trên máy này</translation>
    </message>
    <message>
        <source>Everything of this profile</source>
        <translation>Toàn bộ dữ liệu của hồ sơ này</translation>
    </message>
    <message>
        <source>Packages for posting by hand</source>
        <translation>Gói bàn giao để đăng tay</translation>
    </message>
    <message>
        <source>Technical log, numbers struck out</source>
        <translation>Nhật ký kỹ thuật, đã che số điện thoại và giấy tờ</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Thùng rác</translation>
    </message>
    <message>
        <source>A draft thrown away stays in the trash for {n} days and can be brought back. Posts that were published are records and cannot be thrown away.</source>
        <translation>Bài nháp bỏ đi nằm trong thùng rác {n} ngày và lấy lại được. Bài đã đăng là hồ sơ lưu, không bỏ được.</translation>
    </message>
    <message>
        <source>Open the trash</source>
        <translation>Mở thùng rác</translation>
    </message>
    <message>
        <source>Incident register</source>
        <translation>Sổ vụ việc</translation>
    </message>
    <message>
        <source>A closed slip is deleted with its evidence</source>
        <translation>Phiếu đã đóng được xóa cùng chứng cứ</translation>
    </message>
    <message>
        <source>Evidence may show people: keep it no longer than it is needed.</source>
        <translation>Chứng cứ có thể có hình người; không giữ lâu hơn mức cần.</translation>
    </message>
    <message>
        <source>after {n} days</source>
        <translation>sau {n} ngày</translation>
    </message>
    <message>
        <source>slips due: {n}</source>
        <translation>{n} phiếu đến hạn</translation>
    </message>
    <message>
        <source>Delete at once</source>
        <translation>Xóa ngay</translation>
    </message>
    <message>
        <source>Press again: they are deleted for good</source>
        <translation>Bấm lần nữa: xóa hẳn, không lấy lại được</translation>
    </message>
</context>
<context>
    <name>DateTimeField</name>
    <message>
        <source>Vietnam time</source>
        <translation>Giờ Việt Nam</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Giờ</translation>
    </message>
</context>
<context>
    <name>DayCell</name>
    <message>
        <source>{n} more</source>
        <translation>còn {n}</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Mới</translation>
    </message>
    <message>
        <source>New post on this day</source>
        <translation>Soạn bài cho ngày này</translation>
    </message>
</context>
<context>
    <name>DayPopover</name>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>New post on this day</source>
        <translation>Soạn bài cho ngày này</translation>
    </message>
    <message>
        <source>Nothing is planned on this day.</source>
        <translation>Ngày này chưa có bài nào.</translation>
    </message>
</context>
<context>
    <name>DecideDialog</name>
    <message>
        <source>Agree</source>
        <translation>Đồng ý</translation>
    </message>
    <message>
        <source>The head&apos;s decision</source>
        <translation>Quyết định của lãnh đạo</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Ý kiến</translation>
    </message>
    <message>
        <source>Needed where it is returned: say what has to be changed.</source>
        <translation>Bắt buộc khi trả lại: ghi rõ cần sửa gì.</translation>
    </message>
    <message>
        <source>Head of the unit</source>
        <translation>Lãnh đạo đơn vị</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Trả lại</translation>
    </message>
    <message>
        <source>Say what has to be changed.</source>
        <translation>Ghi rõ cần sửa gì.</translation>
    </message>
</context>
<context>
    <name>DecisionPane</name>
    <message>
        <source>Who decides</source>
        <translation>Người quyết định</translation>
    </message>
    <message>
        <source>Ctrl+Enter comes here from anywhere on the page; it never decides</source>
        <translation>Ctrl+Enter để đến đây từ mọi chỗ trên trang; phím này không bao giờ ra quyết định</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>Duyệt…</translation>
    </message>
    <message>
        <source>Release…</source>
        <translation>Thôi giữ…</translation>
    </message>
    <message>
        <source>Ask for changes…</source>
        <translation>Yêu cầu sửa…</translation>
    </message>
    <message>
        <source>Put on hold…</source>
        <translation>Tạm giữ…</translation>
    </message>
    <message>
        <source>Reject…</source>
        <translation>Từ chối…</translation>
    </message>
    <message>
        <source>Leave it published…</source>
        <translation>Giữ nguyên bài…</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>Thu hồi…</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>Đăng…</translation>
    </message>
    <message>
        <source>You wrote at this post and cannot decide on it yourself; choose who decides.</source>
        <translation>Bạn đã soạn hoặc sửa bài này nên không tự quyết định được; hãy chọn người quyết định.</translation>
    </message>
    <message>
        <source>Choose who decides.</source>
        <translation>Hãy chọn người quyết định.</translation>
    </message>
</context>
<context>
    <name>DefangedEditor</name>
    <message>
        <source>Make harmless</source>
        <translation>Vô hiệu hóa</translation>
    </message>
    <message>
        <source>Write the addresses so that nobody can click them: hxxps://…[.]…</source>
        <translation>Ghi địa chỉ ở dạng không bấm được: hxxps://…[.]…</translation>
    </message>
</context>
<context>
    <name>DevicesForm</name>
    <message>
        <source>Devices and connected applications</source>
        <translation>Thiết bị và ứng dụng đã kết nối</translation>
    </message>
    <message>
        <source>Devices that may sign in</source>
        <translation>Thiết bị được phép đăng nhập</translation>
    </message>
    <message>
        <source>One a line: device – who uses it.</source>
        <translation>Mỗi dòng một thiết bị: tên thiết bị – người dùng.</translation>
    </message>
    <message>
        <source>Connected applications of others</source>
        <translation>Ứng dụng bên thứ ba đã kết nối</translation>
    </message>
    <message>
        <source>One a line; put {mark} before one that you removed on the platform.</source>
        <translation>Mỗi dòng một ứng dụng; ghi {mark} trước ứng dụng đã gỡ trên nền tảng.</translation>
    </message>
    <message>
        <source>Name one device at least.</source>
        <translation>Hãy ghi ít nhất một thiết bị.</translation>
    </message>
</context>
<context>
    <name>DiffText</name>
    <message>
        <source>added: {text};</source>
        <translation>thêm: {text};</translation>
    </message>
    <message>
        <source>removed: {text};</source>
        <translation>bỏ: {text};</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>Linked</source>
        <translation>Đã gắn</translation>
    </message>
    <message>
        <source>Not linked</source>
        <translation>Chưa gắn</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>Đã bị thay</translation>
    </message>
    <message>
        <source>Not taught</source>
        <translation>Không dạy</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Đề cương</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Số, ký hiệu</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Ngày</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Cơ quan ban hành</translation>
    </message>
    <message>
        <source>Replaced by</source>
        <translation>Được thay bằng</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
</context>
<context>
    <name>DoneStep</name>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>Look it over. It is stored all at once, when you press the button below.</source>
        <translation>Mời xem lại. Tất cả được lưu một lần khi bấm nút bên dưới.</translation>
    </message>
    <message>
        <source>Practice page on this PC</source>
        <translation>Trang thực hành trên máy này</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Người</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>chưa có</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Số liên hệ</translation>
    </message>
</context>
<context>
    <name>Drawer</name>
    <message>
        <source>Hide the details (F9)</source>
        <translation>Ẩn chi tiết (F9)</translation>
    </message>
    <message>
        <source>The removal is decided, and the post is still on the page: remove it from here.</source>
        <translation>Đã quyết định gỡ nhưng bài còn trên trang; hãy gỡ bằng nút bên dưới.</translation>
    </message>
    <message>
        <source>The removal is decided, and a person has to do it: remove the post on the page, then confirm it here.</source>
        <translation>Đã quyết định gỡ và phải gỡ tay: hãy gỡ bài trên trang rồi xác nhận bằng nút bên dưới.</translation>
    </message>
    <message>
        <source>On {done} of {total} pages</source>
        <translation>Đã đăng {done}/{total} trang</translation>
    </message>
    <message>
        <source>failed: {n}</source>
        <translation>lỗi: {n}</translation>
    </message>
    <message>
        <source>unclear: {n}</source>
        <translation>chưa rõ: {n}</translation>
    </message>
    <message>
        <source>waiting: {n}</source>
        <translation>đang chờ: {n}</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Kiểm tra lại</translation>
    </message>
    <message>
        <source>Compare with the page…</source>
        <translation>Đối chiếu với trang…</translation>
    </message>
    <message>
        <source>Send now…</source>
        <translation>Gửi ngay…</translation>
    </message>
    <message>
        <source>It is right as it is…</source>
        <translation>Bài trên trang đã đúng…</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Xem bài</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Mở trong trình duyệt</translation>
    </message>
    <message>
        <source>Save the record…</source>
        <translation>Lưu hồ sơ…</translation>
    </message>
    <message>
        <source>Cancel it</source>
        <translation>Hủy lượt gửi</translation>
    </message>
    <message>
        <source>Remove the post…</source>
        <translation>Gỡ bài…</translation>
    </message>
    <message>
        <source>Remove the double…</source>
        <translation>Gỡ bản trùng…</translation>
    </message>
    <message>
        <source>I removed it…</source>
        <translation>Tôi đã gỡ…</translation>
    </message>
    <message>
        <source>Ask to take it back…</source>
        <translation>Đề nghị gỡ bài…</translation>
    </message>
    <message>
        <source>Change the published post…</source>
        <translation>Sửa bài đã đăng…</translation>
    </message>
    <message>
        <source>Write a correction</source>
        <translation>Soạn đính chính</translation>
    </message>
    <message>
        <source>Write the update: {kind}</source>
        <translation>Soạn bài tiếp: {kind}</translation>
    </message>
    <message>
        <source>Send a notice to followers…</source>
        <translation>Gửi thông báo tới người quan tâm…</translation>
    </message>
    <message>
        <source>Send the failed ones again…</source>
        <translation>Gửi lại trang bị lỗi…</translation>
    </message>
    <message>
        <source>Pictures to put in place…</source>
        <translation>Ảnh cần đặt…</translation>
    </message>
    <message>
        <source>Send to this page again…</source>
        <translation>Cho gửi lại trang này…</translation>
    </message>
    <message>
        <source>Stop what has not left…</source>
        <translation>Dừng phần chưa gửi</translation>
    </message>
    <message>
        <source>the page; it is being taken back</source>
        <translation>trang đang giữ; đang lấy lại</translation>
    </message>
    <message>
        <source>the page itself</source>
        <translation>trang tự giữ lịch</translation>
    </message>
    <message>
        <source>this PC, which has to be on then</source>
        <translation>máy này, lúc đó phải mở máy</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hẹn giờ</translation>
    </message>
    <message>
        <source>Vietnam time</source>
        <translation>Giờ Việt Nam</translation>
    </message>
    <message>
        <source>Nothing is sent there now</source>
        <translation>Hiện không gửi lên trang này</translation>
    </message>
    <message>
        <source>Schedule kept by</source>
        <translation>Ai giữ lịch</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Mã tham chiếu</translation>
    </message>
    <message>
        <source>Withdrawal asked for</source>
        <translation>Có đề nghị gỡ bài</translation>
    </message>
    <message>
        <source>Withdrawn by</source>
        <translation>Người quyết định gỡ</translation>
    </message>
    <message>
        <source>Update promised for</source>
        <translation>Hẹn cập nhật ngày</translation>
    </message>
    <message>
        <source>Corrections and updates</source>
        <translation>Đính chính và cập nhật</translation>
    </message>
    <message>
        <source>Queued by</source>
        <translation>Người đưa vào hộp gửi</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Liên kết</translation>
    </message>
    <message>
        <source>Answered at</source>
        <translation>Trả lời lúc</translation>
    </message>
    <message>
        <source>On the word of</source>
        <translation>Theo xác nhận của</translation>
    </message>
</context>
<context>
    <name>DutyForm</name>
    <message>
        <source>Duty of {name}</source>
        <translation>Nhiệm vụ của {name}</translation>
    </message>
    <message>
        <source>Last day of the duty</source>
        <translation>Ngày cuối làm nhiệm vụ</translation>
    </message>
    <message>
        <source>Rights have to be revoked on that day.</source>
        <translation>Quyền phải được thu hồi trong ngày đó.</translation>
    </message>
    <message>
        <source>Why it ends</source>
        <translation>Lý do thôi nhiệm vụ</translation>
    </message>
</context>
<context>
    <name>EditorFoot</name>
    <message>
        <source>Smaller (−)</source>
        <translation>Thu nhỏ (−)</translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation>Phóng to (+)</translation>
    </message>
    <message>
        <source>The whole picture (0)</source>
        <translation>Toàn ảnh (0)</translation>
    </message>
    <message>
        <source>Pixel for pixel (1)</source>
        <translation>Đúng từng điểm ảnh (1)</translation>
    </message>
    <message>
        <source>Old and new light</source>
        <translation>So ánh sáng cũ và mới</translation>
    </message>
    <message>
        <source>Hold: as it came</source>
        <translation>Giữ để xem ảnh gốc</translation>
    </message>
</context>
<context>
    <name>EmergencyBar</name>
    <message>
        <source>Approve quickly…</source>
        <translation>Duyệt nhanh…</translation>
    </message>
    <message>
        <source>Bulletin {n}…</source>
        <translation>Bản tin {n}…</translation>
    </message>
    <message>
        <source>Switch off…</source>
        <translation>Tắt…</translation>
    </message>
    <message>
        <source>EMERGENCY: {reason}.</source>
        <translation>KHẨN CẤP: {reason}.</translation>
    </message>
    <message>
        <source>Routine posts that wait: {n}.</source>
        <translation>Bài thường đang chờ: {n}.</translation>
    </message>
    <message>
        <source>No bulletin is out yet.</source>
        <translation>Chưa có bản tin nào được đăng.</translation>
    </message>
    <message>
        <source>The bulletin promised for {at} is {n} min late: update now, even without news.</source>
        <translation>Bản tin hẹn lúc {at} đã trễ {n} phút: hãy cập nhật ngay, kể cả khi chưa có tin mới.</translation>
    </message>
    <message>
        <source>The next bulletin is promised for {at}, in {n} min.</source>
        <translation>Bản tin tiếp theo hẹn lúc {at}, còn {n} phút.</translation>
    </message>
</context>
<context>
    <name>EndDialog</name>
    <message>
        <source>Switch the emergency mode off</source>
        <translation>Tắt chế độ khẩn cấp</translation>
    </message>
    <message>
        <source>Publish the closing bulletin first. What waited and is still in time leaves by itself; what is late waits in the outbox for a person.</source>
        <translation>Hãy đăng bản tin kết thúc trước. Bài đang chờ còn trong hạn sẽ tự gửi; bài đã quá giờ nằm trong Hộp gửi chờ người quyết định.</translation>
    </message>
    <message>
        <source>What went well, what has to change</source>
        <translation>Điều làm tốt, điều cần sửa</translation>
    </message>
    <message>
        <source>Switch it off</source>
        <translation>Tắt</translation>
    </message>
</context>
<context>
    <name>EntryBlock</name>
    <message>
        <source>A post has to follow: {template}</source>
        <translation>Cần đăng tiếp: {template}</translation>
    </message>
    <message>
        <source> and {n} more</source>
        <translation> và {n} trang khác</translation>
    </message>
    <message>
        <source>No page chosen yet</source>
        <translation>Chưa chọn trang</translation>
    </message>
    <message>
        <source>Open the post</source>
        <translation>Mở bài</translation>
    </message>
    <message>
        <source>Move…</source>
        <translation>Dời…</translation>
    </message>
</context>
<context>
    <name>EntryMover</name>
    <message>
        <source>Moved: {before} → {after}.</source>
        <translation>Đã dời: {before} → {after}.</translation>
    </message>
    <message>
        <source>It is a draft again and has to be submitted.</source>
        <translation>Bài trở về nháp và phải gửi duyệt lại.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Send it at another time?</source>
        <translation>Gửi bài vào giờ khác?</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Dời</translation>
    </message>
    <message>
        <source>Back at {time}.</source>
        <translation>Đã trả về {time}.</translation>
    </message>
    <message>
        <source>The approval stays dropped: submit the post again.</source>
        <translation>Phê duyệt đã bỏ không tự trở lại: hãy gửi duyệt lại.</translation>
    </message>
</context>
<context>
    <name>EraseForm</name>
    <message>
        <source>Erase {learner}</source>
        <translation>Xóa học viên {learner}</translation>
    </message>
    <message>
        <source>{runs} runs, the name and every certificate of this learner are deleted for good. What stays is a line that says how many, when and by whom; not whose. Certificates on paper are not verified any more.</source>
        <translation>{runs} lượt học, tên và mọi giấy xác nhận của học viên này sẽ bị xóa hẳn. Chỉ còn lại một dòng ghi số lượng, thời điểm và người xóa, không ghi là của ai. Giấy đã in sẽ không xác minh được nữa.</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Xóa</translation>
    </message>
</context>
<context>
    <name>EventsDialog</name>
    <message>
        <source>What became of {number}</source>
        <translation>Diễn biến hiệu lực của {number}</translation>
    </message>
    <message>
        <source>Earliest first. What files state is read from them; what a person records stays, even retracted.</source>
        <translation>Xếp theo ngày. Nội dung của tệp được đọc lại mỗi lần nhập; nội dung do người ghi nhận được giữ mãi, kể cả khi đã rút lại.</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Các sự kiện</translation>
    </message>
    <message>
        <source>Record an event…</source>
        <translation>Ghi nhận sự kiện…</translation>
    </message>
    <message>
        <source>Retract…</source>
        <translation>Rút lại…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>The whole document</source>
        <translation>Cả văn bản</translation>
    </message>
    <message>
        <source>day not known</source>
        <translation>chưa rõ ngày</translation>
    </message>
    <message>
        <source>from {date}</source>
        <translation>từ {date}</translation>
    </message>
    <message>
        <source>by {document}</source>
        <translation>theo {document}</translation>
    </message>
    <message>
        <source>source: {source}</source>
        <translation>nguồn: {source}</translation>
    </message>
    <message>
        <source>Retracted on {date} by {name}: {reason}</source>
        <translation>Đã rút lại ngày {date}, {name}: {reason}</translation>
    </message>
    <message>
        <source>the shipped list</source>
        <translation>danh mục đi kèm</translation>
    </message>
    <message>
        <source>stated by files</source>
        <translation>theo tệp đã nhập</translation>
    </message>
    <message>
        <source>Retract this event?</source>
        <translation>Rút lại sự kiện này?</translation>
    </message>
    <message>
        <source>“{event}” counts no more. It stays in the line with your name and the reason.</source>
        <translation>“{event}” không còn được tính. Sự kiện vẫn nằm trong diễn biến, kèm tên bạn và lý do.</translation>
    </message>
    <message>
        <source>Retract</source>
        <translation>Rút lại</translation>
    </message>
</context>
<context>
    <name>EvidenceField</name>
    <message>
        <source>Attach a file…</source>
        <translation>Đính tệp…</translation>
    </message>
    <message>
        <source>Attach the sample</source>
        <translation>Đính ảnh mẫu</translation>
    </message>
    <message>
        <source>Attached: {name} · SHA-256 {hash}…</source>
        <translation>Đã đính: {name} · SHA-256 {hash}…</translation>
    </message>
</context>
<context>
    <name>EvidencePanel</name>
    <message>
        <source>Evidence</source>
        <translation>Chứng cứ</translation>
    </message>
    <message>
        <source>Press Print Screen (or Win + Shift + S) and paste it here, or add a file. It is never changed.</source>
        <translation>Bấm Print Screen (hoặc Win + Shift + S) rồi dán vào đây, hoặc thêm tệp. Tệp được giữ nguyên.</translation>
    </message>
    <message>
        <source>Add a file…</source>
        <translation>Thêm tệp…</translation>
    </message>
    <message>
        <source>Paste the screenshot</source>
        <translation>Dán ảnh chụp màn hình</translation>
    </message>
    <message>
        <source>Captured at</source>
        <translation>Chụp lúc</translation>
    </message>
    <message>
        <source>Empty: now</source>
        <translation>Để trống: lúc này</translation>
    </message>
    <message>
        <source>captured {time}</source>
        <translation>chụp lúc {time}</translation>
    </message>
    <message>
        <source>Pictures and documents (*.png *.jpg *.jpeg *.webp *.pdf *.mp4 *.html *.txt);;All files (*)</source>
        <translation>Ảnh và tài liệu (*.png *.jpg *.jpeg *.webp *.pdf *.mp4 *.html *.txt);;Mọi tệp (*)</translation>
    </message>
    <message>
        <source>Add evidence</source>
        <translation>Thêm chứng cứ</translation>
    </message>
    <message>
        <source>There is no picture to paste. Take a screenshot first.</source>
        <translation>Không có ảnh để dán. Hãy chụp màn hình trước.</translation>
    </message>
</context>
<context>
    <name>Exhibit</name>
    <message>
        <source>Content</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Thay đổi</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Góp ý</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Kiểm tra</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Lịch sử</translation>
    </message>
    <message>
        <source>Legal documents cited: {n}</source>
        <translation>Căn cứ pháp lý đã dẫn: {n}</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Trước</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Nay</translation>
    </message>
    <message>
        <source>What is shown of the post</source>
        <translation>Các phần của bài</translation>
    </message>
</context>
<context>
    <name>Feedback</name>
    <message>
        <source>{n} days</source>
        <translation>{n} ngày</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} giờ</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} phút</translation>
    </message>
    <message>
        <source>{span} over</source>
        <translation>quá {span}</translation>
    </message>
    <message>
        <source>{span} left</source>
        <translation>còn {span}</translation>
    </message>
    <message>
        <source>{d} d {h} h left</source>
        <translation>còn {d} ngày {h} giờ</translation>
    </message>
    <message>
        <source>{h} h {m} min left</source>
        <translation>còn {h} giờ {m} phút</translation>
    </message>
    <message>
        <source>{m} min left</source>
        <translation>còn {m} phút</translation>
    </message>
</context>
<context>
    <name>FeedbackHead</name>
    <message>
        <source>Page</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>Record feedback</source>
        <translation>Ghi phản hồi</translation>
    </message>
    <message>
        <source>Figures: by topic, and against the targets</source>
        <translation>Số liệu: theo chủ đề, so với mục tiêu</translation>
    </message>
    <message>
        <source>All pages</source>
        <translation>Mọi trang</translation>
    </message>
</context>
<context>
    <name>FeedbackPage</name>
    <message>
        <source>Feedback</source>
        <translation>Phản hồi</translation>
    </message>
    <message>
        <source>The item in hand</source>
        <translation>Phản hồi đang xem</translation>
    </message>
    <message>
        <source>What was written</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Trả lời</translation>
    </message>
    <message>
        <source>Nothing in hand</source>
        <translation>Chưa chọn phản hồi nào</translation>
    </message>
    <message>
        <source>Choose an item on the left, or another queue above.</source>
        <translation>Chọn một phản hồi bên trái, hoặc hàng khác ở trên.</translation>
    </message>
    <message>
        <source>Take a canned reply</source>
        <translation>Lấy câu trả lời mẫu</translation>
    </message>
    <message>
        <source>no item waits for an answer here</source>
        <translation>không có phản hồi nào chờ trả lời ở đây</translation>
    </message>
    <message>
        <source>nothing to search for here</source>
        <translation>ở đây không có ô tìm</translation>
    </message>
    <message>
        <source>Recorded.</source>
        <translation>Đã ghi.</translation>
    </message>
</context>
<context>
    <name>FeedbackSection</name>
    <message>
        <source>Saved.</source>
        <translation>Đã lưu.</translation>
    </message>
</context>
<context>
    <name>FeedbackTexts</name>
    <message>
        <source>{n} minutes</source>
        <translation>{n} phút</translation>
    </message>
    <message>
        <source>{n} hours</source>
        <translation>{n} giờ</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} ngày</translation>
    </message>
    <message>
        <source>{n} minute</source>
        <translation>{n} phút</translation>
    </message>
    <message>
        <source>{n} hour</source>
        <translation>{n} giờ</translation>
    </message>
    <message>
        <source>{n} day</source>
        <translation>{n} ngày</translation>
    </message>
</context>
<context>
    <name>FeedbackWork</name>
    <message>
        <source>Assigned.</source>
        <translation>Đã giao.</translation>
    </message>
    <message>
        <source>Noted: this person neither reads nor answers it.</source>
        <translation>Đã ghi: người này không xem và không trả lời phản hồi này.</translation>
    </message>
    <message>
        <source>The clock stands still until the citizen writes.</source>
        <translation>Đồng hồ dừng đến khi người dân viết lại.</translation>
    </message>
    <message>
        <source>Noted as answered.</source>
        <translation>Đã ghi là đã trả lời.</translation>
    </message>
    <message>
        <source>{n} questions get one answer.</source>
        <translation>{n} câu hỏi sẽ nhận một câu trả lời.</translation>
    </message>
    <message>
        <source>Closed.</source>
        <translation>Đã đóng.</translation>
    </message>
    <message>
        <source>Open again.</source>
        <translation>Đã mở lại.</translation>
    </message>
    <message>
        <source>It stays: no rule is broken.</source>
        <translation>Giữ nguyên: không phạm điều nào.</translation>
    </message>
    <message>
        <source>{n} new texts from the pages.</source>
        <translation>Đã lấy {n} nội dung mới từ các trang.</translation>
    </message>
    <message>
        <source>The pages were read; nothing new came.</source>
        <translation>Đã đọc các trang; không có gì mới.</translation>
    </message>
    <message>
        <source>Hidden on the page. It can be shown again at any time.</source>
        <translation>Đang ẩn trên trang. Có thể hiện lại bất cứ lúc nào.</translation>
    </message>
    <message>
        <source>Handed over. Its text was erased; time, receiver and reference are kept.</source>
        <translation>Đã chuyển. Nội dung đã xóa; còn giữ giờ, nơi nhận, số hiệu.</translation>
    </message>
    <message>
        <source>Show this comment again?</source>
        <translation>Hiện lại bình luận này?</translation>
    </message>
    <message>
        <source>It stands on the page for everybody again; the reason is kept.</source>
        <translation>Bình luận hiện lại cho mọi người xem; lý do được lưu.</translation>
    </message>
    <message>
        <source>Show again</source>
        <translation>Hiện lại</translation>
    </message>
    <message>
        <source>Asked for by whoever wrote it.</source>
        <translation>Người viết bình luận đề nghị xem lại.</translation>
    </message>
    <message>
        <source>Noted; another person looks at it.</source>
        <translation>Đã ghi; một người khác sẽ xem lại.</translation>
    </message>
    <message>
        <source>Was it rightly hidden?</source>
        <translation>Ẩn như vậy có đúng không?</translation>
    </message>
    <message>
        <source>Whoever hid it cannot say so; the reason is kept as long as the text.</source>
        <translation>Người đã ẩn không tự xem lại được; lý do được giữ đến khi nội dung bị xóa.</translation>
    </message>
    <message>
        <source>Rightly hidden</source>
        <translation>Ẩn đúng</translation>
    </message>
    <message>
        <source>{n} threads, each for itself</source>
        <translation>{n} chủ đề, mỗi nơi một câu</translation>
    </message>
    <message>
        <source>Send this answer?</source>
        <translation>Gửi câu trả lời này?</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Gửi</translation>
    </message>
    <message>
        <source>Submit this answer for approval?</source>
        <translation>Gửi duyệt câu trả lời này?</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>Gửi duyệt</translation>
    </message>
    <message>
        <source>Approve this answer?</source>
        <translation>Duyệt câu trả lời này?</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Duyệt</translation>
    </message>
    <message>
        <source>The answer waits to be sent; what became of it is shown at the item.</source>
        <translation>Câu trả lời đang chờ gửi; kết quả hiện ở phản hồi đó.</translation>
    </message>
    <message>
        <source>Submitted: a second person approves it.</source>
        <translation>Đã gửi duyệt: người thứ hai sẽ duyệt.</translation>
    </message>
    <message>
        <source>Approved: it can be sent now.</source>
        <translation>Đã duyệt: có thể gửi.</translation>
    </message>
    <message>
        <source>Give this answer back?</source>
        <translation>Trả lại câu trả lời này?</translation>
    </message>
    <message>
        <source>Whoever wrote it reads the reason, changes the answer and submits it again.</source>
        <translation>Người soạn đọc lý do, sửa và gửi duyệt lại.</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Trả lại</translation>
    </message>
    <message>
        <source>It stands on the page?</source>
        <translation>Câu trả lời có trên trang?</translation>
    </message>
    <message>
        <source>It is not on the page?</source>
        <translation>Câu trả lời không có trên trang?</translation>
    </message>
    <message>
        <source>You looked at the thread yourself. Your name stands for it.</source>
        <translation>Bạn đã tự xem trên trang và đứng tên xác nhận.</translation>
    </message>
    <message>
        <source>You looked at the thread yourself. The answer may then be sent again.</source>
        <translation>Bạn đã tự xem trên trang. Sau đó có thể gửi lại câu trả lời.</translation>
    </message>
    <message>
        <source>It stands there</source>
        <translation>Có trên trang</translation>
    </message>
    <message>
        <source>It is not there</source>
        <translation>Không có</translation>
    </message>
</context>
<context>
    <name>FiguresDialog</name>
    <message>
        <source>Day</source>
        <translation>Ngày</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Tuần</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Tháng</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Nhận</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Đã trả lời</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>Đúng hẹn</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Chuyển giao</translation>
    </message>
    <message>
        <source>Hidden by a rule</source>
        <translation>Ẩn theo nội quy</translation>
    </message>
    <message>
        <source>Median to first reply</source>
        <translation>Trung vị trả lời đầu</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} giờ</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} phút</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>Figures of the feedback desk</source>
        <translation>Số liệu phản hồi</translation>
    </message>
    <message>
        <source>All pages</source>
        <translation>Mọi trang</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>Save as Excel…</source>
        <translation>Xuất Excel…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>By category</source>
        <translation>Theo loại</translation>
    </message>
    <message>
        <source>Figures by category</source>
        <translation>Số liệu theo loại</translation>
    </message>
    <message>
        <source>&lt;5 means 1 to 4: too few to be told without somebody being recognised. * is withheld with it, for the total would give it away. Times are working hours; the targets are the unit&apos;s own.</source>
        <translation>&lt;5 là từ 1 đến 4: quá ít nên không nêu, để không ai bị nhận ra. * là số không nêu kèm theo, vì lấy tổng trừ đi sẽ lộ. Thời gian tính theo giờ làm việc; mục tiêu do đơn vị tự đặt.</translation>
    </message>
    <message>
        <source>{month}/{year}</source>
        <translation>Tháng {month}/{year}</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Kỳ trước</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Kỳ sau</translation>
    </message>
    <message>
        <source>{n} of {all} answered</source>
        <translation>{n}/{all} đã trả lời</translation>
    </message>
    <message>
        <source>Answered in time</source>
        <translation>Trả lời đúng hẹn</translation>
    </message>
    <message>
        <source>working time</source>
        <translation>giờ làm việc</translation>
    </message>
    <message>
        <source>to who is competent</source>
        <translation>đến nơi có thẩm quyền</translation>
    </message>
    <message>
        <source>criticism stays visible</source>
        <translation>lời phê bình vẫn giữ lại</translation>
    </message>
    <message>
        <source>Received and answered in time, by day</source>
        <translation>Nhận và trả lời đúng hẹn, theo ngày</translation>
    </message>
    <message>
        <source>Received by category</source>
        <translation>Số nhận theo loại</translation>
    </message>
    <message>
        <source>Received by topic</source>
        <translation>Số nhận theo chủ đề</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Chủ đề</translation>
    </message>
    <message>
        <source>Nothing came in this time.</source>
        <translation>Không có phản hồi nào trong thời gian này.</translation>
    </message>
    <message>
        <source>Sign in first: the log names who takes figures out.</source>
        <translation>Hãy đăng nhập trước: nhật ký ghi ai xuất số liệu.</translation>
    </message>
    <message>
        <source>The figures are in {name}.</source>
        <translation>Số liệu đã ghi vào {name}.</translation>
    </message>
</context>
<context>
    <name>FileDeeds</name>
    <message>
        <source>{n} things of the request are missing.</source>
        <translation>Đề nghị còn thiếu {n} mục.</translation>
    </message>
    <message>
        <source>The request is complete.</source>
        <translation>Đề nghị đã đủ.</translation>
    </message>
    <message>
        <source>Send the request to the head?</source>
        <translation>Gửi đề nghị cho lãnh đạo?</translation>
    </message>
    <message>
        <source>The head agrees to exactly what stands here; a later change has to be sent again.</source>
        <translation>Lãnh đạo đồng ý với đúng nội dung này; nếu sửa sau đó thì phải gửi lại.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Gửi</translation>
    </message>
    <message>
        <source>Sent to the head.</source>
        <translation>Đã gửi lãnh đạo.</translation>
    </message>
    <message>
        <source>Request for “{page}”: {purpose}</source>
        <translation>Đề nghị lập trang “{page}”: {purpose}</translation>
    </message>
    <message>
        <source>Decided.</source>
        <translation>Đã quyết định.</translation>
    </message>
    <message>
        <source>{page}: {status}?</source>
        <translation>{page}: {status}?</translation>
    </message>
    <message>
        <source>The account of the page follows: posts go to active pages only.</source>
        <translation>Tài khoản của trang đổi theo: chỉ đăng bài lên trang đang hoạt động.</translation>
    </message>
    <message>
        <source>Change the status</source>
        <translation>Đổi tình trạng</translation>
    </message>
    <message>
        <source>The page is now: {status}.</source>
        <translation>Tình trạng trang hiện nay: {status}.</translation>
    </message>
    <message>
        <source>Taken off the list.</source>
        <translation>Đã bỏ khỏi danh sách.</translation>
    </message>
    <message>
        <source>Export the identity sheet</source>
        <translation>Xuất phiếu khai báo</translation>
    </message>
    <message>
        <source>Print the minutes</source>
        <translation>In biên bản</translation>
    </message>
    <message>
        <source>Archive of {n} posts written and verified.</source>
        <translation>Đã ghi và kiểm tra gói lưu trữ gồm {n} bài.</translation>
    </message>
    <message>
        <source>Export the archive</source>
        <translation>Xuất gói lưu trữ</translation>
    </message>
    <message>
        <source>Written: {name}</source>
        <translation>Đã xuất: {name}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
</context>
<context>
    <name>FileFormSection</name>
    <message>
        <source>Number of the document</source>
        <translation>Số văn bản</translation>
    </message>
    <message>
        <source>Dated</source>
        <translation>Ngày văn bản</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Cơ quan ban hành</translation>
    </message>
    <message>
        <source>The document itself</source>
        <translation>Tệp văn bản</translation>
    </message>
</context>
<context>
    <name>FileSheet</name>
    <message>
        <source>Request</source>
        <translation>Đề nghị</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Nhận diện</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Xác thực</translation>
    </message>
    <message>
        <source>Status and hand-over</source>
        <translation>Trạng thái và bàn giao</translation>
    </message>
    <message>
        <source>since {day}</source>
        <translation>từ {day}</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>đến {day}</translation>
    </message>
    <message>
        <source>Sign in to change the file.</source>
        <translation>Đăng nhập để sửa hồ sơ.</translation>
    </message>
    <message>
        <source>This page has ended: its file is closed. The watch for impostors goes on.</source>
        <translation>Trang đã kết thúc nên hồ sơ đã khóa. Việc theo dõi trang giả mạo vẫn tiếp tục.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <source>Take this empty file off the list</source>
        <translation>Bỏ hồ sơ trống này khỏi danh sách</translation>
    </message>
</context>
<context>
    <name>FilesTab</name>
    <message>
        <source>Search name, unit, area…</source>
        <translation>Tìm tên, đơn vị, địa bàn…</translation>
    </message>
    <message>
        <source>Page files</source>
        <translation>Hồ sơ trang</translation>
    </message>
    <message>
        <source>Export the directory…</source>
        <translation>Xuất danh bạ…</translation>
    </message>
    <message>
        <source>The official pages as a sheet with QR codes, as CSV and as JSON</source>
        <translation>Danh bạ trang chính thức: bản in có mã QR, tệp CSV và JSON</translation>
    </message>
    <message>
        <source>Request a new page</source>
        <translation>Đề nghị lập trang mới</translation>
    </message>
    <message>
        <source>No page file yet</source>
        <translation>Chưa có hồ sơ trang</translation>
    </message>
    <message>
        <source>No page matches</source>
        <translation>Không có trang phù hợp</translation>
    </message>
    <message>
        <source>So there is none of that name or area yet.</source>
        <translation>Vậy là chưa có trang nào trùng tên hoặc địa bàn ấy.</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Đang hoạt động</translation>
    </message>
    <message>
        <source>No file in hand</source>
        <translation>Chưa chọn hồ sơ</translation>
    </message>
    <message>
        <source>Pages of Connections that have no file; what is missing is said in each</source>
        <translation>Các trang trong mục Kết nối chưa có hồ sơ; mục còn thiếu được nêu trong từng hồ sơ</translation>
    </message>
    <message>
        <source>A new page begins with a request. Pages of Connections get their files with one button.</source>
        <translation>Trang mới bắt đầu từ đề nghị. Trang đã có trong mục Kết nối được lập hồ sơ bằng một nút bấm.</translation>
    </message>
    <message>
        <source>Choose a page on the left.</source>
        <translation>Chọn một trang ở bên trái.</translation>
    </message>
    <message>
        <source>Files for pages at work: {n}</source>
        <translation>Lập hồ sơ cho trang đang có: {n}</translation>
    </message>
    <message>
        <source>Begin with the pages at work, above.</source>
        <translation>Hãy lập hồ sơ cho trang đang có bằng nút ở trên.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>Chờ cấp phép</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Đã kết thúc</translation>
    </message>
    <message>
        <source>Files begun: {n}. What is missing is said in each.</source>
        <translation>Đã lập {n} hồ sơ. Mục còn thiếu được nêu trong từng hồ sơ.</translation>
    </message>
    <message>
        <source>Folder for the directory of official pages</source>
        <translation>Thư mục chứa danh bạ trang chính thức</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Search title or text…</source>
        <translation>Tìm tiêu đề, nội dung…</translation>
    </message>
    <message>
        <source>More filters</source>
        <translation>Lọc thêm</translation>
    </message>
    <message>
        <source>Save this filter…</source>
        <translation>Lưu bộ lọc này…</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Thùng rác</translation>
    </message>
    <message>
        <source>Words: “{value}”</source>
        <translation>Có từ: “{value}”</translation>
    </message>
    <message>
        <source>Template: {value}</source>
        <translation>Mẫu: {value}</translation>
    </message>
    <message>
        <source>Author: {value}</source>
        <translation>Người soạn: {value}</translation>
    </message>
    <message>
        <source>Page: {value}</source>
        <translation>Trang: {value}</translation>
    </message>
    <message>
        <source>Changed from {value}</source>
        <translation>Sửa từ {value}</translation>
    </message>
    <message>
        <source>Changed until {value}</source>
        <translation>Sửa đến {value}</translation>
    </message>
    <message>
        <source>Sort: {order}</source>
        <translation>Sắp xếp: {order}</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Sửa lần cuối</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Ngày tạo</translation>
    </message>
    <message>
        <source>Planned time</source>
        <translation>Giờ dự kiến</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Tiêu đề</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Mẫu</translation>
    </message>
    <message>
        <source>A to Z</source>
        <translation>A đến Z</translation>
    </message>
    <message>
        <source>Z to A</source>
        <translation>Z đến A</translation>
    </message>
    <message>
        <source>drafts first</source>
        <translation>nháp trước</translation>
    </message>
    <message>
        <source>published first</source>
        <translation>đã đăng trước</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>mới trước</translation>
    </message>
    <message>
        <source>oldest first</source>
        <translation>cũ trước</translation>
    </message>
</context>
<context>
    <name>FindingCounts</name>
    <message>
        <source>to mend: {n}</source>
        <translation>{n} lỗi</translation>
    </message>
    <message>
        <source>to look at: {n}</source>
        <translation>{n} lưu ý</translation>
    </message>
    <message>
        <source>notes: {n}</source>
        <translation>{n} ghi chú</translation>
    </message>
    <message>
        <source>all checks passed</source>
        <translation>đạt mọi kiểm tra</translation>
    </message>
</context>
<context>
    <name>FindingsView</name>
    <message>
        <source>Nothing to mend: every check that concerns this post is passed.</source>
        <translation>Không phải sửa gì: mọi kiểm tra liên quan đến bài này đều đạt.</translation>
    </message>
    <message>
        <source>Picture {name}</source>
        <translation>Ảnh {name}</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Thẻ</translation>
    </message>
    <message>
        <source>Text for {name}</source>
        <translation>Chữ cho {name}</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Trang đăng</translation>
    </message>
    <message>
        <source>Time of posting</source>
        <translation>Thời gian đăng</translation>
    </message>
    <message>
        <source>Confirmations</source>
        <translation>Phần xác nhận</translation>
    </message>
</context>
<context>
    <name>Finishing</name>
    <message>
        <source>Save a copy</source>
        <translation>Lưu một bản</translation>
    </message>
    <message>
        <source>Send to the composer</source>
        <translation>Đưa vào bài</translation>
    </message>
    <message>
        <source>For {platform}: {width} × {height} pixels, {size} MB at most</source>
        <translation>Cho {platform}: nhiều nhất {width} × {height} điểm ảnh, {size} MB</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Đã lưu: {name}</translation>
    </message>
</context>
<context>
    <name>FirstAid</name>
    <message>
        <source>The program ended suddenly the last time. What was written is kept; please look it over.</source>
        <translation>Lần trước chương trình bị tắt đột ngột. Nội dung đã soạn vẫn còn; mời bạn xem lại.</translation>
    </message>
    <message>
        <source>For the technical person: {path}</source>
        <translation>Gửi người phụ trách kỹ thuật: {path}</translation>
    </message>
</context>
<context>
    <name>FolderDialog</name>
    <message>
        <source>A folder of photographs: {name}</source>
        <translation>Thư mục ảnh: {name}</translation>
    </message>
    <message>
        <source>Nothing is covered here. Photographs that show people or papers go through the editor, one by one.</source>
        <translation>Ở đây không che gì cả. Ảnh có người hoặc giấy tờ phải qua trang chỉnh ảnh, từng ảnh một.</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>Chuẩn bị cho</translation>
    </message>
    <message>
        <source>Written to</source>
        <translation>Ghi vào</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>Thư mục khác…</translation>
    </message>
    <message>
        <source>What became of each photograph</source>
        <translation>Kết quả từng ảnh</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Bắt đầu</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Write to</source>
        <translation>Ghi vào</translation>
    </message>
    <message>
        <source>Making the pictures</source>
        <translation>Đang xử lý ảnh</translation>
    </message>
    <message>
        <source>{done} made, {refused} not.</source>
        <translation>Xong {done} ảnh, {refused} ảnh không xử lý được.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Đã dừng.</translation>
    </message>
    <message>
        <source>Not made</source>
        <translation>Không xử lý được</translation>
    </message>
    <message>
        <source>Only {width} pixels wide and hard to read: open it by itself to cut it into pages.</source>
        <translation>Chỉ còn rộng {width} điểm ảnh nên khó đọc; hãy mở riêng ảnh này để cắt thành các trang.</translation>
    </message>
    <message>
        <source>Too long</source>
        <translation>Quá dài</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Xong</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>Checks before it goes out</source>
        <translation>Kiểm tra trước khi gửi</translation>
    </message>
    <message>
        <source>See every finding (F7)</source>
        <translation>Xem từng mục cần lưu ý (F7)</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} và {n} mục khác</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>Đã hoàn tác: {what}</translation>
    </message>
    <message>
        <source>Redone: {what}</source>
        <translation>Đã làm lại: {what}</translation>
    </message>
    <message>
        <source>Restored: {what}</source>
        <translation>Đã khôi phục: {what}</translation>
    </message>
    <message>
        <source>Not saved yet, will try again</source>
        <translation>Chưa lưu được, sẽ thử lại</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Đang lưu…</translation>
    </message>
    <message>
        <source>Draft saved {time}</source>
        <translation>Đã lưu nháp {time}</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Esc does not throw away what you typed. Press Cancel to close.</source>
        <translation>Phím Esc không bỏ nội dung đã nhập. Bấm Hủy để đóng.</translation>
    </message>
    <message>
        <source>Write the day like 25/11/2026.</source>
        <translation>Hãy ghi ngày như 25/11/2026.</translation>
    </message>
</context>
<context>
    <name>FormField</name>
    <message>
        <source>kept in the record, never published</source>
        <translation>chỉ lưu hồ sơ, không đưa vào bài</translation>
    </message>
    <message>
        <source>{label} (required)</source>
        <translation>{label} (bắt buộc)</translation>
    </message>
    <message>
        <source>Still to be replaced: {parts}</source>
        <translation>Phải thay: {parts}</translation>
    </message>
    <message>
        <source>{n} of at most {max}</source>
        <translation>{n} / {max} mục</translation>
    </message>
    <message>
        <source>{n} / {max} characters</source>
        <translation>{n} / {max} ký tự</translation>
    </message>
</context>
<context>
    <name>GroupHeading</name>
    <message>
        <source>open</source>
        <translation>đang mở</translation>
    </message>
    <message>
        <source>folded away</source>
        <translation>đang thu gọn</translation>
    </message>
    <message>
        <source>{unit}: {n} of {all} pages ticked</source>
        <translation>{unit}: đã chọn {n} trên {all} trang</translation>
    </message>
</context>
<context>
    <name>Guards</name>
    <message>
        <source>Review</source>
        <translation>Rà soát</translation>
    </message>
    <message>
        <source>Safeguards</source>
        <translation>Giữ an toàn</translation>
    </message>
    <message>
        <source>Run the review</source>
        <translation>Chạy rà soát</translation>
    </message>
    <message>
        <source>Nothing is wrong.</source>
        <translation>Không có vấn đề gì.</translation>
    </message>
    <message>
        <source>Nobody has a right on this page yet.</source>
        <translation>Chưa ai có quyền trên trang này.</translation>
    </message>
    <message>
        <source>Change:</source>
        <translation>Sửa:</translation>
    </message>
    <message>
        <source>Not recorded yet</source>
        <translation>Chưa ghi nhận</translation>
    </message>
    <message>
        <source>Devices: {devices} · connected applications: {apps} · looked through {day}</source>
        <translation>Thiết bị: {devices} · ứng dụng đã kết nối: {apps} · rà soát ngày {day}</translation>
    </message>
    <message>
        <source>Recovery codes are kept</source>
        <translation>Nơi giữ mã khôi phục</translation>
    </message>
    <message>
        <source>Devices and applications</source>
        <translation>Thiết bị và ứng dụng</translation>
    </message>
    <message>
        <source>Next review</source>
        <translation>Lần rà soát tới</translation>
    </message>
    <message>
        <source>Password and codes</source>
        <translation>Mật khẩu và mã khôi phục</translation>
    </message>
    <message>
        <source>Record a change:</source>
        <translation>Ghi nhận đã đổi:</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>What you need is scrolled out of sight.</source>
        <translation>Chỗ cần dùng đã bị cuộn khuất.</translation>
    </message>
    <message>
        <source>Finish what lies on top, or close it. PIN of every part: {pin}</source>
        <translation>Hãy làm xong hoặc đóng phần đang mở. PIN của mọi vai: {pin}</translation>
    </message>
    <message>
        <source>This step is done on another page.</source>
        <translation>Bước này làm ở trang khác.</translation>
    </message>
    <message>
        <source>Do this step here, on this page.</source>
        <translation>Làm bước này ngay trên trang này.</translation>
    </message>
    <message>
        <source>Use what is lit; the rest waits meanwhile.</source>
        <translation>Hãy dùng chỗ đang sáng; phần mờ tạm thời chờ.</translation>
    </message>
    <message>
        <source>The whole window is free for this step.</source>
        <translation>Cả cửa sổ đã mở lại cho bước này.</translation>
    </message>
</context>
<context>
    <name>HandDialog</name>
    <message>
        <source>Adjust the cards by hand</source>
        <translation>Chỉnh tay các thẻ</translation>
    </message>
    <message>
        <source>Card {n}</source>
        <translation>Thẻ {n}</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Ảnh</translation>
    </message>
    <message>
        <source>Pull the photo on the card, or move it with the arrow keys; enlarge it with the wheel or + and −.</source>
        <translation>Kéo ảnh trên thẻ hoặc dùng phím mũi tên; phóng ảnh bằng con lăn chuột hoặc phím + và −.</translation>
    </message>
    <message>
        <source>Enlarge the photo</source>
        <translation>Phóng ảnh</translation>
    </message>
    <message>
        <source>The card</source>
        <translation>Thẻ</translation>
    </message>
    <message>
        <source>What shows</source>
        <translation>Phần hiện ra</translation>
    </message>
    <message>
        <source>Lines of the headline</source>
        <translation>Dòng của tiêu đề</translation>
    </message>
    <message>
        <source>Press the word after which a new line begins.</source>
        <translation>Bấm vào từ mà sau đó sẽ xuống dòng.</translation>
    </message>
    <message>
        <source>Do the same on every size</source>
        <translation>Làm như vậy cho mọi cỡ</translation>
    </message>
    <message>
        <source>Back to the automatic card</source>
        <translation>Trở lại thẻ tự động</translation>
    </message>
    <message>
        <source>Use on the post</source>
        <translation>Dùng cho bài</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
</context>
<context>
    <name>HandOverDialog</name>
    <message>
        <source>Hand an emergency over</source>
        <translation>Chuyển việc khẩn cấp</translation>
    </message>
    <message>
        <source>First telephone. Then note who received it: the text is erased at once, and only that is kept.</source>
        <translation>Gọi điện trước. Sau đó ghi nơi nhận: nội dung bị xóa ngay, chỉ giữ lại thông tin này.</translation>
    </message>
    <message>
        <source>Answer to the citizen, ready to be sent</source>
        <translation>Câu trả lời sẵn cho người dân</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Sao chép</translation>
    </message>
    <message>
        <source>Use as the answer</source>
        <translation>Dùng làm câu trả lời</translation>
    </message>
    <message>
        <source>Received by</source>
        <translation>Nơi nhận</translation>
    </message>
    <message>
        <source>The post that took it, no name: “Duty point, ward police”.</source>
        <translation>Ghi nơi nhận, không ghi tên người: “Trực ban Công an phường”.</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Bằng cách nào</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Số hiệu</translation>
    </message>
    <message>
        <source>Number in the log of the duty point.</source>
        <translation>Số trong sổ trực ban.</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Đã chuyển</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Call now: {numbers}.</source>
        <translation>Gọi ngay: {numbers}.</translation>
    </message>
    <message>
        <source>Call now: {numbers}. Duty point: {duty}.</source>
        <translation>Gọi ngay: {numbers}. Trực ban: {duty}.</translation>
    </message>
    <message>
        <source>I have called</source>
        <translation>Tôi đã gọi</translation>
    </message>
    <message>
        <source>Called at {time}</source>
        <translation>Đã gọi lúc {time}</translation>
    </message>
    <message>
        <source>Say which post received it.</source>
        <translation>Hãy ghi nơi nhận.</translation>
    </message>
    <message>
        <source>Enter the number in the log.</source>
        <translation>Hãy ghi số trong sổ trực ban.</translation>
    </message>
</context>
<context>
    <name>HandPicturesDialog</name>
    <message>
        <source>Pictures to put in place</source>
        <translation>Ảnh cần đặt lên địa chỉ công khai</translation>
    </message>
    <message>
        <source>Zalo fetches the pictures of “{title}” from these addresses. Save the files, put each one there under the very name, and the post leaves by itself a few minutes later.</source>
        <translation>Zalo lấy ảnh của bài “{title}” từ các địa chỉ này. Hãy lưu tệp, đặt từng tệp lên đúng địa chỉ và giữ nguyên tên; vài phút sau bài tự gửi.</translation>
    </message>
    <message>
        <source>Save the files to a folder…</source>
        <translation>Lưu tệp vào thư mục…</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Kiểm tra lại</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Looking at the addresses…</source>
        <translation>Đang xem các địa chỉ…</translation>
    </message>
    <message>
        <source>Copy the address of {name}</source>
        <translation>Chép địa chỉ của {name}</translation>
    </message>
    <message>
        <source>Not looked yet</source>
        <translation>Chưa kiểm tra</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Còn thiếu</translation>
    </message>
    <message>
        <source>In its place</source>
        <translation>Đã có</translation>
    </message>
    <message>
        <source>Address copied.</source>
        <translation>Đã chép địa chỉ.</translation>
    </message>
    <message>
        <source>{n} of {all} pictures are not there yet, or another file is.</source>
        <translation>{n}/{all} ảnh chưa có ở địa chỉ, hoặc ở đó là tệp khác.</translation>
    </message>
    <message>
        <source>Every picture is in its place. The post leaves by itself.</source>
        <translation>Đã đủ ảnh. Bài sẽ tự gửi.</translation>
    </message>
    <message>
        <source>Where to save the pictures</source>
        <translation>Lưu ảnh vào thư mục nào</translation>
    </message>
    <message>
        <source>Saved {n} files in {folder}.</source>
        <translation>Đã lưu {n} tệp vào {folder}.</translation>
    </message>
</context>
<context>
    <name>Handing</name>
    <message>
        <source>Submit for approval</source>
        <translation>Gửi duyệt</translation>
    </message>
    <message>
        <source>Somebody who did not write this post will look at it. A change takes it back to a draft.</source>
        <translation>Một người không viết bài này sẽ xem bài. Sửa bài thì bài trở lại bản nháp.</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>Gửi duyệt</translation>
    </message>
    <message>
        <source>Submitted for approval.</source>
        <translation>Đã gửi duyệt.</translation>
    </message>
    <message>
        <source>Take it back to draft</source>
        <translation>Thu hồi về bản nháp</translation>
    </message>
    <message>
        <source>The approval asked for, or given, no longer counts. The post can be changed again.</source>
        <translation>Lượt chờ duyệt hoặc phê duyệt không còn giá trị. Có thể sửa bài trở lại.</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Thu hồi</translation>
    </message>
</context>
<context>
    <name>HandoverPanel</name>
    <message>
        <source>1. Open the folder: pictures and the steps are in it</source>
        <translation>1. Mở thư mục: có sẵn ảnh và các bước làm</translation>
    </message>
    <message>
        <source>2. Copy into Meta Business Suite or Zalo OA Manager</source>
        <translation>2. Chép sang Meta Business Suite hoặc Zalo OA Manager</translation>
    </message>
    <message>
        <source>3. Come back with the link</source>
        <translation>3. Quay lại dán liên kết</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Mở thư mục</translation>
    </message>
    <message>
        <source>I posted it, here is the link</source>
        <translation>Tôi đã đăng, đây là liên kết</translation>
    </message>
    <message>
        <source>Link of the post</source>
        <translation>Liên kết của bài</translation>
    </message>
    <message>
        <source>I opened the link and saw the post on the right page</source>
        <translation>Tôi đã mở liên kết và thấy bài trên đúng trang</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Tiêu đề</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Alternative text {n}</source>
        <translation>Mô tả ảnh {n}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Sao chép</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>Sao chép: {name}</translation>
    </message>
    <message>
        <source>Paste the link of the post.</source>
        <translation>Hãy dán liên kết của bài đã đăng.</translation>
    </message>
</context>
<context>
    <name>HeadingForm</name>
    <message>
        <source>Number</source>
        <translation>Số, ký hiệu</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại văn bản</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Trích yếu</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Cơ quan ban hành</translation>
    </message>
    <message>
        <source>Day of issue</source>
        <translation>Ngày ban hành</translation>
    </message>
    <message>
        <source>In force from</source>
        <translation>Có hiệu lực từ</translation>
    </message>
    <message>
        <source>The number is missing.</source>
        <translation>Thiếu số, ký hiệu.</translation>
    </message>
    <message>
        <source>The kind is missing.</source>
        <translation>Thiếu loại văn bản.</translation>
    </message>
    <message>
        <source>The subject is missing.</source>
        <translation>Thiếu trích yếu.</translation>
    </message>
    <message>
        <source>A date such as 25/11/2026.</source>
        <translation>Ngày viết như 25/11/2026.</translation>
    </message>
</context>
<context>
    <name>HelpButton</name>
    <message>
        <source>Help for this page (F1)</source>
        <translation>Trợ giúp của trang này (F1)</translation>
    </message>
</context>
<context>
    <name>HelpPanel</name>
    <message>
        <source>Help</source>
        <translation>Trợ giúp</translation>
    </message>
    <message>
        <source>Close the help (F1 or Esc)</source>
        <translation>Đóng trợ giúp (F1 hoặc Esc)</translation>
    </message>
    <message>
        <source>Search the help…</source>
        <translation>Tìm trong trợ giúp…</translation>
    </message>
    <message>
        <source>The page of the help</source>
        <translation>Nội dung trợ giúp</translation>
    </message>
    <message>
        <source>All pages of the help</source>
        <translation>Mọi trang trợ giúp</translation>
    </message>
    <message>
        <source>Nothing found. Try another word.</source>
        <translation>Không tìm thấy. Hãy thử từ khác.</translation>
    </message>
    <message>
        <source>Learn it by doing</source>
        <translation>Học bằng cách làm</translation>
    </message>
</context>
<context>
    <name>HiddenCard</name>
    <message>
        <source>It was right…</source>
        <translation>Ẩn đúng…</translation>
    </message>
    <message>
        <source>Show it again…</source>
        <translation>Hiện lại…</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>Lý do: {reason}</translation>
    </message>
    <message>
        <source>Another person looked at it and found it right.</source>
        <translation>Người khác đã xem lại và thấy ẩn đúng.</translation>
    </message>
    <message>
        <source>You hid it: another person looks at it, with their own PIN.</source>
        <translation>Bạn đã ẩn bình luận này: người khác xem lại, bằng mã PIN của họ.</translation>
    </message>
    <message>
        <source>Whoever wrote it asks for a second look. Read it, then say what you find.</source>
        <translation>Người viết đề nghị xem lại. Hãy đọc rồi cho biết ý kiến.</translation>
    </message>
    <message>
        <source>A second look keeps hiding fair. Read it, then say what you find.</source>
        <translation>Xem lại để việc ẩn được công bằng. Hãy đọc rồi cho biết ý kiến.</translation>
    </message>
</context>
<context>
    <name>HideDialog</name>
    <message>
        <source>Hide this comment by a house rule?</source>
        <translation>Ẩn bình luận này theo nội quy?</translation>
    </message>
    <message>
        <source>It stays on the page for the one who wrote it and can be shown again; the reason is kept.</source>
        <translation>Người viết vẫn thấy bình luận của mình; có thể hiện lại, lý do được lưu.</translation>
    </message>
    <message>
        <source>Its words find fault with the unit and break no rule: criticism stays visible.</source>
        <translation>Lời lẽ chỉ phê bình đơn vị, không phạm điều nào: lời phê bình phải được giữ lại.</translation>
    </message>
    <message>
        <source>Rule that it breaks</source>
        <translation>Điều nội quy bị phạm</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Which words break the rule; without personal data.</source>
        <translation>Lời nào phạm điều này; không ghi thông tin cá nhân.</translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation>Người quyết định</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ẩn</translation>
    </message>
    <message>
        <source>{rule} (suggested)</source>
        <translation>{rule} (gợi ý)</translation>
    </message>
    <message>
        <source>Choose the rule that it breaks.</source>
        <translation>Hãy chọn điều nội quy bị phạm.</translation>
    </message>
    <message>
        <source>Say why, in a sentence.</source>
        <translation>Hãy ghi lý do bằng một câu.</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>Nothing has happened to this post yet.</source>
        <translation>Bài này chưa có gì xảy ra.</translation>
    </message>
    <message>
        <source>Opened the draft</source>
        <translation>Mở bản nháp</translation>
    </message>
    <message>
        <source>Changed it</source>
        <translation>Đã sửa</translation>
    </message>
    <message>
        <source>Submitted it for approval</source>
        <translation>Gửi duyệt</translation>
    </message>
    <message>
        <source>Approved it</source>
        <translation>Đã duyệt</translation>
    </message>
    <message>
        <source>Asked for changes</source>
        <translation>Yêu cầu sửa</translation>
    </message>
    <message>
        <source>Rejected it</source>
        <translation>Từ chối</translation>
    </message>
    <message>
        <source>Put it on hold</source>
        <translation>Tạm giữ</translation>
    </message>
    <message>
        <source>Released it</source>
        <translation>Thôi giữ</translation>
    </message>
    <message>
        <source>Withdrew it</source>
        <translation>Gỡ bài</translation>
    </message>
    <message>
        <source>The approval expired</source>
        <translation>Hết hạn duyệt</translation>
    </message>
    <message>
        <source>Queued it for publishing</source>
        <translation>Đưa vào hộp gửi</translation>
    </message>
    <message>
        <source>Took it out of the queue</source>
        <translation>Rút khỏi hộp gửi</translation>
    </message>
    <message>
        <source>It was published</source>
        <translation>Bài đã lên trang</translation>
    </message>
    <message>
        <source>Took it back to the draft</source>
        <translation>Rút về bản nháp</translation>
    </message>
    <message>
        <source>Remarked</source>
        <translation>Ghi nhận xét</translation>
    </message>
    <message>
        <source>A cited law has another status</source>
        <translation>Hiệu lực của văn bản được viện dẫn đã thay đổi</translation>
    </message>
    <message>
        <source>Asked to take it back</source>
        <translation>Đề nghị gỡ bài</translation>
    </message>
    <message>
        <source>Declined to take it back</source>
        <translation>Không đồng ý gỡ</translation>
    </message>
    <message>
        <source>Threw it away</source>
        <translation>Bỏ bài vào thùng rác</translation>
    </message>
    <message>
        <source>Brought it back from the trash</source>
        <translation>Khôi phục bài từ thùng rác</translation>
    </message>
    <message>
        <source>Page Studio</source>
        <translation>Studio nội dung</translation>
    </message>
</context>
<context>
    <name>HoursCard</name>
    <message>
        <source>Working hours</source>
        <translation>Giờ làm việc</translation>
    </message>
    <message>
        <source>Such as 07:30–11:30, 13:00–17:00; empty: closed. Public holidays are known.</source>
        <translation>Ví dụ 07:30–11:30, 13:00–17:00; để trống nếu nghỉ. Ngày lễ đã có sẵn.</translation>
    </message>
    <message>
        <source>Working hours: {day}</source>
        <translation>Giờ làm việc: {day}</translation>
    </message>
    <message>
        <source>Days off besides the public holidays</source>
        <translation>Ngày nghỉ khác, ngoài ngày lễ</translation>
    </message>
    <message>
        <source>Dates such as 24/12/2026, with commas between them.</source>
        <translation>Các ngày như 24/12/2026, cách nhau bằng dấu phẩy.</translation>
    </message>
    <message>
        <source>Days worked instead of others</source>
        <translation>Ngày làm bù</translation>
    </message>
    <message>
        <source>Weekends or holidays on which the unit works.</source>
        <translation>Ngày cuối tuần hoặc ngày lễ mà đơn vị vẫn làm việc.</translation>
    </message>
    <message>
        <source>Save the hours…</source>
        <translation>Lưu giờ làm việc…</translation>
    </message>
    <message>
        <source>Write hours such as 07:30–11:30, 13:00–17:00.</source>
        <translation>Hãy viết giờ như 07:30–11:30, 13:00–17:00.</translation>
    </message>
    <message>
        <source>Write each date as 24/12/2026.</source>
        <translation>Hãy viết mỗi ngày như 24/12/2026.</translation>
    </message>
    <message>
        <source>Save the working hours?</source>
        <translation>Lưu giờ làm việc?</translation>
    </message>
    <message>
        <source>What is open is due by the new hours at once.</source>
        <translation>Phản hồi đang mở được tính hạn theo giờ mới ngay.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
</context>
<context>
    <name>IdentitySection</name>
    <message>
        <source>Identity</source>
        <translation>Nhận diện</translation>
    </message>
    <message>
        <source>Name of the page</source>
        <translation>Tên trang</translation>
    </message>
    <message>
        <source>Avatar</source>
        <translation>Ảnh đại diện</translation>
    </message>
    <message>
        <source>Alternative text of the avatar</source>
        <translation>Văn bản thay thế của ảnh đại diện</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>Ảnh bìa</translation>
    </message>
    <message>
        <source>Alternative text of the cover</source>
        <translation>Văn bản thay thế của ảnh bìa</translation>
    </message>
    <message>
        <source>Run by</source>
        <translation>Cơ quan chủ quản</translation>
    </message>
    <message>
        <source>Address of the office</source>
        <translation>Địa chỉ trụ sở</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>Official mailbox</source>
        <translation>Thư điện tử công vụ</translation>
    </message>
    <message>
        <source>Duty hours</source>
        <translation>Giờ trực</translation>
    </message>
    <message>
        <source>Pinned note</source>
        <translation>Lời ghim đầu trang</translation>
    </message>
    <message>
        <source>House rules for comments</source>
        <translation>Nội quy bình luận</translation>
    </message>
    <message>
        <source>Notice on personal data</source>
        <translation>Thông báo xử lý dữ liệu cá nhân</translation>
    </message>
    <message>
        <source>Address of the real page</source>
        <translation>Địa chỉ trang thật</translation>
    </message>
    <message>
        <source>Screenshot of the real page</source>
        <translation>Ảnh chụp màn hình trang thật</translation>
    </message>
    <message>
        <source>From the unit&apos;s library, on the page Images.</source>
        <translation>Lấy từ kho ảnh của đơn vị, ở mục Ảnh.</translation>
    </message>
    <message>
        <source>The page is no substitute for emergency numbers: say which to call.</source>
        <translation>Trang không thay cho số khẩn cấp: ghi rõ gọi số nào.</translation>
    </message>
    <message>
        <source>Begin with a text…</source>
        <translation>Chọn văn bản mẫu…</translation>
    </message>
    <message>
        <source>Export the identity sheet…</source>
        <translation>Xuất phiếu khai báo…</translation>
    </message>
</context>
<context>
    <name>ImagesPage</name>
    <message>
        <source>All photographs</source>
        <translation>Tất cả ảnh</translation>
    </message>
    <message>
        <source>Open a photograph…</source>
        <translation>Mở ảnh…</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Các mục của trang</translation>
    </message>
    <message>
        <source>In the making</source>
        <translation>Đang chỉnh sửa</translation>
    </message>
    <message>
        <source>Library of the unit</source>
        <translation>Kho ảnh của đơn vị</translation>
    </message>
    <message>
        <source>A whole folder…</source>
        <translation>Cả thư mục…</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Ảnh</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Làm lại</translation>
    </message>
    <message>
        <source>Photographs ({endings})</source>
        <translation>Ảnh ({endings})</translation>
    </message>
    <message>
        <source>Open a photograph</source>
        <translation>Mở ảnh</translation>
    </message>
    <message>
        <source>A whole folder of photographs</source>
        <translation>Cả thư mục ảnh</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Ảnh dán vào</translation>
    </message>
    <message>
        <source>Look for what to cover</source>
        <translation>Tìm chỗ cần che</translation>
    </message>
</context>
<context>
    <name>ImportedDialog</name>
    <message>
        <source>Some files were not imported</source>
        <translation>Có tệp chưa nhập được</translation>
    </message>
    <message>
        <source>Imported: documents {documents}, articles {articles}. Not imported: {refused}.</source>
        <translation>Đã nhập {documents} văn bản, {articles} điều. Chưa nhập: {refused} tệp.</translation>
    </message>
    <message>
        <source>Files that were not imported</source>
        <translation>Các tệp chưa nhập</translation>
    </message>
    <message>
        <source>A broken line may mean that the file was cut off or changed; better get it again. Its other lines can be imported all the same: the broken ones are left out and named.</source>
        <translation>Dòng hỏng có thể do tệp bị cắt cụt hoặc bị sửa; tốt nhất là xin lại tệp. Vẫn có thể nhập các dòng còn lại: dòng hỏng được bỏ qua và nêu rõ.</translation>
    </message>
    <message>
        <source>Import the other lines</source>
        <translation>Nhập các dòng còn lại</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>ImpostorForm</name>
    <message>
        <source>Address of the page</source>
        <translation>Địa chỉ trang</translation>
    </message>
    <message>
        <source>As it was reported. It is shown in a form that nobody can click.</source>
        <translation>Ghi đúng như được báo. Địa chỉ hiện ở dạng không bấm được.</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Nền tảng</translation>
    </message>
    <message>
        <source>Who reported it</source>
        <translation>Ai báo</translation>
    </message>
    <message>
        <source>Seen at</source>
        <translation>Thấy lúc</translation>
    </message>
    <message>
        <source>Code of the platform&apos;s report</source>
        <translation>Mã báo cáo của nền tảng</translation>
    </message>
    <message>
        <source>Competent unit</source>
        <translation>Đơn vị chức năng</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Mã hồ sơ</translation>
    </message>
    <message>
        <source>Look again on</source>
        <translation>Ngày xem lại</translation>
    </message>
    <message>
        <source>Removed on</source>
        <translation>Bị gỡ ngày</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Chọn</translation>
    </message>
    <message>
        <source>Search the directory</source>
        <translation>Tìm trong danh bạ trang</translation>
    </message>
    <message>
        <source>Write a warning</source>
        <translation>Soạn bài cảnh báo</translation>
    </message>
    <message>
        <source>1. What was seen</source>
        <translation>1. Đã thấy gì</translation>
    </message>
    <message>
        <source>Who reported it is a part somebody plays, never a name.</source>
        <translation>Chỉ ghi vai của người báo, không ghi tên.</translation>
    </message>
    <message>
        <source>2. Compare with the directory</source>
        <translation>2. So với danh bạ trang</translation>
    </message>
    <message>
        <source>Compared at {time}.</source>
        <translation>Đã so lúc {time}.</translation>
    </message>
    <message>
        <source>Search the directory first: it may be the page of another unit.</source>
        <translation>Tìm trong danh bạ trước: có thể là trang của một đơn vị khác.</translation>
    </message>
    <message>
        <source>It is none of ours</source>
        <translation>Không phải trang của ta</translation>
    </message>
    <message>
        <source>3. Report it to the platform</source>
        <translation>3. Báo cáo với nền tảng</translation>
    </message>
    <message>
        <source>On the platform choose “impersonation”. Do not ask others to report it too.</source>
        <translation>Chọn mục “mạo danh” trên nền tảng. Không kêu gọi người khác báo cáo hàng loạt.</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>Ghi lại</translation>
    </message>
    <message>
        <source>4. Hand the case to the competent unit</source>
        <translation>4. Gửi hồ sơ cho đơn vị chức năng</translation>
    </message>
    <message>
        <source>Export the slip with its evidence below and send it by the authorised channel.</source>
        <translation>Xuất phiếu kèm chứng cứ ở dưới và gửi qua kênh được phép.</translation>
    </message>
    <message>
        <source>5. Look at it again</source>
        <translation>5. Xem lại trang</translation>
    </message>
    <message>
        <source>Looked at {time}: still there.</source>
        <translation>Đã xem lúc {time}: vẫn còn.</translation>
    </message>
    <message>
        <source>Without a day you are reminded after {n} days.</source>
        <translation>Không đặt ngày thì sau {n} ngày sẽ được nhắc.</translation>
    </message>
    <message>
        <source>It is still there</source>
        <translation>Vẫn còn</translation>
    </message>
    <message>
        <source>6. The page is gone</source>
        <translation>6. Trang đã bị gỡ</translation>
    </message>
</context>
<context>
    <name>IncidentForm</name>
    <message>
        <source>Choose</source>
        <translation>Chọn</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Việc gì xảy ra</translation>
    </message>
    <message>
        <source>Found at</source>
        <translation>Phát hiện lúc</translation>
    </message>
    <message>
        <source>Signs</source>
        <translation>Dấu hiệu</translation>
    </message>
    <message>
        <source>What was seen, without names and without passwords.</source>
        <translation>Ghi điều đã thấy, không ghi tên người và mật khẩu.</translation>
    </message>
    <message>
        <source>Who was called</source>
        <translation>Gọi ai</translation>
    </message>
    <message>
        <source>Called at</source>
        <translation>Gọi lúc</translation>
    </message>
    <message>
        <source>Not answered yet</source>
        <translation>Chưa trả lời</translation>
    </message>
    <message>
        <source>The platform&apos;s reference</source>
        <translation>Mã của nền tảng</translation>
    </message>
    <message>
        <source>The competent unit&apos;s reference</source>
        <translation>Mã của đơn vị chức năng</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Nguyên nhân</translation>
    </message>
    <message>
        <source>What is to be mended</source>
        <translation>Việc phải sửa</translation>
    </message>
    <message>
        <source>By whom</source>
        <translation>Người phụ trách</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Hạn</translation>
    </message>
    <message>
        <source>Write a notice</source>
        <translation>Soạn thông báo</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>Ghi lại</translation>
    </message>
    <message>
        <source>1. What was seen</source>
        <translation>1. Đã thấy gì</translation>
    </message>
    <message>
        <source>2. Call the head and the technical officer</source>
        <translation>2. Gọi lãnh đạo và cán bộ kỹ thuật</translation>
    </message>
    <message>
        <source>Numbers stand in the directory.</source>
        <translation>Số gọi có trong danh bạ.</translation>
    </message>
    <message>
        <source>3. Shut the intruder out</source>
        <translation>3. Khóa chặn</translation>
    </message>
    <message>
        <source>Add a screenshot of strange content as evidence before it is taken down.</source>
        <translation>Thêm ảnh chụp nội dung lạ làm chứng cứ trước khi gỡ.</translation>
    </message>
    <message>
        <source>4. Tell the platform and the competent unit</source>
        <translation>4. Báo nền tảng và đơn vị chức năng</translation>
    </message>
    <message>
        <source>5. Why it happened</source>
        <translation>5. Vì sao sai</translation>
    </message>
    <message>
        <source>6. What is to be mended</source>
        <translation>6. Việc phải sửa</translation>
    </message>
    <message>
        <source>{who}, until {day}</source>
        <translation>{who}, hạn {day}</translation>
    </message>
    <message>
        <source>done on {day}</source>
        <translation>xong ngày {day}</translation>
    </message>
    <message>
        <source>Mark as done</source>
        <translation>Đã làm xong</translation>
    </message>
</context>
<context>
    <name>Instruction</name>
    <message>
        <source>PgUp/PgDn step · B black · D draw · C clear · Z magnify · N notes · F11 leave</source>
        <translation>PgUp/PgDn: bước · B màn đen · D bút · C xóa nét · Z phóng to · N ghi chú · F11 thoát</translation>
    </message>
    <message>
        <source>All steps are done.</source>
        <translation>Đã xong mọi bước.</translation>
    </message>
</context>
<context>
    <name>IntakeDialog</name>
    <message>
        <source>Leave this file out</source>
        <translation>Bỏ qua tệp này</translation>
    </message>
    <message>
        <source>Put into the library</source>
        <translation>Đưa vào kho</translation>
    </message>
    <message>
        <source>Picture of the page</source>
        <translation>Ảnh của trang</translation>
    </message>
    <message>
        <source>Check what was read: file {at} of {all}</source>
        <translation>Kiểm tra phần đã đọc: tệp {at}/{all}</translation>
    </message>
    <message>
        <source>A scan: its text was recognised and may be wrong.</source>
        <translation>Bản quét: chữ được nhận dạng, có thể sai.</translation>
    </message>
    <message>
        <source>Articles read: {n}. Nobody has confirmed its validity yet.</source>
        <translation>Đã đọc {n} điều. Chưa có người xác nhận hiệu lực.</translation>
    </message>
    <message>
        <source>A property page, without the text of the document.</source>
        <translation>Đây là trang thuộc tính, không có toàn văn của văn bản.</translation>
    </message>
    <message>
        <source>It states: {status}.</source>
        <translation>Trang ghi: {status}.</translation>
    </message>
    <message>
        <source>It states the end: {date}.</source>
        <translation>Trang ghi ngày hết hiệu lực: {date}.</translation>
    </message>
    <message>
        <source>Nobody has confirmed that yet.</source>
        <translation>Chưa có ai xác nhận các thông tin này.</translation>
    </message>
    <message>
        <source>The library has {number} already: what the page states is added, its text stays.</source>
        <translation>Kho đã có {number}: thông tin của trang được bổ sung, toàn văn giữ nguyên.</translation>
    </message>
    <message>
        <source>The library has {number} already; its text is replaced by this one.</source>
        <translation>Kho đã có {number}; nội dung cũ sẽ được thay bằng bản này.</translation>
    </message>
    <message>
        <source>It becomes an entry without text; import the file with the text as well.</source>
        <translation>Kho sẽ có mục này nhưng chưa có toàn văn; hãy nhập thêm tệp có toàn văn.</translation>
    </message>
    <message>
        <source>… and {n} more oddities in its numbering.</source>
        <translation>… và {n} điểm lạ khác trong cách đánh số.</translation>
    </message>
</context>
<context>
    <name>ItemList</name>
    <message>
        <source>{n} ask the same under this post</source>
        <translation>{n} câu hỏi giống nhau dưới bài này</translation>
    </message>
</context>
<context>
    <name>Items</name>
    <message>
        <source>To tick</source>
        <translation>Đánh dấu</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Điền chữ</translation>
    </message>
    <message>
        <source>One of several</source>
        <translation>Chọn một trong nhiều</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Ngày</translation>
    </message>
    <message>
        <source>Evidence (a file)</source>
        <translation>Chứng cứ (tệp)</translation>
    </message>
    <message>
        <source>Practice messages to sort</source>
        <translation>Phân loại tin mẫu</translation>
    </message>
    <message>
        <source>Any words, nothing personal</source>
        <translation>Chữ tùy ý, không có thông tin cá nhân</translation>
    </message>
    <message>
        <source>A time (14:05)</source>
        <translation>Giờ (14:05)</translation>
    </message>
    <message>
        <source>A number</source>
        <translation>Số</translation>
    </message>
    <message>
        <source>A reference</source>
        <translation>Mã tham chiếu</translation>
    </message>
    <message>
        <source>The number of a document</source>
        <translation>Số hiệu văn bản</translation>
    </message>
    <message>
        <source>A post, not a name</source>
        <translation>Chức danh, không ghi tên</translation>
    </message>
    <message>
        <source>Any day</source>
        <translation>Ngày bất kỳ</translation>
    </message>
    <message>
        <source>Today or before</source>
        <translation>Hôm nay hoặc trước đó</translation>
    </message>
    <message>
        <source>Within the next 30 days</source>
        <translation>Trong 30 ngày tới</translation>
    </message>
    <message>
        <source>What each is about</source>
        <translation>Từng tin về việc gì</translation>
    </message>
    <message>
        <source>What to do with each</source>
        <translation>Cách xử lý từng bình luận</translation>
    </message>
    <message>
        <source>Urgent or not</source>
        <translation>Khẩn cấp hay không</translation>
    </message>
</context>
<context>
    <name>ItemsEdit</name>
    <message>
        <source>Add an item</source>
        <translation>Thêm mục</translation>
    </message>
</context>
<context>
    <name>KeepFilterDialog</name>
    <message>
        <source>Save the filter</source>
        <translation>Lưu bộ lọc</translation>
    </message>
    <message>
        <source>It is kept with words, conditions and order. The same name replaces the older one.</source>
        <translation>Lưu cả từ tìm, điều kiện và cách sắp xếp. Trùng tên thì thay bộ lọc cũ.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên bộ lọc</translation>
    </message>
</context>
<context>
    <name>KeepingCard</name>
    <message>
        <source>How long texts stay</source>
        <translation>Thời gian giữ nội dung</translation>
    </message>
    <message>
        <source>The text of a closed item is deleted</source>
        <translation>Nội dung phản hồi đã đóng bị xóa hẳn</translation>
    </message>
    <message>
        <source>From the database, its indexes and every later backup. Figures stay; they hold no text.</source>
        <translation>Xóa khỏi cơ sở dữ liệu, chỉ mục và mọi bản sao lưu sau đó. Số liệu ở lại và không chứa nội dung.</translation>
    </message>
    <message>
        <source>after {n} days</source>
        <translation>sau {n} ngày</translation>
    </message>
    <message>
        <source>Delete what is due now ({n})…</source>
        <translation>Xóa nội dung đến hạn ({n})…</translation>
    </message>
    <message>
        <source>Nothing was deleted yet.</source>
        <translation>Chưa xóa lần nào.</translation>
    </message>
    <message>
        <source>{when}: {n} texts, {rule}</source>
        <translation>{when}: {n} nội dung, {rule}</translation>
    </message>
    <message>
        <source>Delete texts after {n} days?</source>
        <translation>Xóa nội dung sau {n} ngày?</translation>
    </message>
    <message>
        <source>It counts for what is closed already, too: what is older goes with the next deletion.</source>
        <translation>Áp dụng cả với phản hồi đã đóng: nội dung cũ hơn sẽ bị xóa ở lần xóa kế tiếp.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Delete the texts that are due?</source>
        <translation>Xóa các nội dung đến hạn?</translation>
    </message>
    <message>
        <source>{n} texts go for good. The log names who did it, how many and by which rule.</source>
        <translation>{n} nội dung bị xóa hẳn. Nhật ký ghi ai xóa, bao nhiêu và theo quy định nào.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>New post</source>
        <translation>Bài mới</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation>Lưu ngay</translation>
    </message>
    <message>
        <source>Open the confirmation (never sends)</source>
        <translation>Mở hộp xác nhận (không bao giờ tự gửi)</translation>
    </message>
    <message>
        <source>Find a post or a command</source>
        <translation>Tìm bài hoặc lệnh</translation>
    </message>
    <message>
        <source>Search on this page</source>
        <translation>Tìm trong trang này</translation>
    </message>
    <message>
        <source>Insert a snippet or hashtags</source>
        <translation>Chèn câu mẫu, hashtag</translation>
    </message>
    <message>
        <source>Insert a citation</source>
        <translation>Chèn trích dẫn văn bản</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Sang khung kế tiếp</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Về khung trước</translation>
    </message>
    <message>
        <source>Run the checks</source>
        <translation>Chạy kiểm tra</translation>
    </message>
    <message>
        <source>Show or hide the right pane</source>
        <translation>Hiện hoặc ẩn khung bên phải</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Đọc lại dữ liệu</translation>
    </message>
    <message>
        <source>Present a lesson to a class</source>
        <translation>Trình chiếu bài học trước lớp</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Khóa ngay</translation>
    </message>
    <message>
        <source>Help for this page</source>
        <translation>Trợ giúp của trang này</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Fingerprints of the signing keys</source>
        <translation>Dấu vân tay khóa ký</translation>
    </message>
    <message>
        <source>Print this list, have the head sign it, and keep it under lock. A record of a post is true when the fingerprint in it stands on the list.</source>
        <translation>Hãy in danh sách này, trình lãnh đạo ký và cất trong tủ có khóa. Hồ sơ bài đăng đáng tin khi dấu vân tay trong hồ sơ có trong danh sách.</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>In…</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Lưu…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>since {date}</source>
        <translation>từ {date}</translation>
    </message>
    <message>
        <source>No key yet. A key is made when a person first enters their PIN.</source>
        <translation>Chưa có khóa. Khóa được tạo khi một người nhập mã PIN lần đầu.</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Đã lưu: {name}</translation>
    </message>
</context>
<context>
    <name>KeysSection</name>
    <message>
        <source>Keys</source>
        <translation>Phím tắt</translation>
    </message>
    <message>
        <source>Pages of the rail</source>
        <translation>Các trang ở cột trái</translation>
    </message>
    <message>
        <source>Undo and redo everything in the post</source>
        <translation>Hoàn tác, làm lại mọi thay đổi trong bài</translation>
    </message>
    <message>
        <source>Close what lies on top; never throws anything away</source>
        <translation>Đóng lớp đang mở; không bao giờ bỏ nội dung</translation>
    </message>
</context>
<context>
    <name>KindForm</name>
    <message>
        <source>Keep the changes</source>
        <translation>Lưu thay đổi</translation>
    </message>
    <message>
        <source>Open the slip</source>
        <translation>Mở phiếu</translation>
    </message>
</context>
<context>
    <name>Kinds</name>
    <message>
        <source>Warning</source>
        <translation>Cảnh báo</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Hướng dẫn</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Thông báo</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>Hoạt động</translation>
    </message>
    <message>
        <source>Tribute</source>
        <translation>Gương tốt</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>Đính chính</translation>
    </message>
</context>
<context>
    <name>LawNoticesDialog</name>
    <message>
        <source>Laws that your posts cite</source>
        <translation>Văn bản mà bài của bạn dẫn</translation>
    </message>
    <message>
        <source>The library learnt something, or a check grew old. A post whose law is not in force on its day does not leave.</source>
        <translation>Kho văn bản vừa có thông tin mới hoặc có lần kiểm tra đã quá hạn. Bài dẫn văn bản không còn hiệu lực vào ngày đăng sẽ không được gửi đi.</translation>
    </message>
    <message>
        <source>Open the post</source>
        <translation>Mở bài</translation>
    </message>
    <message>
        <source>Open the law</source>
        <translation>Mở văn bản</translation>
    </message>
    <message>
        <source>I have read them</source>
        <translation>Tôi đã đọc</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>(no title yet)</source>
        <translation>(chưa có tiêu đề)</translation>
    </message>
</context>
<context>
    <name>LawPicker</name>
    <message>
        <source>Insert a citation</source>
        <translation>Chèn trích dẫn văn bản</translation>
    </message>
    <message>
        <source>Number or words, such as article 5 of 13/2023…</source>
        <translation>Số hoặc từ khóa, ví dụ điều 5 nghị định 13/2023…</translation>
    </message>
    <message>
        <source>Nothing found. Search with other words, or import the document in the law library.</source>
        <translation>Không tìm thấy. Hãy tìm bằng từ khác, hoặc nhập văn bản ở Kho văn bản.</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter insert · Tab options · Esc close</source>
        <translation>↑ ↓ chọn · Enter chèn · Tab sang lựa chọn · Esc đóng</translation>
    </message>
    <message>
        <source>Also put it into “{field}”</source>
        <translation>Ghi luôn vào ô “{field}”</translation>
    </message>
    <message>
        <source>Validity is shown for {day}, the day of the post.</source>
        <translation>Hiệu lực tính theo ngày đăng bài, {day}.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Đang tìm…</translation>
    </message>
    <message>
        <source>Article {n}</source>
        <translation>Điều {n}</translation>
    </message>
</context>
<context>
    <name>LawSearch</name>
    <message>
        <source>Search the library: number, or words…</source>
        <translation>Tìm văn bản trong kho…</translation>
    </message>
    <message>
        <source>Articles found</source>
        <translation>Các điều tìm thấy</translation>
    </message>
    <message>
        <source>Nothing found. Search with other words, or import the document in the law library.</source>
        <translation>Không tìm thấy. Hãy thử từ khác, hoặc nhập văn bản ở trang Kho văn bản.</translation>
    </message>
    <message>
        <source>Article {n}</source>
        <translation>Điều {n}</translation>
    </message>
</context>
<context>
    <name>LawStrip</name>
    <message>
        <source>See what changed…</source>
        <translation>Xem thay đổi…</translation>
    </message>
    <message>
        <source>Laws that your posts cite changed or need a new check. Posts: {n}.</source>
        <translation>Văn bản mà bài của bạn dẫn đã thay đổi hoặc cần kiểm tra lại hiệu lực. Số bài: {n}.</translation>
    </message>
</context>
<context>
    <name>LawsView</name>
    <message>
        <source>This post cites no legal document.</source>
        <translation>Bài này không viện dẫn văn bản nào.</translation>
    </message>
    <message>
        <source>{document} (not in the library)</source>
        <translation>{document} (chưa có trong kho)</translation>
    </message>
    <message>
        <source>On {date}: {reason}</source>
        <translation>Ngày {date}: {reason}</translation>
    </message>
    <message>
        <source>Replaced by {number}</source>
        <translation>Được thay bằng {number}</translation>
    </message>
    <message>
        <source>Checked on {date}</source>
        <translation>Đã kiểm tra ngày {date}</translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>Layers, the uppermost first</source>
        <translation>Các lớp, trên cùng trước</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Đưa lên</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Đưa xuống</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Gỡ bài</translation>
    </message>
    <message>
        <source>Covers and marks stand here once there are some.</source>
        <translation>Vùng che và chú thích sẽ hiện ở đây khi có.</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>Che</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Chú thích</translation>
    </message>
    <message>
        <source>Order of the layers</source>
        <translation>Thứ tự lớp</translation>
    </message>
    <message>
        <source>Remove a cover</source>
        <translation>Xóa vùng che</translation>
    </message>
    <message>
        <source>Remove a mark</source>
        <translation>Xóa chú thích</translation>
    </message>
</context>
<context>
    <name>LearnerDialog</name>
    <message>
        <source>Who learns here?</source>
        <translation>Ai đang học?</translation>
    </message>
    <message>
        <source>Results are kept on this PC under a code that your unit gives, not a number of your identity card.</source>
        <translation>Kết quả lưu trên máy này theo mã do đơn vị đặt, không dùng số căn cước.</translation>
    </message>
    <message>
        <source>Learner code</source>
        <translation>Mã học viên</translation>
    </message>
    <message>
        <source>Name to show (optional)</source>
        <translation>Tên hiển thị (không bắt buộc)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Lưu</translation>
    </message>
</context>
<context>
    <name>LearnerDrawer</name>
    <message>
        <source>The best run of each outline</source>
        <translation>Lượt tốt nhất của mỗi đề cương</translation>
    </message>
    <message>
        <source>{passed} outlines passed, {runs} runs, {time}</source>
        <translation>Đạt {passed} đề cương, {runs} lượt học, {time}</translation>
    </message>
    <message>
        <source>Certificate {serial} of {day}, code {code}</source>
        <translation>Giấy {serial} ngày {day}, mã {code}</translation>
    </message>
    <message>
        <source>Erase…</source>
        <translation>Xóa…</translation>
    </message>
    <message>
        <source>Save the certificate again…</source>
        <translation>Lưu lại giấy xác nhận…</translation>
    </message>
    <message>
        <source>Certificate…</source>
        <translation>Cấp giấy xác nhận…</translation>
    </message>
    <message>
        <source>{done}/{total} steps</source>
        <translation>{done}/{total} bước</translation>
    </message>
    <message>
        <source>{right}/{total} questions</source>
        <translation>{right}/{total} câu đúng</translation>
    </message>
    <message>
        <source>hints: {hints}, set back: {restores}</source>
        <translation>gợi ý: {hints}, đặt lại: {restores}</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>This article</source>
        <translation>Điều này</translation>
    </message>
    <message>
        <source>The whole document</source>
        <translation>Cả văn bản</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF…</translation>
    </message>
    <message>
        <source>Plain text…</source>
        <translation>Văn bản thuần (.txt)…</translation>
    </message>
    <message>
        <source>Akoma Ntoso (XML)…</source>
        <translation>Akoma Ntoso (XML)…</translation>
    </message>
    <message>
        <source>For another Page Studio (.jsonl)…</source>
        <translation>Dùng cho máy khác có Page Studio (.jsonl)…</translation>
    </message>
    <message>
        <source>Export the document</source>
        <translation>Xuất văn bản</translation>
    </message>
    <message>
        <source>Exported: {name}</source>
        <translation>Đã xuất: {name}</translation>
    </message>
</context>
<context>
    <name>LessonsTab</name>
    <message>
        <source>Outlines</source>
        <translation>Đề cương</translation>
    </message>
    <message>
        <source>{minutes} min · {steps} steps</source>
        <translation>{minutes} phút · {steps} bước</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Law library</source>
        <translation>Kho văn bản</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Nhập văn bản…</translation>
    </message>
    <message>
        <source>Import documents</source>
        <translation>Nhập văn bản</translation>
    </message>
    <message>
        <source>Ways into the library</source>
        <translation>Cách xem kho văn bản</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Tra cứu</translation>
    </message>
    <message>
        <source>Browse everything</source>
        <translation>Duyệt kho</translation>
    </message>
    <message>
        <source>The library is empty</source>
        <translation>Kho văn bản đang trống</translation>
    </message>
    <message>
        <source>Choose a result</source>
        <translation>Chọn một kết quả</translation>
    </message>
    <message>
        <source>Documents of this job…</source>
        <translation>Văn bản của công việc…</translation>
    </message>
    <message>
        <source>Import laws and decrees you obtained from an official source (.docx, .pdf, .html, .txt, .jsonl). A post can then cite their articles.</source>
        <translation>Nhập luật, nghị định lấy từ nguồn chính thức (.docx, .pdf, .html, .txt, .jsonl). Sau đó bài đăng có thể viện dẫn các điều của văn bản.</translation>
    </message>
    <message>
        <source>Its text and its validity are shown here.</source>
        <translation>Nội dung và hiệu lực của văn bản hiện ở đây.</translation>
    </message>
    <message>
        <source>documents: {documents} · articles: {articles}</source>
        <translation>{documents} văn bản · {articles} điều</translation>
    </message>
    <message>
        <source>Confirmed, with your name.</source>
        <translation>Đã xác nhận, kèm tên bạn.</translation>
    </message>
    <message>
        <source>Legal documents (*.docx *.pdf *.html *.htm *.txt *.jsonl)</source>
        <translation>Văn bản pháp luật (*.docx *.pdf *.html *.htm *.txt *.jsonl)</translation>
    </message>
    <message>
        <source>Import legal documents</source>
        <translation>Nhập văn bản pháp luật</translation>
    </message>
    <message>
        <source>Files…</source>
        <translation>Chọn tệp…</translation>
    </message>
    <message>
        <source>A whole folder…</source>
        <translation>Cả thư mục…</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Đang đọc…</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>Đang nhập văn bản…</translation>
    </message>
    <message>
        <source>Put into the library: {n}</source>
        <translation>Đã đưa vào kho: {n}</translation>
    </message>
    <message>
        <source>Imported: documents {documents}, articles {articles}</source>
        <translation>Đã nhập {documents} văn bản, {articles} điều</translation>
    </message>
</context>
<context>
    <name>LibraryPicker</name>
    <message>
        <source>A document of the library</source>
        <translation>Văn bản trong kho</translation>
    </message>
    <message>
        <source>Number or name</source>
        <translation>Số hiệu hoặc tên</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Văn bản</translation>
    </message>
    <message>
        <source>No document of the library matches. Import it under Law library first.</source>
        <translation>Không có văn bản nào trong kho khớp. Hãy nhập văn bản ở Kho văn bản trước.</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Lấy văn bản này</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
</context>
<context>
    <name>LicencesDialog</name>
    <message>
        <source>Licences</source>
        <translation>Giấy phép</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>LightPanel</name>
    <message>
        <source>Light as it came</source>
        <translation>Ánh sáng như ảnh gốc</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Độ sáng</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Tương phản</translation>
    </message>
    <message>
        <source>Shadows</source>
        <translation>Vùng tối</translation>
    </message>
    <message>
        <source>Warmth</source>
        <translation>Độ ấm</translation>
    </message>
    <message>
        <source>Tint</source>
        <translation>Sắc màu</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>Độ nét</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Tự động</translation>
    </message>
    <message>
        <source>Mends what is plainly off; the sliders show what it did</source>
        <translation>Chỉ sửa chỗ sai rõ; các thanh trượt cho thấy đã sửa gì</translation>
    </message>
    <message>
        <source>As it came</source>
        <translation>Như ảnh gốc</translation>
    </message>
</context>
<context>
    <name>LineBreaks</name>
    <message>
        <source>New line after “{word}”</source>
        <translation>Xuống dòng sau “{word}”</translation>
    </message>
</context>
<context>
    <name>LinkForm</name>
    <message>
        <source>The official document of {outline}</source>
        <translation>Văn bản chính thức của đề cương {outline}</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Số, ký hiệu</translation>
    </message>
    <message>
        <source>Date of issue</source>
        <translation>Ngày ban hành</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Cơ quan ban hành</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>Replaced by</source>
        <translation>Được thay bằng</translation>
    </message>
    <message>
        <source>Number of the newer document. Until the outline is linked to that one, it counts as not linked.</source>
        <translation>Số hiệu văn bản mới hơn. Đề cương được coi là chưa gắn cho đến khi gắn với văn bản mới đó.</translation>
    </message>
    <message>
        <source>From the law library…</source>
        <translation>Từ kho văn bản…</translation>
    </message>
    <message>
        <source>From this PC…</source>
        <translation>Từ máy này…</translation>
    </message>
    <message>
        <source>The library has no file of this document.</source>
        <translation>Kho không lưu tệp của văn bản này.</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Văn bản</translation>
    </message>
    <message>
        <source>The file of the document</source>
        <translation>Tệp của văn bản</translation>
    </message>
    <message>
        <source>No file yet.</source>
        <translation>Chưa có tệp.</translation>
    </message>
</context>
<context>
    <name>LoadingView</name>
    <message>
        <source>Opening the profile…</source>
        <translation>Đang mở hồ sơ…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Locked</source>
        <translation>Đã khóa</translation>
    </message>
    <message>
        <source>Who is working here?</source>
        <translation>Ai đang làm việc?</translation>
    </message>
    <message>
        <source>Everything stays as you left it. Sign in to begin.</source>
        <translation>Mọi việc đang làm vẫn được giữ nguyên. Hãy đăng nhập để bắt đầu.</translation>
    </message>
    <message>
        <source>Everything stays as you left it. Enter your PIN to go on.</source>
        <translation>Mọi việc đang làm vẫn được giữ nguyên. Nhập PIN để làm tiếp.</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Người</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>The head and one other confirm the people…</source>
        <translation>Lãnh đạo và một người nữa xác nhận danh sách người…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Mở khóa</translation>
    </message>
    <message>
        <source>Back to {name}</source>
        <translation>Quay lại {name}</translation>
    </message>
    <message>
        <source>Somebody else signs in</source>
        <translation>Người khác đăng nhập</translation>
    </message>
    <message>
        <source>Nothing of this unit is shown before somebody has signed in.</source>
        <translation>Nội dung của đơn vị chỉ hiện sau khi có người đăng nhập.</translation>
    </message>
    <message>
        <source>Choose your name.</source>
        <translation>Hãy chọn tên của bạn.</translation>
    </message>
    <message>
        <source>Enter the PIN.</source>
        <translation>Hãy nhập PIN.</translation>
    </message>
</context>
<context>
    <name>LockSection</name>
    <message>
        <source>Lock on a shared PC</source>
        <translation>Khóa trên máy dùng chung</translation>
    </message>
    <message>
        <source>Lock when idle</source>
        <translation>Tự khóa khi để máy không</translation>
    </message>
    <message>
        <source>On a shared PC, keep it short. Decisions ask for the PIN in any case.</source>
        <translation>Máy dùng chung thì nên đặt ngắn. Mọi quyết định vẫn hỏi PIN.</translation>
    </message>
    <message>
        <source>Whoever forgot the PIN asks the technical person of the unit, who sets a new one under People and pages. After five wrong tries the PIN is not taken for a while.</source>
        <translation>Ai quên PIN thì nhờ người phụ trách kỹ thuật của đơn vị đặt lại ở mục Người và trang. Nhập sai năm lần thì phải chờ một lúc mới nhập tiếp được.</translation>
    </message>
    <message>
        <source>after {n} min</source>
        <translation>sau {n} phút</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Không bao giờ</translation>
    </message>
</context>
<context>
    <name>LockWarning</name>
    <message>
        <source>Locks in {n} seconds. Touch a key or the mouse to go on.</source>
        <translation>Sắp khóa màn hình: còn {n} giây. Chạm phím hoặc chuột để làm tiếp.</translation>
    </message>
</context>
<context>
    <name>LockedText</name>
    <message>
        <source>Fixed by the template</source>
        <translation>Câu cố định của mẫu</translation>
    </message>
    <message>
        <source>This sentence belongs to the approved template. Only a new version changes it.</source>
        <translation>Câu này thuộc mẫu đã duyệt. Chỉ phiên bản mẫu mới thay đổi được.</translation>
    </message>
</context>
<context>
    <name>LongDialog</name>
    <message>
        <source>This picture is too long to be read</source>
        <translation>Ảnh này quá dài, sẽ không đọc được</translation>
    </message>
    <message>
        <source>“{name}” has {width} × {height} pixels. Made to fit a post it would be only {narrow} pixels wide, and nobody could read it on a phone.</source>
        <translation>Ảnh “{name}” có {width} × {height} điểm ảnh. Đưa nguyên vào bài, ảnh chỉ còn rộng {narrow} điểm ảnh nên người xem không đọc được trên điện thoại.</translation>
    </message>
    <message>
        <source>Pages keep its full width and are cut between lines; where that is not possible two pages share a strip. Your own file stays as it is.</source>
        <translation>Các trang giữ nguyên chiều rộng và được cắt giữa các dòng; chỗ nào không cắt giữa dòng được thì hai trang có chung một dải. Tệp gốc của bạn không thay đổi.</translation>
    </message>
    <message>
        <source>Cut into pages</source>
        <translation>Cắt thành các trang</translation>
    </message>
    <message>
        <source>Take it whole</source>
        <translation>Giữ nguyên ảnh</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
</context>
<context>
    <name>LookOptions</name>
    <message>
        <source>Red</source>
        <translation>Đỏ</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Vàng</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Xanh</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Trắng</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Đen</translation>
    </message>
    <message>
        <source>One colour</source>
        <translation>Một màu đặc</translation>
    </message>
    <message>
        <source>Mosaic of random blocks</source>
        <translation>Ô màu ngẫu nhiên</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Lời</translation>
    </message>
    <message>
        <source>Corner</source>
        <translation>Góc</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Cỡ</translation>
    </message>
    <message>
        <source>Top left</source>
        <translation>Trên, trái</translation>
    </message>
    <message>
        <source>Top right</source>
        <translation>Trên, phải</translation>
    </message>
    <message>
        <source>Bottom left</source>
        <translation>Dưới, trái</translation>
    </message>
    <message>
        <source>Bottom right</source>
        <translation>Dưới, phải</translation>
    </message>
    <message>
        <source>Colour of a mark</source>
        <translation>Màu chú thích</translation>
    </message>
    <message>
        <source>Filling of a cover</source>
        <translation>Kiểu che</translation>
    </message>
    <message>
        <source>Words of a mark</source>
        <translation>Lời chú thích</translation>
    </message>
    <message>
        <source>Size of a mark</source>
        <translation>Cỡ chú thích</translation>
    </message>
    <message>
        <source>Corner of a mark</source>
        <translation>Góc đặt chú thích</translation>
    </message>
</context>
<context>
    <name>LookSection</name>
    <message>
        <source>Language and look</source>
        <translation>Ngôn ngữ và giao diện</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Ngôn ngữ</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Màu sắc</translation>
    </message>
    <message>
        <source>Size of type</source>
        <translation>Cỡ chữ</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Chuyển động</translation>
    </message>
    <message>
        <source>Dark colours tire the eyes less at night.</source>
        <translation>Màu tối đỡ mỏi mắt khi làm việc ban đêm.</translation>
    </message>
    <message>
        <source>“Keep still” stops everything that moves or blinks by itself.</source>
        <translation>“Đứng yên” tắt mọi thứ tự chuyển động hoặc nhấp nháy.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Theo hệ thống</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Sáng</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Tối</translation>
    </message>
    <message>
        <source>May move</source>
        <translation>Cho phép</translation>
    </message>
    <message>
        <source>Keep still</source>
        <translation>Đứng yên</translation>
    </message>
</context>
<context>
    <name>MachineBar</name>
    <message>
        <source>Say what it is…</source>
        <translation>Xác nhận dữ liệu này…</translation>
    </message>
</context>
<context>
    <name>MachineDialog</name>
    <message>
        <source>Was this data moved here, or is it a copy?</source>
        <translation>Dữ liệu này được chuyển hẳn sang đây hay là bản sao?</translation>
    </message>
    <message>
        <source>It was moved here for good; the other one is out of use</source>
        <translation>Đã chuyển hẳn sang đây; nơi cũ thôi dùng</translation>
    </message>
    <message>
        <source>It is a copy: it can be read, and nothing is sent from here</source>
        <translation>Chỉ là bản sao: để xem, không gửi gì từ đây</translation>
    </message>
    <message>
        <source>This data</source>
        <translation>Dữ liệu này</translation>
    </message>
    <message>
        <source>Technical officer or head</source>
        <translation>Cán bộ kỹ thuật hoặc lãnh đạo</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Xác nhận</translation>
    </message>
    <message>
        <source>Choose one of the two.</source>
        <translation>Hãy chọn một trong hai.</translation>
    </message>
</context>
<context>
    <name>Made</name>
    <message>
        <source>Will create: {thing} on {page}</source>
        <translation>Sẽ tạo: {thing} trên {page}</translation>
    </message>
    <message>
        <source>a Zalo article</source>
        <translation>bài viết Zalo</translation>
    </message>
    <message>
        <source>a news item</source>
        <translation>tin trên trang web</translation>
    </message>
    <message>
        <source>a text post</source>
        <translation>bài viết không ảnh</translation>
    </message>
    <message>
        <source>a post with one picture</source>
        <translation>bài viết 1 ảnh</translation>
    </message>
    <message>
        <source>an album of {n} pictures</source>
        <translation>album {n} ảnh</translation>
    </message>
    <message>
        <source>a Zalo article with a video</source>
        <translation>bài viết Zalo có video</translation>
    </message>
    <message>
        <source>a news item with a video</source>
        <translation>tin có video</translation>
    </message>
    <message>
        <source>a reel (video)</source>
        <translation>thước phim (video)</translation>
    </message>
    <message>
        <source>Prepared as a folder; a person posts it by hand.</source>
        <translation>Chuẩn bị thành thư mục; một người đăng tay.</translation>
    </message>
    <message>
        <source>A practice page on this PC; nobody else sees it.</source>
        <translation>Trang thực hành trên máy này; không ai khác thấy.</translation>
    </message>
    <message>
        <source>Just now · Public</source>
        <translation>Vừa xong · Công khai</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>SIMULATED · {text}</source>
        <translation>MÔ PHỎNG · {text}</translation>
    </message>
    <message>
        <source>Somebody else signs in</source>
        <translation>Người khác đăng nhập</translation>
    </message>
    <message>
        <source>Page Studio</source>
        <translation>Studio nội dung</translation>
    </message>
    <message>
        <source>[PRACTICE] {name}</source>
        <translation>[TẬP HUẤN] {name}</translation>
    </message>
    <message>
        <source>Finishing what was asked for; the window then closes by itself.</source>
        <translation>Đang làm nốt việc đã yêu cầu; xong thì cửa sổ tự đóng.</translation>
    </message>
    <message>
        <source>Still open: the last thing asked for did not succeed. Closing again closes.</source>
        <translation>Cửa sổ chưa đóng vì việc vừa yêu cầu không thành công. Đóng lần nữa thì cửa sổ sẽ đóng.</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Đóng thông báo này</translation>
    </message>
</context>
<context>
    <name>ManyDialog</name>
    <message>
        <source>Connect many pages with one login</source>
        <translation>Kết nối nhiều trang bằng một mã</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>Chọn tất cả</translation>
    </message>
    <message>
        <source>Connect {n} pages</source>
        <translation>Kết nối {n} trang</translation>
    </message>
    <message>
        <source>Show its pages</source>
        <translation>Xem các trang</translation>
    </message>
    <message>
        <source>This login may run {n} pages. Tick those of your unit.</source>
        <translation>Mã này quản lý {n} trang. Hãy chọn trang của đơn vị.</translation>
    </message>
    <message>
        <source>registered already</source>
        <translation>đã đăng ký</translation>
    </message>
    <message>
        <source>This login may run no page. Ask the page&apos;s owner for a role on it, then try again.</source>
        <translation>Mã này không quản lý trang nào. Hãy nhờ chủ trang cấp quyền rồi thử lại.</translation>
    </message>
    <message>
        <source>Tick at least one page.</source>
        <translation>Hãy chọn ít nhất một trang.</translation>
    </message>
    <message>
        <source>Connected {n} pages.</source>
        <translation>Đã kết nối {n} trang.</translation>
    </message>
    <message>
        <source>Asking the platform…</source>
        <translation>Đang hỏi nền tảng…</translation>
    </message>
</context>
<context>
    <name>MappingTab</name>
    <message>
        <source>Link a document…</source>
        <translation>Gắn văn bản…</translation>
    </message>
    <message>
        <source>Outlines and their documents</source>
        <translation>Đề cương và văn bản của đề cương</translation>
    </message>
    <message>
        <source>Where an outline differs from your official document, the document prevails.</source>
        <translation>Nếu đề cương khác với văn bản chính thức thì thực hiện theo văn bản.</translation>
    </message>
    <message>
        <source>{linked} of {count} taught outlines are linked. F2 writes into a cell, Enter opens the form.</source>
        <translation>Đã gắn {linked}/{count} đề cương đang dạy. F2 để ghi vào ô, Enter để mở phiếu.</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Chuyển lên</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Chuyển xuống</translation>
    </message>
    <message>
        <source>Teach it again</source>
        <translation>Dạy lại</translation>
    </message>
    <message>
        <source>Do not teach it</source>
        <translation>Không dạy</translation>
    </message>
    <message>
        <source>Save the file…</source>
        <translation>Lưu tệp…</translation>
    </message>
    <message>
        <source>Unlink</source>
        <translation>Bỏ gắn</translation>
    </message>
    <message>
        <source>Saved {name}.</source>
        <translation>Đã lưu {name}.</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>Lưu tệp</translation>
    </message>
</context>
<context>
    <name>MediaPanel</name>
    <message>
        <source>Move this picture to the left (Alt+←)</source>
        <translation>Chuyển ảnh sang trái (Alt+←)</translation>
    </message>
    <message>
        <source>Move this picture to the right (Alt+→)</source>
        <translation>Chuyển ảnh sang phải (Alt+→)</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Bỏ ảnh</translation>
    </message>
    <message>
        <source>Cut the picture…</source>
        <translation>Cắt ảnh…</translation>
    </message>
    <message>
        <source>Alternative text</source>
        <translation>Văn bản thay thế</translation>
    </message>
    <message>
        <source>Who, what for, until when; for a child a parent or guardian.</source>
        <translation>Ai đồng ý, cho việc gì, đến khi nào; trẻ em thì cha mẹ hoặc người giám hộ.</translation>
    </message>
    <message>
        <source>Note on consent, from before</source>
        <translation>Ghi chú đồng ý từ trước</translation>
    </message>
    <message>
        <source>Counts as it is. Record the consent anew to have its end watched.</source>
        <translation>Vẫn có giá trị như cũ. Ghi nhận lại để chương trình theo dõi thời hạn.</translation>
    </message>
    <message>
        <source>Consents…</source>
        <translation>Ghi nhận đồng ý…</translation>
    </message>
    <message>
        <source>Say what the video shows, for whoever cannot see it.</source>
        <translation>Tả những gì có trong video, cho người không nhìn thấy.</translation>
    </message>
    <message>
        <source>Take the video out</source>
        <translation>Bỏ video</translation>
    </message>
    <message>
        <source>Edit on the Images page</source>
        <translation>Sửa ở trang Ảnh</translation>
    </message>
    <message>
        <source>Source of the picture</source>
        <translation>Nguồn ảnh</translation>
    </message>
    <message>
        <source>Source of the video</source>
        <translation>Nguồn video</translation>
    </message>
    <message>
        <source>Consent of people who can be recognised</source>
        <translation>Đồng ý của người nhận ra được trong ảnh</translation>
    </message>
    <message>
        <source>Is anyone under 18 in the picture?</source>
        <translation>Trong ảnh có người dưới 18 tuổi không?</translation>
    </message>
    <message>
        <source>Is anyone under 18 in the video?</source>
        <translation>Trong video có người dưới 18 tuổi không?</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Có</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Không</translation>
    </message>
    <message>
        <source>I watched it all: no face that must be hidden can be seen</source>
        <translation>Tôi đã xem hết: không còn khuôn mặt nào cần che</translation>
    </message>
    <message>
        <source>I looked: no face that must be hidden can be seen</source>
        <translation>Tôi đã xem: không còn khuôn mặt phải che</translation>
    </message>
    <message>
        <source>What is spoken can be read: captions in the video, or in the text</source>
        <translation>Lời nói đều đọc được: có phụ đề trong video hoặc có trong phần chữ</translation>
    </message>
    <message>
        <source>Watch…</source>
        <translation>Xem video…</translation>
    </message>
    <message>
        <source>What must stay in sight</source>
        <translation>Phần phải luôn nhìn thấy</translation>
    </message>
    <message>
        <source>Click on the picture, or move the ring with the arrow keys.</source>
        <translation>Bấm lên ảnh, hoặc di chuyển vòng tròn bằng phím mũi tên.</translation>
    </message>
    <message>
        <source>{n} / {max} characters</source>
        <translation>{n} / {max} ký tự</translation>
    </message>
    <message>
        <source>For whoever cannot see it: who or what is shown, what happens, and every word and number on it.</source>
        <translation>Dành cho người không nhìn thấy ảnh: có ai, cái gì, đang làm gì, và mọi chữ, số trên ảnh.</translation>
    </message>
    <message>
        <source>The picture holds the position where it was taken; it is removed on export.</source>
        <translation>Ảnh có tọa độ; sẽ được xóa khi xuất.</translation>
    </message>
</context>
<context>
    <name>MediaStrip</name>
    <message>
        <source>Pictures or video</source>
        <translation>Ảnh hoặc video</translation>
    </message>
    <message>
        <source>Add pictures or a video</source>
        <translation>Thêm ảnh hoặc video</translation>
    </message>
    <message>
        <source>Drop photos or one video here, or add them from a folder. Your own file is never changed; a video goes out as it is, without what it tells of place and time.</source>
        <translation>Thả ảnh hoặc một video vào đây, hoặc thêm từ thư mục. Tệp gốc của bạn không bị thay đổi; video được gửi nguyên như vậy, chỉ xóa thông tin về nơi và giờ quay.</translation>
    </message>
    <message>
        <source>Pictures and videos</source>
        <translation>Ảnh và video</translation>
    </message>
</context>
<context>
    <name>MediaTile</name>
    <message>
        <source>Picture {name}</source>
        <translation>Ảnh {name}</translation>
    </message>
    <message>
        <source>Video {name}</source>
        <translation>Video {name}</translation>
    </message>
    <message>
        <source>covered areas: {n}</source>
        <translation>che {n} vùng</translation>
    </message>
    <message>
        <source>with GPS position</source>
        <translation>có tọa độ GPS</translation>
    </message>
    <message>
        <source>Alt text</source>
        <translation>Đã tả</translation>
    </message>
    <message>
        <source>No alt text</source>
        <translation>Chưa tả</translation>
    </message>
    <message>
        <source>not cut</source>
        <translation>chưa cắt</translation>
    </message>
    <message>
        <source>cut to {shape}</source>
        <translation>đã cắt {shape}</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>đã cắt</translation>
    </message>
</context>
<context>
    <name>MoreFilters</name>
    <message>
        <source>Template</source>
        <translation>Mẫu</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Người soạn</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Trang đăng</translation>
    </message>
    <message>
        <source>Changed from</source>
        <translation>Sửa từ ngày</translation>
    </message>
    <message>
        <source>to</source>
        <translation>đến ngày</translation>
    </message>
    <message>
        <source>Changed until</source>
        <translation>Sửa đến ngày</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>Before the first day.</source>
        <translation>Trước ngày bắt đầu.</translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message>
        <source>Move the post to another time</source>
        <translation>Dời bài sang giờ khác</translation>
    </message>
    <message>
        <source>Planned for {time} now</source>
        <translation>Đang hẹn {time}</translation>
    </message>
    <message>
        <source>New time</source>
        <translation>Giờ mới</translation>
    </message>
    <message>
        <source>Day and hour, such as 25/11/2026 08:00</source>
        <translation>Ngày và giờ, ví dụ 25/11/2026 08:00</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Write day and hour, such as 25/11/2026 08:00.</source>
        <translation>Hãy ghi ngày và giờ, ví dụ 25/11/2026 08:00.</translation>
    </message>
    <message>
        <source>Move all the same</source>
        <translation>Vẫn dời</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Dời</translation>
    </message>
</context>
<context>
    <name>Movers</name>
    <message>
        <source>Move row {n} up (Alt+↑)</source>
        <translation>Đưa dòng {n} lên (Alt+↑)</translation>
    </message>
    <message>
        <source>Move row {n} down (Alt+↓)</source>
        <translation>Đưa dòng {n} xuống (Alt+↓)</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>To confirm, type: {name}</source>
        <translation>Để xác nhận, hãy gõ: {name}</translation>
    </message>
    <message>
        <source>Reset this data?</source>
        <translation>Đặt lại dữ liệu này?</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Đặt lại</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Type the name as it stands above.</source>
        <translation>Hãy gõ đúng tên ghi ở trên.</translation>
    </message>
</context>
<context>
    <name>NameEdit</name>
    <message>
        <source>Rename (F2)</source>
        <translation>Đổi tên (F2)</translation>
    </message>
    <message>
        <source>Name of the photograph</source>
        <translation>Tên ảnh</translation>
    </message>
</context>
<context>
    <name>NewPin</name>
    <message>
        <source>New PIN</source>
        <translation>Mã PIN mới</translation>
    </message>
    <message>
        <source>Typed by its owner; 8 to 12 digits for who approves.</source>
        <translation>Chính chủ tự gõ; người duyệt cần 8 đến 12 chữ số.</translation>
    </message>
    <message>
        <source>New PIN once more</source>
        <translation>Nhập lại mã PIN mới</translation>
    </message>
    <message>
        <source>Enter a PIN.</source>
        <translation>Hãy nhập PIN.</translation>
    </message>
    <message>
        <source>The two PINs differ.</source>
        <translation>Hai lần nhập PIN không giống nhau.</translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message>
        <source>Submit for approval</source>
        <translation>Gửi duyệt</translation>
    </message>
    <message>
        <source>Look and decide</source>
        <translation>Xem để duyệt</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>Đăng bài…</translation>
    </message>
    <message>
        <source>See the outbox</source>
        <translation>Xem hộp gửi</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>Hãy đăng nhập trước.</translation>
    </message>
    <message>
        <source>{first} And {n} more.</source>
        <translation>{first} Còn {n} điểm khác.</translation>
    </message>
</context>
<context>
    <name>NextSteps</name>
    <message>
        <source>Everything is ready</source>
        <translation>Mọi thứ đã sẵn sàng</translation>
    </message>
    <message>
        <source>Write the first post</source>
        <translation>Viết bài đầu tiên</translation>
    </message>
    <message>
        <source>Bring in legal documents</source>
        <translation>Nhập văn bản pháp luật</translation>
    </message>
    <message>
        <source>Read how it works</source>
        <translation>Đọc hướng dẫn</translation>
    </message>
    <message>
        <source>Choose an approved template and fill in its fields; somebody else approves it.</source>
        <translation>Chọn mẫu đã duyệt và điền các ô; người khác sẽ duyệt bài.</translation>
    </message>
    <message>
        <source>Word, HTML or text files. A person confirms that a document is in force before posts cite it.</source>
        <translation>Tệp Word, HTML hoặc văn bản thường. Phải có người xác nhận văn bản còn hiệu lực thì bài mới trích dẫn được.</translation>
    </message>
    <message>
        <source>Short pages for every part of the window; F1 opens them anywhere.</source>
        <translation>Những trang ngắn cho từng phần của cửa sổ; bấm F1 ở đâu cũng mở được.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Sign in to write: a draft carries the name of its author.</source>
        <translation>Hãy đăng nhập để viết: bản nháp ghi tên người soạn.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <source>Use my version</source>
        <translation>Dùng bản của tôi</translation>
    </message>
    <message>
        <source>This post is waiting for a decision. A change takes it back to a draft.</source>
        <translation>Bài đang chờ duyệt. Sửa bài thì bài trở lại bản nháp.</translation>
    </message>
    <message>
        <source>This post is approved. A change takes the approval back.</source>
        <translation>Bài đã được duyệt. Sửa bài thì phải duyệt lại.</translation>
    </message>
    <message>
        <source>This post is on hold. A change takes the approval back.</source>
        <translation>Bài đang tạm giữ. Sửa bài thì phải duyệt lại.</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Sửa bài</translation>
    </message>
    <message>
        <source>You are changing a post that is published on {n} pages. They show it as it was until somebody else has approved this version and it is published: then the text there is replaced, in the same post. Pictures on a page cannot be exchanged: leave them as they are, or have the post withdrawn.</source>
        <translation>Đang sửa một bài đã đăng trên {n} trang. Trang vẫn hiện như cũ cho đến khi người khác duyệt bản này và bản này được đăng: khi ấy chữ trên trang được thay ngay trong bài cũ. Ảnh trên trang không thay được: hãy giữ nguyên ảnh, hoặc đề nghị gỡ bài.</translation>
    </message>
    <message>
        <source>Changes were asked for: “{note}”</source>
        <translation>Bài được yêu cầu sửa: “{note}”</translation>
    </message>
    <message>
        <source>The post was rejected: “{note}”. Change it to submit it again.</source>
        <translation>Bài bị từ chối: “{note}”. Hãy sửa rồi gửi duyệt lại.</translation>
    </message>
    <message>
        <source>This post is in the outbox or published and stays as it is. Correct it with a new post.</source>
        <translation>Bài đã vào hộp gửi hoặc đã đăng nên giữ nguyên. Muốn đính chính, hãy soạn bài mới.</translation>
    </message>
</context>
<context>
    <name>OneOf</name>
    <message>
        <source>Choose</source>
        <translation>Chọn</translation>
    </message>
</context>
<context>
    <name>OpenComments</name>
    <message>
        <source>{n} open comments</source>
        <translation>{n} góp ý chưa xử lý</translation>
    </message>
</context>
<context>
    <name>OptionsBar</name>
    <message>
        <source>Drag the frame; its shape and angle stand on the right.</source>
        <translation>Kéo khung để cắt; tỉ lệ và góc chỉnh ở bên phải.</translation>
    </message>
    <message>
        <source>Click a cover or a mark to change it; the tools on the left add new ones.</source>
        <translation>Bấm vào vùng che hoặc chú thích để sửa; thêm mới bằng công cụ bên trái.</translation>
    </message>
</context>
<context>
    <name>OriginalPanel</name>
    <message>
        <source>Page before</source>
        <translation>Trang trước</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Trang sau</translation>
    </message>
    <message>
        <source>Show the page beside the text…</source>
        <translation>Xem trang gốc cạnh nội dung…</translation>
    </message>
    <message>
        <source>Save the file…</source>
        <translation>Lưu tệp…</translation>
    </message>
    <message>
        <source>Picture of the page</source>
        <translation>Ảnh của trang</translation>
    </message>
    <message>
        <source>Page {n}</source>
        <translation>Trang {n}</translation>
    </message>
    <message>
        <source>No file was kept of this document: it came without one.</source>
        <translation>Kho không giữ tệp gốc của văn bản này.</translation>
    </message>
    <message>
        <source>{name}, taken in on {at}</source>
        <translation>{name}, nhập ngày {at}</translation>
    </message>
    <message>
        <source>a scan, compared line by line</source>
        <translation>bản quét, đã đối chiếu từng dòng</translation>
    </message>
    <message>
        <source>the text was replaced by a later import</source>
        <translation>nội dung đã được thay bằng bản nhập sau</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Đã lưu: {name}</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>Lưu tệp</translation>
    </message>
</context>
<context>
    <name>OriginalSection</name>
    <message>
        <source>Original post</source>
        <translation>Bài gốc</translation>
    </message>
    <message>
        <source>The published post that this one corrects or updates.</source>
        <translation>Bài đã đăng mà bài này đính chính hoặc cập nhật.</translation>
    </message>
    <message>
        <source>Choose a published post</source>
        <translation>Chọn bài đã đăng</translation>
    </message>
</context>
<context>
    <name>OtherWays</name>
    <message>
        <source>There is a unit file?</source>
        <translation>Đã có tệp đơn vị?</translation>
    </message>
    <message>
        <source>Names, contacts and snippets come from a file don-vi.yaml that another PC made.</source>
        <translation>Tên, số liên hệ và câu mẫu lấy từ tệp don-vi.yaml do máy khác xuất ra.</translation>
    </message>
    <message>
        <source>Fill in from a file…</source>
        <translation>Điền từ tệp…</translation>
    </message>
    <message>
        <source>There is a backup?</source>
        <translation>Đã có bản sao lưu?</translation>
    </message>
    <message>
        <source>On a new PC, everything comes back as it was: posts, pictures, people.</source>
        <translation>Trên máy mới, mọi thứ trở lại như cũ: bài, ảnh, người.</translation>
    </message>
    <message>
        <source>Take a backup back…</source>
        <translation>Khôi phục bản sao lưu…</translation>
    </message>
    <message>
        <source>Only looking around?</source>
        <translation>Chỉ muốn xem thử?</translation>
    </message>
    <message>
        <source>Open the practice profile with a sample unit, people and a post. Nothing leaves this PC.</source>
        <translation>Mở hồ sơ tập huấn có sẵn đơn vị, người và bài mẫu. Không gì rời khỏi máy này.</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Mở bản mẫu</translation>
    </message>
    <message>
        <source>The unit file</source>
        <translation>Tệp đơn vị</translation>
    </message>
    <message>
        <source>Read {file}. Look it over and go on.</source>
        <translation>Đã đọc {file}. Mời xem lại rồi đi tiếp.</translation>
    </message>
    <message>
        <source>The backup</source>
        <translation>Bản sao lưu</translation>
    </message>
    <message>
        <source>Checking the backup…</source>
        <translation>Đang kiểm tra bản sao lưu…</translation>
    </message>
</context>
<context>
    <name>OutboxColumns</name>
    <message>
        <source>Post</source>
        <translation>Bài viết</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kênh</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hẹn giờ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Mã tham chiếu</translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message>
        <source>Copied: {name}</source>
        <translation>Đã sao chép: {name}</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Hộp gửi</translation>
    </message>
    <message>
        <source>Search post, page, reference…</source>
        <translation>Tìm bài, trang, mã tham chiếu…</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Các lượt gửi</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Kiểm tra lại</translation>
    </message>
    <message>
        <source>Look on the pages for every delivery whose result is not certain</source>
        <translation>Xem lại trên các trang mọi lượt gửi chưa chắc kết quả</translation>
    </message>
    <message>
        <source>Write a post</source>
        <translation>Soạn bài</translation>
    </message>
    <message>
        <source>Nothing has been sent yet</source>
        <translation>Chưa gửi bài nào</translation>
    </message>
    <message>
        <source>Once a post is approved, publish it: each page gets a line here that says what became of it.</source>
        <translation>Khi bài đã duyệt, hãy đăng bài: mỗi trang có một dòng ở đây cho biết kết quả.</translation>
    </message>
    <message>
        <source>No delivery matches</source>
        <translation>Không có lượt gửi nào khớp</translation>
    </message>
    <message>
        <source>Search for something else or choose another filter.</source>
        <translation>Hãy tìm từ khác hoặc chọn bộ lọc khác.</translation>
    </message>
    <message>
        <source>All {n}</source>
        <translation>Tất cả {n}</translation>
    </message>
    <message>
        <source>Need you {n}</source>
        <translation>Cần xử lý {n}</translation>
    </message>
    <message>
        <source>Waiting {n}</source>
        <translation>Đang chờ {n}</translation>
    </message>
    <message>
        <source>Sent {n}</source>
        <translation>Đã gửi {n}</translation>
    </message>
    <message>
        <source>Publish an approved post ({n})</source>
        <translation>Đăng bài đã duyệt ({n})</translation>
    </message>
    <message>
        <source>Compose</source>
        <translation>Soạn bài</translation>
    </message>
    <message>
        <source>Looked on the pages.</source>
        <translation>Đã xem lại trên các trang.</translation>
    </message>
</context>
<context>
    <name>OutboxWork</name>
    <message>
        <source>This address is not opened: it does not belong to the page. Look for the post on the page.</source>
        <translation>Không mở địa chỉ này vì nó không thuộc trang đã đăng. Hãy tìm bài trực tiếp trên trang.</translation>
    </message>
    <message>
        <source>Save the record</source>
        <translation>Lưu hồ sơ</translation>
    </message>
    <message>
        <source>Records (*.zip)</source>
        <translation>Hồ sơ (*.zip)</translation>
    </message>
    <message>
        <source>Record saved: {path}</source>
        <translation>Đã lưu hồ sơ: {path}</translation>
    </message>
    <message>
        <source>Sign in first: the link is taken on your word.</source>
        <translation>Hãy đăng nhập trước: liên kết được ghi nhận theo lời bạn.</translation>
    </message>
    <message>
        <source>Noted on your word.</source>
        <translation>Đã ghi nhận theo xác nhận của bạn.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Đã hủy.</translation>
    </message>
    <message>
        <source>Stopped: {n}</source>
        <translation>Đã dừng: {n}</translation>
    </message>
    <message>
        <source>Ask to take “{title}” back?</source>
        <translation>Đề nghị gỡ bài “{title}”?</translation>
    </message>
    <message>
        <source>An approver or the head decides. Until then the post stays where it is.</source>
        <translation>Người duyệt hoặc lãnh đạo quyết định. Trước đó bài vẫn ở nguyên chỗ.</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Đề nghị</translation>
    </message>
    <message>
        <source>Asked. It stands under Approvals, “To take back”.</source>
        <translation>Đã gửi đề nghị. Xem ở Chờ duyệt, mục “Đề nghị gỡ”.</translation>
    </message>
    <message>
        <source>They leave now.</source>
        <translation>Các lượt gửi bắt đầu đi.</translation>
    </message>
    <message>
        <source>This post on the page is ours</source>
        <translation>Bài này trên trang là của ta</translation>
    </message>
    <message>
        <source>It is read back once more before it counts as published.</source>
        <translation>Bài được đọc lại một lần nữa trước khi tính là đã đăng.</translation>
    </message>
    <message>
        <source>This is it</source>
        <translation>Đúng là bài này</translation>
    </message>
    <message>
        <source>Send to {page} now?</source>
        <translation>Gửi lên {page} ngay bây giờ?</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Gửi</translation>
    </message>
    <message>
        <source>Send again to the {n} pages where it failed?</source>
        <translation>Gửi lại tới {n} trang bị lỗi?</translation>
    </message>
    <message>
        <source>Pages that have the post already are not touched.</source>
        <translation>Trang đã có bài thì giữ nguyên.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Gửi lại</translation>
    </message>
    <message>
        <source>The post is right as the page shows it</source>
        <translation>Bài trên trang như vậy là đúng</translation>
    </message>
    <message>
        <source>It differs from what was approved; your name is kept with it.</source>
        <translation>Bài khác bản đã duyệt; tên bạn được lưu cùng quyết định này.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Chấp nhận</translation>
    </message>
    <message>
        <source>Remove the double from {page}?</source>
        <translation>Gỡ bản trùng khỏi trang {page}?</translation>
    </message>
    <message>
        <source>The oldest copy with this post&apos;s code stays; the others are removed from the page.</source>
        <translation>Bản cũ nhất mang mã của bài này được giữ; các bản khác bị gỡ khỏi trang.</translation>
    </message>
    <message>
        <source>Remove the double</source>
        <translation>Gỡ bản trùng</translation>
    </message>
    <message>
        <source>You removed the post from {page}?</source>
        <translation>Bạn đã gỡ bài khỏi trang {page}?</translation>
    </message>
    <message>
        <source>Open the link first and see that the post is gone. Your name is kept with it.</source>
        <translation>Hãy mở liên kết trước và thấy bài không còn. Tên bạn được lưu cùng xác nhận này.</translation>
    </message>
    <message>
        <source>I removed it</source>
        <translation>Tôi đã gỡ</translation>
    </message>
    <message>
        <source>Remove the withdrawn post from its pages ({n})?</source>
        <translation>Gỡ bài đã thu hồi khỏi các trang ({n})?</translation>
    </message>
    <message>
        <source>It is removed from every page it is on. Its record stays, with the reason given.</source>
        <translation>Bài được gỡ khỏi mọi trang đang hiện. Hồ sơ vẫn còn, kèm lý do thu hồi.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Gỡ bài</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Xong.</translation>
    </message>
</context>
<context>
    <name>OutlineDetail</name>
    <message>
        <source>Replaced by {number}</source>
        <translation>Đã được thay bằng {number}</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} phút</translation>
    </message>
    <message>
        <source>Watch plays {n} of {all} steps</source>
        <translation>Xem tự làm {n}/{all} bước</translation>
    </message>
    <message>
        <source>Before you begin</source>
        <translation>Trước khi bắt đầu</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Các bước</translation>
    </message>
    <message>
        <source>Common mistakes</source>
        <translation>Lỗi thường gặp</translation>
    </message>
    <message>
        <source>Done by: {people}</source>
        <translation>Người làm: {people}</translation>
    </message>
    <message>
        <source>Agreed by: {people}</source>
        <translation>Người đồng ý: {people}</translation>
    </message>
    <message>
        <source>Real work does this outside the application; here you practise it and keep the evidence.</source>
        <translation>Việc thật được làm ngoài ứng dụng; ở đây bạn làm bài tập và lưu minh chứng.</translation>
    </message>
    <message>
        <source>Watch cannot do this step by itself: it is only shown.</source>
        <translation>Chế độ Xem không tự làm được bước này, chỉ chiếu nội dung.</translation>
    </message>
</context>
<context>
    <name>OutlineEditor</name>
    <message>
        <source>Title</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Nhóm</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Số phút</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Các bước</translation>
    </message>
    <message>
        <source>Quiz</source>
        <translation>Trắc nghiệm</translation>
    </message>
    <message>
        <source>Add a step</source>
        <translation>Thêm bước</translation>
    </message>
    <message>
        <source>Add a question</source>
        <translation>Thêm câu hỏi</translation>
    </message>
</context>
<context>
    <name>OwnPinForm</name>
    <message>
        <source>Another PIN for {name}</source>
        <translation>Đổi mã PIN của {name}</translation>
    </message>
    <message>
        <source>Present PIN</source>
        <translation>Mã PIN hiện tại</translation>
    </message>
    <message>
        <source>Enter the present PIN.</source>
        <translation>Hãy nhập mã PIN hiện tại.</translation>
    </message>
</context>
<context>
    <name>PageColumns</name>
    <message>
        <source>Page</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Kết nối</translation>
    </message>
    <message>
        <source>Last look</source>
        <translation>Kiểm tra lúc</translation>
    </message>
</context>
<context>
    <name>PageDrawer</name>
    <message>
        <source>Hide the details (F9)</source>
        <translation>Ẩn chi tiết (F9)</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Việc cần làm</translation>
    </message>
    <message>
        <source>the site&apos;s default one</source>
        <translation>chuyên mục mặc định của trang web</translation>
    </message>
    <message>
        <source>Nothing is sent there since {time}: {why}</source>
        <translation>Không gửi lên trang này từ {time}: {why}</translation>
    </message>
    <message>
        <source>Connect again…</source>
        <translation>Kết nối lại…</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>Kết nối…</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Kiểm tra ngay</translation>
    </message>
    <message>
        <source>Send there again…</source>
        <translation>Cho gửi lại…</translation>
    </message>
    <message>
        <source>Categories…</source>
        <translation>Chuyên mục…</translation>
    </message>
    <message>
        <source>Status…</source>
        <translation>Tình trạng…</translation>
    </message>
    <message>
        <source>Disconnect…</source>
        <translation>Ngắt kết nối…</translation>
    </message>
    <message>
        <source>Take off the list…</source>
        <translation>Bỏ khỏi danh sách…</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>Name for commands</source>
        <translation>Tên dùng cho lệnh</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Pictures are public at</source>
        <translation>Ảnh công khai ở</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Chuyên mục</translation>
    </message>
    <message>
        <source>Taken over by</source>
        <translation>Trang kế tiếp</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Đã kết nối</translation>
    </message>
    <message>
        <source>Last look</source>
        <translation>Kiểm tra lúc</translation>
    </message>
    <message>
        <source>Name on the platform</source>
        <translation>Tên trên nền tảng</translation>
    </message>
    <message>
        <source>Login good until</source>
        <translation>Đăng nhập dùng đến</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Quyền</translation>
    </message>
</context>
<context>
    <name>PageFiles</name>
    <message>
        <source>Page without a name yet</source>
        <translation>Trang chưa có tên</translation>
    </message>
</context>
<context>
    <name>PageSwitch</name>
    <message>
        <source>Page</source>
        <translation>Trang</translation>
    </message>
</context>
<context>
    <name>PagesCard</name>
    <message>
        <source>Pages</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>Two officers answer for each page, so that somebody always does.</source>
        <translation>Mỗi trang có hai cán bộ đầu mối, để lúc nào cũng có người trả lời.</translation>
    </message>
    <message>
        <source>There is no page yet; add one under Connections.</source>
        <translation>Chưa có trang nào; hãy thêm ở mục Kết nối.</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>First officer</source>
        <translation>Cán bộ đầu mối thứ nhất</translation>
    </message>
    <message>
        <source>Second officer</source>
        <translation>Cán bộ đầu mối thứ hai</translation>
    </message>
    <message>
        <source>Save the officers…</source>
        <translation>Lưu cán bộ đầu mối…</translation>
    </message>
    <message>
        <source>A second person approves</source>
        <translation>Người thứ hai duyệt</translation>
    </message>
    <message>
        <source>Every reply of this page then waits until somebody else has read it.</source>
        <translation>Khi đó mọi câu trả lời của trang này chờ người khác đọc và duyệt.</translation>
    </message>
    <message>
        <source>Save this…</source>
        <translation>Lưu lựa chọn này…</translation>
    </message>
    <message>
        <source>House rules</source>
        <translation>Nội quy trang</translation>
    </message>
    <message>
        <source>Edit the house rules…</source>
        <translation>Sửa nội quy…</translation>
    </message>
    <message>
        <source>Choose a person.</source>
        <translation>Hãy chọn một người.</translation>
    </message>
    <message>
        <source>Choose somebody else than the first.</source>
        <translation>Hãy chọn người khác với người thứ nhất.</translation>
    </message>
    <message>
        <source>Save the two officers?</source>
        <translation>Lưu hai cán bộ đầu mối?</translation>
    </message>
    <message>
        <source>New items of this page are offered to them first.</source>
        <translation>Phản hồi mới của trang này được giao cho hai người này.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>From now on a reply waits until a second person approved it.</source>
        <translation>Từ nay câu trả lời chỉ được gửi sau khi người thứ hai duyệt.</translation>
    </message>
    <message>
        <source>From now on an officer sends a reply on their own. The checks stay.</source>
        <translation>Từ nay cán bộ tự gửi câu trả lời. Việc kiểm tra vẫn giữ nguyên.</translation>
    </message>
    <message>
        <source>Change the approval of replies?</source>
        <translation>Đổi cách duyệt câu trả lời?</translation>
    </message>
</context>
<context>
    <name>PagesSection</name>
    <message>
        <source>Names of pages</source>
        <translation>Tên trang</translation>
    </message>
    <message>
        <source>Pattern of names</source>
        <translation>Mẫu tên trang</translation>
    </message>
    <message>
        <source>{unit} stands for the unit&apos;s name, * for anything. Page files say when a name does not follow it.</source>
        <translation>{unit} là tên đơn vị, * là chữ bất kỳ. Hồ sơ trang báo khi tên không theo mẫu.</translation>
    </message>
    <message>
        <source>Rights on pages</source>
        <translation>Quyền trên trang</translation>
    </message>
    <message>
        <source>Most full administrators of a page</source>
        <translation>Số quản trị toàn quyền tối đa</translation>
    </message>
    <message>
        <source>At least two are needed; more than these are reported by the review.</source>
        <translation>Cần ít nhất hai người; vượt số này thì phần rà soát sẽ báo.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Kết nối mạng</translation>
    </message>
    <message>
        <source>The office&apos;s proxy</source>
        <translation>Máy chủ proxy của cơ quan</translation>
    </message>
    <message>
        <source>Empty: straight to the pages. Everything goes through it from the next start of the program on.</source>
        <translation>Để trống: kết nối thẳng đến các trang. Từ lần mở phần mềm sau, mọi kết nối đều đi qua proxy này.</translation>
    </message>
    <message>
        <source>Write it as http://host:port, without a user&apos;s name or a password.</source>
        <translation>Hãy viết dạng http://tên-máy:cổng, không kèm tên đăng nhập hay mật khẩu.</translation>
    </message>
</context>
<context>
    <name>PagesStep</name>
    <message>
        <source>Pages</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>The unit&apos;s own pages. The program lays a package ready for each and you post it by hand: no password is asked for or kept.</source>
        <translation>Các trang của chính đơn vị. Chương trình chuẩn bị sẵn gói nội dung cho từng trang, bạn tự đăng tay: không hỏi và không giữ mật khẩu.</translation>
    </message>
    <message>
        <source>A practice page on this PC</source>
        <translation>Trang thực hành trên máy này</translation>
    </message>
    <message>
        <source>To try everything out; nothing posted to it leaves the PC.</source>
        <translation>Để làm thử mọi việc; bài đăng ở đây không rời khỏi máy.</translation>
    </message>
    <message>
        <source>Add: {platform}</source>
        <translation>Thêm {platform}</translation>
    </message>
    <message>
        <source>Enter the name of the page.</source>
        <translation>Hãy nhập tên trang.</translation>
    </message>
    <message>
        <source>Enter the page&apos;s ID.</source>
        <translation>Hãy nhập mã trang.</translation>
    </message>
    <message>
        <source>This page is on the list already.</source>
        <translation>Trang này đã có trong danh sách.</translation>
    </message>
</context>
<context>
    <name>PairRow</name>
    <message>
        <source>Question</source>
        <translation>Câu hỏi</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Câu trả lời</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Giá trị</translation>
    </message>
</context>
<context>
    <name>PaperEditor</name>
    <message>
        <source>Another file…</source>
        <translation>Tệp khác…</translation>
    </message>
    <message>
        <source>Attach a file…</source>
        <translation>Gắn tệp…</translation>
    </message>
    <message>
        <source>No file yet</source>
        <translation>Chưa có tệp</translation>
    </message>
    <message>
        <source>Take the file off</source>
        <translation>Bỏ tệp</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>Results as a table (CSV)…</source>
        <translation>Kết quả dạng bảng (CSV)…</translation>
    </message>
    <message>
        <source>Results as xAPI statements, cmi5-defined verbs (JSON lines)…</source>
        <translation>Kết quả dạng xAPI, động từ do cmi5 định nghĩa (JSON lines)…</translation>
    </message>
    <message>
        <source>Quiz to print, with answers (HTML)…</source>
        <translation>Câu hỏi trắc nghiệm để in, có đáp án (HTML)…</translation>
    </message>
    <message>
        <source>All texts of all lessons, for proofreading (Markdown)…</source>
        <translation>Toàn văn các bài học để đọc soát (Markdown)…</translation>
    </message>
</context>
<context>
    <name>Past</name>
    <message>
        <source>That version is the present one again.</source>
        <translation>Đã khôi phục bản này.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
</context>
<context>
    <name>Paste</name>
    <message>
        <source>This text is in an old encoding (TCVN3 or VNI) or garbled. Convert it to Unicode where it comes from, then paste it again.</source>
        <translation>Văn bản này dùng bảng mã cũ (TCVN3, VNI) hoặc bị lỗi phông. Hãy chuyển sang Unicode ở nơi sao chép rồi dán lại.</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>What is shown</source>
        <translation>Phần đang xem</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Người</translation>
    </message>
    <message>
        <source>Unit and contacts</source>
        <translation>Đơn vị và số liên hệ</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Thêm người</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>Thêm số liên hệ</translation>
    </message>
    <message>
        <source>Add the unit</source>
        <translation>Thêm đơn vị</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Đang làm việc</translation>
    </message>
    <message>
        <source>No longer active</source>
        <translation>Đã ngừng</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Thêm lựa chọn</translation>
    </message>
    <message>
        <source>People and contacts</source>
        <translation>Người &amp; liên hệ</translation>
    </message>
    <message>
        <source>Signing keys</source>
        <translation>Khóa ký</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Sửa</translation>
    </message>
    <message>
        <source>Confirmed {date}, {name}</source>
        <translation>Xác nhận {date}, {name}</translation>
    </message>
    <message>
        <source>Not confirmed yet</source>
        <translation>Chưa xác nhận</translation>
    </message>
    <message>
        <source>Still right</source>
        <translation>Vẫn đúng</translation>
    </message>
    <message>
        <source>Another badge…</source>
        <translation>Đổi huy hiệu…</translation>
    </message>
    <message>
        <source>Official badge…</source>
        <translation>Huy hiệu chính thức…</translation>
    </message>
    <message>
        <source>A PNG file of the unit&apos;s own badge; cards show a neutral one without it.</source>
        <translation>Tệp PNG huy hiệu của đơn vị; chưa có thì thẻ dùng huy hiệu trung tính.</translation>
    </message>
    <message>
        <source>Fingerprints, to print…</source>
        <translation>In dấu vân tay khóa…</translation>
    </message>
    <message>
        <source>Confirm the people…</source>
        <translation>Xác nhận danh sách người…</translation>
    </message>
    <message>
        <source>Change what they may do…</source>
        <translation>Đổi vai trò…</translation>
    </message>
    <message>
        <source>Change one&apos;s own PIN…</source>
        <translation>Tự đổi mã PIN…</translation>
    </message>
    <message>
        <source>PIN forgotten…</source>
        <translation>Quên mã PIN…</translation>
    </message>
    <message>
        <source>No longer works here…</source>
        <translation>Không còn làm ở đây…</translation>
    </message>
    <message>
        <source>Works here again…</source>
        <translation>Làm việc trở lại…</translation>
    </message>
    <message>
        <source>{name} no longer works here</source>
        <translation>{name} không còn làm ở đây</translation>
    </message>
    <message>
        <source>They can do nothing any more; their name stays in every record.</source>
        <translation>Người này không thao tác được nữa; tên vẫn giữ trong mọi hồ sơ.</translation>
    </message>
    <message>
        <source>No longer works here</source>
        <translation>Không còn làm ở đây</translation>
    </message>
    <message>
        <source>{name} works here again</source>
        <translation>{name} làm việc trở lại</translation>
    </message>
    <message>
        <source>They may do what they could before; for 24 hours they cannot approve posts.</source>
        <translation>Người này có lại các quyền trước đây; trong 24 giờ đầu chưa duyệt được bài.</translation>
    </message>
    <message>
        <source>Works here again</source>
        <translation>Làm việc trở lại</translation>
    </message>
    <message>
        <source>The badge of {unit}</source>
        <translation>Huy hiệu của {unit}</translation>
    </message>
</context>
<context>
    <name>PeopleStep</name>
    <message>
        <source>People</source>
        <translation>Người</translation>
    </message>
    <message>
        <source>A post needs two people: nobody approves what they wrote. Better have a third: a forgotten PIN is set anew by the head and one other.</source>
        <translation>Mỗi bài cần hai người: không ai duyệt bài mình viết. Nên có thêm người thứ ba: khi có ai quên mã PIN, lãnh đạo và một người nữa cùng đặt lại.</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Thêm người</translation>
    </message>
    <message>
        <source>Enter the name.</source>
        <translation>Hãy nhập họ tên.</translation>
    </message>
    <message>
        <source>This must be somebody else.</source>
        <translation>Phải là một người khác.</translation>
    </message>
</context>
<context>
    <name>PersonForm</name>
    <message>
        <source>Add a person</source>
        <translation>Thêm người</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>What they may do</source>
        <translation>Vai trò</translation>
    </message>
    <message>
        <source>Nobody approves a post they wrote or changed, whatever they may do.</source>
        <translation>Không ai được duyệt bài mình đã viết hoặc sửa, dù có vai trò nào.</translation>
    </message>
    <message>
        <source>PIN of the new person</source>
        <translation>Mã PIN của người mới</translation>
    </message>
    <message>
        <source>The person types it and tells nobody; 8 to 12 digits for who approves.</source>
        <translation>Người đó tự gõ và không cho ai biết; người duyệt cần 8 đến 12 chữ số.</translation>
    </message>
    <message>
        <source>PIN once more</source>
        <translation>Nhập lại PIN</translation>
    </message>
    <message>
        <source>Enter the name.</source>
        <translation>Hãy nhập họ tên.</translation>
    </message>
    <message>
        <source>Tick at least one.</source>
        <translation>Hãy chọn ít nhất một mục.</translation>
    </message>
</context>
<context>
    <name>PersonPicker</name>
    <message>
        <source>Choose a person</source>
        <translation>Chọn người</translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message>
        <source>Who writes posts</source>
        <translation>Người soạn bài</translation>
    </message>
    <message>
        <source>Who approves them (someone else)</source>
        <translation>Người duyệt bài (phải là người khác)</translation>
    </message>
    <message>
        <source>Another person</source>
        <translation>Người khác</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>Việc được làm</translation>
    </message>
    <message>
        <source>Take this person off</source>
        <translation>Bỏ người này</translation>
    </message>
    <message>
        <source>Writes posts</source>
        <translation>Soạn bài</translation>
    </message>
    <message>
        <source>Approves posts</source>
        <translation>Duyệt bài</translation>
    </message>
    <message>
        <source>Publishes</source>
        <translation>Đăng bài</translation>
    </message>
    <message>
        <source>Looks after the program</source>
        <translation>Phụ trách kỹ thuật</translation>
    </message>
</context>
<context>
    <name>PhotoEditor</name>
    <message>
        <source>What to do</source>
        <translation>Việc cần làm</translation>
    </message>
    <message>
        <source>To cover</source>
        <translation>Cần che</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Ánh sáng</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Lớp</translation>
    </message>
    <message>
        <source>Cover a suggested place</source>
        <translation>Che vùng gợi ý</translation>
    </message>
    <message>
        <source>Leave a suggested place</source>
        <translation>Để nguyên vùng gợi ý</translation>
    </message>
    <message>
        <source>Decide a place anew</source>
        <translation>Quyết định lại một vùng</translation>
    </message>
    <message>
        <source>Add a mark</source>
        <translation>Thêm chú thích</translation>
    </message>
    <message>
        <source>Automatic light</source>
        <translation>Ánh sáng tự động</translation>
    </message>
</context>
<context>
    <name>PictureBox</name>
    <message>
        <source>Picture {hash}</source>
        <translation>Ảnh {hash}</translation>
    </message>
</context>
<context>
    <name>PictureDialog</name>
    <message>
        <source>no alternative text</source>
        <translation>chưa có mô tả ảnh</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} / {all}</translation>
    </message>
    <message>
        <source>Previous picture (left arrow)</source>
        <translation>Ảnh trước (phím mũi tên trái)</translation>
    </message>
    <message>
        <source>Next picture (right arrow)</source>
        <translation>Ảnh sau (phím mũi tên phải)</translation>
    </message>
    <message>
        <source>Smaller (minus)</source>
        <translation>Thu nhỏ (phím trừ)</translation>
    </message>
    <message>
        <source>Larger (plus)</source>
        <translation>Phóng to (phím cộng)</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>Toàn ảnh</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Watch the video</source>
        <translation>Xem video</translation>
    </message>
</context>
<context>
    <name>PictureEditor</name>
    <message>
        <source>The post has no picture yet.</source>
        <translation>Bài chưa có ảnh nào.</translation>
    </message>
    <message>
        <source>Add a picture</source>
        <translation>Thêm ảnh</translation>
    </message>
    <message>
        <source>{picture}, number {n}</source>
        <translation>{picture}, thứ {n}</translation>
    </message>
</context>
<context>
    <name>PicturePair</name>
    <message>
        <source>Side by side</source>
        <translation>Cạnh nhau</translation>
    </message>
    <message>
        <source>One over the other</source>
        <translation>Chồng lên nhau</translation>
    </message>
    <message>
        <source>See large</source>
        <translation>Xem lớn</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Trước</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Nay</translation>
    </message>
    <message>
        <source>Picture: {word}</source>
        <translation>Ảnh: {word}</translation>
    </message>
    <message>
        <source>The earlier picture on the left of the line, the present one on the right</source>
        <translation>Ảnh trước ở bên trái vạch, ảnh nay ở bên phải</translation>
    </message>
    <message>
        <source>Line between the earlier picture and the present one</source>
        <translation>Vạch ngăn ảnh trước và ảnh nay</translation>
    </message>
    <message>
        <source>Left and right arrows move the line</source>
        <translation>Phím trái, phải để kéo vạch</translation>
    </message>
</context>
<context>
    <name>PinField</name>
    <message>
        <source>Show the PIN</source>
        <translation>Hiện PIN</translation>
    </message>
</context>
<context>
    <name>PinsStep</name>
    <message>
        <source>PINs</source>
        <translation>Mã PIN</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>PIN once more</source>
        <translation>Nhập lại PIN</translation>
    </message>
    <message>
        <source>Begin the PINs anew</source>
        <translation>Nhập lại các mã PIN từ đầu</translation>
    </message>
    <message>
        <source>Enter a PIN.</source>
        <translation>Hãy nhập PIN.</translation>
    </message>
    <message>
        <source>This PIN will not do; choose another.</source>
        <translation>Mã PIN này không dùng được; hãy chọn mã khác.</translation>
    </message>
    <message>
        <source>The two PINs differ.</source>
        <translation>Hai lần nhập PIN không giống nhau.</translation>
    </message>
    <message>
        <source>Everybody has typed a PIN of their own.</source>
        <translation>Mọi người đều đã nhập mã PIN của mình.</translation>
    </message>
    <message>
        <source>Person {n} of {all}</source>
        <translation>Người {n}/{all}</translation>
    </message>
    <message>
        <source>Hand the keyboard to {name}</source>
        <translation>Hãy đưa bàn phím cho {name}</translation>
    </message>
    <message>
        <source>{name} types the PIN alone: {least} to 12 digits that nobody else knows or sees.</source>
        <translation>{name} tự gõ mã PIN: {least} đến 12 chữ số, không ai khác biết hay nhìn thấy.</translation>
    </message>
</context>
<context>
    <name>PlaceFields</name>
    <message>
        <source>Article</source>
        <translation>Điều</translation>
    </message>
    <message>
        <source>Clause</source>
        <translation>Khoản</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>Điểm</translation>
    </message>
    <message>
        <source>all of it</source>
        <translation>cả văn bản</translation>
    </message>
    <message>
        <source>Name the article.</source>
        <translation>Hãy nêu số điều.</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Picture {name}</source>
        <translation>Ảnh {name}</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Ảnh</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Thẻ hình</translation>
    </message>
    <message>
        <source>Text for {name}</source>
        <translation>Nội dung cho {name}</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Trang đăng</translation>
    </message>
    <message>
        <source>Time of posting</source>
        <translation>Giờ đăng</translation>
    </message>
    <message>
        <source>Confirmations</source>
        <translation>Xác nhận</translation>
    </message>
</context>
<context>
    <name>PlacesPanel</name>
    <message>
        <source>Suggested places</source>
        <translation>Các vùng gợi ý</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>Che</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Để nguyên</translation>
    </message>
    <message>
        <source>Decide anew</source>
        <translation>Quyết định lại</translation>
    </message>
    <message>
        <source>I looked: nothing else is to be covered</source>
        <translation>Tôi đã xem: không còn gì phải che</translation>
    </message>
    <message>
        <source>Consents of people shown…</source>
        <translation>Đồng ý của người trong ảnh…</translation>
    </message>
    <message>
        <source>Enter covers, Delete leaves.</source>
        <translation>Enter là che, Delete là để nguyên.</translation>
    </message>
    <message>
        <source>A detector misses things: look yourself, and draw covers by hand.</source>
        <translation>Máy dò có thể bỏ sót: hãy tự xem lại và khoanh tay chỗ còn thiếu.</translation>
    </message>
    <message>
        <source>This PC has no detector</source>
        <translation>Máy này chưa có bộ dò nào</translation>
    </message>
    <message>
        <source>Not looked for: {what}</source>
        <translation>Chưa dò được: {what}</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Đang tìm…</translation>
    </message>
    <message>
        <source>Find what to cover</source>
        <translation>Tìm chỗ cần che</translation>
    </message>
    <message>
        <source>{count} places are not decided yet.</source>
        <translation>Còn {count} vùng chưa quyết định.</translation>
    </message>
    <message>
        <source>Every suggested place is decided.</source>
        <translation>Mọi vùng gợi ý đã được quyết định.</translation>
    </message>
    <message>
        <source>Nothing was found. Look yourself, too.</source>
        <translation>Không tìm thấy gì. Hãy tự xem lại nữa.</translation>
    </message>
    <message>
        <source>A person looked at this picture.</source>
        <translation>Đã có người xem lại ảnh này.</translation>
    </message>
    <message>
        <source>Nobody has looked at this picture yet.</source>
        <translation>Chưa ai xem lại ảnh này.</translation>
    </message>
    <message>
        <source>Not decided</source>
        <translation>Chưa quyết định</translation>
    </message>
    <message>
        <source>Covered</source>
        <translation>Đã che</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Để nguyên</translation>
    </message>
</context>
<context>
    <name>PlanBar</name>
    <message>
        <source>Pages, time and cards: {summary}</source>
        <translation>Trang đăng, giờ và thẻ: {summary}</translation>
    </message>
    <message>
        <source>open</source>
        <translation>đang mở</translation>
    </message>
    <message>
        <source>folded away</source>
        <translation>đang thu gọn</translation>
    </message>
</context>
<context>
    <name>PlanRow</name>
    <message>
        <source>Day</source>
        <translation>Ngày</translation>
    </message>
    <message>
        <source>Writes</source>
        <translation>Người soạn</translation>
    </message>
    <message>
        <source>Approves</source>
        <translation>Người duyệt</translation>
    </message>
    <message>
        <source>Hand in by</source>
        <translation>Hạn nộp</translation>
    </message>
    <message>
        <source>Review on</source>
        <translation>Rà soát lại</translation>
    </message>
    <message>
        <source>Open the post: {title}</source>
        <translation>Mở bài: {title}</translation>
    </message>
    <message>
        <source>Begin to write: {title}</source>
        <translation>Bắt đầu soạn: {title}</translation>
    </message>
    <message>
        <source>Plan no more: {title}</source>
        <translation>Bỏ khỏi kế hoạch: {title}</translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>Goal of the week</source>
        <translation>Mục tiêu tuần</translation>
    </message>
    <message>
        <source>What people should know or do this week</source>
        <translation>Tuần này người dân cần biết, cần làm điều gì</translation>
    </message>
    <message>
        <source>At the end of the week: results, what to change</source>
        <translation>Cuối tuần: kết quả, điều cần sửa</translation>
    </message>
    <message>
        <source>Keep the review</source>
        <translation>Lưu nhận xét</translation>
    </message>
    <message>
        <source>Plan a post</source>
        <translation>Thêm bài vào kế hoạch</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Kiểm tra</translation>
    </message>
    <message>
        <source>Print sheet…</source>
        <translation>In lịch tuần…</translation>
    </message>
    <message>
        <source>Nothing is planned for this week. Plan posts of several kinds, then who writes.</source>
        <translation>Tuần này chưa có kế hoạch. Hãy thêm bài thuộc nhiều loại, rồi phân công người soạn.</translation>
    </message>
    <message>
        <source>The head agreed</source>
        <translation>Lãnh đạo đã duyệt</translation>
    </message>
    <message>
        <source>Before the head</source>
        <translation>Đang chờ lãnh đạo</translation>
    </message>
    <message>
        <source>Returned: {note}</source>
        <translation>Bị trả lại: {note}</translation>
    </message>
    <message>
        <source>Changed since the head agreed</source>
        <translation>Đã sửa sau khi duyệt</translation>
    </message>
    <message>
        <source>Not submitted</source>
        <translation>Chưa trình</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>Duyệt kế hoạch…</translation>
    </message>
    <message>
        <source>Submit…</source>
        <translation>Trình lãnh đạo…</translation>
    </message>
    <message>
        <source>A post under way</source>
        <translation>Bài đang soạn</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Chưa có tiêu đề</translation>
    </message>
    <message>
        <source>The plan of the week has nothing against it.</source>
        <translation>Kế hoạch tuần không có điểm nào cần sửa.</translation>
    </message>
    <message>
        <source>The plan of the week. Whoever submitted it cannot decide on it.</source>
        <translation>Kế hoạch tuần. Người trình kế hoạch không tự duyệt được.</translation>
    </message>
    <message>
        <source>Where to put the sheet</source>
        <translation>Nơi lưu lịch tuần</translation>
    </message>
    <message>
        <source>Sheet written: {name}</source>
        <translation>Đã ghi lịch tuần: {name}</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>This PC has no player for the video {name}.</source>
        <translation>Máy này không có chương trình nào mở được video {name}.</translation>
    </message>
</context>
<context>
    <name>PostAboutSection</name>
    <message>
        <source>When to use it</source>
        <translation>Khi nào dùng</translation>
    </message>
    <message>
        <source>Keep out of the post:</source>
        <translation>Không đưa vào bài:</translation>
    </message>
    <message>
        <source>Show when to use it</source>
        <translation>Xem khi nào dùng mẫu này</translation>
    </message>
    <message>
        <source>Fold this away</source>
        <translation>Thu gọn</translation>
    </message>
</context>
<context>
    <name>PostColumns</name>
    <message>
        <source>(no title yet)</source>
        <translation>(chưa có tiêu đề)</translation>
    </message>
    <message>
        <source>{title} · comments: {n}</source>
        <translation>{title} · {n} góp ý</translation>
    </message>
    <message>
        <source>{n} pages</source>
        <translation>{n} trang</translation>
    </message>
    <message>
        <source>{n} days left</source>
        <translation>còn {n} ngày</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>Hôm nay {time}</translation>
    </message>
    <message>
        <source>deleted today</source>
        <translation>xóa hôm nay</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>Bài viết</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Mẫu</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Trang đăng</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Người soạn</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Sửa lần cuối</translation>
    </message>
    <message>
        <source>Planned for</source>
        <translation>Dự kiến đăng</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>Thời gian giữ</translation>
    </message>
</context>
<context>
    <name>PostMover</name>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Đóng thông báo này</translation>
    </message>
    <message>
        <source>Moving {n} posts to the trash…</source>
        <translation>Đang chuyển {n} bài vào thùng rác…</translation>
    </message>
    <message>
        <source>Restoring {n} posts…</source>
        <translation>Đang khôi phục {n} bài…</translation>
    </message>
    <message>
        <source>Moved to the trash.</source>
        <translation>Đã chuyển bài vào thùng rác.</translation>
    </message>
    <message>
        <source>Restored.</source>
        <translation>Đã khôi phục bài.</translation>
    </message>
    <message>
        <source>{n} posts moved to the trash.</source>
        <translation>Đã chuyển {n} bài vào thùng rác.</translation>
    </message>
    <message>
        <source>{n} posts restored.</source>
        <translation>Đã khôi phục {n} bài.</translation>
    </message>
    <message>
        <source>Stopped; as they were: {n}.</source>
        <translation>Đã dừng; {n} bài giữ nguyên.</translation>
    </message>
    <message>
        <source> and {n} more</source>
        <translation> và {n} bài khác</translation>
    </message>
    <message>
        <source>Not moved ({posts}{more}): {reason}</source>
        <translation>Không chuyển được ({posts}{more}): {reason}</translation>
    </message>
</context>
<context>
    <name>PostPlan</name>
    <message>
        <source>cards: {n}</source>
        <translation>{n} thẻ</translation>
    </message>
</context>
<context>
    <name>PostView</name>
    <message>
        <source>See more</source>
        <translation>Xem thêm</translation>
    </message>
    <message>
        <source>Like</source>
        <translation>Thích</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Bình luận</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Chia sẻ</translation>
    </message>
</context>
<context>
    <name>PostsPage</name>
    <message>
        <source>(no title yet)</source>
        <translation>(chưa có tiêu đề)</translation>
    </message>
    <message>
        <source>Posts</source>
        <translation>Bài viết</translation>
    </message>
    <message>
        <source>Compose</source>
        <translation>Soạn bài</translation>
    </message>
    <message>
        <source>Choose a template</source>
        <translation>Chọn mẫu bài</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>Bỏ các bộ lọc</translation>
    </message>
    <message>
        <source>No post yet</source>
        <translation>Chưa có bài nào</translation>
    </message>
    <message>
        <source>Choose an approved template to write the first post of your unit.</source>
        <translation>Hãy chọn một mẫu đã được duyệt để soạn bài đầu tiên của đơn vị.</translation>
    </message>
    <message>
        <source>The trash is empty</source>
        <translation>Thùng rác trống</translation>
    </message>
    <message>
        <source>Posts moved here are kept for 30 days and can be restored as long as they are.</source>
        <translation>Bài chuyển vào đây được giữ 30 ngày; trong thời gian đó có thể khôi phục.</translation>
    </message>
    <message>
        <source>No post matches</source>
        <translation>Không có bài nào khớp</translation>
    </message>
    <message>
        <source>Take a filter away or search for other words; accents may be left out.</source>
        <translation>Hãy bỏ bớt một bộ lọc hoặc tìm từ khác; có thể gõ không dấu.</translation>
    </message>
    <message>
        <source>Every post is in the trash</source>
        <translation>Mọi bài đều ở trong thùng rác</translation>
    </message>
    <message>
        <source>Restore one there, or write a new post.</source>
        <translation>Hãy khôi phục bài ở đó hoặc soạn bài mới.</translation>
    </message>
    <message>
        <source>The post is in the trash: restore it to open it.</source>
        <translation>Bài đang ở trong thùng rác: hãy khôi phục rồi mở.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Khôi phục</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>Đăng bài…</translation>
    </message>
    <message>
        <source>Report an error…</source>
        <translation>Báo sai…</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>Chuyển vào thùng rác</translation>
    </message>
    <message>
        <source>Open in the composer</source>
        <translation>Mở để soạn</translation>
    </message>
    <message>
        <source>Open in the approvals</source>
        <translation>Mở ở trang Chờ duyệt</translation>
    </message>
    <message>
        <source>Show in the outbox</source>
        <translation>Xem trong Hộp gửi</translation>
    </message>
</context>
<context>
    <name>PracticeFrame</name>
    <message>
        <source>PRACTICE: nothing you do here leaves this PC</source>
        <translation>TẬP HUẤN: mọi việc làm ở đây chỉ nằm trên máy này</translation>
    </message>
</context>
<context>
    <name>PracticePage</name>
    <message>
        <source>Practice page</source>
        <translation>Trang thực hành</translation>
    </message>
    <message>
        <source>Write a post</source>
        <translation>Soạn bài</translation>
    </message>
    <message>
        <source>Add a practice page</source>
        <translation>Thêm trang thực hành</translation>
    </message>
    <message>
        <source>Nothing is on this page yet</source>
        <translation>Trang này chưa có bài</translation>
    </message>
    <message>
        <source>Publish an approved post to this page: it appears here as readers would see it on a phone.</source>
        <translation>Hãy đăng một bài đã duyệt lên trang này: bài hiện ở đây đúng như người đọc thấy trên điện thoại.</translation>
    </message>
    <message>
        <source>There is no practice page</source>
        <translation>Chưa có trang thực hành</translation>
    </message>
    <message>
        <source>A practice page lives on this PC alone. Add one to try the whole way of a post without risk.</source>
        <translation>Trang thực hành chỉ nằm trên máy này. Hãy thêm một trang để đi thử trọn đường của một bài mà không có rủi ro.</translation>
    </message>
    <message>
        <source>This page is a folder on this PC. Nothing on it is public, and nobody but you can see it.</source>
        <translation>Trang này chỉ là một thư mục trên máy: không có gì được đăng công khai, và chỉ người dùng máy này xem được.</translation>
    </message>
    <message>
        <source>posts: {n}</source>
        <translation>{n} bài</translation>
    </message>
    <message>
        <source>posts: {n}; the latest {shown} are shown</source>
        <translation>{n} bài; hiện {shown} bài mới nhất</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Công khai</translation>
    </message>
</context>
<context>
    <name>PreviewTab</name>
    <message>
        <source>Source</source>
        <translation>Bản gốc</translation>
    </message>
    <message>
        <source>Large type</source>
        <translation>Chữ lớn</translation>
    </message>
    <message>
        <source>As people see it who set their telephone to large letters</source>
        <translation>Như người đặt điện thoại chữ lớn nhìn thấy</translation>
    </message>
    <message>
        <source>The unit&apos;s page</source>
        <translation>Trang của đơn vị</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Tiêu đề</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Ảnh</translation>
    </message>
    <message>
        <source>First sentence</source>
        <translation>Câu đầu</translation>
    </message>
    <message>
        <source>No page of this platform is ticked: nothing will be created there.</source>
        <translation>Chưa chọn trang nào của nền tảng này: sẽ không tạo gì ở đây.</translation>
    </message>
    <message>
        <source>{pages} and {n} more pages</source>
        <translation>{pages} và {n} trang khác</translation>
    </message>
</context>
<context>
    <name>ProgressStrip</name>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
</context>
<context>
    <name>ProgressTab</name>
    <message>
        <source>Verify…</source>
        <translation>Xác minh giấy…</translation>
    </message>
    <message>
        <source>Open the lessons</source>
        <translation>Mở danh sách bài học</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Xuất…</translation>
    </message>
    <message>
        <source>Take in the results of another PC…</source>
        <translation>Nhập kết quả từ máy khác…</translation>
    </message>
    <message>
        <source>Learners</source>
        <translation>Học viên</translation>
    </message>
    <message>
        <source>Outlines of the class</source>
        <translation>Đề cương của lớp</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>đã đạt</translation>
    </message>
    <message>
        <source>No lesson was done yet</source>
        <translation>Chưa có bài nào được học</translation>
    </message>
    <message>
        <source>What learners do under Lessons appears here: results, hints and where a lesson was set back.</source>
        <translation>Khi có người học bài, kết quả, số lần gợi ý và số lần làm lại hiện ở đây.</translation>
    </message>
    <message>
        <source>Outlines</source>
        <translation>Đề cương</translation>
    </message>
    <message>
        <source>{runs} runs, {time} in all</source>
        <translation>{runs} lượt học, tổng {time}</translation>
    </message>
    <message>
        <source>Learners who did an outline to the end, and who passed it; the table says the same.</source>
        <translation>Số học viên đã học xong và đã đạt, theo đề cương; bảng cho cùng số liệu.</translation>
    </message>
    <message>
        <source>learnt</source>
        <translation>đã học</translation>
    </message>
    <message>
        <source>Saved {name}.</source>
        <translation>Đã lưu {name}.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Results of another PC</source>
        <translation>Kết quả từ máy khác</translation>
    </message>
    <message>
        <source>{count} runs were taken in.</source>
        <translation>Đã nhập {count} lượt học.</translation>
    </message>
</context>
<context>
    <name>ProofDialog</name>
    <message>
        <source>Who does this</source>
        <translation>Người thực hiện</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>To confirm, type: {name}</source>
        <translation>Để xác nhận, hãy gõ: {name}</translation>
    </message>
    <message>
        <source>Type the name as it stands above.</source>
        <translation>Hãy gõ đúng tên ghi ở trên.</translation>
    </message>
    <message>
        <source>Say why, in a sentence.</source>
        <translation>Hãy ghi lý do trong một câu.</translation>
    </message>
</context>
<context>
    <name>PublishDialog</name>
    <message>
        <source>Publish: look once more</source>
        <translation>Đăng bài: xem lại lần cuối</translation>
    </message>
    <message>
        <source>To these pages</source>
        <translation>Đăng lên các trang</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Thời gian</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>Chọn tất cả</translation>
    </message>
    <message>
        <source>As soon as possible</source>
        <translation>Ngay khi có thể</translation>
    </message>
    <message>
        <source>At a set time</source>
        <translation>Hẹn giờ</translation>
    </message>
    <message>
        <source>Time of posting</source>
        <translation>Thời gian đăng</translation>
    </message>
    <message>
        <source>Who keeps the schedule</source>
        <translation>Ai giữ lịch đăng</translation>
    </message>
    <message>
        <source>This PC: it has to be on and online then</source>
        <translation>Máy này: lúc đó phải mở máy và có mạng</translation>
    </message>
    <message>
        <source>The page itself: it shows the post although this PC is off</source>
        <translation>Trang tự giữ: tắt máy bài vẫn lên</translation>
    </message>
    <message>
        <source>Pages one after the other</source>
        <translation>Giãn cách giữa các trang</translation>
    </message>
    <message>
        <source>The rest can be stopped in the outbox at any time.</source>
        <translation>Có thể dừng phần còn lại trong hộp gửi bất cứ lúc nào.</translation>
    </message>
    <message>
        <source>Who publishes</source>
        <translation>Người đăng</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Đăng bài</translation>
    </message>
    <message>
        <source>All at once</source>
        <translation>Cùng lúc</translation>
    </message>
    <message>
        <source>{n} seconds apart</source>
        <translation>Cách nhau {n} giây</translation>
    </message>
    <message>
        <source>{n} minutes apart</source>
        <translation>Cách nhau {n} phút</translation>
    </message>
    <message>
        <source>The emergency is on: this post waits for its end, and leaves then if it is still in time.</source>
        <translation>Đang bật chế độ khẩn cấp: bài này chờ đến khi tắt, khi ấy còn hạn thì mới đăng.</translation>
    </message>
    <message>
        <source>{time} · Vietnam time (approved with the post)</source>
        <translation>{time} · Giờ Việt Nam (đã duyệt cùng bài)</translation>
    </message>
    <message>
        <source>Not every chosen page keeps posts until that time.</source>
        <translation>Có trang không tự giữ được bài đến giờ đó.</translation>
    </message>
    <message>
        <source>Reading the post…</source>
        <translation>Đang đọc bài…</translation>
    </message>
    <message>
        <source>What is said above comes first.</source>
        <translation>Cần xử lý điều nêu ở trên trước.</translation>
    </message>
    <message>
        <source>Tick at least one page.</source>
        <translation>Hãy chọn ít nhất một trang.</translation>
    </message>
    <message>
        <source>Give a time still to come, such as 25/11/2026 08:00.</source>
        <translation>Hãy nhập thời điểm chưa tới, ví dụ 25/11/2026 08:00.</translation>
    </message>
    <message>
        <source>Choose who publishes.</source>
        <translation>Hãy chọn người đăng.</translation>
    </message>
    <message>
        <source>Enter the PIN.</source>
        <translation>Hãy nhập PIN.</translation>
    </message>
    <message>
        <source>In the outbox: {n}</source>
        <translation>Đã vào hộp gửi: {n} lượt</translation>
    </message>
</context>
<context>
    <name>PutInDialog</name>
    <message>
        <source>Which post does the picture go into?</source>
        <translation>Đưa ảnh vào bài nào?</translation>
    </message>
    <message>
        <source>The post that is open: “{title}”</source>
        <translation>Bài đang mở: “{title}”</translation>
    </message>
    <message>
        <source>Into this post</source>
        <translation>Vào bài này</translation>
    </message>
    <message>
        <source>Another post…</source>
        <translation>Bài khác…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
</context>
<context>
    <name>QuestionBlock</name>
    <message>
        <source>Question {number}</source>
        <translation>Câu hỏi {number}</translation>
    </message>
    <message>
        <source>Remove question {number}</source>
        <translation>Bỏ câu hỏi {number}</translation>
    </message>
    <message>
        <source>Another option</source>
        <translation>Phương án khác</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Câu hỏi</translation>
    </message>
    <message>
        <source>Right option</source>
        <translation>Phương án đúng</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Vì sao</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>Look first: what does the picture show?</source>
        <translation>Xem trước đã: trong ảnh có gì?</translation>
    </message>
    <message>
        <source>Anyone under 18</source>
        <translation>Người dưới 18 tuổi</translation>
    </message>
    <message>
        <source>A victim, or somebody held or accused</source>
        <translation>Nạn nhân, người bị giữ, bị buộc tội</translation>
    </message>
    <message>
        <source>Papers, screens or number plates</source>
        <translation>Giấy tờ, màn hình, biển số</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Có</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Không</translation>
    </message>
    <message>
        <source>3 questions</source>
        <translation>3 câu hỏi</translation>
    </message>
    <message>
        <source>3 answers</source>
        <translation>3 câu trả lời</translation>
    </message>
    <message>
        <source>What the picture shows: children, victims or people held, papers or plates</source>
        <translation>Trong ảnh có gì: trẻ em, nạn nhân hoặc người bị tạm giữ, giấy tờ hoặc biển số</translation>
    </message>
    <message>
        <source>children</source>
        <translation>trẻ em</translation>
    </message>
    <message>
        <source>victims or people held</source>
        <translation>nạn nhân hoặc người bị tạm giữ</translation>
    </message>
    <message>
        <source>papers or plates</source>
        <translation>giấy tờ hoặc biển số</translation>
    </message>
    <message>
        <source>In the picture: {what}.</source>
        <translation>Trong ảnh có: {what}.</translation>
    </message>
    <message>
        <source>No children, no victims or people held, no papers or plates.</source>
        <translation>Không có trẻ em, nạn nhân, người bị tạm giữ, giấy tờ hay biển số.</translation>
    </message>
</context>
<context>
    <name>QueueFilterBar</name>
    <message>
        <source>To approve {n}</source>
        <translation>Chờ duyệt {n}</translation>
    </message>
    <message>
        <source>Mine to decide {n}</source>
        <translation>Chờ tôi {n}</translation>
    </message>
    <message>
        <source>Approved {n}</source>
        <translation>Đã duyệt {n}</translation>
    </message>
    <message>
        <source>Changes asked {n}</source>
        <translation>Cần sửa {n}</translation>
    </message>
    <message>
        <source>Approval expired {n}</source>
        <translation>Hết hạn duyệt {n}</translation>
    </message>
    <message>
        <source>On hold {n}</source>
        <translation>Tạm giữ {n}</translation>
    </message>
    <message>
        <source>To take back {n}</source>
        <translation>Đề nghị gỡ {n}</translation>
    </message>
    <message>
        <source>Everything that waits for a decision</source>
        <translation>Mọi bài đang chờ quyết định</translation>
    </message>
    <message>
        <source>What you may approve: written by others, and your role suffices</source>
        <translation>Những bài bạn được duyệt: do người khác soạn và đúng vai trò của bạn</translation>
    </message>
    <message>
        <source>Published posts that somebody asks to withdraw</source>
        <translation>Bài đã đăng có người đề nghị gỡ</translation>
    </message>
    <message>
        <source>The approval ran out, or the planned time passed undecided</source>
        <translation>Phê duyệt đã hết hạn, hoặc đến giờ đăng mà chưa ai duyệt</translation>
    </message>
    <message>
        <source>What the queue shows</source>
        <translation>Hàng chờ đang hiện</translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message>
        <source>(no title yet)</source>
        <translation>(chưa có tiêu đề)</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Đã đổi</translation>
    </message>
    <message>
        <source>{n} open comments</source>
        <translation>{n} góp ý chưa xử lý</translation>
    </message>
    <message>
        <source>by {name}, {when}</source>
        <translation>{name} soạn, {when}</translation>
    </message>
</context>
<context>
    <name>QueuePane</name>
    <message>
        <source>Feedback in this queue</source>
        <translation>Phản hồi trong hàng này</translation>
    </message>
    <message>
        <source>Read the pages now</source>
        <translation>Đọc trang ngay</translation>
    </message>
    <message>
        <source>J K next, previous · R answer · A assign · E emergency · H hide · C close</source>
        <translation>J K đi trong hàng · R trả lời · A giao việc · E khẩn cấp · H ẩn · C đóng</translation>
    </message>
    <message>
        <source>The pages were not read yet</source>
        <translation>Chưa đọc trang lần nào</translation>
    </message>
    <message>
        <source>Pages read {time}</source>
        <translation>Đã đọc trang lúc {time}</translation>
    </message>
    <message>
        <source>Working hours until {time}</source>
        <translation>Trong giờ làm việc đến {time}</translation>
    </message>
    <message>
        <source>Outside working hours until {time}</source>
        <translation>Ngoài giờ làm việc đến {time}</translation>
    </message>
    <message>
        <source>Nothing waits for an answer</source>
        <translation>Không có phản hồi nào chờ trả lời</translation>
    </message>
    <message>
        <source>What citizens write next comes here.</source>
        <translation>Phản hồi mới của người dân sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>Nothing is overdue</source>
        <translation>Không có phản hồi quá hạn</translation>
    </message>
    <message>
        <source>Every target is kept so far.</source>
        <translation>Đến giờ đều đúng hạn.</translation>
    </message>
    <message>
        <source>Nothing is due soon</source>
        <translation>Không có phản hồi sắp đến hạn</translation>
    </message>
    <message>
        <source>What has little time left comes here.</source>
        <translation>Phản hồi còn ít thời gian sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>Nothing waits for a citizen</source>
        <translation>Không có phản hồi nào chờ người dân</translation>
    </message>
    <message>
        <source>While a citizen is asked for something more, the clock stands still.</source>
        <translation>Khi đã hỏi thêm người dân, đồng hồ dừng lại.</translation>
    </message>
    <message>
        <source>Nothing was closed yet</source>
        <translation>Chưa đóng phản hồi nào</translation>
    </message>
    <message>
        <source>Texts are erased some days after closing.</source>
        <translation>Nội dung bị xóa một số ngày sau khi đóng.</translation>
    </message>
    <message>
        <source>No answer is on its way</source>
        <translation>Không có trả lời nào đang gửi</translation>
    </message>
    <message>
        <source>Every answer stands on its page, or was settled by a person.</source>
        <translation>Mọi trả lời đã có trên trang hoặc đã có người xác nhận.</translation>
    </message>
    <message>
        <source>Your sample is looked at</source>
        <translation>Đã xem lại hết phần của bạn</translation>
    </message>
    <message>
        <source>A share of what others hide comes here, and whatever a citizen asks to look at again.</source>
        <translation>Một phần bình luận người khác đã ẩn sẽ vào đây, cùng những bình luận người dân đề nghị xem lại.</translation>
    </message>
</context>
<context>
    <name>QueueView</name>
    <message>
        <source>Posts waiting for a decision</source>
        <translation>Các bài chờ quyết định</translation>
    </message>
    <message>
        <source>Search the queue…</source>
        <translation>Tìm trong hàng chờ…</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Thứ tự</translation>
    </message>
    <message>
        <source>Urgent first</source>
        <translation>Gấp trước</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Chờ lâu nhất trước</translation>
    </message>
    <message>
        <source>By planned time</source>
        <translation>Theo giờ đăng</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <source>Who is working here?</source>
        <translation>Ai đang làm việc?</translation>
    </message>
    <message>
        <source>Sign in, and the posts that you may approve are listed here.</source>
        <translation>Đăng nhập để thấy những bài bạn được duyệt.</translation>
    </message>
    <message>
        <source>No post matches</source>
        <translation>Không có bài nào khớp</translation>
    </message>
    <message>
        <source>Search for something else, or choose another filter above.</source>
        <translation>Hãy tìm từ khác, hoặc chọn bộ lọc khác ở trên.</translation>
    </message>
    <message>
        <source>Nothing waits for a decision</source>
        <translation>Không còn bài chờ quyết định</translation>
    </message>
    <message>
        <source>What is submitted next comes here.</source>
        <translation>Bài được gửi duyệt tiếp theo sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>Nothing for you to decide</source>
        <translation>Không có bài chờ bạn duyệt</translation>
    </message>
    <message>
        <source>Posts that you wrote yourself, or that the head has to approve, are under “To approve”.</source>
        <translation>Bài do bạn soạn, hoặc bài phải do lãnh đạo duyệt, nằm ở mục “Chờ duyệt”.</translation>
    </message>
    <message>
        <source>No approved post waits</source>
        <translation>Không có bài đã duyệt nào đang chờ</translation>
    </message>
    <message>
        <source>What is approved stays here until it is queued.</source>
        <translation>Bài đã duyệt nằm ở đây cho đến khi đưa vào hộp gửi.</translation>
    </message>
    <message>
        <source>Nothing is being changed</source>
        <translation>Không có bài nào đang sửa</translation>
    </message>
    <message>
        <source>Posts you sent back are listed here.</source>
        <translation>Bài bị yêu cầu sửa sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>No approval has run out</source>
        <translation>Không có bài hết hạn duyệt</translation>
    </message>
    <message>
        <source>Posts come here when their time is over.</source>
        <translation>Bài quá hạn sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>No withdrawal is asked for</source>
        <translation>Không có đề nghị gỡ nào</translation>
    </message>
    <message>
        <source>Whoever finds a mistake in a published post asks in the outbox, with the reason.</source>
        <translation>Ai thấy bài đã đăng có sai sót thì đề nghị trong hộp gửi, kèm lý do.</translation>
    </message>
    <message>
        <source>Nothing is on hold</source>
        <translation>Không có bài nào tạm giữ</translation>
    </message>
    <message>
        <source>An approved post can be put on hold for a while.</source>
        <translation>Bài đã duyệt có thể tạm giữ một thời gian.</translation>
    </message>
</context>
<context>
    <name>QuickApproval</name>
    <message>
        <source>Approve bulletin {n}</source>
        <translation>Duyệt bản tin {n}</translation>
    </message>
    <message>
        <source>The commander on duty approves; whoever wrote it cannot. It leaves once it is published.</source>
        <translation>Người trực chỉ huy duyệt; người soạn không tự duyệt được. Bản tin chỉ đi khi được đăng.</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Xem đầy đủ</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Duyệt</translation>
    </message>
    <message>
        <source>The checks found nothing.</source>
        <translation>Kiểm tra không thấy lỗi.</translation>
    </message>
</context>
<context>
    <name>QuizDialog</name>
    <message>
        <source>Not now</source>
        <translation>Để sau</translation>
    </message>
    <message>
        <source>Choose an answer.</source>
        <translation>Hãy chọn một đáp án.</translation>
    </message>
    <message>
        <source>Question {n} of {all}</source>
        <translation>Câu {n}/{all}</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>Đúng.</translation>
    </message>
    <message>
        <source>Not quite: {n} is right.</source>
        <translation>Chưa đúng: đáp án là {n}.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Trả lời</translation>
    </message>
    <message>
        <source>See the result</source>
        <translation>Xem kết quả</translation>
    </message>
    <message>
        <source>Next question</source>
        <translation>Câu tiếp theo</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Page Studio</source>
        <translation>Studio nội dung</translation>
    </message>
    <message>
        <source>Compose</source>
        <translation>Soạn bài</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Lịch</translation>
    </message>
    <message>
        <source>Posts</source>
        <translation>Bài viết</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Chờ duyệt</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Hộp gửi</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>Phản hồi</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Ảnh</translation>
    </message>
    <message>
        <source>Law library</source>
        <translation>Kho văn bản</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Trang &amp; kết nối</translation>
    </message>
    <message>
        <source>Page files</source>
        <translation>Hồ sơ trang</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Tập huấn</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Người &amp; liên hệ</translation>
    </message>
    <message>
        <source>Practice page</source>
        <translation>Trang thực hành</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Cài đặt</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Đăng nhập</translation>
    </message>
</context>
<context>
    <name>RangeEditor</name>
    <message>
        <source>from</source>
        <translation>từ</translation>
    </message>
    <message>
        <source>to</source>
        <translation>đến</translation>
    </message>
</context>
<context>
    <name>ReaderView</name>
    <message>
        <source>Confirm the validity…</source>
        <translation>Xác nhận hiệu lực…</translation>
    </message>
    <message>
        <source>What became of it…</source>
        <translation>Diễn biến hiệu lực…</translation>
    </message>
    <message>
        <source>Copy with citation</source>
        <translation>Sao chép kèm viện dẫn</translation>
    </message>
    <message>
        <source>Side by side with another document…</source>
        <translation>Xem song song với văn bản khác…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>In…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Xuất ra tệp…</translation>
    </message>
    <message>
        <source>Explain it in a new post</source>
        <translation>Soạn bài giải thích điều này</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Các điều</translation>
    </message>
    <message>
        <source>Text of the article</source>
        <translation>Nội dung điều</translation>
    </message>
    <message>
        <source>What to see of the article</source>
        <translation>Phần muốn xem</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Related</source>
        <translation>Liên quan</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Bản cũ</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Bản gốc</translation>
    </message>
    <message>
        <source>issued {date}</source>
        <translation>ban hành {date}</translation>
    </message>
    <message>
        <source>in force from {date}</source>
        <translation>hiệu lực từ {date}</translation>
    </message>
    <message>
        <source>until {date}</source>
        <translation>đến {date}</translation>
    </message>
    <message>
        <source>On {date}: {reason}</source>
        <translation>Ngày {date}: {reason}</translation>
    </message>
    <message>
        <source>Replaced by {number}.</source>
        <translation>Được thay bằng {number}.</translation>
    </message>
    <message>
        <source>Nobody has confirmed it yet; a citation of it stops a post.</source>
        <translation>Chưa ai xác nhận; bài viện dẫn văn bản này sẽ bị chặn.</translation>
    </message>
    <message>
        <source>The library has no text of it: import the file of the unit.</source>
        <translation>Kho chưa có toàn văn: hãy nhập tệp của đơn vị.</translation>
    </message>
    <message>
        <source>Copied with its citation.</source>
        <translation>Đã sao chép kèm viện dẫn.</translation>
    </message>
</context>
<context>
    <name>ReadingPane</name>
    <message>
        <source>Piece by piece</source>
        <translation>Từng mục</translation>
    </message>
    <message>
        <source>Whole text</source>
        <translation>Toàn văn</translation>
    </message>
    <message>
        <source>{when}, Vietnam time</source>
        <translation>{when}, giờ Việt Nam</translation>
    </message>
    <message>
        <source>As soon as it is published</source>
        <translation>Ngay khi đăng</translation>
    </message>
    <message>
        <source>Valid until {day}</source>
        <translation>Có giá trị đến {day}</translation>
    </message>
    <message>
        <source>See large: {name}</source>
        <translation>Xem ảnh lớn: {name}</translation>
    </message>
    <message>
        <source>no alternative text</source>
        <translation>chưa có mô tả ảnh</translation>
    </message>
    <message>
        <source>Finished picture {n}</source>
        <translation>Ảnh hoàn chỉnh {n}</translation>
    </message>
    <message>
        <source>Pictures as they go out</source>
        <translation>Ảnh sẽ đăng</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Say why, in a sentence.</source>
        <translation>Hãy nêu lý do trong một câu.</translation>
    </message>
</context>
<context>
    <name>Recipe</name>
    <message>
        <source>Cut</source>
        <translation>Đã cắt</translation>
    </message>
    <message>
        <source>Covered in {n} places</source>
        <translation>Đã che {n} chỗ</translation>
    </message>
    <message>
        <source>Source: {text}</source>
        <translation>Nguồn: {text}</translation>
    </message>
    <message>
        <source>Consent: {text}</source>
        <translation>Đồng ý: {text}</translation>
    </message>
    <message>
        <source>Someone under 18 is in it</source>
        <translation>Có người dưới 18 tuổi</translation>
    </message>
    <message>
        <source>Stands in another place</source>
        <translation>Đổi vị trí trong bài</translation>
    </message>
    <message>
        <source>With sound; nobody confirmed captions</source>
        <translation>Có tiếng; chưa ai xác nhận có phụ đề</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>Tệp khác</translation>
    </message>
    <message>
        <source>No longer cut</source>
        <translation>Không cắt nữa</translation>
    </message>
    <message>
        <source>Covered: {before} places before, {after} now</source>
        <translation>Che: trước {before} chỗ, nay {after} chỗ</translation>
    </message>
    <message>
        <source>What has to stay in sight moved</source>
        <translation>Đổi phần ảnh phải giữ lại</translation>
    </message>
    <message>
        <source>Source: {before} → {after}</source>
        <translation>Nguồn: {before} → {after}</translation>
    </message>
    <message>
        <source>Consent: {before} → {after}</source>
        <translation>Đồng ý: {before} → {after}</translation>
    </message>
    <message>
        <source>Faces were looked through</source>
        <translation>Đã rà soát khuôn mặt</translation>
    </message>
    <message>
        <source>Faces are not looked through any more</source>
        <translation>Bỏ xác nhận đã rà soát khuôn mặt</translation>
    </message>
    <message>
        <source>Captions were confirmed</source>
        <translation>Đã xác nhận có phụ đề</translation>
    </message>
    <message>
        <source>Captions are not confirmed any more</source>
        <translation>Không còn xác nhận có phụ đề</translation>
    </message>
    <message>
        <source>Someone under 18: {answer}</source>
        <translation>Người dưới 18 tuổi: {answer}</translation>
    </message>
    <message>
        <source>Cut differently</source>
        <translation>Cắt khác trước</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không có</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>chưa trả lời</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>có</translation>
    </message>
    <message>
        <source>no</source>
        <translation>không</translation>
    </message>
</context>
<context>
    <name>RecordDialog</name>
    <message>
        <source>What became of {number}</source>
        <translation>Diễn biến hiệu lực của {number}</translation>
    </message>
    <message>
        <source>Look it up at an official source first. It is kept with your name, and can only be retracted.</source>
        <translation>Hãy đối chiếu nguồn chính thức trước. Sự kiện được lưu kèm tên của bạn, chỉ rút lại được chứ không sửa.</translation>
    </message>
    <message>
        <source>Choose what happened</source>
        <translation>Chọn sự kiện</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Sự kiện</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Từ ngày</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Đến hết ngày</translation>
    </message>
    <message>
        <source>Its provision</source>
        <translation>Theo điều khoản</translation>
    </message>
    <message>
        <source>Source you compared with</source>
        <translation>Nguồn đã đối chiếu</translation>
    </message>
    <message>
        <source>Who records it</source>
        <translation>Người ghi nhận</translation>
    </message>
    <message>
        <source>Record feedback</source>
        <translation>Ghi phản hồi</translation>
    </message>
    <message>
        <source>How it came</source>
        <translation>Đến bằng cách nào</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Only what the matter needs: no name, no identity number, no address of the caller.</source>
        <translation>Chỉ ghi điều cần cho việc giải quyết: không ghi họ tên, số giấy tờ, địa chỉ người hỏi.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Lúc nào</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>Nội dung về việc gì</translation>
    </message>
    <message>
        <source>Choose later</source>
        <translation>Chọn sau</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Ghi nhận</translation>
    </message>
    <message>
        <source>Write what was said.</source>
        <translation>Hãy ghi nội dung.</translation>
    </message>
    <message>
        <source>Give day and time, such as 25/11/2026 08:00.</source>
        <translation>Hãy ghi ngày giờ, ví dụ 25/11/2026 08:00.</translation>
    </message>
    <message>
        <source>By which document</source>
        <translation>Theo văn bản</translation>
    </message>
    <message>
        <source>A date such as 25/11/2026.</source>
        <translation>Nhập ngày như 25/11/2026.</translation>
    </message>
    <message>
        <source>Choose what happened.</source>
        <translation>Hãy chọn sự kiện.</translation>
    </message>
    <message>
        <source>Name the document.</source>
        <translation>Hãy ghi số, ký hiệu văn bản.</translation>
    </message>
    <message>
        <source>Name the source.</source>
        <translation>Hãy ghi nguồn.</translation>
    </message>
</context>
<context>
    <name>RecoveryForm</name>
    <message>
        <source>Where recovery codes are kept</source>
        <translation>Nơi giữ mã khôi phục</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Nơi giữ</translation>
    </message>
    <message>
        <source>Such as: sealed envelope in the unit&apos;s safe. Never the codes themselves.</source>
        <translation>Ví dụ: phong bì niêm phong trong két của đơn vị. Không ghi mã vào đây.</translation>
    </message>
    <message>
        <source>Say where they are.</source>
        <translation>Hãy ghi nơi giữ.</translation>
    </message>
</context>
<context>
    <name>Refusal</name>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>RegistryPage</name>
    <message>
        <source>Page files</source>
        <translation>Hồ sơ trang</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Phân quyền</translation>
    </message>
    <message>
        <source>Incident register</source>
        <translation>Sổ vụ việc</translation>
    </message>
</context>
<context>
    <name>RelatedPanel</name>
    <message>
        <source>What this article cites</source>
        <translation>Văn bản, điều được viện dẫn ở đây</translation>
    </message>
    <message>
        <source>What cites this article</source>
        <translation>Nơi viện dẫn điều này</translation>
    </message>
    <message>
        <source>Cites ({n})</source>
        <translation>Viện dẫn đến ({n})</translation>
    </message>
    <message>
        <source>Cited by ({n})</source>
        <translation>Được viện dẫn ở ({n})</translation>
    </message>
    <message>
        <source>The library is still being read for citations; the list may be longer in a while.</source>
        <translation>Kho đang được đọc để tìm viện dẫn; lát nữa danh sách có thể dài hơn.</translation>
    </message>
</context>
<context>
    <name>Releasing</name>
    <message>
        <source>Send to {page} again?</source>
        <translation>Gửi lại cho {page}?</translation>
    </message>
    <message>
        <source>Nothing is sent there now: {why} Say why it is in order again; this is kept. Deliveries that were stopped wait until they are sent again.</source>
        <translation>Hiện không gửi gì lên trang này: {why} Hãy ghi lý do trang đã ổn; lý do được lưu lại. Các lượt gửi đã dừng vẫn chờ đến khi có người gửi lại.</translation>
    </message>
    <message>
        <source>Send there again</source>
        <translation>Cho gửi lại</translation>
    </message>
    <message>
        <source>The page is sent to again.</source>
        <translation>Trang đã được gửi lại.</translation>
    </message>
</context>
<context>
    <name>RemarksPanel</name>
    <message>
        <source>Remarks of your unit; they are no law text and are never published.</source>
        <translation>Ghi chú của đơn vị; không phải nội dung văn bản và không bao giờ được đăng.</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>New remark on this article</source>
        <translation>Ghi chú mới cho điều này</translation>
    </message>
    <message>
        <source>Keep the remark</source>
        <translation>Lưu ghi chú</translation>
    </message>
    <message>
        <source>Remove the chosen one</source>
        <translation>Xóa ghi chú đã chọn</translation>
    </message>
    <message>
        <source>Nobody named</source>
        <translation>Không ghi tên</translation>
    </message>
</context>
<context>
    <name>ReplyFindings</name>
    <message>
        <source>What you write is checked here as you write it.</source>
        <translation>Phần kiểm tra hiện ở đây trong khi viết.</translation>
    </message>
    <message>
        <source>Complete, courteous, nothing personal, and the law cited is in force.</source>
        <translation>Đủ phần, lịch sự, không có dữ liệu cá nhân, căn cứ còn hiệu lực.</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Tới ô</translation>
    </message>
</context>
<context>
    <name>ReplyPane</name>
    <message>
        <source>Take this citation out</source>
        <translation>Bỏ căn cứ này</translation>
    </message>
    <message>
        <source>Nothing was written yet.</source>
        <translation>Chưa viết gì.</translation>
    </message>
    <message>
        <source>{n} characters</source>
        <translation>{n} ký tự</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Trả lời</translation>
    </message>
    <message>
        <source>Legal basis… (Ctrl+L)</source>
        <translation>Căn cứ… (Ctrl+L)</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Viết</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Xem trước</translation>
    </message>
    <message>
        <source>How the answer goes</source>
        <translation>Cách gửi trả lời</translation>
    </message>
    <message>
        <source>It came by telephone or at the counter, and is answered there. Note it once that was done.</source>
        <translation>Phản hồi này đến qua điện thoại hoặc tại quầy và được trả lời ở đó. Trả lời xong thì ghi lại.</translation>
    </message>
    <message>
        <source>It was answered by telephone or in person</source>
        <translation>Đã trả lời qua điện thoại hoặc trực tiếp</translation>
    </message>
    <message>
        <source>Canned replies… (Ctrl+J)</source>
        <translation>Câu trả lời mẫu… (Ctrl+J)</translation>
    </message>
    <message>
        <source>{canned} · may be used until {day}</source>
        <translation>{canned} · dùng được đến {day}</translation>
    </message>
    <message>
        <source>Given back: {note}</source>
        <translation>Được trả lại: {note}</translation>
    </message>
    <message>
        <source>Give back…</source>
        <translation>Trả lại…</translation>
    </message>
    <message>
        <source>Submit…</source>
        <translation>Gửi duyệt…</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>Duyệt trả lời…</translation>
    </message>
    <message>
        <source>Send…</source>
        <translation>Gửi trả lời…</translation>
    </message>
    <message>
        <source>Choose an item on the left.</source>
        <translation>Chọn một phản hồi bên trái.</translation>
    </message>
    <message>
        <source>This item has ended.</source>
        <translation>Phản hồi này đã kết thúc.</translation>
    </message>
    <message>
        <source>Write the answer, or take a canned one (Ctrl+J).</source>
        <translation>Viết câu trả lời, hoặc lấy câu mẫu (Ctrl+J).</translation>
    </message>
    <message>
        <source>First mend what is marked red above.</source>
        <translation>Hãy sửa chỗ đánh dấu đỏ ở trên trước.</translation>
    </message>
    <message>
        <source>The page takes no answer in this way any more; choose another way, or telephone.</source>
        <translation>Trang không nhận trả lời bằng cách này nữa; chọn cách khác, hoặc gọi điện.</translation>
    </message>
</context>
<context>
    <name>RequestSection</name>
    <message>
        <source>Request</source>
        <translation>Đề nghị</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Địa bàn</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Nền tảng</translation>
    </message>
    <message>
        <source>Written for</source>
        <translation>Viết cho ai đọc</translation>
    </message>
    <message>
        <source>What the page is for</source>
        <translation>Mục đích của trang</translation>
    </message>
    <message>
        <source>Why this platform</source>
        <translation>Vì sao chọn nền tảng này</translation>
    </message>
    <message>
        <source>First administrator</source>
        <translation>Quản trị viên thứ nhất</translation>
    </message>
    <message>
        <source>Second administrator</source>
        <translation>Quản trị viên thứ hai</translation>
    </message>
    <message>
        <source>Who approves posts</source>
        <translation>Người duyệt bài</translation>
    </message>
    <message>
        <source>Officers on duty</source>
        <translation>Cán bộ trực</translation>
    </message>
    <message>
        <source>Duty hours</source>
        <translation>Giờ trực</translation>
    </message>
    <message>
        <source>People are answered within</source>
        <translation>Thời hạn trả lời dự kiến</translation>
    </message>
    <message>
        <source>Such as “Khu phố 3”; leave it empty for the whole unit.</source>
        <translation>Ví dụ “Khu phố 3”; để trống nếu là cả đơn vị.</translation>
    </message>
    <message>
        <source>The unit&apos;s official document behind the request</source>
        <translation>Văn bản chính thức của đơn vị làm căn cứ đề nghị</translation>
    </message>
    <message>
        <source>Check the file</source>
        <translation>Kiểm tra hồ sơ</translation>
    </message>
    <message>
        <source>Send to the head…</source>
        <translation>Gửi lãnh đạo…</translation>
    </message>
    <message>
        <source>The head decides…</source>
        <translation>Lãnh đạo quyết định…</translation>
    </message>
    <message>
        <source>Fill in what is missing first.</source>
        <translation>Hãy điền các mục còn thiếu trước.</translation>
    </message>
    <message>
        <source>The head has agreed to this very request.</source>
        <translation>Lãnh đạo đã đồng ý đúng đề nghị này.</translation>
    </message>
    <message>
        <source>Nothing waits for the head.</source>
        <translation>Không có gì đang chờ lãnh đạo.</translation>
    </message>
    <message>
        <source>Not sent to the head yet.</source>
        <translation>Chưa gửi lãnh đạo.</translation>
    </message>
    <message>
        <source>Waits for the head since {time}.</source>
        <translation>Chờ lãnh đạo từ {time}.</translation>
    </message>
    <message>
        <source>Returned by {who}, {time}:</source>
        <translation>{who} trả lại, {time}:</translation>
    </message>
    <message>
        <source>Agreed by {who}, {time}.</source>
        <translation>{who} đã đồng ý, {time}.</translation>
    </message>
    <message>
        <source>The request was changed after the head agreed; send it again.</source>
        <translation>Đề nghị đã sửa sau khi lãnh đạo đồng ý; hãy gửi lại.</translation>
    </message>
</context>
<context>
    <name>RescueView</name>
    <message>
        <source>The data of this profile is gone</source>
        <translation>Dữ liệu của hồ sơ này không còn</translation>
    </message>
    <message>
        <source>Choose the backup to go on with. It is read through first; nothing that is still there is deleted.</source>
        <translation>Hãy chọn bản sao lưu để làm tiếp. Bản được chọn sẽ được đọc kiểm tra trước; những gì còn lại không bị xóa.</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>Tệp khác…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>Checking the backup…</source>
        <translation>Đang kiểm tra bản sao lưu…</translation>
    </message>
    <message>
        <source>No backup was found on this PC; choose one on a USB drive.</source>
        <translation>Không thấy bản sao lưu nào trên máy này; hãy chọn trên USB.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Khôi phục</translation>
    </message>
    <message>
        <source>The backup</source>
        <translation>Bản sao lưu</translation>
    </message>
</context>
<context>
    <name>ResetPinForm</name>
    <message>
        <source>New PIN for {name}</source>
        <translation>PIN mới cho {name}</translation>
    </message>
    <message>
        <source>The head and one other person allow it, each with their own PIN. For 24 hours after it {name} cannot approve posts.</source>
        <translation>Việc này cần lãnh đạo và một người nữa cho phép, mỗi người bằng mã PIN của mình. Trong 24 giờ sau đó {name} chưa duyệt được bài.</translation>
    </message>
    <message>
        <source>The head</source>
        <translation>Lãnh đạo</translation>
    </message>
    <message>
        <source>One other person</source>
        <translation>Một người nữa</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Number, words or article…</source>
        <translation>Số hiệu, từ khóa hoặc điều…</translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>Kết quả tìm</translation>
    </message>
    <message>
        <source>In force on</source>
        <translation>Xét hiệu lực vào ngày</translation>
    </message>
    <message>
        <source>Validity</source>
        <translation>Hiệu lực</translation>
    </message>
    <message>
        <source>Not in force: {n} more</source>
        <translation>Đã ẩn {n} kết quả không có hiệu lực</translation>
    </message>
    <message>
        <source>results: {n}</source>
        <translation>{n} kết quả</translation>
    </message>
    <message>
        <source>the first {n} results</source>
        <translation>{n} kết quả đầu</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Không tìm thấy</translation>
    </message>
    <message>
        <source>Try fewer words, another spelling, or the number alone (13/2023). Accents may be left out.</source>
        <translation>Hãy dùng ít từ hơn, viết cách khác, hoặc chỉ số hiệu (13/2023). Có thể gõ không dấu.</translation>
    </message>
    <message>
        <source>Searching for: {words}</source>
        <translation>Tìm theo: {words}</translation>
    </message>
    <message>
        <source>Searching as typed</source>
        <translation>Đang tìm đúng như đã gõ</translation>
    </message>
    <message>
        <source>Add the accents</source>
        <translation>Thêm dấu</translation>
    </message>
    <message>
        <source>Search as typed</source>
        <translation>Tìm như đã gõ</translation>
    </message>
    <message>
        <source>Search the library</source>
        <translation>Tìm trong kho</translation>
    </message>
    <message>
        <source>Type a number (13/2023/NĐ-CP), words, or “điều 5 nghị định 13”. Accents may be left out.</source>
        <translation>Gõ số hiệu (13/2023/NĐ-CP), từ khóa, hoặc “điều 5 nghị định 13”. Có thể gõ không dấu.</translation>
    </message>
</context>
<context>
    <name>RevokeForm</name>
    <message>
        <source>Revoke the right of {name}</source>
        <translation>Thu hồi quyền của {name}</translation>
    </message>
    <message>
        <source>Do it on the platform first, then record it here.</source>
        <translation>Làm trên nền tảng trước, rồi ghi vào đây.</translation>
    </message>
    <message>
        <source>Revoked on</source>
        <translation>Ngày thu hồi</translation>
    </message>
    <message>
        <source>Devices are removed</source>
        <translation>Đã gỡ thiết bị</translation>
    </message>
    <message>
        <source>All sessions are ended</source>
        <translation>Đã đăng xuất mọi phiên</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Ghi nhận</translation>
    </message>
</context>
<context>
    <name>RolesForm</name>
    <message>
        <source>What {name} may do</source>
        <translation>Quyền của {name}</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Vai trò</translation>
    </message>
    <message>
        <source>For 24 hours after a change they cannot approve posts.</source>
        <translation>Trong 24 giờ sau khi đổi quyền, người này chưa duyệt được bài.</translation>
    </message>
    <message>
        <source>Tick at least one.</source>
        <translation>Hãy chọn ít nhất một mục.</translation>
    </message>
</context>
<context>
    <name>RotateForm</name>
    <message>
        <source>Password and codes were changed</source>
        <translation>Đã đổi mật khẩu, mã khôi phục</translation>
    </message>
    <message>
        <source>Only the day is recorded, never the password or a code.</source>
        <translation>Chỉ ghi ngày đổi, không ghi mật khẩu hay mã.</translation>
    </message>
    <message>
        <source>Password was changed</source>
        <translation>Đã đổi mật khẩu</translation>
    </message>
    <message>
        <source>Recovery codes were made anew</source>
        <translation>Đã tạo lại mã khôi phục</translation>
    </message>
    <message>
        <source>Changed on</source>
        <translation>Ngày đổi</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Ghi nhận</translation>
    </message>
    <message>
        <source>Tick what was changed, and give the day.</source>
        <translation>Hãy tích mục đã đổi và ghi ngày.</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>Take out row {n}</source>
        <translation>Bỏ dòng {n}</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>More</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>Grant: {role} – {name}</source>
        <translation>Cấp quyền: {role} – {name}</translation>
    </message>
    <message>
        <source>Change to: {role} – {name}</source>
        <translation>Đổi thành: {role} – {name}</translation>
    </message>
    <message>
        <source>Revoke the right – {name}</source>
        <translation>Thu hồi quyền – {name}</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>đến {day}</translation>
    </message>
    <message>
        <source>Carried out…</source>
        <translation>Đã thực hiện…</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>Quyết định…</translation>
    </message>
    <message>
        <source>Send to the head…</source>
        <translation>Gửi lãnh đạo…</translation>
    </message>
    <message>
        <source>Confirm MFA</source>
        <translation>Xác nhận MFA</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Thu hồi…</translation>
    </message>
    <message>
        <source>Role on the page</source>
        <translation>Quyền trên trang</translation>
    </message>
    <message>
        <source>duty ends {day}</source>
        <translation>thôi nhiệm vụ {day}</translation>
    </message>
    <message>
        <source>Revoked {day}</source>
        <translation>Đã thu hồi {day}</translation>
    </message>
    <message>
        <source>MFA not confirmed</source>
        <translation>Chưa xác nhận MFA</translation>
    </message>
    <message>
        <source>MFA {day}</source>
        <translation>MFA {day}</translation>
    </message>
    <message>
        <source>Carried out {at}</source>
        <translation>Đã thực hiện {at}</translation>
    </message>
    <message>
        <source>The head agreed</source>
        <translation>Lãnh đạo đã đồng ý</translation>
    </message>
    <message>
        <source>Waits for the head</source>
        <translation>Chờ lãnh đạo</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Chưa gửi</translation>
    </message>
    <message>
        <source>Duty and its end…</source>
        <translation>Nhiệm vụ và ngày thôi…</translation>
    </message>
    <message>
        <source>Take the row out</source>
        <translation>Bỏ dòng này</translation>
    </message>
</context>
<context>
    <name>RowsEditor</name>
    <message>
        <source>Add a row</source>
        <translation>Thêm dòng</translation>
    </message>
</context>
<context>
    <name>RuleEditor</name>
    <message>
        <source>Title</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>What is forbidden</source>
        <translation>Điều bị cấm</translation>
    </message>
    <message>
        <source>Take this rule out</source>
        <translation>Bỏ điều này</translation>
    </message>
    <message>
        <source>Give the rule a title.</source>
        <translation>Hãy đặt tên cho điều này.</translation>
    </message>
    <message>
        <source>At most {n} characters.</source>
        <translation>Tối đa {n} ký tự.</translation>
    </message>
    <message>
        <source>Say what is forbidden.</source>
        <translation>Hãy nêu điều bị cấm.</translation>
    </message>
</context>
<context>
    <name>RuleList</name>
    <message>
        <source>Add a rule</source>
        <translation>Thêm một điều</translation>
    </message>
</context>
<context>
    <name>RulesForm</name>
    <message>
        <source>House rules of the page</source>
        <translation>Nội quy của trang</translation>
    </message>
    <message>
        <source>A comment is hidden by a rule alone, with a reason, and the citizen may ask again. No rule may forbid criticism. What was hidden before keeps the rule of its day. Publish the rules on the page as well.</source>
        <translation>Chỉ ẩn bình luận theo một điều nội quy, có ghi lý do, và người gửi được hỏi lại. Không điều nào được cấm phê bình. Bình luận đã ẩn trước đây giữ điều khoản của ngày ẩn. Hãy đăng nội quy này trên trang.</translation>
    </message>
</context>
<context>
    <name>Running</name>
    <message>
        <source>In this step each answer is now explained.</source>
        <translation>Ở bước này, mỗi câu trả lời từ giờ có giải thích.</translation>
    </message>
    <message>
        <source>Answer the questions</source>
        <translation>Trả lời câu hỏi</translation>
    </message>
    <message>
        <source>Questions for yourself</source>
        <translation>Câu hỏi tự ôn</translation>
    </message>
    <message>
        <source>All steps are done.</source>
        <translation>Đã xong mọi bước.</translation>
    </message>
    <message>
        <source>Right answers: {right} of {asked}.</source>
        <translation>Trả lời đúng {right}/{asked} câu.</translation>
    </message>
    <message>
        <source>Passed.</source>
        <translation>Đạt.</translation>
    </message>
    <message>
        <source>It is kept under Progress, where the trainer makes the certificate.</source>
        <translation>Kết quả đã được ghi ở thẻ “Tiến độ”; người hướng dẫn lập giấy xác nhận tại đó.</translation>
    </message>
    <message>
        <source>At least {n} are needed.</source>
        <translation>Cần đúng ít nhất {n} câu.</translation>
    </message>
    <message>
        <source>Not passed yet.</source>
        <translation>Chưa đạt.</translation>
    </message>
    <message>
        <source>Take the exam again</source>
        <translation>Kiểm tra lại</translation>
    </message>
    <message>
        <source>Learn it again by “Follow” where you were unsure, then take the exam again.</source>
        <translation>Phần nào chưa chắc, hãy học lại theo cách “Làm theo”, rồi kiểm tra lại.</translation>
    </message>
    <message>
        <source>Next: {id}</source>
        <translation>Bài tiếp: {id}</translation>
    </message>
</context>
<context>
    <name>SavedFilters</name>
    <message>
        <source>Saved filters</source>
        <translation>Bộ lọc đã lưu</translation>
    </message>
    <message>
        <source>No filter is saved yet</source>
        <translation>Chưa lưu bộ lọc nào</translation>
    </message>
    <message>
        <source>Save the present filter…</source>
        <translation>Lưu bộ lọc hiện tại…</translation>
    </message>
    <message>
        <source>Delete a saved filter</source>
        <translation>Xóa bộ lọc đã lưu</translation>
    </message>
    <message>
        <source>Filter “{name}” saved.</source>
        <translation>Đã lưu bộ lọc “{name}”.</translation>
    </message>
    <message>
        <source>Filter “{name}” deleted.</source>
        <translation>Đã xóa bộ lọc “{name}”.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
</context>
<context>
    <name>ScheduleForm</name>
    <message>
        <source>Next review of the rights</source>
        <translation>Lần rà soát quyền tiếp theo</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Ngày</translation>
    </message>
    <message>
        <source>Choose a day.</source>
        <translation>Hãy chọn ngày.</translation>
    </message>
</context>
<context>
    <name>SearchFilters</name>
    <message>
        <source>In force or unchecked</source>
        <translation>Còn hiệu lực, chưa kiểm tra</translation>
    </message>
    <message>
        <source>Confirmed in force</source>
        <translation>Đã xác nhận còn hiệu lực</translation>
    </message>
    <message>
        <source>All, in force or not</source>
        <translation>Tất cả, kể cả hết hiệu lực</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Cơ quan</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Năm</translation>
    </message>
</context>
<context>
    <name>Sections</name>
    <message>
        <source>Language and look</source>
        <translation>Ngôn ngữ và giao diện</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Viết bài</translation>
    </message>
    <message>
        <source>Snippets and words</source>
        <translation>Câu mẫu và từ riêng</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Khóa máy</translation>
    </message>
    <message>
        <source>Pages and network</source>
        <translation>Trang và mạng</translation>
    </message>
    <message>
        <source>Feedback desk</source>
        <translation>Phản hồi</translation>
    </message>
    <message>
        <source>Canned replies</source>
        <translation>Câu trả lời mẫu</translation>
    </message>
    <message>
        <source>Folders and trash</source>
        <translation>Thư mục, thùng rác</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sao lưu</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Phím tắt</translation>
    </message>
    <message>
        <source>About and privacy</source>
        <translation>Giới thiệu, dữ liệu</translation>
    </message>
</context>
<context>
    <name>SeedsDialog</name>
    <message>
        <source>Documents of this job</source>
        <translation>Văn bản của công việc</translation>
    </message>
    <message>
        <source>What was known on the day it was seen: no text, no confirmation, no basis for a post. Attach the unit&apos;s own file, compare it with an official source, then confirm it. A: the text or several official reports were seen, B: one report, C: has to be checked; nothing but C stands after 90 days.</source>
        <translation>Ghi theo hiểu biết vào ngày xem: không có toàn văn, chưa được xác nhận, không phải căn cứ cho bài. Hãy gắn tệp của đơn vị, đối chiếu nguồn chính thức rồi xác nhận. A: đã thấy văn bản hoặc nhiều nguồn chính thức; B: một nguồn; C: phải kiểm tra. Quá 90 ngày chỉ còn mức C.</translation>
    </message>
    <message>
        <source>Take the list into the library</source>
        <translation>Đưa danh mục vào kho</translation>
    </message>
    <message>
        <source>Attach a file…</source>
        <translation>Gắn tệp…</translation>
    </message>
    <message>
        <source>Confirm the validity…</source>
        <translation>Xác nhận hiệu lực…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>It is this document</source>
        <translation>Đúng là văn bản này</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>number to be checked</source>
        <translation>số cần kiểm tra</translation>
    </message>
    <message>
        <source>in force from {date}</source>
        <translation>hiệu lực từ {date}</translation>
    </message>
    <message>
        <source>certainty {facts}, today {today}</source>
        <translation>độ chắc {facts}, nay {today}</translation>
    </message>
    <message>
        <source>seen {date}</source>
        <translation>xem {date}</translation>
    </message>
    <message>
        <source>with text</source>
        <translation>có toàn văn</translation>
    </message>
    <message>
        <source>without text</source>
        <translation>chưa có toàn văn</translation>
    </message>
    <message>
        <source>Not in the library</source>
        <translation>Chưa có trong kho</translation>
    </message>
    <message>
        <source>Taken in, without text and not checked: {n}</source>
        <translation>Đã đưa vào kho, chưa có toàn văn, chưa kiểm tra: {n}</translation>
    </message>
    <message>
        <source>Legal documents (*.docx *.pdf *.html *.htm *.txt)</source>
        <translation>Văn bản pháp luật (*.docx *.pdf *.html *.htm *.txt)</translation>
    </message>
    <message>
        <source>The unit&apos;s file of this document</source>
        <translation>Tệp của đơn vị cho văn bản này</translation>
    </message>
    <message>
        <source>Attached: {number}</source>
        <translation>Đã gắn: {number}</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Cài đặt</translation>
    </message>
    <message>
        <source>Sections of the settings</source>
        <translation>Các mục cài đặt</translation>
    </message>
</context>
<context>
    <name>ShapeOptions</name>
    <message>
        <source>Shape</source>
        <translation>Khuôn cắt</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Tự do</translation>
    </message>
    <message>
        <source>Back to the whole picture</source>
        <translation>Trở lại toàn ảnh</translation>
    </message>
    <message>
        <source>Straighten</source>
        <translation>Chỉnh thẳng</translation>
    </message>
    <message>
        <source>Turn to the left</source>
        <translation>Xoay trái</translation>
    </message>
    <message>
        <source>Turn to the right</source>
        <translation>Xoay phải</translation>
    </message>
    <message>
        <source>Exchange left and right</source>
        <translation>Lật trái phải</translation>
    </message>
    <message>
        <source>Turn upside down, mirrored</source>
        <translation>Lật trên dưới</translation>
    </message>
    <message>
        <source>Cut the picture</source>
        <translation>Cắt ảnh</translation>
    </message>
    <message>
        <source>Straighten the picture</source>
        <translation>Chỉnh thẳng ảnh</translation>
    </message>
    <message>
        <source>Turn the picture</source>
        <translation>Xoay ảnh</translation>
    </message>
    <message>
        <source>Mirror the picture</source>
        <translation>Lật ảnh</translation>
    </message>
</context>
<context>
    <name>ShelfView</name>
    <message>
        <source>Open a photograph…</source>
        <translation>Mở ảnh…</translation>
    </message>
    <message>
        <source>Drop photographs here, or paste one. The original is kept untouched and apart. Delete throws the one in hand away.</source>
        <translation>Kéo thả ảnh vào đây hoặc dán một ảnh. Ảnh gốc được giữ riêng, không bị sửa. Phím Delete bỏ ảnh đang chọn vào thùng rác.</translation>
    </message>
    <message>
        <source>No photograph is in the making</source>
        <translation>Chưa có ảnh nào đang làm</translation>
    </message>
    <message>
        <source>Photographs</source>
        <translation>Ảnh</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Khôi phục</translation>
    </message>
    <message>
        <source>Open one, drop it here, or paste it. Faces and numbers are looked for; what you cover is gone from the picture that leaves, and the original stays on this PC.</source>
        <translation>Mở ảnh, thả vào đây hoặc dán. Chương trình tìm khuôn mặt và dãy số; chỗ đã che không còn trong ảnh đưa ra ngoài, ảnh gốc ở lại máy này.</translation>
    </message>
    <message>
        <source>In the making</source>
        <translation>Đang chỉnh sửa</translation>
    </message>
    <message>
        <source>Photographs thrown away</source>
        <translation>Ảnh đã bỏ</translation>
    </message>
    <message>
        <source>After 30 days in the trash a photograph is deleted with its original. Bring it back to edit it.</source>
        <translation>Sau 30 ngày trong thùng rác, ảnh bị xoá cùng ảnh gốc. Khôi phục ảnh để chỉnh sửa tiếp.</translation>
    </message>
    <message>
        <source>Thrown away</source>
        <translation>Đã bỏ</translation>
    </message>
    <message>
        <source>Kept until {date}</source>
        <translation>Giữ đến {date}</translation>
    </message>
    <message>
        <source>{count} to decide</source>
        <translation>{count} chỗ cần quyết định</translation>
    </message>
    <message>
        <source>{count} covered</source>
        <translation>Đã che {count}</translation>
    </message>
    <message>
        <source>Nothing covered</source>
        <translation>Chưa che gì</translation>
    </message>
</context>
<context>
    <name>Shelving</name>
    <message>
        <source>In the trash for 30 days.</source>
        <translation>Nằm trong thùng rác 30 ngày.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
</context>
<context>
    <name>ShowCode</name>
    <message>
        <source>Recovery code</source>
        <translation>Mã khôi phục</translation>
    </message>
    <message>
        <source>Keep it under lock, apart from the backups. Whoever has both reads all data of the unit.</source>
        <translation>Hãy cất trong tủ có khóa, tách khỏi bản sao lưu. Ai có cả hai thì đọc được toàn bộ dữ liệu của đơn vị.</translation>
    </message>
    <message>
        <source>With this code the backups made from now on open on any PC. It is shown this once and kept nowhere: print it or write it down, and keep it under lock, apart from the backups.</source>
        <translation>Mã này mở được các bản sao lưu lập từ nay trên bất kỳ máy nào. Mã chỉ hiện một lần và không được lưu ở đâu: hãy in hoặc chép ra giấy, cất trong tủ có khóa, tách khỏi bản sao lưu.</translation>
    </message>
    <message>
        <source>The code is printed or written down</source>
        <translation>Đã in hoặc chép mã ra giấy</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>In…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
</context>
<context>
    <name>SideBySideDialog</name>
    <message>
        <source>Side by side</source>
        <translation>Xem song song</translation>
    </message>
    <message>
        <source>Number or name of the other document</source>
        <translation>Số hoặc tên văn bản kia</translation>
    </message>
    <message>
        <source>Its article</source>
        <translation>Điều</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Hiện</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>The article in sight</source>
        <translation>Điều đang xem</translation>
    </message>
    <message>
        <source>The other article</source>
        <translation>Điều bên kia</translation>
    </message>
</context>
<context>
    <name>SidePane</name>
    <message>
        <source>Preview</source>
        <translation>Xem trước</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Kiểm tra</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>Duyệt</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Lịch sử</translation>
    </message>
    <message>
        <source>Right pane</source>
        <translation>Khung bên phải</translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>Who is working here?</source>
        <translation>Ai đang làm việc?</translation>
    </message>
    <message>
        <source>Drafts carry your name. Decisions ask for the PIN again.</source>
        <translation>Bản nháp mang tên bạn. Mỗi quyết định sẽ hỏi lại PIN.</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Người</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Đăng xuất</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Khóa</translation>
    </message>
    <message>
        <source>Hide everything until your PIN is entered (Ctrl+F12)</source>
        <translation>Che toàn bộ nội dung cho đến khi nhập PIN (Ctrl+F12)</translation>
    </message>
</context>
<context>
    <name>SignPicker</name>
    <message>
        <source>Emoji</source>
        <translation>Biểu tượng cảm xúc</translation>
    </message>
    <message>
        <source>Search: warning, phone, fire…</source>
        <translation>Tìm: cảnh báo, điện thoại, cháy…</translation>
    </message>
    <message>
        <source>No such sign here. Official posts keep to these few.</source>
        <translation>Không có biểu tượng này. Bài chính thức chỉ dùng một số biểu tượng.</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter insert · Esc close</source>
        <translation>↑ ↓ chọn · Enter chèn · Esc đóng</translation>
    </message>
</context>
<context>
    <name>SinceView</name>
    <message>
        <source>I have seen it</source>
        <translation>Đã xem</translation>
    </message>
    <message>
        <source>From now on only later changes are shown here; a decision does the same</source>
        <translation>Từ nay chỉ hiện những thay đổi sau đó; ra quyết định cũng có tác dụng này</translation>
    </message>
    <message>
        <source>Sign in: what changed since your last look is shown here.</source>
        <translation>Đăng nhập để thấy những gì đã đổi từ lần bạn xem trước.</translation>
    </message>
    <message>
        <source>You have not decided on this post or marked it as seen yet; all of it is new to you.</source>
        <translation>Bạn chưa quyết định hay ghi là đã xem bài này; toàn bộ bài là mới với bạn.</translation>
    </message>
    <message>
        <source>{n} changes since your last look. Added words are underlined, removed ones struck through.</source>
        <translation>{n} thay đổi từ lần bạn xem trước. Chữ thêm được gạch chân, chữ bỏ bị gạch ngang.</translation>
    </message>
    <message>
        <source>Nothing changed since your last look.</source>
        <translation>Không có gì đổi từ lần bạn xem trước.</translation>
    </message>
</context>
<context>
    <name>SlipForm</name>
    <message>
        <source>Slip on a right</source>
        <translation>Phiếu phân quyền</translation>
    </message>
    <message>
        <source>Grant a right</source>
        <translation>Cấp quyền</translation>
    </message>
    <message>
        <source>Change a right</source>
        <translation>Đổi quyền</translation>
    </message>
    <message>
        <source>Revoke a right</source>
        <translation>Thu hồi quyền</translation>
    </message>
    <message>
        <source>What is asked</source>
        <translation>Đề nghị</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Người</translation>
    </message>
    <message>
        <source>Role on the page</source>
        <translation>Quyền trên trang</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Đến ngày</translation>
    </message>
    <message>
        <source>Name the person.</source>
        <translation>Hãy ghi tên người.</translation>
    </message>
</context>
<context>
    <name>SlipSection</name>
    <message>
        <source>Done</source>
        <translation>Đã xong</translation>
    </message>
    <message>
        <source>Not done yet</source>
        <translation>Chưa xong</translation>
    </message>
    <message>
        <source>Fold this step</source>
        <translation>Thu gọn bước này</translation>
    </message>
    <message>
        <source>Open this step</source>
        <translation>Mở bước này</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>Hãy điền ô này.</translation>
    </message>
    <message>
        <source>Write it as 25/11/2026 08:00.</source>
        <translation>Ghi dạng 25/11/2026 08:00.</translation>
    </message>
</context>
<context>
    <name>SlipSheet</name>
    <message>
        <source>Export…</source>
        <translation>Xuất…</translation>
    </message>
    <message>
        <source>Fill in the first step and open the slip; the others follow.</source>
        <translation>Điền bước đầu rồi mở phiếu; các bước sau làm tiếp.</translation>
    </message>
    <message>
        <source>Opened {time} · {who}</source>
        <translation>Mở lúc {time} · {who}</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Mở lại</translation>
    </message>
    <message>
        <source>Close the slip</source>
        <translation>Đóng phiếu</translation>
    </message>
    <message>
        <source>Still to do: {n}.</source>
        <translation>Còn phải làm: {n}.</translation>
    </message>
    <message>
        <source>Deleted with its evidence on {day}, unless it is opened again.</source>
        <translation>Phiếu và chứng cứ được xóa ngày {day}, trừ khi mở lại.</translation>
    </message>
    <message>
        <source>{n} days after it is closed the slip is deleted with its evidence.</source>
        <translation>Sau khi đóng {n} ngày, phiếu và chứng cứ được xóa.</translation>
    </message>
</context>
<context>
    <name>Slips</name>
    <message>
        <source>Impostor page</source>
        <translation>Trang giả mạo</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Sự cố</translation>
    </message>
    <message>
        <source>Error in a post</source>
        <translation>Sai sót trong bài</translation>
    </message>
    <message>
        <source>Claim to clear up</source>
        <translation>Thông tin cần làm rõ</translation>
    </message>
    <message>
        <source>A resident</source>
        <translation>Người dân</translation>
    </message>
    <message>
        <source>An officer of the unit</source>
        <translation>Cán bộ của đơn vị</translation>
    </message>
    <message>
        <source>Another unit</source>
        <translation>Đơn vị khác</translation>
    </message>
    <message>
        <source>The press</source>
        <translation>Báo chí</translation>
    </message>
    <message>
        <source>The platform</source>
        <translation>Nền tảng</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>Trang web</translation>
    </message>
    <message>
        <source>Another platform</source>
        <translation>Nền tảng khác</translation>
    </message>
    <message>
        <source>An account was taken over</source>
        <translation>Tài khoản bị chiếm quyền</translation>
    </message>
    <message>
        <source>Something was posted by mistake</source>
        <translation>Đăng nhầm</translation>
    </message>
    <message>
        <source>A device with access was lost</source>
        <translation>Mất thiết bị có quyền đăng nhập</translation>
    </message>
    <message>
        <source>Head of the unit</source>
        <translation>Lãnh đạo đơn vị</translation>
    </message>
    <message>
        <source>Technical officer</source>
        <translation>Cán bộ kỹ thuật</translation>
    </message>
    <message>
        <source>Competent unit</source>
        <translation>Đơn vị chức năng</translation>
    </message>
    <message>
        <source>Password changed from a clean device</source>
        <translation>Đã đổi mật khẩu từ thiết bị sạch</translation>
    </message>
    <message>
        <source>Every session signed out</source>
        <translation>Đã đăng xuất mọi phiên</translation>
    </message>
    <message>
        <source>Strange rights taken away</source>
        <translation>Đã gỡ quyền lạ</translation>
    </message>
    <message>
        <source>Strange apps removed</source>
        <translation>Đã gỡ ứng dụng lạ</translation>
    </message>
    <message>
        <source>Recovery mail and phone are the unit&apos;s own</source>
        <translation>Thư và điện thoại khôi phục là của đơn vị</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Đã xong</translation>
    </message>
    <message>
        <source>Not needed here</source>
        <translation>Không cần ở vụ này</translation>
    </message>
    <message>
        <source>Minor: nobody is misled</source>
        <translation>Nhỏ: không ai bị hiểu sai</translation>
    </message>
    <message>
        <source>Serious: people may do the wrong thing</source>
        <translation>Nghiêm trọng: người dân có thể làm sai</translation>
    </message>
    <message>
        <source>Personal data is public</source>
        <translation>Lộ dữ liệu cá nhân</translation>
    </message>
    <message>
        <source>Small edit with a note</source>
        <translation>Sửa nhỏ có ghi chú</translation>
    </message>
    <message>
        <source>Correction in a new post</source>
        <translation>Đính chính bằng bài mới</translation>
    </message>
    <message>
        <source>Withdraw for now</source>
        <translation>Gỡ tạm thời</translation>
    </message>
    <message>
        <source>Withdraw for good</source>
        <translation>Gỡ hẳn</translation>
    </message>
    <message>
        <source>Questions sent to the page</source>
        <translation>Câu hỏi gửi đến trang</translation>
    </message>
    <message>
        <source>Asked for by a competent unit</source>
        <translation>Đề nghị của đơn vị chuyên môn</translation>
    </message>
    <message>
        <source>Answer with the facts</source>
        <translation>Phản hồi bằng sự thật</translation>
    </message>
    <message>
        <source>Pass on to the competent body</source>
        <translation>Chuyển nơi có thẩm quyền</translation>
    </message>
    <message>
        <source>Do not answer</source>
        <translation>Không phản hồi</translation>
    </message>
    <message>
        <source>Slip opened</source>
        <translation>Mở phiếu</translation>
    </message>
    <message>
        <source>Facts written down</source>
        <translation>Ghi nội dung</translation>
    </message>
    <message>
        <source>A note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Looked at again: still there</source>
        <translation>Đã xem lại: vẫn còn</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>Đang mở</translation>
    </message>
    <message>
        <source>Evidence added</source>
        <translation>Thêm chứng cứ</translation>
    </message>
    <message>
        <source>Compared with the directory</source>
        <translation>Đã so với danh bạ trang</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>Đã báo cáo</translation>
    </message>
    <message>
        <source>Handed to the competent unit</source>
        <translation>Đã gửi đơn vị chức năng</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>Đã gọi</translation>
    </message>
    <message>
        <source>Lockdown list answered</source>
        <translation>Trả lời danh sách khóa chặn</translation>
    </message>
    <message>
        <source>Lessons drawn</source>
        <translation>Rút kinh nghiệm</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Quyết định</translation>
    </message>
    <message>
        <source>Post drafted</source>
        <translation>Mở bài soạn</translation>
    </message>
    <message>
        <source>Correction pinned</source>
        <translation>Đã ghim bài đính chính</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Đã xuất</translation>
    </message>
    <message>
        <source>Slip closed</source>
        <translation>Đóng phiếu</translation>
    </message>
    <message>
        <source>Slip opened again</source>
        <translation>Mở lại phiếu</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Đã đóng</translation>
    </message>
</context>
<context>
    <name>SlipsTab</name>
    <message>
        <source>Open a slip</source>
        <translation>Mở phiếu mới</translation>
    </message>
    <message>
        <source>Nothing went wrong so far</source>
        <translation>Chưa có vụ việc nào</translation>
    </message>
    <message>
        <source>Here the unit keeps impostor pages, incidents, errors in its own posts and claims to be cleared up, each with its steps, evidence and timeline.</source>
        <translation>Đây là nơi đơn vị ghi trang giả mạo, sự cố, sai sót trong bài của mình và thông tin cần làm rõ, mỗi phiếu có các bước, chứng cứ và diễn biến.</translation>
    </message>
    <message>
        <source>No slip in hand</source>
        <translation>Chưa chọn phiếu</translation>
    </message>
    <message>
        <source>Choose one on the left, or open a new one.</source>
        <translation>Chọn một phiếu ở bên trái, hoặc mở phiếu mới.</translation>
    </message>
    <message>
        <source>Incident register</source>
        <translation>Sổ vụ việc</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>Đang mở</translation>
    </message>
    <message>
        <source>Slip {code} is open.</source>
        <translation>Đã mở phiếu {code}.</translation>
    </message>
    <message>
        <source>Kept in the slip.</source>
        <translation>Đã ghi vào phiếu.</translation>
    </message>
    <message>
        <source>Exported and read back.</source>
        <translation>Đã xuất và đọc lại để đối chiếu.</translation>
    </message>
    <message>
        <source>screenshot.png</source>
        <translation>anh-chup-man-hinh.png</translation>
    </message>
    <message>
        <source>ZIP (*.zip)</source>
        <translation>ZIP (*.zip)</translation>
    </message>
    <message>
        <source>Export the slip</source>
        <translation>Xuất phiếu</translation>
    </message>
</context>
<context>
    <name>SnippetForm</name>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Hashtags</source>
        <translation>Hashtag</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>One after the other, such as #AnToànGiaoThông.</source>
        <translation>Viết nối nhau, cách bằng dấu cách, ví dụ #AnToànGiaoThông.</translation>
    </message>
    <message>
        <source>Filled in from the directory when it is inserted:</source>
        <translation>Chỗ được điền từ danh bạ khi chèn:</translation>
    </message>
    <message>
        <source>Reads now:</source>
        <translation>Hiện đọc là:</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>Nothing to save.</source>
        <translation>Chưa có gì để lưu.</translation>
    </message>
</context>
<context>
    <name>SnippetPicker</name>
    <message>
        <source>Snippets and hashtags</source>
        <translation>Câu mẫu và hashtag</translation>
    </message>
    <message>
        <source>Search snippets and hashtags…</source>
        <translation>Tìm câu mẫu, hashtag…</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Không tìm thấy.</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter insert · Esc close</source>
        <translation>↑ ↓ chọn · Enter chèn · Esc đóng</translation>
    </message>
    <message>
        <source>There is no snippet yet. Write some under Settings → Snippets and words.</source>
        <translation>Chưa có câu mẫu nào. Hãy soạn ở Cài đặt → Câu mẫu và từ riêng.</translation>
    </message>
    <message>
        <source>Stays open: {what}</source>
        <translation>Chưa điền được: {what}</translation>
    </message>
    <message>
        <source>Please check: {what}</source>
        <translation>Cần kiểm tra: {what}</translation>
    </message>
    <message>
        <source>Snippets</source>
        <translation>Câu mẫu</translation>
    </message>
    <message>
        <source>Hashtag sets</source>
        <translation>Bộ hashtag</translation>
    </message>
    <message>
        <source>Still to be filled in by hand: {what}</source>
        <translation>Còn phải điền tay: {what}</translation>
    </message>
</context>
<context>
    <name>SnippetsSection</name>
    <message>
        <source>Snippets and hashtag sets</source>
        <translation>Câu mẫu và bộ hashtag</translation>
    </message>
    <message>
        <source>Sentences the unit writes again and again. Ctrl+J inserts them into a post.</source>
        <translation>Những câu đơn vị hay dùng. Nhấn Ctrl+J để chèn vào bài.</translation>
    </message>
    <message>
        <source>New snippet</source>
        <translation>Câu mẫu mới</translation>
    </message>
    <message>
        <source>New hashtag set</source>
        <translation>Bộ hashtag mới</translation>
    </message>
    <message>
        <source>Take from a file…</source>
        <translation>Lấy từ tệp…</translation>
    </message>
    <message>
        <source>Give as a file…</source>
        <translation>Ghi ra tệp…</translation>
    </message>
    <message>
        <source>Snippets</source>
        <translation>Câu mẫu</translation>
    </message>
    <message>
        <source>Hashtag sets</source>
        <translation>Bộ hashtag</translation>
    </message>
    <message>
        <source>Sign in to change them.</source>
        <translation>Đăng nhập để sửa.</translation>
    </message>
    <message>
        <source>Only authors, approvers and the head change them.</source>
        <translation>Chỉ người soạn, người duyệt và lãnh đạo được sửa.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Đã lưu.</translation>
    </message>
    <message>
        <source>Removed: {name}</source>
        <translation>Đã xóa: {name}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Snippets from a file</source>
        <translation>Lấy câu mẫu từ tệp</translation>
    </message>
    <message>
        <source>Taken over: {snippets} snippets, {sets} hashtag sets, {words} words.</source>
        <translation>Đã nhận: {snippets} câu mẫu, {sets} bộ hashtag, {words} từ.</translation>
    </message>
    <message>
        <source>Snippets as a file</source>
        <translation>Ghi câu mẫu ra tệp</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>Đã ghi: {file}</translation>
    </message>
</context>
<context>
    <name>Sorting</name>
    <message>
        <source>Choose</source>
        <translation>Chọn</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>Đúng.</translation>
    </message>
    <message>
        <source>Not right.</source>
        <translation>Chưa đúng.</translation>
    </message>
</context>
<context>
    <name>SourceView</name>
    <message>
        <source>Grey: fixed by the approved template. The rest is yours: click it to change it.</source>
        <translation>Nền xám: mẫu đã duyệt quy định. Phần còn lại do bạn viết: bấm vào để sửa.</translation>
    </message>
    <message>
        <source>The text in its parts</source>
        <translation>Nội dung theo từng phần</translation>
    </message>
    <message>
        <source>Orange: still to be put in ({n}).</source>
        <translation>Màu cam: phải thay, còn {n} chỗ.</translation>
    </message>
    <message>
        <source>Fixed by the approved template {code}: only a new version of it changes these words.</source>
        <translation>Mẫu đã duyệt {code} quy định câu này: chỉ phiên bản mẫu mới thay đổi được.</translation>
    </message>
</context>
<context>
    <name>SpellWatch</name>
    <message>
        <source>Possible misspellings: {n}. Shift+F7 goes to the next one.</source>
        <translation>Chỗ có thể sai chính tả: {n}. Bấm Shift+F7 để đến chỗ kế tiếp.</translation>
    </message>
</context>
<context>
    <name>SpellingMenu</name>
    <message>
        <source>Put tone marks in order</source>
        <translation>Chuẩn hóa dấu</translation>
    </message>
    <message>
        <source>No suggestions</source>
        <translation>Không có gợi ý</translation>
    </message>
    <message>
        <source>Add to the unit&apos;s own words</source>
        <translation>Thêm vào từ riêng của đơn vị</translation>
    </message>
    <message>
        <source>Pass over in this post</source>
        <translation>Bỏ qua trong bài này</translation>
    </message>
    <message>
        <source>Nothing here looks misspelt.</source>
        <translation>Không thấy chỗ nào có vẻ sai chính tả.</translation>
    </message>
</context>
<context>
    <name>StandingCard</name>
    <message>
        <source>Open it on the page</source>
        <translation>Mở trên trang</translation>
    </message>
    <message>
        <source>It stands there…</source>
        <translation>Có trên trang…</translation>
    </message>
    <message>
        <source>It is not there…</source>
        <translation>Không có…</translation>
    </message>
    <message>
        <source>It is never sent again before somebody has looked. Look at the thread, then say what you saw.</source>
        <translation>Không tự gửi lại khi chưa có người xem. Hãy mở trang xem, rồi cho biết có hay không.</translation>
    </message>
</context>
<context>
    <name>StandingTab</name>
    <message>
        <source>Still missing</source>
        <translation>Còn thiếu</translation>
    </message>
    <message>
        <source>Take it back to draft</source>
        <translation>Rút về nháp</translation>
    </message>
    <message>
        <source>Written by (may not approve it)</source>
        <translation>Người soạn (không được tự duyệt)</translation>
    </message>
    <message>
        <source>The head of the unit</source>
        <translation>Trưởng đơn vị</translation>
    </message>
    <message>
        <source>Somebody with the right to approve</source>
        <translation>Người có quyền duyệt</translation>
    </message>
    <message>
        <source>Needs the approval of</source>
        <translation>Cần được duyệt bởi</translation>
    </message>
    <message>
        <source>{person}, {time}</source>
        <translation>{person}, {time}</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>Người duyệt</translation>
    </message>
    <message>
        <source>The approval holds until</source>
        <translation>Phê duyệt có giá trị đến</translation>
    </message>
    <message>
        <source>{person} wrote</source>
        <translation>{person} ghi</translation>
    </message>
    <message>
        <source>Somebody who did not write it has to decide on the Approvals page.</source>
        <translation>Người không soạn bài cần quyết định ở trang Chờ duyệt.</translation>
    </message>
    <message>
        <source>Submit it for approval.</source>
        <translation>Gửi duyệt.</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Begin here</source>
        <translation>Bắt đầu</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>What you type is kept on this PC; PINs are not. You can go on later.</source>
        <translation>Những gì đã nhập được giữ trên máy này, trừ PIN. Có thể làm tiếp sau.</translation>
    </message>
    <message>
        <source>Set everything up</source>
        <translation>Hoàn tất</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Tiếp</translation>
    </message>
</context>
<context>
    <name>StartPageRow</name>
    <message>
        <source>Address of the page</source>
        <translation>Địa chỉ trang</translation>
    </message>
    <message>
        <source>Copy it from the browser, with https://</source>
        <translation>Sao chép từ trình duyệt, có cả https://</translation>
    </message>
    <message>
        <source>Page ID</source>
        <translation>Mã trang</translation>
    </message>
    <message>
        <source>The number or name in the address; approvals are bound to it.</source>
        <translation>Số hoặc tên trong địa chỉ; việc duyệt bài gắn với mã này.</translation>
    </message>
    <message>
        <source>Name of the page</source>
        <translation>Tên trang</translation>
    </message>
    <message>
        <source>Take this page off</source>
        <translation>Bỏ trang này</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Everything is kept on this PC</source>
        <translation>Mọi thứ lưu trên máy này</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Trực tuyến</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Ngoại tuyến</translation>
    </message>
    <message>
        <source>waiting to be sent: {n}</source>
        <translation>{n} bài đang chờ gửi</translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation>Đã lưu {time}</translation>
    </message>
</context>
<context>
    <name>StatusForm</name>
    <message>
        <source>Status of {page}</source>
        <translation>Tình trạng của {page}</translation>
    </message>
    <message>
        <source>No other page</source>
        <translation>Không có trang khác</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Posts go to active pages only.</source>
        <translation>Chỉ đăng được lên trang đang hoạt động.</translation>
    </message>
    <message>
        <source>Taken over by</source>
        <translation>Trang kế tiếp</translation>
    </message>
</context>
<context>
    <name>StepBlock</name>
    <message>
        <source>Step {number}</source>
        <translation>Bước {number}</translation>
    </message>
    <message>
        <source>What the learner does</source>
        <translation>Người học làm gì</translation>
    </message>
    <message>
        <source>It is done when</source>
        <translation>Xong khi</translation>
    </message>
    <message>
        <source>Move step {number} up</source>
        <translation>Chuyển bước {number} lên</translation>
    </message>
    <message>
        <source>Move step {number} down</source>
        <translation>Chuyển bước {number} xuống</translation>
    </message>
    <message>
        <source>Remove step {number}</source>
        <translation>Bỏ bước {number}</translation>
    </message>
</context>
<context>
    <name>StepLine</name>
    <message>
        <source>Step {n} of {all}: {name}</source>
        <translation>Bước {n} trên {all}: {name}</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Steps</source>
        <translation>Các bước</translation>
    </message>
</context>
<context>
    <name>StepsPopover</name>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>SubmitDialog</name>
    <message>
        <source>Submit the plan of the week</source>
        <translation>Trình kế hoạch tuần</translation>
    </message>
    <message>
        <source>The head agrees to exactly what the plan says now; a change afterwards has to be submitted anew.</source>
        <translation>Lãnh đạo duyệt đúng nội dung kế hoạch lúc này; sửa sau đó thì phải trình lại.</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>Gửi duyệt</translation>
    </message>
</context>
<context>
    <name>SuggestionBar</name>
    <message>
        <source>Cover</source>
        <translation>Che</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Để nguyên</translation>
    </message>
    <message>
        <source>a face</source>
        <translation>khuôn mặt</translation>
    </message>
    <message>
        <source>numbers or letters</source>
        <translation>chữ hoặc số</translation>
    </message>
    <message>
        <source>a place</source>
        <translation>một chỗ</translation>
    </message>
    <message>
        <source>Suggestion: {what}</source>
        <translation>Gợi ý: {what}</translation>
    </message>
</context>
<context>
    <name>TabbedPage</name>
    <message>
        <source>What is shown</source>
        <translation>Nội dung hiển thị</translation>
    </message>
</context>
<context>
    <name>TargetRow</name>
    <message>
        <source>Not for practice: this page is public.</source>
        <translation>Không dùng khi tập huấn: trang này công khai.</translation>
    </message>
    <message>
        <source>Not granted yet: ask whoever keeps the pages.</source>
        <translation>Chưa được cấp: hãy hỏi người quản lý trang.</translation>
    </message>
    <message>
        <source>Handed over to another unit.</source>
        <translation>Đã bàn giao cho đơn vị khác.</translation>
    </message>
    <message>
        <source>Merged into another page.</source>
        <translation>Đã nhập vào trang khác.</translation>
    </message>
    <message>
        <source>Closed.</source>
        <translation>Đã đóng.</translation>
    </message>
</context>
<context>
    <name>TargetsCard</name>
    <message>
        <source>Targets</source>
        <translation>Mục tiêu thời gian</translation>
    </message>
    <message>
        <source>Minutes, hours and days are working time, such as “30 minutes”, “4 hours”, “1 day”.</source>
        <translation>Phút, giờ và ngày đều là thời gian làm việc, ví dụ “30 phút”, “4 giờ”, “1 ngày”.</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>First reply</source>
        <translation>Trả lời đầu</translation>
    </message>
    <message>
        <source>Result, if any</source>
        <translation>Kết quả, nếu có</translation>
    </message>
    <message>
        <source>Save the targets…</source>
        <translation>Lưu mục tiêu…</translation>
    </message>
    <message>
        <source>Write a number and a unit, such as “30 minutes”, “4 hours” or “1 day”.</source>
        <translation>Hãy viết số và đơn vị, ví dụ “30 phút”, “4 giờ” hoặc “1 ngày”.</translation>
    </message>
    <message>
        <source>Save the targets?</source>
        <translation>Lưu mục tiêu thời gian?</translation>
    </message>
    <message>
        <source>What is open is due by the new targets at once. What was answered keeps its own.</source>
        <translation>Phản hồi đang mở được tính hạn theo mục tiêu mới ngay. Phản hồi đã trả lời giữ mục tiêu cũ.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
</context>
<context>
    <name>TargetsSection</name>
    <message>
        <source>Post to</source>
        <translation>Đăng lên</translation>
    </message>
    <message>
        <source>Add a page</source>
        <translation>Thêm trang</translation>
    </message>
    <message>
        <source>Find a page or unit…</source>
        <translation>Tìm trang, đơn vị…</translation>
    </message>
    <message>
        <source>No unit named</source>
        <translation>Chưa ghi đơn vị</translation>
    </message>
    <message>
        <source>no page ticked</source>
        <translation>chưa chọn trang</translation>
    </message>
    <message>
        <source>pages: {n}</source>
        <translation>{n} trang</translation>
    </message>
    <message>
        <source>No page speaks of that.</source>
        <translation>Không có trang nào khớp.</translation>
    </message>
    <message>
        <source>{n} more pages: type on to find yours.</source>
        <translation>Còn {n} trang khớp: gõ thêm để thu hẹp.</translation>
    </message>
    <message>
        <source>The unit has no page yet. Add the pages it is authorised to run first.</source>
        <translation>Đơn vị chưa có trang nào. Hãy thêm trang được phép quản lý trước.</translation>
    </message>
    <message>
        <source>Only ticked: {n}</source>
        <translation>Chỉ trang đã chọn: {n}</translation>
    </message>
</context>
<context>
    <name>TemplateTile</name>
    <message>
        <source>Review after {n} days</source>
        <translation>Rà soát sau {n} ngày</translation>
    </message>
    <message>
        <source>Head approves</source>
        <translation>Trưởng đơn vị duyệt</translation>
    </message>
    <message>
        <source>Version {n}</source>
        <translation>Phiên bản {n}</translation>
    </message>
    <message>
        <source>Goes with: {title}</source>
        <translation>Đi kèm: {title}</translation>
    </message>
</context>
<context>
    <name>TextPane</name>
    <message>
        <source>Copy with citation</source>
        <translation>Sao chép kèm viện dẫn</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>What was done</source>
        <translation>Diễn biến</translation>
    </message>
    <message>
        <source>Write the note down</source>
        <translation>Ghi lại ghi chú</translation>
    </message>
    <message>
        <source>A note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Dated by itself. No names, numbers or messages of citizens.</source>
        <translation>Tự ghi ngày giờ. Không ghi tên, số điện thoại hay tin nhắn của người dân.</translation>
    </message>
</context>
<context>
    <name>ToolStrip</name>
    <message>
        <source>Badge of the unit</source>
        <translation>Phù hiệu đơn vị</translation>
    </message>
    <message>
        <source>Source line</source>
        <translation>Dòng nguồn</translation>
    </message>
</context>
<context>
    <name>TrainerNotes</name>
    <message>
        <source>Notes for the trainer</source>
        <translation>Ghi chú cho giảng viên</translation>
    </message>
    <message>
        <source>Previous step</source>
        <translation>Bước trước</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Bước tiếp</translation>
    </message>
    <message>
        <source>All steps are done.</source>
        <translation>Đã xong mọi bước.</translation>
    </message>
    <message>
        <source>Then: {text}</source>
        <translation>Tiếp theo: {text}</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} phút</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Before you begin</source>
        <translation>Trước khi bắt đầu</translation>
    </message>
    <message>
        <source>Common mistakes</source>
        <translation>Lỗi thường gặp</translation>
    </message>
    <message>
        <source>Questions and answers</source>
        <translation>Câu hỏi và đáp án</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>Watch</source>
        <translation>Xem</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Làm theo</translation>
    </message>
    <message>
        <source>On my own</source>
        <translation>Tự làm</translation>
    </message>
    <message>
        <source>Exam</source>
        <translation>Kiểm tra</translation>
    </message>
    <message>
        <source>The program does every step and says why.</source>
        <translation>Máy làm mẫu từng bước và giải thích.</translation>
    </message>
    <message>
        <source>You do each step; what you need is lit.</source>
        <translation>Bạn làm từng bước; chỗ cần dùng được chiếu sáng.</translation>
    </message>
    <message>
        <source>Only the task; hints when you ask for them.</source>
        <translation>Chỉ có đề bài; bí thì xin gợi ý.</translation>
    </message>
    <message>
        <source>The whole task without hints, then a few questions.</source>
        <translation>Làm cả bài không gợi ý, sau đó trả lời vài câu hỏi.</translation>
    </message>
    <message>
        <source>done</source>
        <translation>đã xong</translation>
    </message>
    <message>
        <source>now</source>
        <translation>đang làm</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>sắp tới</translation>
    </message>
    <message>
        <source>only shown</source>
        <translation>chỉ chiếu</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Đã đạt</translation>
    </message>
    <message>
        <source>Done once</source>
        <translation>Đã làm xong</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Đang học</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>Đã xem</translation>
    </message>
    <message>
        <source>Learner</source>
        <translation>Học viên</translation>
    </message>
    <message>
        <source>Approver</source>
        <translation>Người duyệt</translation>
    </message>
    <message>
        <source>Head of unit</source>
        <translation>Lãnh đạo đơn vị</translation>
    </message>
</context>
<context>
    <name>TrainingDoor</name>
    <message>
        <source>Watch a lesson</source>
        <translation>Xem bài mẫu</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Để sau</translation>
    </message>
    <message>
        <source>New here? Watch how a post is made, from the template to the page.</source>
        <translation>Bạn mới dùng? Xem máy làm mẫu một bài, từ chọn mẫu đến khi lên trang.</translation>
    </message>
    <message>
        <source>The practice data is as at the beginning.</source>
        <translation>Dữ liệu tập huấn đã trở về ban đầu.</translation>
    </message>
</context>
<context>
    <name>TrainingPage</name>
    <message>
        <source>Training</source>
        <translation>Tập huấn</translation>
    </message>
    <message>
        <source>Done with your own hands in this window, on sample data.</source>
        <translation>Tự tay làm ngay trong cửa sổ này, trên dữ liệu mẫu.</translation>
    </message>
    <message>
        <source>A lesson opens the practice profile: sample data, apart from your work.</source>
        <translation>Bài học mở trong hồ sơ tập huấn: dữ liệu mẫu, tách hẳn công việc thật.</translation>
    </message>
    <message>
        <source>Reset the practice data</source>
        <translation>Đặt lại dữ liệu tập huấn</translation>
    </message>
    <message>
        <source>Press again to reset</source>
        <translation>Bấm lần nữa để đặt lại</translation>
    </message>
    <message>
        <source>Throws away what was tried out in practice. Results are kept.</source>
        <translation>Xóa những gì đã làm thử trong tập huấn. Kết quả học được giữ lại.</translation>
    </message>
    <message>
        <source>Present to a class (F11)</source>
        <translation>Trình chiếu trước lớp (F11)</translation>
    </message>
    <message>
        <source>Back to real work</source>
        <translation>Về hồ sơ thật</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Bài học</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Văn bản</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Tiến độ</translation>
    </message>
    <message>
        <source>Own lessons</source>
        <translation>Bài tự soạn</translation>
    </message>
    <message>
        <source>Learner {code}</source>
        <translation>Học viên {code}</translation>
    </message>
</context>
<context>
    <name>TransitionSection</name>
    <message>
        <source>Status and hand-over</source>
        <translation>Trạng thái và bàn giao</translation>
    </message>
    <message>
        <source>Account that posts go to</source>
        <translation>Tài khoản đăng bài</translation>
    </message>
    <message>
        <source>The page is to be</source>
        <translation>Trang sẽ được</translation>
    </message>
    <message>
        <source>Page that takes over</source>
        <translation>Trang kế nhiệm</translation>
    </message>
    <message>
        <source>To be settled before</source>
        <translation>Việc phải xong trước</translation>
    </message>
    <message>
        <source>Who gives it up</source>
        <translation>Bên giao</translation>
    </message>
    <message>
        <source>Who takes over</source>
        <translation>Bên nhận</translation>
    </message>
    <message>
        <source>Witness</source>
        <translation>Người chứng kiến</translation>
    </message>
    <message>
        <source>Signed on</source>
        <translation>Ngày ký</translation>
    </message>
    <message>
        <source>The signed minutes, scanned</source>
        <translation>Bản chụp biên bản đã ký</translation>
    </message>
    <message>
        <source>Watch for impostors under the old name until</source>
        <translation>Theo dõi trang giả mạo dùng tên cũ đến ngày</translation>
    </message>
    <message>
        <source>Last looked for them on</source>
        <translation>Ngày tìm gần nhất</translation>
    </message>
    <message>
        <source>From Connections; its status follows that of the page.</source>
        <translation>Lấy từ Trang &amp; kết nối; tình trạng đổi theo trang.</translation>
    </message>
    <message>
        <source>The unit&apos;s official document behind the change</source>
        <translation>Văn bản chính thức của đơn vị làm căn cứ thay đổi</translation>
    </message>
    <message>
        <source>Minutes of three parties</source>
        <translation>Biên bản ba bên</translation>
    </message>
    <message>
        <source>Let the page work…</source>
        <translation>Đưa vào hoạt động…</translation>
    </message>
    <message>
        <source>Export the archive…</source>
        <translation>Xuất gói lưu trữ…</translation>
    </message>
    <message>
        <source>Print the minutes…</source>
        <translation>In biên bản…</translation>
    </message>
    <message>
        <source>Change the status…</source>
        <translation>Đổi tình trạng…</translation>
    </message>
    <message>
        <source>{name}, {time}: {n} posts, verified</source>
        <translation>{name}, {time}: {n} bài, đã kiểm tra</translation>
    </message>
    <message>
        <source>The identity lacks something still.</source>
        <translation>Phần nhận diện còn thiếu.</translation>
    </message>
    <message>
        <source>The head has not agreed yet.</source>
        <translation>Lãnh đạo chưa đồng ý.</translation>
    </message>
    <message>
        <source>Settle what is said above first.</source>
        <translation>Hãy xử lý các mục nêu trên trước.</translation>
    </message>
    <message>
        <source>Only a page at work can end.</source>
        <translation>Chỉ trang đang hoạt động mới kết thúc được.</translation>
    </message>
</context>
<context>
    <name>UnitEditor</name>
    <message>
        <source>Choose a unit</source>
        <translation>Chọn đơn vị</translation>
    </message>
</context>
<context>
    <name>UnitForm</name>
    <message>
        <source>The unit</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>Name of the unit</source>
        <translation>Tên đơn vị</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>Tên gọn</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>Trang web</translation>
    </message>
    <message>
        <source>Enter the name of the unit.</source>
        <translation>Hãy nhập tên đơn vị.</translation>
    </message>
</context>
<context>
    <name>UnitStep</name>
    <message>
        <source>Unit</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>Five minutes, once. Everything stays on this PC and can be changed later under People and contacts.</source>
        <translation>Chỉ năm phút, một lần. Mọi thông tin ở lại máy này và sửa được sau ở Người &amp; liên hệ, Trang &amp; kết nối.</translation>
    </message>
    <message>
        <source>Name of the unit</source>
        <translation>Tên đơn vị</translation>
    </message>
    <message>
        <source>As it signs: “Công an phường Minh Khai”.</source>
        <translation>Đúng như ký tên: “Công an phường Minh Khai”.</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>Tên gọn</translation>
    </message>
    <message>
        <source>For narrow places, such as “CAP Minh Khai”.</source>
        <translation>Dùng ở chỗ hẹp, ví dụ “CAP Minh Khai”.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Where readers find the unit.</source>
        <translation>Nơi người dân tìm đến đơn vị.</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>Trang web</translation>
    </message>
    <message>
        <source>Begins with https://</source>
        <translation>Bắt đầu bằng https://</translation>
    </message>
    <message>
        <source>Enter the name of the unit.</source>
        <translation>Hãy nhập tên đơn vị.</translation>
    </message>
</context>
<context>
    <name>Urgency</name>
    <message>
        <source>{n} days</source>
        <translation>{n} ngày</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} giờ</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} phút</translation>
    </message>
    <message>
        <source>Submit again</source>
        <translation>Cần gửi duyệt lại</translation>
    </message>
    <message>
        <source>With its author</source>
        <translation>Người soạn đang sửa</translation>
    </message>
    <message>
        <source>No planned time</source>
        <translation>Chưa hẹn giờ</translation>
    </message>
    <message>
        <source>Approval expired</source>
        <translation>Đã hết hạn duyệt</translation>
    </message>
    <message>
        <source>Approval ends in {left}</source>
        <translation>Còn hạn duyệt {left}</translation>
    </message>
    <message>
        <source>Planned {when}, passed</source>
        <translation>Đã quá giờ {when}</translation>
    </message>
    <message>
        <source>Planned {when}, in {left}</source>
        <translation>Đăng {when}, còn {left}</translation>
    </message>
    <message>
        <source>Planned {when}</source>
        <translation>Đăng {when}</translation>
    </message>
</context>
<context>
    <name>VerdictDialog</name>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Để sau</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Duyệt</translation>
    </message>
    <message>
        <source>It may be published as it is now; any later change voids the approval.</source>
        <translation>Bài được đăng đúng như hiện nay; mọi thay đổi sau đó làm mất hiệu lực phê duyệt.</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Thôi giữ</translation>
    </message>
    <message>
        <source>The post goes on with the approval it has.</source>
        <translation>Bài đi tiếp với phê duyệt đang có.</translation>
    </message>
    <message>
        <source>Ask for changes</source>
        <translation>Yêu cầu sửa</translation>
    </message>
    <message>
        <source>The author gets the post back with your note.</source>
        <translation>Bài trở lại người soạn kèm lời nhắn của bạn.</translation>
    </message>
    <message>
        <source>Put on hold</source>
        <translation>Tạm giữ</translation>
    </message>
    <message>
        <source>Nothing is published until somebody releases it.</source>
        <translation>Bài không được đăng cho đến khi có người thôi giữ.</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Từ chối</translation>
    </message>
    <message>
        <source>The post is not to be published; the author reads why.</source>
        <translation>Bài không được đăng; người soạn đọc được lý do.</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Thu hồi</translation>
    </message>
    <message>
        <source>The post is taken back for good. Where it shows already, a publisher then removes it.</source>
        <translation>Bài bị thu hồi hẳn. Nếu bài đang hiện trên trang, người đăng sẽ gỡ xuống.</translation>
    </message>
    <message>
        <source>Leave it published</source>
        <translation>Giữ nguyên bài</translation>
    </message>
    <message>
        <source>The request is declined; whoever asked reads why.</source>
        <translation>Đề nghị bị từ chối; người đề nghị đọc được lý do.</translation>
    </message>
    <message>
        <source>Enter in the PIN field does the same</source>
        <translation>Nhấn Enter ở ô PIN cũng như vậy</translation>
    </message>
    <message>
        <source>Send {n} open comments along</source>
        <translation>Gửi kèm {n} góp ý chưa xử lý</translation>
    </message>
    <message>
        <source>Note to the author</source>
        <translation>Lời nhắn cho người soạn</translation>
    </message>
    <message>
        <source>Not needed.</source>
        <translation>Không bắt buộc.</translation>
    </message>
    <message>
        <source>… and {n} more comments in the post</source>
        <translation>… và {n} góp ý khác trong bài</translation>
    </message>
    <message>
        <source>Say in a sentence what the author should know.</source>
        <translation>Hãy ghi một câu để người soạn biết cần làm gì.</translation>
    </message>
    <message>
        <source>At most {n} characters; shorten the note.</source>
        <translation>Tối đa {n} ký tự; hãy viết gọn lại.</translation>
    </message>
    <message>
        <source>Enter the PIN of the person who decides.</source>
        <translation>Hãy nhập PIN của người quyết định.</translation>
    </message>
</context>
<context>
    <name>VerificationSection</name>
    <message>
        <source>Verification</source>
        <translation>Xác thực</translation>
    </message>
    <message>
        <source>Papers for the platform</source>
        <translation>Giấy tờ cho nền tảng</translation>
    </message>
    <message>
        <source>The letter, scanned</source>
        <translation>Bản chụp văn bản xác thực</translation>
    </message>
    <message>
        <source>Handed in on</source>
        <translation>Ngày nộp</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>Mã hồ sơ</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>Kind of badge</source>
        <translation>Loại dấu xác thực</translation>
    </message>
    <message>
        <source>Given on</source>
        <translation>Ngày cấp</translation>
    </message>
    <message>
        <source>Picture of the badge</source>
        <translation>Ảnh chụp dấu xác thực</translation>
    </message>
    <message>
        <source>Why it was refused</source>
        <translation>Lý do bị từ chối</translation>
    </message>
    <message>
        <source>To be handed in again on</source>
        <translation>Hẹn nộp lại ngày</translation>
    </message>
    <message>
        <source>No personal papers are in it</source>
        <translation>Không có giấy tờ tùy thân</translation>
    </message>
    <message>
        <source>Granted</source>
        <translation>Được cấp</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Bị từ chối</translation>
    </message>
</context>
<context>
    <name>VerifyForm</name>
    <message>
        <source>Verify a certificate</source>
        <translation>Xác minh giấy xác nhận</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>Số giấy</translation>
    </message>
    <message>
        <source>As on the paper, TH-20261127-7K3Q say.</source>
        <translation>Như trên giấy, ví dụ TH-20261127-7K3Q.</translation>
    </message>
    <message>
        <source>Verification code</source>
        <translation>Mã xác minh</translation>
    </message>
    <message>
        <source>Only the PC that issued a certificate can verify it.</source>
        <translation>Chỉ máy đã cấp giấy mới xác minh được.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Xác minh</translation>
    </message>
    <message>
        <source>Genuine. Issued on {day} to {learner} ({code}), {unit}, by {trainer}. Outlines passed: {outlines}. Compare this with the paper.</source>
        <translation>Đúng. Cấp ngày {day} cho {learner} ({code}), {unit}, người cấp {trainer}. Đề cương đã đạt: {outlines}. Hãy đối chiếu với tờ giấy.</translation>
    </message>
</context>
<context>
    <name>VersionLine</name>
    <message>
        <source>As it is now</source>
        <translation>Bản đang soạn</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Khôi phục</translation>
    </message>
    <message>
        <source>Hide what changed</source>
        <translation>Ẩn thay đổi</translation>
    </message>
    <message>
        <source>What changed since</source>
        <translation>Thay đổi từ bản này</translation>
    </message>
</context>
<context>
    <name>Versions</name>
    <message>
        <source>Written</source>
        <translation>Soạn bài</translation>
    </message>
    <message>
        <source>Restored an earlier version</source>
        <translation>Khôi phục bản cũ</translation>
    </message>
    <message>
        <source>Kept aside: somebody else saved first</source>
        <translation>Bản để riêng: người khác đã lưu trước</translation>
    </message>
    <message>
        <source>Submitted for approval</source>
        <translation>Gửi duyệt</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Đã duyệt</translation>
    </message>
    <message>
        <source>Changes asked for</source>
        <translation>Yêu cầu sửa</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Từ chối</translation>
    </message>
    <message>
        <source>Put on hold</source>
        <translation>Tạm giữ</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>Bỏ tạm giữ</translation>
    </message>
    <message>
        <source>Taken back to draft</source>
        <translation>Thu hồi về bản nháp</translation>
    </message>
    <message>
        <source>The approval expired</source>
        <translation>Hết hạn duyệt</translation>
    </message>
    <message>
        <source>Queued for publishing</source>
        <translation>Vào hộp gửi</translation>
    </message>
    <message>
        <source>Taken out of the queue</source>
        <translation>Rút khỏi hộp gửi</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Đã đăng</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Gỡ bài</translation>
    </message>
    <message>
        <source>Withdrawal asked for</source>
        <translation>Có đề nghị gỡ bài</translation>
    </message>
    <message>
        <source>Withdrawal declined</source>
        <translation>Không đồng ý gỡ</translation>
    </message>
    <message>
        <source>Put into the trash</source>
        <translation>Bỏ vào thùng rác</translation>
    </message>
    <message>
        <source>Taken out of the trash</source>
        <translation>Lấy lại từ thùng rác</translation>
    </message>
</context>
<context>
    <name>VersionsPanel</name>
    <message>
        <source>Changes of this article</source>
        <translation>Các lần thay đổi của điều này</translation>
    </message>
    <message>
        <source>Changed by the import of {at}</source>
        <translation>Thay đổi khi nhập ngày {at}</translation>
    </message>
    <message>
        <source>What this library held before. Amendments by other documents stand under the validity.</source>
        <translation>Đây là nội dung kho từng lưu. Việc sửa đổi bởi văn bản khác nằm ở phần hiệu lực.</translation>
    </message>
    <message>
        <source>The library has held no other wording of this article.</source>
        <translation>Kho chưa từng lưu nội dung nào khác của điều này.</translation>
    </message>
</context>
<context>
    <name>VersionsTab</name>
    <message>
        <source>Nothing is written yet. Every sitting at this post will stand here.</source>
        <translation>Chưa có gì được viết. Mỗi lần soạn bài sẽ được ghi ở đây.</translation>
    </message>
    <message>
        <source>Show older ones</source>
        <translation>Xem bản cũ hơn</translation>
    </message>
    <message>
        <source>Nothing: it says what the post says now.</source>
        <translation>Không khác gì: nội dung giống bản đang soạn.</translation>
    </message>
</context>
<context>
    <name>Vouch</name>
    <message>
        <source>Technical officer or head</source>
        <translation>Cán bộ kỹ thuật hoặc lãnh đạo</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Người</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Nobody has that role yet. Give it to somebody under People.</source>
        <translation>Chưa ai có vai trò này. Hãy giao vai trò ở trang Người &amp; liên hệ.</translation>
    </message>
    <message>
        <source>Choose a person.</source>
        <translation>Hãy chọn người.</translation>
    </message>
    <message>
        <source>Enter the PIN.</source>
        <translation>Hãy nhập PIN.</translation>
    </message>
</context>
<context>
    <name>WatchControls</name>
    <message>
        <source>Play this step now</source>
        <translation>Làm mẫu bước này ngay</translation>
    </message>
    <message>
        <source>Speed: {speed}</source>
        <translation>Tốc độ: {speed}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Tạm dừng</translation>
    </message>
    <message>
        <source>Go on by itself</source>
        <translation>Tự chạy tiếp</translation>
    </message>
</context>
<context>
    <name>WatchStrip</name>
    <message>
        <source>Look at the first</source>
        <translation>Xem mục đầu tiên</translation>
    </message>
    <message>
        <source>Impostor pages to be looked at again: {n}.</source>
        <translation>Trang giả mạo cần xem lại: {n}.</translation>
    </message>
    <message>
        <source>Search for impostors under the old name: {names}.</source>
        <translation>Tìm trang giả mạo dùng tên cũ: {names}.</translation>
    </message>
</context>
<context>
    <name>WhenSection</name>
    <message>
        <source>Time of posting</source>
        <translation>Thời gian đăng</translation>
    </message>
    <message>
        <source>Vietnam time</source>
        <translation>Giờ Việt Nam</translation>
    </message>
    <message>
        <source>As soon as it is approved</source>
        <translation>Ngay khi được duyệt</translation>
    </message>
    <message>
        <source>At a set time</source>
        <translation>Hẹn giờ</translation>
    </message>
    <message>
        <source>Write the time of posting as 25/11/2026 08:00, or choose “As soon as it is approved”.</source>
        <translation>Hãy ghi giờ đăng như 25/11/2026 08:00, hoặc chọn “Ngay khi được duyệt”.</translation>
    </message>
    <message>
        <source>no time yet</source>
        <translation>chưa ghi giờ</translation>
    </message>
    <message>
        <source>as soon as approved</source>
        <translation>ngay khi được duyệt</translation>
    </message>
</context>
<context>
    <name>WindowBar</name>
    <message>
        <source>This way has no time limit.</source>
        <translation>Cách gửi này không giới hạn thời gian.</translation>
    </message>
    <message>
        <source>The page takes no reply in this way any more.</source>
        <translation>Trang không nhận trả lời bằng cách này nữa.</translation>
    </message>
    <message>
        <source>The page takes private replies for {span}</source>
        <translation>Trang cho nhắn riêng trong {span}</translation>
    </message>
    <message>
        <source>The page takes replies for {span}</source>
        <translation>Trang nhận trả lời trong {span}</translation>
    </message>
    <message>
        <source>The page takes replies until then</source>
        <translation>Trang còn nhận trả lời</translation>
    </message>
</context>
<context>
    <name>WithdrawDialog</name>
    <message>
        <source>Consent withdrawn by {name}</source>
        <translation>{name} rút lại đồng ý</translation>
    </message>
    <message>
        <source>From that day on no post may show the person, in none of the pictures this consent belongs to. The record stays.</source>
        <translation>Từ ngày đó không bài nào được để lộ người này, ở mọi ảnh thuộc đồng ý này. Ghi nhận vẫn được giữ.</translation>
    </message>
    <message>
        <source>Withdrawn on</source>
        <translation>Ngày rút lại</translation>
    </message>
    <message>
        <source>Record the withdrawal</source>
        <translation>Ghi nhận việc rút lại</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Write a day such as 25/11/2026.</source>
        <translation>Hãy viết ngày theo dạng 25/11/2026.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Draft</source>
        <translation>Nháp</translation>
    </message>
    <message>
        <source>Awaiting approval</source>
        <translation>Chờ duyệt</translation>
    </message>
    <message>
        <source>Changes asked</source>
        <translation>Cần sửa</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Từ chối</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Đã duyệt</translation>
    </message>
    <message>
        <source>Approval expired</source>
        <translation>Hết hạn duyệt</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Tạm giữ</translation>
    </message>
    <message>
        <source>In the outbox</source>
        <translation>Trong hộp gửi</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Đã đăng</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Đã gỡ</translation>
    </message>
    <message>
        <source>Withdrawn, still on a page</source>
        <translation>Phải gỡ, còn trên trang</translation>
    </message>
    <message>
        <source>Published, on a person&apos;s word</source>
        <translation>Đã đăng, người đăng xác nhận</translation>
    </message>
    <message>
        <source>Scheduled</source>
        <translation>Đã hẹn giờ</translation>
    </message>
    <message>
        <source>Waiting for the network</source>
        <translation>Chờ mạng</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Đang gửi</translation>
    </message>
    <message>
        <source>Sent, not verified</source>
        <translation>Đã gửi, chưa xác minh</translation>
    </message>
    <message>
        <source>Result unclear</source>
        <translation>Chưa rõ kết quả</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Đã xác minh</translation>
    </message>
    <message>
        <source>On a person&apos;s word</source>
        <translation>Người đăng xác nhận</translation>
    </message>
    <message>
        <source>Remove it by hand</source>
        <translation>Cần xử lý: gỡ tay</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Lỗi</translation>
    </message>
    <message>
        <source>Missed its time</source>
        <translation>Lỡ giờ</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Cần xử lý</translation>
    </message>
    <message>
        <source>Taken down</source>
        <translation>Đã gỡ</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Đã hủy</translation>
    </message>
    <message>
        <source>Change waits for the page</source>
        <translation>Chờ sửa trên trang</translation>
    </message>
    <message>
        <source>Changed or not: unclear</source>
        <translation>Chưa rõ đã sửa chưa</translation>
    </message>
    <message>
        <source>Changed and read back</source>
        <translation>Đã sửa, đọc lại khớp</translation>
    </message>
    <message>
        <source>Not yet in force</source>
        <translation>Chưa có hiệu lực</translation>
    </message>
    <message>
        <source>Must not be cited</source>
        <translation>Không được dẫn</translation>
    </message>
    <message>
        <source>Look at it again</source>
        <translation>Cần xem lại</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>Còn hiệu lực</translation>
    </message>
    <message>
        <source>Partly expired</source>
        <translation>Hết hiệu lực một phần</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Hết hiệu lực</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Tạm ngưng hiệu lực</translation>
    </message>
    <message>
        <source>No longer suitable</source>
        <translation>Không còn phù hợp</translation>
    </message>
    <message>
        <source>Needs checking</source>
        <translation>Cần kiểm tra</translation>
    </message>
    <message>
        <source>To be removed</source>
        <translation>Phải gỡ, chưa gỡ</translation>
    </message>
    <message>
        <source>In force, look again</source>
        <translation>Còn hiệu lực, cần xem lại</translation>
    </message>
    <message>
        <source>Takes effect</source>
        <translation>Có hiệu lực</translation>
    </message>
    <message>
        <source>Loses effect</source>
        <translation>Hết hiệu lực</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>Bị thay thế</translation>
    </message>
    <message>
        <source>Repealed</source>
        <translation>Bị bãi bỏ</translation>
    </message>
    <message>
        <source>Loses effect in part</source>
        <translation>Hết hiệu lực một phần</translation>
    </message>
    <message>
        <source>Stays in force</source>
        <translation>Tiếp tục có hiệu lực</translation>
    </message>
    <message>
        <source>Amended</source>
        <translation>Được sửa đổi, bổ sung</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Được đính chính</translation>
    </message>
    <message>
        <source>In effect again</source>
        <translation>Có hiệu lực trở lại</translation>
    </message>
    <message>
        <source>Its parent lost effect</source>
        <translation>Văn bản gốc hết hiệu lực</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Đã xác nhận</translation>
    </message>
    <message>
        <source>Must be mended</source>
        <translation>Phải sửa</translation>
    </message>
    <message>
        <source>Please look</source>
        <translation>Lưu ý</translation>
    </message>
    <message>
        <source>For your information</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>Chờ cấp phép</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Đang hoạt động</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Đã bàn giao</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>Đã hợp nhất</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Khẩn cấp</translation>
    </message>
    <message>
        <source>Suggestion, thanks</source>
        <translation>Góp ý, cảm ơn</translation>
    </message>
    <message>
        <source>Tip, offence</source>
        <translation>Tin báo, tố giác</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Hỏi thủ tục</translation>
    </message>
    <message>
        <source>Service, conduct</source>
        <translation>Phản ánh dịch vụ, thái độ</translation>
    </message>
    <message>
        <source>Formal complaint</source>
        <translation>Khiếu nại, tố cáo</translation>
    </message>
    <message>
        <source>Not our remit</source>
        <translation>Ngoài thẩm quyền</translation>
    </message>
    <message>
        <source>House rules</source>
        <translation>Nội quy trang</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Bình luận</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Tin nhắn</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>Trực tiếp</translation>
    </message>
    <message>
        <source>To answer</source>
        <translation>Cần trả lời</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Quá hạn</translation>
    </message>
    <message>
        <source>Due soon</source>
        <translation>Sắp đến hạn</translation>
    </message>
    <message>
        <source>Waiting for the citizen</source>
        <translation>Chờ người dân</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Đã đóng</translation>
    </message>
    <message>
        <source>Answers on the way</source>
        <translation>Trả lời đang gửi</translation>
    </message>
    <message>
        <source>Hidden: second look</source>
        <translation>Bình luận ẩn: xem lại</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Mới</translation>
    </message>
    <message>
        <source>Being answered</source>
        <translation>Đang trả lời</translation>
    </message>
    <message>
        <source>waits for the citizen</source>
        <translation>chờ người dân</translation>
    </message>
    <message>
        <source>handed over</source>
        <translation>đã chuyển</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>đã trả lời</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>đã đóng</translation>
    </message>
    <message>
        <source>hidden by a house rule</source>
        <translation>đã ẩn theo nội quy</translation>
    </message>
    <message>
        <source>kept: no rule broken</source>
        <translation>giữ lại: không phạm nội quy</translation>
    </message>
    <message>
        <source>no answer needed</source>
        <translation>không cần trả lời</translation>
    </message>
    <message>
        <source>In public, under the comment</source>
        <translation>Công khai dưới bình luận</translation>
    </message>
    <message>
        <source>As a private message</source>
        <translation>Tin nhắn riêng</translation>
    </message>
    <message>
        <source>By telephone</source>
        <translation>Gọi điện</translation>
    </message>
    <message>
        <source>By document</source>
        <translation>Văn bản</translation>
    </message>
    <message>
        <source>In the authorised system</source>
        <translation>Hệ thống nghiệp vụ</translation>
    </message>
    <message>
        <source>Not yet sorted</source>
        <translation>Chưa phân loại</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Đã kết nối</translation>
    </message>
    <message>
        <source>Runs out soon</source>
        <translation>Sắp hết hạn</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Chưa liên lạc được</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Chưa kết nối</translation>
    </message>
    <message>
        <source>Needs a new login</source>
        <translation>Cần đăng nhập lại</translation>
    </message>
    <message>
        <source>Rights missing</source>
        <translation>Thiếu quyền</translation>
    </message>
    <message>
        <source>Another page&apos;s login</source>
        <translation>Mã của trang khác</translation>
    </message>
    <message>
        <source>Blocked there</source>
        <translation>Bị nền tảng chặn</translation>
    </message>
    <message>
        <source>Needs no login</source>
        <translation>Không cần đăng nhập</translation>
    </message>
    <message>
        <source>Writes posts</source>
        <translation>Soạn bài</translation>
    </message>
    <message>
        <source>Approves</source>
        <translation>Duyệt bài</translation>
    </message>
    <message>
        <source>Publishes</source>
        <translation>Đăng bài</translation>
    </message>
    <message>
        <source>Head of unit</source>
        <translation>Lãnh đạo đơn vị</translation>
    </message>
    <message>
        <source>Trainer</source>
        <translation>Người hướng dẫn</translation>
    </message>
    <message>
        <source>Technical</source>
        <translation>Kỹ thuật</translation>
    </message>
    <message>
        <source>Facebook</source>
        <translation>Facebook</translation>
    </message>
    <message>
        <source>Zalo OA</source>
        <translation>Zalo OA</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>Trang web</translation>
    </message>
    <message>
        <source>Facebook page</source>
        <translation>Trang Facebook</translation>
    </message>
    <message>
        <source>Zalo Official Account</source>
        <translation>Zalo Official Account</translation>
    </message>
    <message>
        <source>WordPress site</source>
        <translation>Trang WordPress</translation>
    </message>
    <message>
        <source>Hand-over (posted by hand)</source>
        <translation>Bàn giao (đăng tay)</translation>
    </message>
    <message>
        <source>Practice page (on this PC)</source>
        <translation>Trang thực hành (trên máy này)</translation>
    </message>
    <message>
        <source>Answer waits to be sent</source>
        <translation>Trả lời chờ gửi</translation>
    </message>
    <message>
        <source>Answer is being sent</source>
        <translation>Đang gửi trả lời</translation>
    </message>
    <message>
        <source>Answered, not read back yet</source>
        <translation>Đã trả lời, chưa đọc lại</translation>
    </message>
    <message>
        <source>Answered and read back</source>
        <translation>Đã trả lời, đã đọc lại</translation>
    </message>
    <message>
        <source>Sent or not: unclear</source>
        <translation>Chưa rõ đã gửi chưa</translation>
    </message>
    <message>
        <source>The page refused it</source>
        <translation>Trang từ chối</translation>
    </message>
    <message>
        <source>To be hidden on the page</source>
        <translation>Chờ ẩn trên trang</translation>
    </message>
    <message>
        <source>Being hidden on the page</source>
        <translation>Đang ẩn trên trang</translation>
    </message>
    <message>
        <source>Hidden or not: being looked at</source>
        <translation>Chưa rõ đã ẩn chưa, đang xem</translation>
    </message>
    <message>
        <source>Hidden by a house rule</source>
        <translation>Đã ẩn theo nội quy</translation>
    </message>
</context>
<context>
    <name>WordsCard</name>
    <message>
        <source>Words of the unit</source>
        <translation>Từ riêng của đơn vị</translation>
    </message>
    <message>
        <source>Names, abbreviations and loan words that the spelling check is to take as right.</source>
        <translation>Tên riêng, chữ viết tắt, từ mượn mà phần kiểm tra chính tả coi là đúng.</translation>
    </message>
    <message>
        <source>New word</source>
        <translation>Từ mới</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>No word yet.</source>
        <translation>Chưa có từ nào.</translation>
    </message>
    <message>
        <source>Take out {word}</source>
        <translation>Bỏ từ {word}</translation>
    </message>
</context>
<context>
    <name>WritingBar</name>
    <message>
        <source>Insert a snippet or hashtags ({keys})</source>
        <translation>Chèn câu mẫu, hashtag ({keys})</translation>
    </message>
    <message>
        <source>Insert a citation ({keys})</source>
        <translation>Chèn trích dẫn văn bản ({keys})</translation>
    </message>
    <message>
        <source>Insert an emoji</source>
        <translation>Chèn biểu tượng cảm xúc</translation>
    </message>
</context>
<context>
    <name>WritingHelp</name>
    <message>
        <source>This field takes no free text. Put the caret into a field of text first.</source>
        <translation>Ô này không nhận chữ tự do. Hãy đặt con trỏ vào một ô nội dung trước.</translation>
    </message>
    <message>
        <source>This field takes no emoji: it is read by itself, or kept in the record.</source>
        <translation>Ô này không nhận biểu tượng: nội dung được đọc riêng hoặc lưu trong hồ sơ.</translation>
    </message>
    <message>
        <source>This field makes the title of the post; a title has no emoji.</source>
        <translation>Ô này tạo nên tiêu đề bài; tiêu đề không có biểu tượng.</translation>
    </message>
    <message>
        <source>This field describes a picture to those who cannot see it: words only.</source>
        <translation>Ô này mô tả ảnh cho người không nhìn thấy; chỉ dùng chữ.</translation>
    </message>
    <message>
        <source>The post has {n} emoji already, and a check allows no more.</source>
        <translation>Bài đã có {n} biểu tượng; quy tắc kiểm tra không cho thêm.</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>Hãy đăng nhập trước.</translation>
    </message>
    <message>
        <source>This post can only be looked at now.</source>
        <translation>Bài này hiện chỉ xem được.</translation>
    </message>
    <message>
        <source>The library has no text of this place. Import the document first.</source>
        <translation>Kho chưa có nội dung của điều, khoản này. Hãy nhập văn bản trước.</translation>
    </message>
    <message>
        <source>Also put into “{field}”.</source>
        <translation>Đã ghi cả vào ô “{field}”.</translation>
    </message>
    <message>
        <source>This post has no field of text to insert into.</source>
        <translation>Bài này không có ô chữ nào để chèn vào.</translation>
    </message>
</context>
<context>
    <name>WritingSection</name>
    <message>
        <source>Spelling and tone marks</source>
        <translation>Chính tả và dấu thanh</translation>
    </message>
    <message>
        <source>Underline words that may be misspelt</source>
        <translation>Gạch chân từ có thể sai chính tả</translation>
    </message>
    <message>
        <source>Works without a network. Nothing you write leaves this PC.</source>
        <translation>Chạy không cần mạng. Nội dung bạn viết không rời khỏi máy này.</translation>
    </message>
    <message>
        <source>Tone marks in oa, oe, uy</source>
        <translation>Dấu thanh trong oa, oe, uy</translation>
    </message>
    <message>
        <source>Used when a text is tidied; what you type is never changed while you type.</source>
        <translation>Dùng khi làm gọn văn bản; chữ đang gõ không bao giờ bị đổi.</translation>
    </message>
    <message>
        <source>As typed</source>
        <translation>Giữ như đã gõ</translation>
    </message>
    <message>
        <source>On the main vowel: hoà, thuỷ</source>
        <translation>Trên âm chính: hoà, thuỷ</translation>
    </message>
    <message>
        <source>In the usual place: hòa, thủy</source>
        <translation>Theo thói quen: hòa, thủy</translation>
    </message>
</context>
<context>
    <name>YesNoEditor</name>
    <message>
        <source>Yes</source>
        <translation>Có</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Không</translation>
    </message>
</context>
<context>
    <name>_LineWithCalendar</name>
    <message>
        <source>Choose in the calendar</source>
        <translation>Chọn trong lịch</translation>
    </message>
</context>
</TS>
