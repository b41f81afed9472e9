"""Verbs about templates: those of the department, the unit's own, and the look of its cards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from studio.cli.console import Line, VerbOutput, line, view
from studio.cli.verb import FREE, HEAD_SIGNS, SHOWS, SIGNS, WRITES, Call, VerbGroup, flag, option, out_file
from studio.clock import show_datetime
from studio.errors import StorageTrouble
from studio.paths import write_chosen
from studio.phrase import Phrase
from studio.reasons import reason_of
from studio.templates.own.document import version_of
from studio.templates.own.kit import BrandKit
from studio.templates.own.model import STATE_NAMES, TemplateDocument, TemplateRow, TemplateVersion, is_own
from studio.yamlfile import plain, read_yaml

NOTE = option("--note", required=True, metavar="TEXT")
VERSION = option("which", type=int, metavar="VERSION")
OWN_ID = option("id", metavar="ID", help="mã (DV-01) hoặc id / code (DV-01) or id")

verbs = VerbGroup()
brand = verbs.group("brand", "màu và dấu hiệu trên thẻ hình / colours and signs of the cards")
templates = verbs.group("templates", "mẫu đã duyệt / approved templates")


@templates("list", FREE)
def _templates(call: Call) -> VerbOutput:
    found = call.studio.catalog.all()
    return VerbOutput(
        [view(t, "id code version title approval own", own=is_own(t.id)) for t in found],
        [line("{:<7}{:<24}{}", t.code, t.id, t.title) for t in found],
    )


@templates("show", FREE, "id")
def _template(call: Call) -> VerbOutput:
    template = call.studio.catalog.get(call.id)
    return VerbOutput(
        view(
            template,
            "id code version title when approval own sha256 fields checks=required_checks cards bodies",
            own=is_own(template.id),
            fields=[view(f, "name type required min max label help options") for f in template.fields],
            cards=[card.layout for card in template.cards],
        ),
        [
            line("{} {}", template.code, template.title),
            template.when,
            "",
            *(
                line("  {:<16}{:<14}{} {}", f.name, f.type.value, "*" if f.required else " ", f.label)
                for f in template.fields
            ),
        ],
    )


own = templates.group("own", "mẫu riêng của đơn vị / the unit's own templates")


@own("list", SHOWS)
def _list(call: Call) -> VerbOutput:
    rows = call.studio.own_templates.all()
    return VerbOutput(
        [_told(row) for row in rows], [_line(row) for row in rows] or Phrase("No templates of its own yet.")
    )


def _told(row: TemplateRow) -> dict[str, object]:
    return view(row, "id code title state newest candidate current made_from note", made_from=row.floor.made_from)


def _line(row: TemplateRow) -> Line:
    return line("{:<7}{:<14}{:<20} {}", row.code, row.id, STATE_NAMES[row.state], row.title)


def _answer(row: TemplateRow) -> VerbOutput:
    return VerbOutput(_told(row), _line(row))


@own("new", WRITES, option("title", metavar="TITLE"), help="mẫu mới / a template from scratch")
def _new(call: Call) -> VerbOutput:
    return _answer(call.studio.own_templates.begin(call.title, call.by))


@own("make-ours", WRITES, option("id", metavar="ID", help="mẫu làm gốc / the template to begin with"),
     help="làm mẫu riêng từ một mẫu / make ours from a template")  # fmt: skip
def _make_ours(call: Call) -> VerbOutput:
    return _answer(call.studio.own_templates.make_ours(call.id, call.by))


@own("export", SHOWS, OWN_ID, option("--version", type=int, dest="which", metavar="N"),
     option("--out", type=Path, required=True, metavar="DIR"),
     help="ghi ra tệp để sửa / write out to be edited")  # fmt: skip
def _export(call: Call) -> VerbOutput:
    templates, row = call.studio.own_templates, call.studio.own_templates.get(call.id)
    document = templates.document(row.id, call.which) if call.which else row.draft
    written = []
    for path, text in version_of(document, row.id, row.code, call.which or row.newest + 1).items():
        place = call.out / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise StorageTrouble(
                "cannot be written ({why}); choose another place.", why=reason_of(trouble), where=str(place)
            ) from trouble
        write_chosen(place, text.encode())
        written.append(str(place))
    return VerbOutput({"files": written}, written)


@own("edit", WRITES, OWN_ID, option("--file", type=Path, required=True, metavar="TEMPLATE.yaml"),
     option("--layout", type=Path, action="append", default=[], metavar="LAYOUT.yaml", dest="layouts",
            help="bố cục riêng, tên tệp là tên trong mẫu / a layout of its own, named like its file"),
     help="nhận tệp, lưu phiên bản / take the file in, save a version")  # fmt: skip
def _edit(call: Call) -> VerbOutput:
    templates, row = call.studio.own_templates, call.studio.own_templates.get(call.id)
    layouts = {path.stem: {k: v for k, v in plain(read_yaml(path)).items() if k != "id"} for path in call.layouts}
    document = TemplateDocument(template=plain(read_yaml(call.file)), layouts=layouts)

    def taken_in() -> TemplateVersion:
        templates.keep(row.id, document, call.by)
        return templates.save(row.id, call.by)

    version = call.studio.at_once(taken_in)
    return VerbOutput(
        view(version, "id version digest", id=row.id, version=version.number),
        Phrase("Saved as version {number}.", number=version.number),
    )


@own("check", SHOWS, OWN_ID, help="tìm chỗ phải sửa, ở mọi cỡ / what to mend, on every size")
def _check(call: Call) -> VerbOutput:
    remarks = call.studio.own_templates.lint(call.studio.own_templates.get(call.id).id)
    blocked = any(remark.stops for remark in remarks)
    told = [view(r, "about field card size stops message", message=call.console.text(r.phrase)) for r in remarks]
    lines: list[Line] = [line("{} {}", "✖" if r.stops else "!", r.phrase) for r in remarks]
    return VerbOutput({"blocked": blocked, "remarks": told}, lines or Phrase("✔ Nothing to fix."), failed=blocked)


@own("versions", SHOWS, OWN_ID, help="các phiên bản / its versions")
def _versions(call: Call) -> VerbOutput:
    templates, row = call.studio.own_templates, call.studio.own_templates.get(call.id)
    names = {person.id: person.name for person in call.studio.people.list()}
    found = [(one, names.get(one.by, one.by), one.number == row.current) for one in templates.versions(row.id)]
    return VerbOutput(
        [view(one, "version=number at by digest signed", by=by, signed=signed) for one, by, signed in found],
        [line("{:>3} {} {}  {}", one.number, "✔" if signed else " ", show_datetime(one.at), by)
         for one, by, signed in found]
        or Phrase("No version was saved yet."),
    )  # fmt: skip


@own("diff", SHOWS, OWN_ID, option("before", type=int, help="0: mẫu làm gốc / the template it was made of"),
     option("after", type=int), help="khác nhau giữa hai phiên bản / what differs between two versions")  # fmt: skip
def _diff(call: Call) -> VerbOutput:
    found = call.studio.own_templates.changes(call.studio.own_templates.get(call.id).id, call.before, call.after)
    return VerbOutput([call.console.text(one) for one in found], list(found) or Phrase("Nothing differs."))


@own("submit", SIGNS, OWN_ID, help="trình lãnh đạo / submit to the head")
def _submit(call: Call) -> VerbOutput:
    return _answer(call.studio.own_templates.submit(call.studio.own_templates.get(call.id).id, *call.signed))


@own("return", HEAD_SIGNS, OWN_ID, NOTE, help="lãnh đạo yêu cầu sửa / the head asks for changes")
def _return(call: Call) -> VerbOutput:
    templates = call.studio.own_templates
    return _answer(templates.send_back(templates.get(call.id).id, *call.signed, call.note))


@own("sign", HEAD_SIGNS, OWN_ID, VERSION, help="lãnh đạo ký / the head signs")
def _sign(call: Call) -> VerbOutput:
    templates = call.studio.own_templates
    return _answer(templates.sign(templates.get(call.id).id, call.which, *call.signed))


@own("withdraw", HEAD_SIGNS, OWN_ID, NOTE, help="ngừng dùng / withdraw")
def _withdraw(call: Call) -> VerbOutput:
    templates = call.studio.own_templates
    return _answer(templates.withdraw(templates.get(call.id).id, *call.signed, call.note))


@own("send", SIGNS, OWN_ID, *out_file(metavar="FILE|DIR"),
     help="ghi mẫu đã ký ra tệp cho máy khác / write a signed one into a file for another PC")  # fmt: skip
def _send(call: Call) -> VerbOutput:
    row = call.studio.own_templates.get(call.id)
    path = call.studio.exchange.send_template(row.id, call.out, *call.signed)
    return VerbOutput({"file": path}, Phrase("Written: {path}; take it to the other PC.", path=path))


@brand("show", SHOWS)
def _brand(call: Call) -> VerbOutput:
    return _kit(call.studio.branding.kit())


def _kit(kit: BrandKit) -> VerbOutput:
    told = view(kit, "first second background header logo")
    return VerbOutput(told, [line("{:<12}{}", name, value) for name, value in told.items()])


@brand("set", HEAD_SIGNS,
       option("--first", metavar="#RRGGBB", help="màu trên nền sáng / colour on light grounds"),
       option("--second", metavar="#RRGGBB", help="màu trên nền tối / colour on dark grounds"),
       option("--background", metavar="#RRGGBB", help="nền của thẻ sáng / ground of light cards"),
       option("--header", metavar="TEXT", help="dòng trước tên đơn vị / what stands before the unit's name"),
       option("--logo", type=Path, metavar="FILE", help="biểu trưng thứ hai (PNG) / a second logo"),
       flag("--anew", "bắt đầu lại từ mẫu của phòng / begin with the department's look"),
       help="lãnh đạo chọn màu, dấu hiệu / the head chooses colours and signs")  # fmt: skip
def _choose(call: Call) -> VerbOutput:
    kit = BrandKit() if call.anew else call.studio.branding.kit()
    parts = ("first", "second", "background", "header")
    told = {part: value for part in parts if (value := vars(call)[part]) is not None}
    return _kit(call.studio.choose_kit(replace(kit, **told), *call.signed, call.logo))
