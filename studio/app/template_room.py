"""The unit's own templates: where they are made, and what is seen when their cards are painted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from studio.app.context import AppContext
from studio.app.office import Office
from studio.outbox.audit import Act
from studio.templates.card import CardSpec
from studio.templates.kinds_references import PHOTO
from studio.templates.layout import Design
from studio.templates.own.branding import BrandKitChoice
from studio.templates.own.history import VersionStep
from studio.templates.own.lint import CardLooked
from studio.templates.own.service import OwnTemplates
from studio.templates.own.storage import StoredOwnTemplates
from studio.templates.own.transfer import TemplateTaker

if TYPE_CHECKING:
    from studio.cards.renderer import CardRenderer
    from studio.outbox.storage_audit import StoredAudit


_ANY_PHOTO = Path(__file__).resolve().parent.parent / "assets" / "sample" / "photo" / "duong-pho.jpg"


class CardLook:
    """Lays cards out and paints them, for any design. Qt is started with the first card. `read` gives kept files."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._last: tuple[Design, CardRenderer] | None = None

    def renderer(self, design: Design) -> CardRenderer:
        """A painter of that design, with a photograph that stands for any."""
        from studio.cards.renderer import CardRenderer

        last = self._last
        if last is None or last[0] != design:
            last = self._last = design, CardRenderer(design, self._file)
        return last[1]

    def __call__(self, design: Design, spec: CardSpec, size: str, paint: bool) -> CardLooked:
        renderer = self.renderer(design)
        [cards] = renderer.series([spec], size)
        scenes = [renderer.scene(one, size) for one in cards]
        left = {cut.slot for scene in scenes for cut in scene.cuts}
        problems = [problem for one in cards for problem in renderer.problems(one, size)]
        contrast: dict[str, float] = {}
        for one in cards if paint else ():
            for layer, ratio in renderer.render(one, size).contrast.items():
                contrast[layer] = min(ratio, contrast.get(layer, ratio))
        return CardLooked(
            contrast=contrast,
            shown=frozenset(part.slot for scene in scenes for part in scene.texts),
            cut={
                problem.slot or problem.layer: problem.phrase
                for problem in reversed(problems)
                if problem.stops or problem.slot in left
            },
        )

    def _file(self, sha256: str) -> bytes:
        return _ANY_PHOTO.read_bytes() if sha256 == PHOTO else self._read(sha256)


class TemplateRoom:
    """What a unit makes of the department's templates and cards; the catalogue has it from then on."""

    def __init__(self, context: AppContext, office: Office) -> None:
        repo = StoredOwnTemplates(context.store)
        self.own = _own_templates(context, office, repo)
        self.taker = TemplateTaker(
            repo, office.people, context.catalog, note=context.note, look=CardLook(context.files.get)
        )
        self.branding = BrandKitChoice(
            repo, office.people, context.catalog, context.clock, note=context.note, has_file=context.files.has
        )
        context.catalog.own = self.own.signed
        context.catalog.kit = self.branding.kit


def _own_templates(context: AppContext, office: Office, repo: StoredOwnTemplates) -> OwnTemplates:
    return OwnTemplates(
        repo,
        office.people,
        context.catalog,
        context.clock,
        ids=context.ids,
        note=context.note,
        look=CardLook(context.files.get),
        returned=lambda template: _returned(context.audit, template),
    )


def _returned(log: StoredAudit, id: str) -> dict[int, VersionStep]:
    """When the head last sent each version of the template back, as the log says it."""
    steps = (entry for entry in log.of_act(Act.TEMPLATE) if entry.data.get("template") == id)
    return {
        entry.data["version"]: VersionStep(by=entry.by, at=entry.at)
        for entry in steps
        if entry.data["step"] == "returned"
    }
