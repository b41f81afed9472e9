"""The composer: from a template to a post that is handed in for approval."""
