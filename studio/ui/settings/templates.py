"""The unit's own templates."""

from studio.ui.templates.section import TemplatesSection as TemplatesSection
