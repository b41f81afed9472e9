"""The right pane: preview, checks, approval, history."""
