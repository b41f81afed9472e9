"""The command bar: one field for every command, post, template and law."""
