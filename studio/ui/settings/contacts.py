"""The unit and its verified contacts."""

from studio.ui.people.sections import ContactsSection as ContactsSection
