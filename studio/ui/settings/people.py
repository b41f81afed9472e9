"""The people of the unit."""

from studio.ui.people.sections import PeopleSection as PeopleSection
