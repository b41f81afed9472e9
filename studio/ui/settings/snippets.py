"""Snippets, hashtag sets and the unit's own words."""

from studio.ui.writing.manage import SnippetsSection as SnippetsSection
